#include "core/crypto/verifiedlinks.h"
#include "tests/core/crypto/certificates.h"

#include <QTest>

using namespace dsr;

class TestVerifiedLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheSignatureSays_data();
    void saysWhatTheSignatureSays();
};

void TestVerifiedLinks::saysWhatTheSignatureSays_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("while both are valid") << QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::newRow("before they are valid") << QDateTime(QDate(2010, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::newRow("after they expired") << QDateTime(QDate(2070, 1, 1), QTime(0, 0), Qt::UTC);
}

void TestVerifiedLinks::saysWhatTheSignatureSays()
{
    QFETCH(QDateTime, time);
    const test::Pki pki = test::makePki(Curve::P256);
    // Names are the same, so only the signature tells the two authorities apart.
    const test::Pki other = test::makePki(Curve::P256);
    VerifiedLinks links;
    for (int round = 0; round < 2; ++round) {
        QVERIFY(links.isSigned(pki.leaf, pki.ca, time));
        QVERIFY(!links.isSigned(pki.leaf, other.ca, time));
        QVERIFY(!links.isSigned(other.leaf, pki.ca, time));
    }
}

QTEST_GUILESS_MAIN(TestVerifiedLinks)
#include "tst_verifiedlinks.moc"
