#include "core/crypto/verifiedlinks.h"
#include "tests/core/crypto/certificates.h"

#include <QTest>

using namespace dsr;

class TestVerifiedLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheSignaturesSay_data();
    void saysWhatTheSignaturesSay();
    void shortChains();
};

namespace {

constexpr int length = 6;

/// A root that signed itself and what hangs below it, leaf first; the names say nothing about who signed.
QList<Certificate> chainOf(qsizetype signedByAnother)
{
    QList<PrivateKey> keys;
    for (int i = 0; i <= length; ++i)
        keys.append(*PrivateKey::generate(Curve::P256));
    QList<Certificate> chain;
    for (qsizetype i = 0; i < length; ++i) {
        const CertificateContent content = test::contentFor(keys.at(i).publicKey(), QStringLiteral("Test"));
        const qsizetype above = std::min<qsizetype>(i + 1, length - 1);
        chain.append(
            *signCertificate(content, content.subject, keys.at(i == signedByAnother ? length : above)));
    }
    chain.append(chain.last());
    return chain;
}

} // namespace

void TestVerifiedLinks::saysWhatTheSignaturesSay_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("while all are valid") << QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::newRow("before they are valid") << QDateTime(QDate(2010, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::newRow("after they expired") << QDateTime(QDate(2070, 1, 1), QTime(0, 0), Qt::UTC);
}

void TestVerifiedLinks::saysWhatTheSignaturesSay()
{
    QFETCH(const QDateTime, time);
    const QList<Certificate> good = chainOf(-1);
    VerifiedLinks links;
    for (int round = 0; round < 2; ++round) // the second time from what is known
        QCOMPARE(links.firstUnsigned(good, time), -1);
    for (qsizetype wrong = 0; wrong < length; ++wrong) {
        const QList<Certificate> bad = chainOf(wrong);
        for (int round = 0; round < 2; ++round)
            QCOMPARE(links.firstUnsigned(bad, time), wrong);
        // Known links of two chains do not make a third one.
        QCOMPARE(links.firstUnsigned(good.first(wrong + 1) + bad.sliced(wrong + 1), time), wrong);
    }
}

void TestVerifiedLinks::shortChains()
{
    const test::Pki pki = test::makePki(Curve::P256);
    VerifiedLinks links;
    const QDateTime time = pki.leaf.notBefore();
    QCOMPARE(links.firstUnsigned({}, time), -1);
    QCOMPARE(links.firstUnsigned({pki.leaf}, time), -1);
    QCOMPARE(links.firstUnsigned({pki.leaf, pki.ca}, time), -1);
    QCOMPARE(links.firstUnsigned({pki.ca, pki.leaf}, time), 0);
}

QTEST_GUILESS_MAIN(TestVerifiedLinks)
#include "tst_verifiedlinks.moc"
