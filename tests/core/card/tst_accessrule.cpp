#include "core/card/virtual/accessrule.h"

#include "core/base/error.h"

#include <QTest>

using namespace dsr;

namespace {

constexpr const char *readOverContacts = "CB{ [ACTIVATED,1,{ ({00||b0||??||??},ALW) }]}";

/// A rule with this condition for READ BINARY, over contacts.
QByteArray withCondition(const QByteArray &condition)
{
    return "CB{[ACTIVATED,1,{({00||b0||??||??}," + condition + ")}]}";
}

CommandApdu command(const char *header)
{
    return CommandApdu::parse(QByteArray::fromHex(header)).value();
}

} // namespace

Q_DECLARE_METATYPE(AccessState)

class TestAccessRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesCommands_data();
    void namesCommands();
    void asksForConditions_data();
    void asksForConditions();
    void looksAtInterfaceAndLifeCycle();
    void allowsNothingWithoutAText();
    void keepsItsText();
    void refusesWhatItCannotUnderstand_data();
    void refusesWhatItCannotUnderstand();
    void saysWhereItStopped();
};

void TestAccessRule::namesCommands_data()
{
    QTest::addColumn<QByteArray>("patterns");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const char *patterns, const char *header, bool allowed) {
        QTest::newRow(name) << QByteArray(patterns) << QByteArray(header) << allowed;
    };
    row("the command itself", "00||b0||??||??", "00B08200", true);
    row("another instruction", "00||b0||??||??", "00B28200", false);
    row("another class", "00||20||00||??", "80200002", false);
    row("a fixed parameter fits", "00||2a||9e||9a", "002A9E9A", true);
    row("a fixed parameter differs", "00||2a||9e||9a", "002A9E9B", false);
    row("one of several", "00||b2||??||??,00||a2||??||??", "00A20000", true);
    row("any class", "??||86||??||??", "10860000", true);
    row("digits of either case", "00||B0||??||??", "00B00000", true);
    row("blanks do not matter", " 00 || b0 ||\n?? || ?? ", "00B00000", true);
}

void TestAccessRule::namesCommands()
{
    QFETCH(QByteArray, patterns);
    QFETCH(QByteArray, header);
    QFETCH(bool, allowed);
    const auto rule = AccessRule::parse("CB{[ACTIVATED,1,{({" + patterns + "},ALW)}]}");
    QVERIFY(rule);
    QCOMPARE(rule->allows(command(header.constData()), {}), allowed);
}

void TestAccessRule::asksForConditions_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<AccessState>("state");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const char *condition, const AccessState &state, bool allowed) {
        QTest::newRow(name) << QByteArray(condition) << state << allowed;
    };
    const AccessState nothing;
    const AccessState home{.passwords = 1U << 2};
    const AccessState pinCh{.passwords = 1U << 1};
    const AccessState channel{.channelKey = 0x02, .responseEncrypted = true};
    const AccessState sealed{.channelKey = 0x02, .commandEncrypted = true, .responseEncrypted = true};
    const AccessState sealedHome{
        .passwords = 1U << 2, .channelKey = 0x02, .commandEncrypted = true, .responseEncrypted = true};

    row("always", "ALW", nothing, true);
    row("never", "NEV", sealedHome, false);
    row("the right password", "PWD(02)", home, true);
    row("another password", "PWD(02)", pinCh, false);
    row("a password that no card has", "PWD(ff)", {.passwords = ~0U}, false);
    row("the right channel", "SMMAC(02)", channel, true);
    row("no channel", "SMMAC(02)", home, false);
    row("a channel of the administration", "SMMAC(13)", sealedHome, false);
    row("a channel of a role", "SMMAC(cvc_FlagList_CMS:00800000000000)", sealedHome, false);
    row("another card's role", "AUTCHAT(cvc_FlagList_TI:00080000000000)", sealedHome, false);
    row("command in the clear", "SMCMDENC", channel, false);
    row("command encrypted", "SMCMDENC", sealed, true);
    row("answer in the clear", "SMRSPENC", nothing, false);
    row("answer encrypted", "SMRSPENC", channel, true);
    row("all of them", "AND{SMMAC(02),SMCMDENC,SMRSPENC,PWD(02)}", sealedHome, true);
    row("all but one", "AND{SMMAC(02),SMCMDENC,SMRSPENC,PWD(02)}", sealed, false);
    row("one of them", "OR{PWD(01),PWD(02)}", home, true);
    row("none of them", "OR{PWD(01),PWD(02)}", channel, false);
    row("nested, as for the signing key",
        "AND{SMMAC(02),SMCMDENC,SMRSPENC,OR{AND{PWD(01),AUTCHAT(cvc_FlagList_TI:00080000000000)},PWD(02)}}",
        sealedHome, true);
    row("nested, with the role missing", "OR{PWD(02),AND{PWD(01),AUTCHAT(cvc_FlagList_TI:00080000000000)}}",
        pinCh, false);
    row("blanks do not matter", " AND {\n SMMAC ( 02 ) ,\tSMRSPENC } ", channel, true);
}

void TestAccessRule::asksForConditions()
{
    QFETCH(QByteArray, condition);
    QFETCH(AccessState, state);
    QFETCH(bool, allowed);
    const auto rule = AccessRule::parse(withCondition(condition));
    QVERIFY(rule);
    QCOMPARE(rule->allows(command("00B08200"), state), allowed);
}

void TestAccessRule::looksAtInterfaceAndLifeCycle()
{
    const auto rule = AccessRule::parse(
        "CB{ [ACTIVATED,1,{ ({00||b0||??||??},ALW) }], [DEACTIVATED,??,{ ({00||44||00||00},ALW) }]}, "
        "CL{ [ACTIVATED,1,{ ({00||b0||??||??},SMMAC(02)) }]}");
    QVERIFY(rule);
    const CommandApdu read = command("00B08200");
    const CommandApdu activate = command("00440000");
    QVERIFY(rule->allows(read, {}));
    QVERIFY(!rule->allows(activate, {}));
    QVERIFY(!rule->allows(read, {.activated = false}));
    QVERIFY(rule->allows(activate, {.activated = false}));
    QVERIFY(!rule->allows(read, {.contactless = true}));
    QVERIFY(rule->allows(read, {.contactless = true, .channelKey = 0x02}));
    QVERIFY(!rule->allows(activate, {.contactless = true, .activated = false}));
}

void TestAccessRule::allowsNothingWithoutAText()
{
    QVERIFY(!AccessRule().allows(command("00B08200"), {}));
    QCOMPARE(AccessRule().text(), QByteArray());
}

void TestAccessRule::keepsItsText()
{
    QCOMPARE(AccessRule::parse(readOverContacts)->text(), QByteArray(readOverContacts));
}

void TestAccessRule::refusesWhatItCannotUnderstand_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("another interface", "XX{[ACTIVATED,1,{({00||b0||??||??},ALW)}]}");
    row("another life cycle", "CB{[BORN,1,{({00||b0||??||??},ALW)}]}");
    row("another environment", "CB{[ACTIVATED,2,{({00||b0||??||??},ALW)}]}");
    row("three octets", "CB{[ACTIVATED,1,{({00||b0||??},ALW)}]}");
    row("half an octet", "CB{[ACTIVATED,1,{({0||b0||??||??},ALW)}]}");
    row("no hex", "CB{[ACTIVATED,1,{({zz||b0||??||??},ALW)}]}");
    row("half a wildcard", "CB{[ACTIVATED,1,{({00||b?||??||??},ALW)}]}");
    row("an open end", "CB{[ACTIVATED,1,{({00||b0||??||??},ALW)}]");
    row("something behind", QByteArray(readOverContacts) + " }");
    row("a comma behind", QByteArray(readOverContacts) + ",");
    row("an unknown condition", withCondition("MAYBE"));
    row("a password without a number", withCondition("PWD()"));
    row("a password with a wildcard",
        withCondition("PWD(?"
                      "?)"));
    row("a channel without a number", withCondition("SMMAC()"));
    row("a channel with half a number", withCondition("SMMAC(2)"));
    row("a role without flags", withCondition("AUTCHAT(cvc_FlagList_TI)"));
    row("flags that are no hex", withCondition("AUTCHAT(cvc_FlagList_TI:xy)"));
    row("an empty group", withCondition("AND{}"));
    row("a group that does not end", withCondition("AND{ALW"));
    row("twenty groups in each other", withCondition([] {
        QByteArray nested("ALW");
        for (int i = 0; i < 20; ++i)
            nested = "AND{" + nested + "}";
        return nested;
    }()));
    row("ten thousand open groups",
        "CB{[ACTIVATED,1,{({00||b0||??||??}," + QByteArray("AND{").repeated(10'000));
    row("more text than any card has", QByteArray(readOverContacts) + QByteArray(64 * 1024, ' '));
}

void TestAccessRule::refusesWhatItCannotUnderstand()
{
    QFETCH(QByteArray, text);
    const auto rule = AccessRule::parse(text);
    QVERIFY(!rule);
    QCOMPARE(rule.error().code, ErrorCode::InputMalformed);
    for (qsizetype size = 0; size < qMin<qsizetype>(text.size(), 100); ++size)
        QVERIFY(!AccessRule::parse(text.first(size)) || text.first(size).trimmed() == readOverContacts);
}

void TestAccessRule::saysWhereItStopped()
{
    const auto rule = AccessRule::parse("CB{[ACTIVATED,1,{({00||b0||??||??},MAYBE)}]}");
    QVERIFY(!rule);
    QCOMPARE(rule.error().facts.value(QStringLiteral("offset")).toInt(), 40);
}

QTEST_GUILESS_MAIN(TestAccessRule)
#include "tst_accessrule.moc"
