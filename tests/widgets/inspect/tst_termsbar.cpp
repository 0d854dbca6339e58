#include "widgets/inspect/termsbar.h"

#include "core/decode/inspect.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

const QDateTime now(QDate(2026, 3, 4), QTime(5, 6), Qt::UTC);

TrustSnapshot named(const char *name)
{
    TrustSnapshot snapshot;
    snapshot.name = QString::fromLatin1(name);
    snapshot.date = now;
    return snapshot;
}

QStringList names(const QList<TrustSnapshot> &snapshots)
{
    QStringList all;
    for (const TrustSnapshot &snapshot : snapshots)
        all.append(snapshot.name);
    return all;
}

} // namespace

class TestTermsBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysChangeTimeAndRules()
    {
        TermsBar bar(now);
        bar.show();
        QSignalSpy changed(&bar, &TermsBar::changed);
        QVERIFY(!bar.dateField()->isVisible());
        QTest::keyClick(bar.timeBox(), Qt::Key_Down);
        QCOMPARE(bar.choice().moment, JudgeTime::Evidence);
        QTest::keyClick(bar.timeBox(), Qt::Key_Down);
        QCOMPARE(bar.choice().moment, JudgeTime::Date);
        QCOMPARE(bar.choice().inspection.time, now);
        QVERIFY(bar.dateField()->isVisible());
        QTest::keyClick(bar.profileBox(), Qt::Key_End);
        QCOMPARE(bar.choice().inspection.profile, JudgeProfile::Wallet);
        QCOMPARE(changed.size(), 3);
    }

    void trustIsAllOrOne()
    {
        TermsBar bar(now);
        bar.setTrust({named("public"), named("testbed")});
        QCOMPARE(names(bar.choice().inspection.trust), (QStringList{"public", "testbed"}));
        QTest::keyClick(bar.trustBox(), Qt::Key_End);
        QCOMPARE(names(bar.choice().inspection.trust), QStringList{"testbed"});
        // It stays what it was when another one is known.
        bar.setTrust({named("public"), named("testbed"), named("ours")});
        QCOMPARE(names(bar.choice().inspection.trust), QStringList{"testbed"});
        bar.setTrust({named("public")});
        QCOMPARE(names(bar.choice().inspection.trust), QStringList{"public"});
    }

    void whatIsExpectedIsRead()
    {
        TermsBar bar(now);
        bar.show();
        bar.expectedButton()->click();
        for (const QString &name : expectationNames())
            QVERIFY2(bar.field(name) && bar.field(name)->isVisible(), qPrintable(name));
        QSignalSpy changed(&bar, &TermsBar::changed);
        QTest::keyClicks(bar.field(QStringLiteral("nonce")), QStringLiteral("AAEC"));
        QTest::keyClick(bar.field(QStringLiteral("nonce")), Qt::Key_Return);
        QCOMPARE(bar.choice().inspection.expected.nonce, QByteArray::fromHex("000102"));
        QCOMPARE(changed.size(), 1);
        // What cannot be read is said and changes nothing.
        QTest::keyClicks(bar.field(QStringLiteral("keyId")), QStringLiteral("?"));
        QTest::keyClick(bar.field(QStringLiteral("keyId")), Qt::Key_Return);
        QVERIFY(!bar.problem().isEmpty());
        QCOMPARE(changed.size(), 1);
        bar.field(QStringLiteral("keyId"))->clear();
        QTest::keyClick(bar.field(QStringLiteral("keyId")), Qt::Key_Return);
        QVERIFY(bar.problem().isEmpty());
    }

    void theTimeOfTheEvidenceIsTheLatestItTells_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QDateTime>("time");
        QTest::newRow("none") << QByteArray("{\"a\":1}") << QDateTime();
        QTest::newRow("when it was issued")
            << QByteArray("{\"iat\":1700000000}") << QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        QTest::newRow("the latest of several")
            << QByteArray("[{\"iat\":1700000000},{\"iat\":1800000000},{\"iat\":5}]")
            << QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    }
    void theTimeOfTheEvidenceIsTheLatestItTells()
    {
        QFETCH(QByteArray, json);
        QFETCH(QDateTime, time);
        const InspectionPtr inspection = inspect(json);
        QCOMPARE(evidenceTime(*inspection), time);
        const auto timeFor = [&](JudgeTime choice) {
            TermsChoice terms;
            terms.moment = choice;
            terms.inspection.time = now.addYears(1);
            return inspectionTerms(terms, *inspection, now).time;
        };
        QCOMPARE(timeFor(JudgeTime::Now), now);
        QCOMPARE(timeFor(JudgeTime::Date), now.addYears(1));
        QCOMPARE(timeFor(JudgeTime::Evidence), time.isValid() ? time : now);
    }
};

QTEST_MAIN(TestTermsBar)
#include "tst_termsbar.moc"
