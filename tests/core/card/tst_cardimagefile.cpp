#include "core/card/virtual/cardimagefile.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/card/virtual/virtualcard.h"
#include "core/crypto/certificate.h"
#include "tests/support/cardimagewriter.h"
#include "tests/support/samplecard.h"

#include <QFileInfo>
#include <QTest>

using namespace dsr;

namespace {

constexpr const char *samplePath = DSR_SAMPLES "/egk/EGK_80276883110000168584_gema5.xml";

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

QByteArray sw(VirtualCard &card, const char *command)
{
    return card.transmit(hex(command)).right(2).toHex().toUpper();
}

/// What the answer carries in front of 9000.
QByteArray data(VirtualCard &card, const char *command)
{
    const QByteArray answer = card.transmit(hex(command));
    return answer.endsWith(hex("9000")) ? answer.chopped(2) : QByteArray();
}

QString reasonOf(const Result<CardImage> &image)
{
    return image ? QStringLiteral("none") : image.error().facts.value(QStringLiteral("reason")).toString();
}

} // namespace

class TestCardImageFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten();
    void readsPinStates_data();
    void readsPinStates();
    void stepsOverWhatItDoesNotUse();
    void refusesDamage_data();
    void refusesDamage();
    void refusesEveryPrefix();
    void namesTheLine();
    void loadsACardOfTheSimulator();
    void servesACardOfTheSimulator();
};

void TestCardImageFile::readsWhatWasWritten()
{
    const CardImage written = sampleCardImage();
    const auto read = loadCardImage(cardImageFile(written));
    QVERIFY2(read, qPrintable(reasonOf(read)));
    QCOMPARE(read->contactAtr, written.contactAtr);
    QCOMPARE(read->contactlessAtr, written.contactlessAtr);
    QCOMPARE(read->iccsn(), QStringLiteral("80276883110000168584"));
    QVERIFY(read->pin.equals(written.pin));
    QVERIFY(read->puk.equals(written.puk));
    QVERIFY(read->can.equals(written.can));
    QCOMPARE(read->pinTries, 3);
    QCOMPARE(read->pukUses, 10);
    QVERIFY(read->authKey.publicKey() == written.authKey.publicKey());
    QCOMPARE(read->authKeyRule.text(), written.authKeyRule.text());
    QCOMPARE(read->passwords.size(), written.passwords.size());
    for (const ImageFolder &folder : written.folders) {
        for (const ImageFile &file : folder.files) {
            const ImageFile *same = std::as_const(*read).file(file.name);
            QVERIFY2(same, qPrintable(file.name));
            QCOMPARE(same->fid, file.fid);
            QCOMPARE(same->sfid, file.sfid);
            QCOMPARE(same->kind, file.kind);
            QCOMPARE(same->content, file.content);
            QCOMPARE(same->allocated, file.allocated);
            QCOMPARE(same->records, file.records);
            QCOMPARE(same->rule.text(), file.rule.text());
        }
    }
    // And once more: nothing is lost on the way.
    QCOMPARE(cardImageFile(*loadCardImage(cardImageFile(*read))).size(), cardImageFile(*read).size());
}

void TestCardImageFile::readsPinStates_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("regular") << static_cast<int>(ImagePinState::Regular) << QByteArray("63C1");
    QTest::newRow("transport PIN") << static_cast<int>(ImagePinState::Transport) << QByteArray("62C1");
    QTest::newRow("no PIN yet") << static_cast<int>(ImagePinState::Empty) << QByteArray("62C7");
}

void TestCardImageFile::readsPinStates()
{
    QFETCH(int, state);
    QFETCH(QByteArray, answer);
    CardImage image = sampleCardImage();
    image.pinState = static_cast<ImagePinState>(state);
    image.pinTries = 1;
    auto read = loadCardImage(cardImageFile(image));
    QVERIFY2(read, qPrintable(reasonOf(read)));
    VirtualCard card(std::move(*read));
    QCOMPARE(sw(card, "80200002"), answer);
}

void TestCardImageFile::stepsOverWhatItDoesNotUse()
{
    QByteArray xml = cardImageFile(sampleCardImage());
    xml.replace("<child id=\"SK.CAN\"",
        "<child id=\"PrK.X\" objectType=\"PrivateRsaKey\"><attributes><attribute id=\"n\">zz</attribute>"
        "</attributes><future><child id=\"y\"/></future></child><child id=\"SK.CAN\"");
    xml.replace("<attribute id=\"coldAnswerToReset\">",
        "<attribute id=\"publicKeyList\"><key>1</key></attribute><attribute id=\"coldAnswerToReset\">");
    const auto read = loadCardImage(xml);
    QVERIFY2(read, qPrintable(reasonOf(read)));
    QCOMPARE(cardImageFile(*read), cardImageFile(sampleCardImage()));
}

void TestCardImageFile::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *from, const QByteArray &to, const char *reason) {
        QTest::newRow(name) << QByteArray(from) << to << QString::fromLatin1(reason);
    };
    row("another root", "card>", "book>", "this is no card image");
    row("no MF", "<attribute id=\"root\">", "<attribute id=\"leaf\">", "there is no MF");
    row("no answer to reset", "coldAnswerToReset", "warmAnswerToReset", "there is no answer to reset");
    row("an answer to reset of one octet", "3bd096ff81b1fe451f072a", "3b",
        "the answer to reset has 2 to 33 octets");
    row("half an octet", "5a0a8027", "5a0a802", "hexadecimal digits were expected");
    row("letters in hex", "5a0a8027", "5a0a80xx", "hexadecimal digits were expected");
    row("a number with a sign", ">2f02<", ">-f02<", "a number is none or too large");
    row("a number that is too large", ">2f02<", ">12f02<", "a number is none or too large");
    row("a short file number that is too large", ">001d<", ">001f<", "a number is none or too large");
    row("an unknown transport status", "regularPassword", "lostPassword",
        "the transport status of the PIN is not known");
    row("a PIN that is none", "26123456ffffffff", "2612345affffffff", "a PIN, PUK or CAN is none");
    row("a PUK that is too short", "2812345678ffffff", "26123456ffffffff", "a PIN, PUK or CAN is none");
    row("a rule that is none", "({00||b0||", "({00|b0||", "an access rule cannot be understood");
    row("another curve", "brainpoolP256r1", "brainpoolP384r1",
        "the signing key lies on another curve than brainpoolP256r1");
    row("a public key of another private key", "id=\"P\">04", "id=\"P\">0404", "the signing key is none");
    row("an application without a name", "{d27600000102}", "{}",
        "an application identifier has 1 to 16 octets");
    row("a document type", "<card>", "<!DOCTYPE card [<!ENTITY a \"b\">]><card>",
        "declarations and entities are not allowed");
}

void TestCardImageFile::refusesDamage()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, reason);
    QByteArray xml = cardImageFile(sampleCardImage());
    QVERIFY(xml.contains(from));
    const auto read = loadCardImage(xml.replace(from, to));
    QVERIFY(!read);
    QCOMPARE(errorId(read.error().code), QStringLiteral("input.malformed"));
    QCOMPARE(reasonOf(read), reason);
}

void TestCardImageFile::refusesEveryPrefix()
{
    const QByteArray xml = cardImageFile(sampleCardImage());
    const qsizetype last = xml.trimmed().size();
    for (qsizetype size = 0; size < last; size += 97)
        QVERIFY(!loadCardImage(xml.first(size)));
    QVERIFY(!loadCardImage(xml + "<more/>"));
    QByteArray deep("<card><objectSystem><attribute id=\"root\">");
    for (int i = 0; i < 5000; ++i)
        deep += "<child id=\"MF\" objectType=\"ADF\"><children>";
    QCOMPARE(reasonOf(loadCardImage(deep)), QStringLiteral("folders lie too deep in each other"));
    QVERIFY(!loadCardImage(xml + QByteArray(9 * 1024 * 1024, ' ')));
}

void TestCardImageFile::namesTheLine()
{
    QByteArray xml = cardImageFile(sampleCardImage());
    const qsizetype at = xml.indexOf("26123456ffffffff");
    const auto line = xml.first(at).count('\n') + 1;
    xml.replace("26123456ffffffff", "no digits");
    const auto read = loadCardImage(xml);
    QVERIFY(!read);
    // Objects are read whole before they are judged.
    const int named = read.error().facts.value(QStringLiteral("line")).toInt();
    QVERIFY2(
        named >= line && named < line + 12, qPrintable(QStringLiteral("%1, not %2").arg(named).arg(line)));
}

void TestCardImageFile::loadsACardOfTheSimulator()
{
    if (!QFileInfo::exists(QString::fromLatin1(samplePath)))
        QSKIP("the sample card image is not there");
    const auto image = loadCardImage(*readFile(QString::fromLatin1(samplePath)));
    QVERIFY2(image, qPrintable(reasonOf(image)));
    QCOMPARE(image->iccsn(), QStringLiteral("80276883110000168584"));
    QCOMPARE(image->contactAtr.toHex(), QByteArray("3b909681b1fe451f0391"));
    QVERIFY(image->pin.equals(secretOf("123456")));
    QVERIFY(image->puk.equals(secretOf("12345678")));
    QVERIFY(image->can.equals(secretOf("123123")));
    QCOMPARE(image->pinTries, 3);
    QCOMPARE(image->pukUses, 10);
    QCOMPARE(image->folders.size(), 8);
    const ImageFile *certificateFile = std::as_const(*image).file(QStringLiteral("EF.C.CH.AUT.E256"));
    QVERIFY(certificateFile);
    const auto certificate = Certificate::fromDer(certificateFile->content);
    QVERIFY(certificate);
    QVERIFY(certificate->publicKey() == image->authKey.publicKey());
    QVERIFY(certificate->subject().values("2.5.4.11").contains(QStringLiteral("X110630769")));
}

void TestCardImageFile::servesACardOfTheSimulator()
{
    if (!QFileInfo::exists(QString::fromLatin1(samplePath)))
        QSKIP("the sample card image is not there");
    VirtualCard card(loadCardImage(*readFile(QString::fromLatin1(samplePath))).value());
    QCOMPARE(data(card, "00B0820000").toHex().toUpper(), QByteArray("5A0A80276883110000168584"));
    QCOMPARE(data(card, "00B201F400").toHex(), QByteArray("61094f07d2760001448000"));
    QCOMPARE(sw(card, "00A4040C06D27600000102"), QByteArray("9000"));
    QCOMPARE(data(card, "00B08100000000").size(), 0x195);
    QCOMPARE(data(card, "00B08200000000").size(), 0x231);
    QCOMPARE(data(card, "00B08C0000").size(), 25);
    QCOMPARE(sw(card, "00B0830000"), QByteArray("6982")); // protected data: not without a PIN
    QCOMPARE(sw(card, "80200002"), QByteArray("63C3"));
    QCOMPARE(sw(card, "002000020826999999FFFFFFFF"), QByteArray("63C2"));
    QCOMPARE(sw(card, "002000020826123456FFFFFFFF"), QByteArray("9000"));
    QCOMPARE(data(card, "00B08300000000").size(), 0xE4);
    QCOMPARE(sw(card, "00A4040C06D27600014407"), QByteArray("9000")); // a folder in a folder …
    QCOMPARE(sw(card, "00A4030C"), QByteArray("9000")); // … leads back to it
    QCOMPARE(data(card, "00B08C0000").size(), 25);
    QCOMPARE(sw(card, "00A4040C0AA000000167455349474E"), QByteArray("9000"));
    const auto certificate = Certificate::fromDer(data(card, "00B08400000000"));
    QVERIFY(certificate);
    QCOMPARE(sw(card, "002241B606840184800100"), QByteArray("9000"));
    const QByteArray hash(32, 'h');
    const QByteArray signature = data(card, "002A9E9A20" + hash.toHex() + "00");
    QVERIFY(certificate->publicKey().verifyDigest(hash, signature));
    QCOMPARE(sw(card, "002C0102082812345678FFFFFF"), QByteArray("9000"));
}

QTEST_GUILESS_MAIN(TestCardImageFile)
#include "tst_cardimagefile.moc"
