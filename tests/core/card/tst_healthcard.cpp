#include "core/card/healthcard.h"
#include "core/card/virtual/virtualsource.h"
#include "core/crypto/digest.h"
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

class TestHealthCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identifiesAHealthCard();
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
    QTest::newRow("EF.GDO behind a channel")
        << Change([](CardImage &image) { fileIn(image, "EF.GDO").rule = AccessRule(); })
        << ErrorCode::CardNeedsCan << "";
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
    // MF, EF.Version2, EF.GDO; DF.ESIGN, certificate; status, VERIFY; DF.ESIGN, MSE, PSO
    QCOMPARE(bench.commands.size(), 10);
}

void TestHealthCard::survivesPullingAtEveryCommand_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("inside");
    for (int i = 0; i < 10; ++i) {
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
