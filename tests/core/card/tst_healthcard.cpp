#include "core/base/digest.h"
#include "core/card/healthcard.h"
#include "core/card/virtual/virtualsource.h"
#include "tests/support/samplecard.h"

#include <QTest>

using namespace dsr;

namespace {

/// An open card and what passed over it.
struct Bench
{
    explicit Bench(CardImage image)
        : card(std::make_shared<VirtualCard>(std::move(image)))
        , source(card)
        , connection(source.open(VirtualSource::readerName(), {}).value())
        , healthCard(*connection)
    {
        connection->setObserver([this](const ApduRecord &record) { commands.append(record.command); });
    }

    std::shared_ptr<VirtualCard> card;
    VirtualSource source;
    QStringList commands;
    std::unique_ptr<Card> connection;
    HealthCard healthCard;
};

/// The standard card with one change.
using Change = std::function<void(CardImage &)>;

CardImage changed(const Change &change)
{
    CardImage image = sampleCardImage();
    if (change)
        change(image);
    return image;
}

ImageFile &fileIn(CardImage &image, const char *name)
{
    for (ImageFolder &folder : image.folders) {
        for (ImageFile &file : folder.files) {
            if (file.name == QLatin1StringView(name))
                return file;
        }
    }
    qFatal("no such file");
}

void removeFile(CardImage &image, const char *name)
{
    for (ImageFolder &folder : image.folders)
        folder.files.removeIf([&](const ImageFile &file) { return file.name == QLatin1StringView(name); });
}

template <typename T> ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(CardFile)

class TestHealthCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identifiesAHealthCard();
    void knowsAContactlessCardByWhatItDoes();
    void refusesOtherCards_data();
    void refusesOtherCards();
    void readsTheCertificate();
    void readsTheCertificateThroughSmallBuffers();
    void saysWhyThereIsNoCertificate_data();
    void saysWhyThereIsNoCertificate();
    void tellsTheStateOfThePin_data();
    void tellsTheStateOfThePin();
    void asksTheStateBeforeEveryVerify();
    void refusesAPinThatIsNoPinBeforeTheCardSeesIt_data();
    void refusesAPinThatIsNoPinBeforeTheCardSeesIt();
    void countsWrongPinsDownToBlocked();
    void sendsNoVerifyThatCannotSucceed_data();
    void sendsNoVerifyThatCannotSucceed();
    void readsWholeFiles_data();
    void readsWholeFiles();
    void readsFilesOfOneFolderWithOneSelect();
    void saysWhyAFileCannotBeRead();
    void changesThePin_data();
    void changesThePin();
    void givesACardItsFirstPin_data();
    void givesACardItsFirstPin();
    void unblocksThePin_data();
    void unblocksThePin();
    void countsEveryUseOfThePuk();
    void refusesWrongFormatsBeforeTheCardSeesThem_data();
    void refusesWrongFormatsBeforeTheCardSeesThem();
    void passesOnWhatTheCardSaysToPasswords_data();
    void passesOnWhatTheCardSaysToPasswords();
    void signsWithThePinOnly();
    void refusesASignatureOfAnotherKey();
    void sendsNothingThatIsNotNeeded();
    void survivesPullingAtEveryCommand_data();
    void survivesPullingAtEveryCommand();
};

void TestHealthCard::identifiesAHealthCard()
{
    Bench bench(sampleCardImage());
    const auto info = bench.healthCard.identify();
    QVERIFY(info);
    QCOMPARE(info->iccsn, QStringLiteral("80276883110000168584"));
    QCOMPARE(info->objectSystemVersion, QStringLiteral("4.5.2"));
    QCOMPARE(info->atr, QByteArray::fromHex("3BD096FF81B1FE451F072A"));
    QVERIFY(!info->contactless);
}

void TestHealthCard::knowsAContactlessCardByWhatItDoes()
{
    Bench bench(changed([](CardImage &image) { fileIn(image, "EF.GDO").rule = AccessRule(); }));
    const auto info = bench.healthCard.identify();
    QVERIFY(info);
    QVERIFY(info->contactless);
    QVERIFY(info->iccsn.isEmpty());
    QCOMPARE(info->objectSystemVersion, QStringLiteral("4.5.2"));
    QCOMPARE(errorId(codeOf(bench.healthCard.iccsn())), QStringLiteral("card.needsCan"));
}

void TestHealthCard::refusesOtherCards_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("kind");
    const auto withAid = [](const char *aid) {
        return Change([aid](CardImage &image) { image.folders[0].aid = QByteArray::fromHex(aid); });
    };
    const auto withVersion = [](const char *content) {
        return Change([content](CardImage &image) {
            fileIn(image, "EF.Version2").content = QByteArray::fromHex(content);
        });
    };
    QTest::newRow("a card of a doctor") << withAid("D27600014601") << ErrorCode::CardNotHealthCard << "hba";
    QTest::newRow("a card of a practice")
        << withAid("D27600014606") << ErrorCode::CardNotHealthCard << "smcb";
    QTest::newRow("some other card") << withAid("A000000003000000") << ErrorCode::CardNotHealthCard
                                     << "unknown";
    QTest::newRow("generation 2.0") << withVersion("EF05C103040302") << ErrorCode::CardTooOld << "";
    QTest::newRow("the last version of 2.0") << withVersion("EF05C10304030F") << ErrorCode::CardTooOld << "";
    QTest::newRow("no EF.Version2") << Change([](CardImage &image) { removeFile(image, "EF.Version2"); })
                                    << ErrorCode::CardTooOld << "";
    QTest::newRow("EF.Version2 that is cut off")
        << withVersion("EF05C10304") << ErrorCode::CardAnswerMalformed << "";
}

void TestHealthCard::refusesOtherCards()
{
    QFETCH(Change, change);
    QFETCH(ErrorCode, code);
    QFETCH(QString, kind);
    Bench bench(changed(change));
    const auto info = bench.healthCard.identify();
    QCOMPARE(errorId(codeOf(info)), errorId(code));
    QCOMPARE(info.error().facts.value(QStringLiteral("kind")).toString(), kind);
}

void TestHealthCard::readsTheCertificate()
{
    Bench bench(sampleCardImage());
    const auto certificate = bench.healthCard.certificate();
    QVERIFY(certificate);
    QCOMPARE(*certificate, sampleCardCertificate());
}

void TestHealthCard::readsTheCertificateThroughSmallBuffers()
{
    Bench bench(changed([](CardImage &image) {
        // 64 octets a response
        fileIn(image, "EF.ATR").content = QByteArray::fromHex("E010020203F602020040020203AF02020040");
    }));
    const auto certificate = bench.healthCard.certificate();
    QVERIFY(certificate);
    QCOMPARE(*certificate, sampleCardCertificate());
    QCOMPARE(bench.commands.size(), 1 + (sampleCardCertificate().der().size() + 61) / 62);
}

void TestHealthCard::saysWhyThereIsNoCertificate_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("reason");
    const auto withContent = [](const QByteArray &content) {
        return Change([content](CardImage &image) { fileIn(image, "EF.C.CH.AUT.E256").content = content; });
    };
    const auto unusable = ErrorCode::CardCertificateUnusable;
    QTest::newRow("no application") << Change([](CardImage &image) { image.folders.removeLast(); })
                                    << unusable << "absent";
    QTest::newRow("no file") << Change([](CardImage &image) { removeFile(image, "EF.C.CH.AUT.E256"); })
                             << unusable << "absent";
    QTest::newRow("an empty file") << withContent({}) << unusable << "malformed";
    QTest::newRow("a cut certificate")
        << withContent(sampleCardCertificate().der().chopped(1)) << unusable << "malformed";
    QTest::newRow("no certificate in it")
        << withContent(QByteArray::fromHex("3003020101")) << unusable << "malformed";
    QTest::newRow("a file that nobody may read")
        << Change([](CardImage &image) { fileIn(image, "EF.C.CH.AUT.E256").rule = AccessRule(); })
        << ErrorCode::CardNeedsCan << "";
}

void TestHealthCard::saysWhyThereIsNoCertificate()
{
    QFETCH(Change, change);
    QFETCH(ErrorCode, code);
    QFETCH(QString, reason);
    Bench bench(changed(change));
    const auto certificate = bench.healthCard.certificate();
    QCOMPARE(errorId(codeOf(certificate)), errorId(code));
    QCOMPARE(certificate.error().facts.value(QStringLiteral("reason")).toString(), reason);
}

void TestHealthCard::tellsTheStateOfThePin_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("triesLeft");
    const auto withTries = [](int tries) {
        return Change([tries](CardImage &image) { image.pinTries = tries; });
    };
    QTest::newRow("three tries") << withTries(3) << "notVerified" << 3;
    QTest::newRow("one try") << withTries(1) << "notVerified" << 1;
    QTest::newRow("blocked") << withTries(0) << "blocked" << 0;
    QTest::newRow("transport PIN") << Change([](CardImage &image) {
        image.pinState = ImagePinState::Transport;
    }) << "transport" << -1;
    QTest::newRow("no PIN set") << Change([](CardImage &image) { image.pinState = ImagePinState::Empty; })
                                << "empty" << -1;
}

void TestHealthCard::tellsTheStateOfThePin()
{
    QFETCH(Change, change);
    QFETCH(QString, state);
    QFETCH(int, triesLeft);
    Bench bench(changed(change));
    const auto status = bench.healthCard.pinStatus();
    QVERIFY(status);
    QCOMPARE(pinStateId(status->state), state);
    QCOMPARE(status->triesLeft, triesLeft);
}

void TestHealthCard::asksTheStateBeforeEveryVerify()
{
    Bench bench(sampleCardImage());
    QVERIFY(bench.healthCard.verifyPin(secretOf("123456")));
    QCOMPARE(bench.commands,
        (QStringList{
            QStringLiteral("80 20 00 02"), QStringLiteral("00 20 00 02 08 ** ** ** ** ** ** ** **")}));
    QCOMPARE(pinStateId(bench.healthCard.pinStatus()->state), QStringLiteral("verified"));
    // Verified is no free pass: whoever types a PIN has to know it.
    QCOMPARE(
        errorId(codeOf(bench.healthCard.verifyPin(secretOf("654321")))), QStringLiteral("card.pinWrong"));
    QCOMPARE(pinStateId(bench.healthCard.pinStatus()->state), QStringLiteral("notVerified"));
}

void TestHealthCard::refusesAPinThatIsNoPinBeforeTheCardSeesIt_data()
{
    QTest::addColumn<QByteArray>("pin");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("five digits") << QByteArray("12345");
    QTest::newRow("nine digits") << QByteArray("123456789");
    QTest::newRow("a letter") << QByteArray("12345a");
    QTest::newRow("a space") << QByteArray("123 56");
    QTest::newRow("digits of another script") << QByteArray("\xD9\xA1\xD9\xA2\xD9\xA3");
}

void TestHealthCard::refusesAPinThatIsNoPinBeforeTheCardSeesIt()
{
    QFETCH(QByteArray, pin);
    Bench bench(sampleCardImage());
    QCOMPARE(errorId(codeOf(bench.healthCard.verifyPin(Secret(std::move(pin))))),
        QStringLiteral("card.pinFormat"));
    QVERIFY(bench.commands.isEmpty());
}

void TestHealthCard::countsWrongPinsDownToBlocked()
{
    Bench bench(sampleCardImage());
    for (const int left : {2, 1}) {
        const auto verified = bench.healthCard.verifyPin(secretOf("999999"));
        QCOMPARE(errorId(codeOf(verified)), QStringLiteral("card.pinWrong"));
        QCOMPARE(verified.error().facts.value(QStringLiteral("triesLeft")).toInt(), left);
    }
    QCOMPARE(
        errorId(codeOf(bench.healthCard.verifyPin(secretOf("999999")))), QStringLiteral("card.pinBlocked"));
    bench.commands.clear();
    QCOMPARE(
        errorId(codeOf(bench.healthCard.verifyPin(secretOf("123456")))), QStringLiteral("card.pinBlocked"));
    QCOMPARE(bench.commands, QStringList{QStringLiteral("80 20 00 02")});
    QCOMPARE(bench.card->pinTriesLeft(), 0);
}

void TestHealthCard::sendsNoVerifyThatCannotSucceed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("error");
    QTest::newRow("blocked") << Change([](CardImage &image) { image.pinTries = 0; }) << "card.pinBlocked";
    QTest::newRow("transport PIN") << Change([](CardImage &image) {
        image.pinState = ImagePinState::Transport;
    }) << "card.pinTransport";
    QTest::newRow("no PIN set") << Change([](CardImage &image) { image.pinState = ImagePinState::Empty; })
                                << "card.pinTransport";
}

void TestHealthCard::sendsNoVerifyThatCannotSucceed()
{
    QFETCH(Change, change);
    QFETCH(QString, error);
    Bench bench(changed(change));
    QCOMPARE(errorId(codeOf(bench.healthCard.verifyPin(secretOf("123456")))), error);
    QCOMPARE(bench.commands, QStringList{QStringLiteral("80 20 00 02")});
}

void TestHealthCard::readsWholeFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CardFile>("file");
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("commands");
    const auto row = [](const char *title, const char *name, CardFile file, const QByteArray &stored,
                         const QByteArray &content, int commands) {
        QTest::newRow(title) << QString::fromLatin1(name) << file << stored << content << commands;
    };
    const QByteArray pd = QByteArray::fromHex("0005") + "12345";
    const QByteArray vd = QByteArray::fromHex("0008000A000B000C") + "GEN" + "GU";
    const QByteArray status(25, '0');
    const QByteArray filler(100, '\0');
    row("personal data with filler behind", "EF.PD", CardFile::PersonalData, pd + filler, pd, 2);
    row("personal data of the whole file", "EF.PD", CardFile::PersonalData, pd, pd, 2);
    row("personal data shorter than they say", "EF.PD", CardFile::PersonalData, pd.chopped(1), pd.chopped(1),
        3);
    row("no personal data", "EF.PD", CardFile::PersonalData, {}, {}, 2);
    row("personal data of 3000 octets", "EF.PD", CardFile::PersonalData,
        QByteArray::fromHex("0BB8") + QByteArray(3000, 'x'),
        QByteArray::fromHex("0BB8") + QByteArray(3000, 'x'), 2);
    row("insurance data with filler behind", "EF.VD", CardFile::InsuranceData, vd + filler, vd, 2);
    row("insurance data without the protected part", "EF.VD", CardFile::InsuranceData,
        QByteArray::fromHex("0008000AFFFFFFFF") + "GEN" + filler,
        QByteArray::fromHex("0008000AFFFFFFFF") + "GEN", 2);
    row("status data", "EF.StatusVD", CardFile::StatusData, status, status, 2);
    row("status data with filler behind", "EF.StatusVD", CardFile::StatusData, status + filler, status, 2);
}

void TestHealthCard::readsWholeFiles()
{
    QFETCH(QString, name);
    QFETCH(CardFile, file);
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, content);
    QFETCH(int, commands);
    Bench bench(
        changed([&](CardImage &image) { fileIn(image, name.toLatin1().constData()).content = stored; }));
    const auto read = bench.healthCard.file(file);
    QVERIFY(read);
    QCOMPARE(read->toHex(), content.toHex());
    QCOMPARE(bench.commands.size(), commands);
}

void TestHealthCard::readsFilesOfOneFolderWithOneSelect()
{
    Bench bench(sampleCardImage());
    QVERIFY(bench.healthCard.identify());
    bench.commands.clear();
    const auto atr = bench.healthCard.file(CardFile::Atr);
    QVERIFY(atr);
    QCOMPARE(*atr, sampleCardImage().file(QStringLiteral("EF.ATR"))->content);
    QVERIFY(bench.healthCard.file(CardFile::StatusData));
    QVERIFY(bench.healthCard.file(CardFile::StatusData));
    const QStringList selects = bench.commands.filter(QStringLiteral("00 A4"));
    QCOMPARE(selects, QStringList{QStringLiteral("00 A4 04 0C 06 D2 76 00 00 01 02")});
}

void TestHealthCard::saysWhyAFileCannotBeRead()
{
    Bench bench(changed([](CardImage &image) {
        removeFile(image, "EF.StatusVD");
        fileIn(image, "EF.PD").rule = AccessRule();
    }));
    const auto status = bench.healthCard.file(CardFile::StatusData);
    QCOMPARE(errorId(codeOf(status)), QStringLiteral("card.refused"));
    QCOMPARE(status.error().facts.value(QStringLiteral("sw")).toString(), QStringLiteral("6A82"));
    QCOMPARE(errorId(codeOf(bench.healthCard.file(CardFile::PersonalData))), QStringLiteral("card.needsCan"));
}

// --- life of a PIN

namespace {

/// The outcome of a password command, one word.
template <typename T> QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : errorId(result.error().code);
}

int triesIn(const Result<void> &result)
{
    return result ? -1 : result.error().facts.value(QStringLiteral("triesLeft"), -1).toInt();
}

Change withPin(ImagePinState state, int tries = 3)
{
    return [=](CardImage &image) {
        image.pinState = state;
        image.pinTries = tries;
    };
}

bool opens(Bench &bench, const char *pin)
{
    return bench.healthCard.verifyPin(secretOf(pin)).has_value();
}

} // namespace

void TestHealthCard::changesThePin_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("current");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("triesTold");
    QTest::addColumn<int>("triesAfter");
    QTest::addColumn<int>("commands");
    const auto row = [](const char *name, const Change &change, const char *current, const char *error,
                         int triesTold, int triesAfter, int commands) {
        QTest::newRow(name) << change << QByteArray(current) << QString::fromLatin1(error) << triesTold
                            << triesAfter << commands;
    };
    const auto regular = ImagePinState::Regular;
    row("right", {}, "123456", "done", -1, 3, 2);
    row("right at the last try", withPin(regular, 1), "123456", "done", -1, 3, 2);
    row("wrong", {}, "999999", "card.pinWrong", 2, 2, 2);
    row("wrong at the last but one try", withPin(regular, 2), "999999", "card.pinWrong", 1, 1, 2);
    row("wrong at the last try", withPin(regular, 1), "999999", "card.pinBlocked", -1, 0, 2);
    row("blocked", withPin(regular, 0), "123456", "card.pinBlocked", -1, 0, 1);
    row("transport PIN", withPin(ImagePinState::Transport), "123456", "card.pinTransport", -1, 3, 1);
    row("no PIN set", withPin(ImagePinState::Empty), "123456", "card.pinTransport", -1, 3, 1);
}

void TestHealthCard::changesThePin()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, current);
    QFETCH(QString, error);
    QFETCH(int, triesTold);
    QFETCH(int, triesAfter);
    QFETCH(int, commands);
    Bench bench(changed(change));
    const auto changedPin = bench.healthCard.changePin(Secret(std::move(current)), secretOf("87654321"));
    QCOMPARE(outcome(changedPin), error);
    QCOMPARE(triesIn(changedPin), triesTold);
    QCOMPARE(bench.card->pinTriesLeft(), triesAfter);
    QCOMPARE(bench.commands.size(), commands);
    QCOMPARE(bench.commands.first(), QStringLiteral("80 20 00 02"));
    if (commands == 2) {
        QCOMPARE(
            bench.commands.last(), QStringLiteral("00 24 00 02 10") + QStringLiteral(" **").repeated(16));
    }
    if (changedPin)
        QVERIFY(opens(bench, "87654321") && !opens(bench, "123456"));
}

void TestHealthCard::givesACardItsFirstPin_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("transportPin");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("triesAfter");
    QTest::addColumn<int>("commands");
    const auto row = [](const char *name, const Change &change, const char *transportPin, const char *error,
                         int triesAfter, int commands) {
        QTest::newRow(name) << change << QByteArray(transportPin) << QString::fromLatin1(error) << triesAfter
                            << commands;
    };
    const auto transport = ImagePinState::Transport;
    const Change fiveDigits = [](CardImage &image) {
        image.pinState = ImagePinState::Transport;
        image.pin = secretOf("12345");
    };
    row("transport PIN of six digits", withPin(transport), "123456", "done", 3, 2);
    row("transport PIN of five digits", fiveDigits, "12345", "done", 3, 2);
    row("wrong transport PIN", withPin(transport), "999999", "card.pinWrong", 2, 2);
    row("wrong transport PIN at the last try", withPin(transport, 1), "999999", "card.pinBlocked", 0, 2);
    row("transport PIN on a card with a PIN", {}, "123456", "card.pinAlreadySet", 3, 1);
    row("transport PIN on a card without any", withPin(ImagePinState::Empty), "123456", "card.pinTransport",
        3, 1);
    row("transport PIN on a blocked card", withPin(ImagePinState::Regular, 0), "123456", "card.pinBlocked", 0,
        1);
    row("no PIN set", withPin(ImagePinState::Empty), "", "done", 3, 2);
    row("no PIN for a card with a PIN", {}, "", "card.pinAlreadySet", 3, 1);
    row("no PIN for a card with a transport PIN", withPin(transport), "", "card.pinTransport", 3, 1);
    row("no PIN for a blocked card", withPin(ImagePinState::Regular, 0), "", "card.pinBlocked", 0, 1);
}

void TestHealthCard::givesACardItsFirstPin()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, transportPin);
    QFETCH(QString, error);
    QFETCH(int, triesAfter);
    QFETCH(int, commands);
    Bench bench(changed(change));
    const bool withTransportPin = !transportPin.isEmpty();
    const auto set = withTransportPin
        ? bench.healthCard.activatePin(Secret(std::move(transportPin)), secretOf("876543"))
        : bench.healthCard.setFirstPin(secretOf("876543"));
    QCOMPARE(outcome(set), error);
    QCOMPARE(bench.card->pinTriesLeft(), triesAfter);
    QCOMPARE(bench.commands.size(), commands);
    if (!set)
        return;
    QCOMPARE(bench.commands.last().left(14),
        withTransportPin ? QStringLiteral("00 24 00 02 10") : QStringLiteral("00 24 01 02 08"));
    QVERIFY(opens(bench, "876543"));
}

void TestHealthCard::unblocksThePin_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("puk");
    QTest::addColumn<QByteArray>("fresh");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("usesTold");
    QTest::addColumn<int>("triesAfter");
    QTest::addColumn<int>("commands");
    const auto row = [](const char *name, const Change &change, const char *puk, const char *fresh,
                         const char *error, int usesTold, int triesAfter, int commands) {
        QTest::newRow(name) << change << QByteArray(puk) << QByteArray(fresh) << QString::fromLatin1(error)
                            << usesTold << triesAfter << commands;
    };
    const auto regular = ImagePinState::Regular;
    const auto withUses = [](int uses) {
        return Change([uses](CardImage &image) {
            image.pinTries = 0;
            image.pukUses = uses;
        });
    };
    row("blocked, the PIN is still known", withPin(regular, 0), "12345678", "", "done", -1, 3, 2);
    row("blocked, with a new PIN", withPin(regular, 0), "12345678", "876543", "done", -1, 3, 2);
    row("forgotten before it is blocked", withPin(regular, 1), "12345678", "876543", "done", -1, 3, 2);
    row("wrong PUK", withPin(regular, 0), "99999999", "", "card.pukWrong", 9, 0, 2);
    row("wrong PUK with a new PIN", withPin(regular, 0), "99999999", "876543", "card.pukWrong", 9, 0, 2);
    row("wrong PUK at the last but one use", withUses(2), "99999999", "", "card.pukWrong", 1, 0, 2);
    row("wrong PUK at the last use", withUses(1), "99999999", "", "card.pukUsedUp", -1, 0, 2);
    row("right PUK at the last use", withUses(1), "12345678", "", "done", -1, 3, 2);
    row("the PUK is used up", withUses(0), "12345678", "", "card.pukUsedUp", -1, 0, 2);
    row("transport PIN", withPin(ImagePinState::Transport), "12345678", "876543", "card.pinTransport", -1, 3,
        1);
    row("no PIN set", withPin(ImagePinState::Empty), "12345678", "", "card.pinTransport", -1, 3, 1);
}

void TestHealthCard::unblocksThePin()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, puk);
    QFETCH(QByteArray, fresh);
    QFETCH(QString, error);
    QFETCH(int, usesTold);
    QFETCH(int, triesAfter);
    QFETCH(int, commands);
    Bench bench(changed(change));
    const QByteArray pin = fresh.isEmpty() ? QByteArray("123456") : QByteArray("876543");
    const auto unblocked = bench.healthCard.unblockPin(Secret(std::move(puk)),
        fresh.isEmpty() ? std::nullopt : std::optional<Secret>(Secret(std::move(fresh))));
    QCOMPARE(outcome(unblocked), error);
    QCOMPARE(triesIn(unblocked), usesTold);
    QCOMPARE(bench.card->pinTriesLeft(), triesAfter);
    QCOMPARE(bench.commands.size(), commands);
    if (unblocked)
        QVERIFY(opens(bench, pin.constData()));
}

void TestHealthCard::countsEveryUseOfThePuk()
{
    Bench bench(sampleCardImage());
    for (int used = 0; used < 5; ++used)
        QVERIFY(bench.healthCard.unblockPin(secretOf("12345678"), std::nullopt));
    for (int left = 4; left > 0; --left) {
        const auto unblocked = bench.healthCard.unblockPin(secretOf("99999999"), std::nullopt);
        QCOMPARE(outcome(unblocked), QStringLiteral("card.pukWrong"));
        QCOMPARE(triesIn(unblocked), left);
    }
    for (const char *puk : {"99999999", "12345678"}) {
        QCOMPARE(outcome(bench.healthCard.unblockPin(secretOf(puk), std::nullopt)),
            QStringLiteral("card.pukUsedUp"));
    }
    QVERIFY(opens(bench, "123456"));
}

using Attempt = std::function<Result<void>(HealthCard &)>;
Q_DECLARE_METATYPE(Attempt)

void TestHealthCard::refusesWrongFormatsBeforeTheCardSeesThem_data()
{
    QTest::addColumn<Attempt>("attempt");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *error, const Attempt &attempt) {
        QTest::newRow(name) << attempt << QString::fromLatin1(error);
    };
    const auto change = [](const char *current, const char *fresh) {
        return [=](HealthCard &card) { return card.changePin(secretOf(current), secretOf(fresh)); };
    };
    const auto activate = [](const char *transportPin, const char *fresh) {
        return [=](HealthCard &card) { return card.activatePin(secretOf(transportPin), secretOf(fresh)); };
    };
    const auto unblock = [](const char *puk, const char *fresh) {
        return [=](HealthCard &card) { return card.unblockPin(secretOf(puk), secretOf(fresh)); };
    };
    row("change: old PIN of five digits", "card.pinFormat", change("12345", "876543"));
    row("change: old PIN of nine digits", "card.pinFormat", change("123456789", "876543"));
    row("change: new PIN of five digits", "card.pinFormat", change("123456", "87654"));
    row("change: new PIN of nine digits", "card.pinFormat", change("123456", "876543210"));
    row("change: new PIN with a letter", "card.pinFormat", change("123456", "87654a"));
    row("activate: transport PIN of four digits", "card.pinFormat", activate("1234", "876543"));
    row("activate: transport PIN of seven digits", "card.pinFormat", activate("1234567", "876543"));
    row("activate: new PIN of five digits", "card.pinFormat", activate("12345", "87654"));
    row("first PIN of five digits", "card.pinFormat",
        [](HealthCard &card) { return card.setFirstPin(secretOf("87654")); });
    row("unblock: PUK of seven digits", "card.pukFormat", unblock("1234567", "876543"));
    row("unblock: PUK of nine digits", "card.pukFormat", unblock("123456789", "876543"));
    row("unblock: PUK with a letter", "card.pukFormat", unblock("1234567a", "876543"));
    row("unblock: new PIN of five digits", "card.pinFormat", unblock("12345678", "87654"));
    row("unblock: an empty new PIN", "card.pinFormat", unblock("12345678", ""));
}

void TestHealthCard::refusesWrongFormatsBeforeTheCardSeesThem()
{
    QFETCH(Attempt, attempt);
    QFETCH(QString, error);
    Bench bench(sampleCardImage());
    QCOMPARE(outcome(attempt(bench.healthCard)), error);
    QVERIFY(bench.commands.isEmpty());
}

void TestHealthCard::passesOnWhatTheCardSaysToPasswords_data()
{
    QTest::addColumn<Attempt>("attempt");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const Attempt &attempt, const char *status, const char *answer,
                         const char *error) {
        QTest::newRow(name) << attempt << QByteArray(status) << QByteArray(answer)
                            << QString::fromLatin1(error);
    };
    const Attempt verify = [](HealthCard &card) { return card.verifyPin(secretOf("123456")); };
    const Attempt change = [](HealthCard &card) {
        return card.changePin(secretOf("123456"), secretOf("876543"));
    };
    const Attempt first = [](HealthCard &card) { return card.setFirstPin(secretOf("876543")); };
    const Attempt unblock = [](HealthCard &card) {
        return card.unblockPin(secretOf("12345678"), std::nullopt);
    };
    row("VERIFY: blocked meanwhile", verify, "63C3", "6983", "card.pinBlocked");
    row("VERIFY: not usable", verify, "63C3", "6985", "card.pinTransport");
    row("VERIFY: memory failure", verify, "63C3", "6581", "card.refused");
    row("VERIFY: no such password", verify, "63C3", "6A88", "card.refused");
    row("CHANGE: blocked meanwhile", change, "63C3", "6983", "card.pinBlocked");
    row("CHANGE: the card wants another length", change, "63C3", "6985", "card.pinFormat");
    row("CHANGE: memory failure", change, "63C3", "6581", "card.refused");
    row("first PIN: left to the insurer", first, "62C7", "6982", "card.refused");
    row("RESET: used up", unblock, "63C0", "6983", "card.pukUsedUp");
    row("RESET: not allowed", unblock, "63C0", "6982", "card.refused");
    row("RESET: another length", unblock, "63C0", "6985", "card.pinFormat");
    row("the state of the PIN: no such password", verify, "6A88", "", "card.refused");
    row("the state of the PIN: closed", verify, "6982", "", "card.needsCan");
}

void TestHealthCard::passesOnWhatTheCardSaysToPasswords()
{
    QFETCH(Attempt, attempt);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, answer);
    QFETCH(QString, error);

    /// Gives these answers, whatever is asked, and counts.
    class AnsweringCard : public Card
    {
    public:
        explicit AnsweringCard(QList<QByteArray> answers)
            : m_answers(std::move(answers))
        {
        }
        QByteArray atr() const override { return {}; }
        bool isDone() const { return m_answers.isEmpty(); }

    protected:
        Result<QByteArray> exchange(const QByteArray &) override
        {
            return m_answers.isEmpty() ? QByteArray() : QByteArray::fromHex(m_answers.takeFirst());
        }

    private:
        QList<QByteArray> m_answers;
    };
    AnsweringCard card(answer.isEmpty() ? QList{status} : QList{status, answer});
    HealthCard healthCard(card);
    QCOMPARE(outcome(attempt(healthCard)), error);
    QVERIFY(card.isDone()); // and nothing was tried again: that would be a lost card
}

void TestHealthCard::signsWithThePinOnly()
{
    Bench bench(sampleCardImage());
    const QByteArray hash = sha256("signing input");
    const auto refused = bench.healthCard.sign(hash, sampleCardCertificate());
    QCOMPARE(errorId(codeOf(refused)), QStringLiteral("card.refused"));
    QCOMPARE(refused.error().facts.value(QStringLiteral("sw")).toString(), QStringLiteral("6982"));
    QVERIFY(bench.healthCard.verifyPin(secretOf("123456")));
    const auto signature = bench.healthCard.sign(hash, sampleCardCertificate());
    QVERIFY(signature);
    QCOMPARE(signature->size(), 64);
    QVERIFY(sampleCardCertificate().publicKey().verifyDigest(hash, *signature));
}

void TestHealthCard::refusesASignatureOfAnotherKey()
{
    Bench bench(changed(
        [](CardImage &image) { image.authKey = PrivateKey::generate(Curve::BrainpoolP256r1).value(); }));
    QVERIFY(bench.healthCard.verifyPin(secretOf("123456")));
    const auto signature = bench.healthCard.sign(sha256("x"), sampleCardCertificate());
    QCOMPARE(errorId(codeOf(signature)), QStringLiteral("card.signatureWrong"));
}

void TestHealthCard::sendsNothingThatIsNotNeeded()
{
    Bench bench(sampleCardImage());
    QVERIFY(bench.healthCard.identify());
    QVERIFY(bench.healthCard.certificate());
    QVERIFY(bench.healthCard.verifyPin(secretOf("123456")));
    QVERIFY(bench.healthCard.sign(sha256("x"), sampleCardCertificate()));
    // MF, EF.Version2, EF.GDO; DF.ESIGN, certificate; status, VERIFY; MSE, PSO
    QCOMPARE(bench.commands.size(), 9);
}

void TestHealthCard::survivesPullingAtEveryCommand_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("inside");
    for (int i = 0; i < 9; ++i) {
        QTest::addRow("before command %d", i + 1) << i << false;
        QTest::addRow("inside command %d", i + 1) << i + 1 << true;
    }
}

void TestHealthCard::survivesPullingAtEveryCommand()
{
    QFETCH(int, count);
    QFETCH(bool, inside);
    Bench bench(sampleCardImage());
    bench.source.removeAfter(count, inside);
    const auto all = [&]() -> Result<void> {
        if (const auto info = bench.healthCard.identify(); !info)
            return fail(info.error());
        const auto certificate = bench.healthCard.certificate();
        if (!certificate)
            return fail(certificate.error());
        if (const auto verified = bench.healthCard.verifyPin(secretOf("123456")); !verified)
            return verified;
        if (const auto signature = bench.healthCard.sign(sha256("x"), *certificate); !signature)
            return fail(signature.error());
        return {};
    };
    QCOMPARE(errorId(codeOf(all())), QStringLiteral("card.removed"));
    QCOMPARE(bench.card->pinTriesLeft(), 3);
    QVERIFY(!bench.source.readers()->first().cardPresent);

    const qsizetype before = bench.commands.size();
    QCOMPARE(errorId(codeOf(bench.healthCard.pinStatus())), QStringLiteral("card.removed"));
    QCOMPARE(bench.commands.size(), before); // a dead connection sends nothing
    bench.source.insert(bench.card);
    bench.connection = bench.source.open(VirtualSource::readerName(), {}).value();
    HealthCard again(*bench.connection);
    QCOMPARE(pinStateId(again.pinStatus()->state), QStringLiteral("notVerified"));
}

QTEST_GUILESS_MAIN(TestHealthCard)
#include "tst_healthcard.moc"
