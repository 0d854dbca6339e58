#include "core/card/pace.h"
#include "core/crypto/certificate.h"
#include "tests/core/card/scriptedcard.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace dsr;

namespace {

/// A conversation with a real card, with the terminal's ephemeral keys.
struct Recording
{
    PaceParty::Scalars scalars;
    QByteArray can;
    ScriptedCard::Script exchanges; ///< hex
};

Recording readRecording(const QString &path)
{
    Recording recording;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return recording;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const auto text = [&](const char *key) {
            return line.value(QLatin1StringView(key)).toString().toLatin1();
        };
        if (text("type") == "exchange") {
            recording.exchanges.append({text("tx"), text("rx")});
            continue;
        }
        const QJsonArray keys = line.value(QLatin1StringView("keys")).toArray();
        recording.can = text("can");
        recording.scalars = {Secret(QByteArray::fromHex(keys.at(0).toString().toLatin1())),
            Secret(QByteArray::fromHex(keys.at(1).toString().toLatin1()))};
    }
    return recording;
}

constexpr qsizetype beforePace = 4;
constexpr qsizetype paceExchanges = 5;

/// The same command with our length fields: what was recorded in extended form we send in short form.
QByteArray inShortForm(const QByteArray &commandHex)
{
    CommandApdu command = CommandApdu::parse(QByteArray::fromHex(commandHex)).value();
    if (command.ne)
        command.ne = 256;
    return command.encoded().toHex();
}

} // namespace

/// A real card (egk-card 8, I2): what we send is what was sent, and what it answered is what we accept.
class TestCardRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheCertificatesOfARealCard();
};

void TestCardRecording::readsTheCertificatesOfARealCard()
{
    const QString path = QStringLiteral(DSR_SAMPLES "/egk/read-certs.jsonl");
    if (!QFile::exists(path))
        QSKIP("The recording egk/read-certs.jsonl is not there.");
    Recording recording = readRecording(path);
    QCOMPARE(recording.exchanges.size(), 17);
    ScriptedCard::Script script = recording.exchanges;
    for (qsizetype i = beforePace; i < beforePace + paceExchanges; ++i)
        script[i].first = inShortForm(script[i].first);
    ScriptedCard card(script);
    // Octets of every plain command, and the data that comes with 9000 unless something else is said.
    struct Step
    {
        const char *command;
        const char *sw = "9000";
        qsizetype size = 0;
    };
    QByteArray data;
    const auto perform = [&](const Step &step) {
        const auto answer = card.transmit(CommandApdu::parse(QByteArray::fromHex(step.command)).value());
        if (!answer)
            return errorId(answer.error().code) + QLatin1Char(' ') + answer.error().where;
        data = answer->data;
        return QStringLiteral("%1 %2").arg(swText(answer->sw)).arg(data.size());
    };
    const auto expected = [](const Step &step) {
        return QStringLiteral("%1 %2").arg(QString::fromLatin1(step.sw)).arg(step.size);
    };
    for (const Step &step : {Step{"00A4040400", "9000", 256}, Step{"00B09100000000", "9000", 45},
             Step{"00A4020C02011C"}, Step{"00B00000000000", "9000", 22}})
        QCOMPARE(perform(step), expected(step));

    auto channel = establishPace(card, Secret(std::move(recording.can)), std::move(recording.scalars));
    QVERIFY2(channel, channel ? "" : qPrintable(channel.error().where));
    card.useChannel(std::move(*channel));

    for (const Step &step : {Step{"00A4040C0AA000000167455349474E"},
             Step{"00A4020400 0002C504 0000", "9000", 352}, Step{"00B00000000000", "9000", 878}})
        QCOMPARE(perform(step), expected(step));
    const auto certificate = Certificate::fromDer(data);
    QVERIFY(certificate);
    QCOMPARE(certificate->publicKey().curve(), Curve::BrainpoolP256r1);
    QVERIFY(!certificate->subject().values("2.5.4.11").isEmpty());

    for (const Step &step :
        {Step{"00B0036E000000", "6B00"}, Step{"00A4040C"}, Step{"00A4020400 00022F06 0000", "9000", 223},
            Step{"00B00000000000", "9000", 222}, Step{"00B000DE000000", "6B00"}})
        QCOMPARE(perform(step), expected(step));
    QVERIFY(data.isEmpty());
    QVERIFY(card.isDone());
}

QTEST_GUILESS_MAIN(TestCardRecording)
#include "tst_cardrecording.moc"
