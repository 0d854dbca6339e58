#include "core/flow/inspectionterms.h"

#include <QTest>

using namespace dsr;

class TestInspectionTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profiles_data();
    void profiles();
    void expectations_data();
    void expectations();
    void refused_data();
    void refused();
};

void TestInspectionTerms::profiles_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<RuleSet>("rules");
    QTest::newRow("strict") << "strict" << Mode::Strict << RuleSet::Dsr;
    QTest::newRow("lenient") << "lenient" << Mode::Lenient << RuleSet::Dsr;
    QTest::newRow("wallet") << "wallet" << Mode::Strict << RuleSet::Wallet;
}

void TestInspectionTerms::profiles()
{
    QFETCH(QString, id);
    const auto profile = judgeProfileFromId(id);
    QVERIFY(profile);
    QCOMPARE(judgeProfileId(*profile), id);
    const QDateTime time = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    const Terms terms = termsOf({.time = time,
        .profile = *profile,
        .trust = {publicTrust()},
        .expected = {.kvnr = QStringLiteral("X")}});
    QTEST(terms.mode, "mode");
    QTEST(terms.rules, "rules");
    QCOMPARE(terms.time, time);
    QCOMPARE(terms.expected.kvnr, QStringLiteral("X"));
    QCOMPARE(terms.androidAnchors.size(), 5);
    QVERIFY(!judgeProfileFromId(QStringLiteral("rfc")));
}

void TestInspectionTerms::expectations_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("base64") << "nonce" << "AAEC" << QByteArray("\0\1\2", 3);
    QTest::newRow("base64url without padding") << "keyId" << "__8" << QByteArray("\xff\xff");
    QTest::newRow("challenge as text") << "challenge" << "text:hällo" << QByteArray("h\xc3\xa4llo");
    QTest::newRow("challenge as base64") << "challenge" << "aGk=" << QByteArray("hi");
    QTest::newRow("a text") << "appId" << "TEAM.app" << QByteArray("TEAM.app");
}

void TestInspectionTerms::expectations()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    Expectations expected;
    QVERIFY(expect(expected, name, value));
    QTEST(expected.nonce + expected.keyId + expected.challenge + expected.appId.toUtf8(), "expected");
}

void TestInspectionTerms::refused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("an unknown name") << "pin" << "1";
    QTest::newRow("no base64") << "nonce" << "a b";
    QTest::newRow("text where only bytes are") << "keyId" << "text:x";
}

void TestInspectionTerms::refused()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    Expectations expected;
    const auto set = expect(expected, name, value);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::UsageInvalid);
    QVERIFY(set.error().facts.value(QStringLiteral("reason")).toString().contains(name));
}

QTEST_GUILESS_MAIN(TestInspectionTerms)
#include "tst_inspectionterms.moc"
