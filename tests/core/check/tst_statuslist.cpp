#include "core/check/statuslist.h"

#include "core/decode/inspect.h"

#include <QTest>

using namespace dsr;

class TestStatusList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEntries();
    void serialNumbersAreBroughtIntoOneForm();
    void suspensionsEndAndRevocationsDoNot();
    void unreadable_data();
    void unreadable();
    void treeSaysWhatIsWrong_data();
    void treeSaysWhatIsWrong();
};

void TestStatusList::readsEntries()
{
    const auto list = StatusList::fromJson(R"({"entries": {
        "2c8cdddfd5e03bfc": {"status": "REVOKED", "reason": "KEY_COMPROMISE", "comment": "stolen"},
        "c8966fcb2fbb0d7a": {"status": "SUSPENDED", "expires": "2026-12-01"}}})");
    QVERIFY(list);
    QCOMPARE(list->entries.size(), 2);
    const StatusEntry *revoked = list->find("2c8cdddfd5e03bfc");
    QVERIFY(revoked && revoked->isRevoked() && !revoked->isSuspended());
    QCOMPARE(revoked->reason, QStringLiteral("KEY_COMPROMISE"));
    QCOMPARE(revoked->comment, QStringLiteral("stolen"));
    QVERIFY(!revoked->expires.isValid());
    QCOMPARE(list->find("c8966fcb2fbb0d7a")->expires, QDate(2026, 12, 1));
    QVERIFY(!list->find("c8966fcb2fbb0d7b"));
    QVERIFY(StatusList::fromJson("{\"entries\":{}}")->entries.isEmpty());
}

void TestStatusList::serialNumbersAreBroughtIntoOneForm()
{
    const auto list = StatusList::fromJson(R"({"entries": {"00AB12": {"status": "REVOKED"}}})");
    QVERIFY(list);
    QVERIFY(list->find("ab12"));
}

void TestStatusList::suspensionsEndAndRevocationsDoNot()
{
    const auto list = StatusList::fromJson(R"({"entries": {
        "aaaa": {"status": "REVOKED", "expires": "2026-11-24"},
        "bbbb": {"status": "SUSPENDED", "expires": "2026-11-24"}}})");
    QVERIFY(list);
    const QDate lastDay(2026, 11, 24);
    QVERIFY(!list->find("bbbb")->hasEnded(lastDay));
    QVERIFY(list->find("bbbb")->hasEnded(lastDay.addDays(1)));
    QVERIFY(!list->find("aaaa")->hasEnded(lastDay.addDays(1)));
}

void TestStatusList::unreadable_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"entries\":");
    QTest::newRow("no entries") << QByteArray("{}");
    QTest::newRow("entries as an array") << QByteArray("{\"entries\":[]}");
    QTest::newRow("entry without a status") << QByteArray("{\"entries\":{\"ab12\":{\"reason\":\"x\"}}}");
    QTest::newRow("entry that is a text") << QByteArray("{\"entries\":{\"ab12\":\"REVOKED\"}}");
}

void TestStatusList::unreadable()
{
    QFETCH(QByteArray, json);
    const auto list = StatusList::fromJson(json);
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::InputMalformed);
}

void TestStatusList::treeSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFlawed");
    QTest::newRow("good") << QByteArray(R"("ab12": {"status": "REVOKED"})") << "ab12" << false;
    QTest::newRow("capitals") << QByteArray(R"("AB12": {"status": "REVOKED"})") << "AB12" << true;
    QTest::newRow("leading zero") << QByteArray(R"("0b12": {"status": "REVOKED"})") << "0b12" << true;
    QTest::newRow("other status") << QByteArray(R"("ab12": {"status": "PAUSED"})") << "ab12" << true;
    QTest::newRow("no status") << QByteArray(R"("ab12": {})") << "ab12" << true;
}

void TestStatusList::treeSaysWhatIsWrong()
{
    QFETCH(QByteArray, entry);
    QFETCH(QString, name);
    QFETCH(bool, isFlawed);
    const InspectionPtr inspection = inspect("{\"entries\": {" + entry + "}}");
    QCOMPARE(inspection->kind(), QStringLiteral("statusList"));
    const Node *node = inspection->find(QStringLiteral("entries.") + name);
    QVERIFY(node);
    QCOMPARE(!node->flaw.isEmpty(), isFlawed);
}

QTEST_GUILESS_MAIN(TestStatusList)
#include "tst_statuslist.moc"
