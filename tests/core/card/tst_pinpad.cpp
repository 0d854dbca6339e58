#include "core/card/pcsc/pcscsource.h"
#include "core/card/pinpad.h"
#include "core/card/virtual/virtualcard.h"
#include "tests/support/fakepcsc.h"
#include "tests/support/samplecard.h"

#include <QTest>

using namespace dsr;

namespace {

const QByteArray reader = "Reader with keys";
constexpr quint32 verifyCode = 0x42000D4E;
constexpr quint32 modifyCode = 0x42000D4F;
constexpr quint32 paceCode = 0x42000D68;
constexpr quint32 featuresCode = 0x42000D48;

} // namespace

class TestPinPad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void structures_data();
    void structures();
    void structureIds();
    void readerWithoutKeysHasNoFeatures();
    void verifiesThePinThatIsTyped();
    void tellsAWrongPin();
    void entriesThatCostNoTry_data();
    void entriesThatCostNoTry();
    void triesTheOtherStructureOnce();
    void configuredStructureIsNotReplaced();
    void changesThePin();
    void paceAtTheReader_data();
    void paceAtTheReader();
    void damagedFeatureListIsNoFeature_data();
    void damagedFeatureListIsNoFeature();

private:
    std::unique_ptr<Card> open()
    {
        auto card = m_source.open(QString::fromUtf8(reader), {});
        return card ? std::move(*card) : nullptr;
    }
    /// Inputs of the calls with this control code.
    static QList<QByteArray> inputsOf(quint32 code)
    {
        QList<QByteArray> inputs;
        for (const ControlCall &call : FakePcsc::instance().controlCalls()) {
            if (call.code == code)
                inputs.append(call.input.toHex());
        }
        return inputs;
    }

    PcscSource m_source;
    std::shared_ptr<VirtualCard> m_card;
};

void TestPinPad::init()
{
    FakePcsc &fake = FakePcsc::instance();
    fake.reset();
    m_card = std::make_shared<VirtualCard>(sampleCardImage());
    fake.plugIn(reader);
    fake.insert(reader,
        {m_card->atr(), [card = m_card](const QByteArray &command) { return card->transmit(command); },
            [card = m_card] { card->reset(); }});
    fake.giveKeys(reader, AtTheKeys::TypesPin, secretOf("123456"));
}

void TestPinPad::structures_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("verify, octets") << pinVerifyStructure(PinPadStructure::Octets)
                                    << QByteArray("1e1e894704080602010704000000000d000000"
                                                  "002000020820ffffffffffffff");
    QTest::newRow("verify, bits") << pinVerifyStructure(PinPadStructure::Bits)
                                  << QByteArray("1e1e414804080602010704000000000d000000"
                                                "002000020820ffffffffffffff");
    QTest::newRow("change, octets") << pinModifyStructure(PinPadStructure::Octets, 6)
                                    << QByteArray("1e1e8947040008080603020307040001020000001500000000"
                                                  "2400021020ffffffffffffff20ffffffffffffff");
    QTest::newRow("change of a transport PIN")
        << pinModifyStructure(PinPadStructure::Octets, 5)
        << QByteArray("1e1e8947040008080503020307040001020000001500000000"
                      "2400021020ffffffffffffff20ffffffffffffff");
}

void TestPinPad::structures()
{
    QFETCH(const QByteArray, made);
    QFETCH(const QByteArray, expected);
    QCOMPARE(made.toHex(), expected);
}

void TestPinPad::structureIds()
{
    for (const auto structure : {PinPadStructure::Auto, PinPadStructure::Octets, PinPadStructure::Bits})
        QCOMPARE(pinPadStructureFromId(pinPadStructureId(structure)), structure);
    QVERIFY(!pinPadStructureFromId(QStringLiteral("nibbles")));
}

void TestPinPad::readerWithoutKeysHasNoFeatures()
{
    FakePcsc &fake = FakePcsc::instance();
    fake.plugIn("Plain reader");
    fake.insert(
        "Plain reader", {m_card->atr(), [this](const QByteArray &c) { return m_card->transmit(c); }, {}});
    const auto card = m_source.open(QStringLiteral("Plain reader"), {});
    QVERIFY(card);
    for (const auto feature :
        {ReaderFeature::VerifyPin, ReaderFeature::ModifyPin, ReaderFeature::ExecutePace})
        QVERIFY(!(*card)->hasFeature(feature));
    QCOMPARE(inputsOf(featuresCode).size(), 1); // asked once
    const auto verified = verifyPinAtReader(**card, PinPadStructure::Auto);
    QVERIFY(!verified);
    QCOMPARE(verified.error().code, ErrorCode::CardRefused);
}

void TestPinPad::verifiesThePinThatIsTyped()
{
    const auto card = open();
    QVERIFY(card);
    QVERIFY(card->hasFeature(ReaderFeature::VerifyPin));
    const auto answer = verifyPinAtReader(*card, PinPadStructure::Auto);
    QVERIFY(answer);
    QCOMPARE(swText(answer->sw), QStringLiteral("9000"));
    QCOMPARE(inputsOf(verifyCode), QList<QByteArray>{pinVerifyStructure(PinPadStructure::Octets).toHex()});
    const auto status = card->transmit({.cla = 0x80, .ins = 0x20, .p2 = 0x02});
    QCOMPARE(swText(status->sw), QStringLiteral("9000"));
}

void TestPinPad::tellsAWrongPin()
{
    FakePcsc::instance().giveKeys(reader, AtTheKeys::TypesPin, secretOf("654321"));
    const auto card = open();
    const auto answer = verifyPinAtReader(*card, PinPadStructure::Auto);
    QVERIFY(answer);
    QCOMPARE(swText(answer->sw), QStringLiteral("63C2"));
    QCOMPARE(m_card->pinTriesLeft(), 2);
    QCOMPARE(inputsOf(verifyCode).size(), 1); // never a second time by itself
}

void TestPinPad::entriesThatCostNoTry_data()
{
    QTest::addColumn<AtTheKeys>("deed");
    QTest::addColumn<ErrorCode>("expected");
    QTest::newRow("cancelled") << AtTheKeys::Cancels << ErrorCode::CardEntryCancelled;
    QTest::newRow("nobody types") << AtTheKeys::WaitsTooLong << ErrorCode::CardEntryTimedOut;
    QTest::newRow("too few digits") << AtTheKeys::TypesTooFew << ErrorCode::CardPinFormat;
    QTest::newRow("two new PINs that differ") << AtTheKeys::TypesTwoDifferent << ErrorCode::CardPinsDiffer;
}

void TestPinPad::entriesThatCostNoTry()
{
    QFETCH(const AtTheKeys, deed);
    QFETCH(const ErrorCode, expected);
    FakePcsc::instance().giveKeys(reader, deed, secretOf("123456"));
    const auto card = open();
    const auto answer = changePinAtReader(*card, PinPadStructure::Auto, 6);
    QVERIFY(!answer);
    QCOMPARE(errorId(answer.error().code), errorId(expected));
    QCOMPARE(m_card->pinTriesLeft(), 3);
    QCOMPARE(inputsOf(modifyCode).size(), 1);
}

void TestPinPad::triesTheOtherStructureOnce()
{
    FakePcsc::instance().refuseStructure(reader, QByteArray::fromHex("1E1E89"));
    const auto card = open();
    const auto answer = verifyPinAtReader(*card, PinPadStructure::Auto);
    QVERIFY(answer);
    QVERIFY(answer->isGood());
    QCOMPARE(inputsOf(verifyCode),
        (QList<QByteArray>{pinVerifyStructure(PinPadStructure::Octets).toHex(),
            pinVerifyStructure(PinPadStructure::Bits).toHex()}));

    FakePcsc::instance().refuseStructure(reader, QByteArray::fromHex("1E1E"));
    const auto refused = verifyPinAtReader(*card, PinPadStructure::Auto);
    QVERIFY(!refused);
    QCOMPARE(errorId(refused.error().code), errorId(ErrorCode::CardReaderUnsuitable));
    QCOMPARE(inputsOf(verifyCode).size(), 4);
}

void TestPinPad::configuredStructureIsNotReplaced()
{
    FakePcsc::instance().refuseStructure(reader, QByteArray::fromHex("1E1E41"));
    const auto card = open();
    QVERIFY(!verifyPinAtReader(*card, PinPadStructure::Bits));
    QCOMPARE(inputsOf(verifyCode), QList<QByteArray>{pinVerifyStructure(PinPadStructure::Bits).toHex()});
}

void TestPinPad::changesThePin()
{
    FakePcsc::instance().giveKeys(reader, AtTheKeys::TypesPin, secretOf("123456"), secretOf("87654321"));
    const auto card = open();
    const auto changed = changePinAtReader(*card, PinPadStructure::Auto, 6);
    QVERIFY(changed);
    QVERIFY(changed->isGood());
    FakePcsc::instance().giveKeys(reader, AtTheKeys::TypesPin, secretOf("87654321"));
    QVERIFY(verifyPinAtReader(*card, PinPadStructure::Auto)->isGood());
}

void TestPinPad::paceAtTheReader_data()
{
    QTest::addColumn<QByteArray>("can");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("error");
    const QByteArray withCan = "020b000200063132333132330000";
    const auto row = [&](const char *name, const QByteArray &answer, const char *error) {
        QTest::newRow(name) << QByteArray("123123") << QByteArray::fromHex(answer) << withCan
                            << QString::fromLatin1(error);
    };
    row("established",
        "00000000"
        "0600"
        "9000"
        "0000"
        "0000",
        "");
    row("wrong CAN",
        "006306F0"
        "0000",
        "card.canWrong");
    row("another status in a step",
        "826903F0"
        "0000",
        "card.readerUnsuitable");
    row("cancelled at the keys",
        "010020F0"
        "0000",
        "card.entryCancelled");
    row("nobody types",
        "020020F0"
        "0000",
        "card.entryTimedOut");
    row("card out of the field",
        "020010F0"
        "0000",
        "card.removed");
    row("no result", "0000", "card.answerMalformed");
}

void TestPinPad::paceAtTheReader()
{
    QFETCH(const QByteArray, can);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, input);
    QFETCH(const QString, error);
    FakePcsc::instance().givePace(reader, answer);
    const auto card = open();
    QVERIFY(card->hasFeature(ReaderFeature::ExecutePace));
    const auto opened = openChannelAtReader(*card, secretOf(can.constData()));
    QCOMPARE(opened ? QString() : errorId(opened.error().code), error);
    QCOMPARE(inputsOf(paceCode), QList<QByteArray>{input});
}

void TestPinPad::damagedFeatureListIsNoFeature_data()
{
    QTest::addColumn<LONG>("status");
    QTest::newRow("not supported") << LONG(SCARD_E_UNSUPPORTED_FEATURE);
    QTest::newRow("not transacted") << LONG(SCARD_E_NOT_TRANSACTED);
    QTest::newRow("invalid parameter") << LONG(SCARD_E_INVALID_PARAMETER);
}

void TestPinPad::damagedFeatureListIsNoFeature()
{
    QFETCH(const LONG, status);
    const auto card = open();
    FakePcsc::instance().failNext("SCardControl", status);
    QVERIFY(!card->hasFeature(ReaderFeature::VerifyPin));
}

QTEST_GUILESS_MAIN(TestPinPad)
#include "tst_pinpad.moc"
