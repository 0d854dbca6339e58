#include "core/card/virtual/cardcontrol.h"

#include "core/base/files.h"
#include "tests/support/samplecard.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <future>
#include <thread>

using namespace dsr;

namespace {

/// A card, its seat and what controls both.
struct Bench
{
    QJsonObject said(const char *line) { return QJsonDocument::fromJson(control.answer(line)).object(); }
    bool takes(const char *line) { return said(line).value(QStringLiteral("ok")).toBool(); }

    VirtualCard card{sampleCardImage()};
    CardSeat seat{card};
    CardControl control{card, seat};
};

/// One caller at the socket.
struct Caller
{
    explicit Caller(const QString &path)
        : line(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
        isConnected = connect(line, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Caller() { close(line); }
    void send(const QByteArray &bytes) const
    {
        QCOMPARE(write(line, bytes.constData(), static_cast<size_t>(bytes.size())), bytes.size());
    }
    /// The next line; empty if the other end hung up.
    QByteArray receive() const
    {
        QByteArray bytes;
        for (char c = 0; recv(line, &c, 1, 0) == 1 && c != '\n';)
            bytes.append(c);
        return bytes;
    }

    int line;
    bool isConnected = false;
};

/// Serves the control of a bench at a path for as long as it lives.
struct Server
{
    Server(CardControl &control, const QString &path)
        : thread([&control, path, this](const std::stop_token &stop) {
            result = serveCardControl(control, path, stop, [this] { listening.set_value(); });
            if (!result)
                listening.set_value();
        })
    {
        listening.get_future().wait();
    }

    Result<void> result;
    std::promise<void> listening;
    std::jthread thread;
};

} // namespace

class TestCardControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheStatus();
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void setsFaults();
    void presetsThePin();
    void keepsTheMemoryWriterInformed();
    void movesTheCard();
    void changesTheInterface();
    void endsWhenTheReaderGoes();
    void takesAPulledCardOutOfTheSeat();
    void answersAtASocket();
    void guardsItsSocket();
    void takesThePlaceOfADeadSocket();
    void hangsUpOnEndlessLines();

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("control"));
};

void TestCardControl::tellsTheStatus()
{
    Bench bench;
    QCOMPARE(QString::fromUtf8(bench.control.answer(" status \r")),
        QStringLiteral(
            "{\"commands\":0,\"faults\":{},\"iccsn\":\"80276883110000168584\",\"inserted\":true,"
            "\"interface\":\"contact\",\"ok\":true,\"pinState\":\"regular\",\"pinTries\":3,\"pukUses\":10}"));
}

void TestCardControl::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"", " ", "explode", "status now", "insert 1", "interface", "interface radio",
             "pin", "pin tries", "pin tries=", "pin tries=4", "pin tries=-1", "pin tries=three",
             "pin state=lost", "pin colour=red", "faults", "faults sometimes", "faults delay",
             "faults delay=60001", "faults delay=-1", "faults none delay=1", "faults wrong-mac=1 explode=2",
             "faults status=20", "faults status=2:6581", "faults status=20:658", "faults status=xx:6581",
             "faults status=20:wxyz", "\xFF\xFE\x00"})
        QTest::newRow(*line ? line : "nothing") << QByteArray(line);
}

void TestCardControl::refusesWhatItCannotDo()
{
    QFETCH(QByteArray, line);
    Bench bench;
    const QByteArray before = bench.control.answer("status");
    const QJsonObject answer = bench.said(line.constData());
    QCOMPARE(answer.value(QStringLiteral("ok")).toBool(true), false);
    QVERIFY(!answer.value(QStringLiteral("error")).toString().isEmpty());
    QCOMPARE(bench.control.answer("status"), before);
}

void TestCardControl::setsFaults()
{
    Bench bench;
    QVERIFY(bench.takes(
        "faults delay=1 wrong-mac=2 other-status=3 truncate=4 pull-inside=5 status=20:6581 status=b0:6281"));
    const CardFaults faults = bench.card.faults();
    QCOMPARE(faults.delayMilliseconds, 1);
    QCOMPARE(faults.wrongMacAt, 2);
    QCOMPARE(faults.otherStatusAt, 3);
    QCOMPARE(faults.truncateAt, 4);
    QCOMPARE(faults.pullAfter, std::optional(5));
    QVERIFY(faults.pullInside);
    QCOMPARE(faults.statusFor, (QHash<quint8, quint16>{{0x20, 0x6581}, {0xB0, 0x6281}}));
    QCOMPARE(QString::fromUtf8(QJsonDocument(bench.said("status").value(QStringLiteral("faults")).toObject())
                     .toJson(QJsonDocument::Compact)),
        QStringLiteral(
            "{\"delay\":1,\"other-status\":3,\"pull-inside\":5,\"status\":{\"20\":\"6581\",\"B0\":\"6281\"},"
            "\"truncate\":4,\"wrong-mac\":2}"));
    QVERIFY(bench.takes("faults pull-after=0"));
    QCOMPARE(bench.card.faults().pullAfter, std::optional(0));
    QVERIFY(!bench.card.faults().pullInside);
    QVERIFY(bench.takes("faults none"));
    QVERIFY(!bench.card.faults().pullAfter);
}

void TestCardControl::presetsThePin()
{
    Bench bench;
    QVERIFY(bench.takes("pin tries=1"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("80200002")).toHex(), QByteArray("63c1"));
    QVERIFY(bench.takes("pin state=transport tries=3"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("80200002")).toHex(), QByteArray("62c1"));
    QVERIFY(bench.takes("pin state=empty"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("80200002")).toHex(), QByteArray("62c7"));
    QVERIFY(bench.takes("pin state=regular"));
    QCOMPARE(
        bench.card.transmit(QByteArray::fromHex("002000020826123456FFFFFFFF")).toHex(), QByteArray("9000"));
    QVERIFY(bench.takes("reset"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("80200002")).toHex(), QByteArray("63c3"));
}

void TestCardControl::keepsTheMemoryWriterInformed()
{
    Bench bench;
    QList<int> written;
    bool fails = false;
    bench.card.setMemoryWriter([&](const CardMemory &memory) -> Result<void> {
        if (fails)
            return fail(ErrorCode::DiskFull, QStringLiteral("state"));
        written.append(memory.pinTries);
        return {};
    });
    QVERIFY(bench.takes("pin tries=2"));
    QCOMPARE(
        bench.card.transmit(QByteArray::fromHex("002000020826999999FFFFFFFF")).toHex(), QByteArray("63c1"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("80200002")).toHex(), QByteArray("63c1"));
    QCOMPARE(written, (QList<int>{2, 1}));
    fails = true;
    QVERIFY(!bench.takes("pin tries=3"));
    QCOMPARE(
        bench.card.transmit(QByteArray::fromHex("002000020826123456FFFFFFFF")).toHex(), QByteArray("6581"));
}

void TestCardControl::movesTheCard()
{
    Bench bench;
    std::atomic<int> insertions = 0;
    std::promise<void> first;
    std::promise<void> second;
    std::stop_source stop;
    auto ended = std::async(std::launch::async, [&] {
        return bench.seat.run(stop.get_token(), [&](const std::stop_token &pulled) -> Result<void> {
            (++insertions == 1 ? first : second).set_value();
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            never.wait(lock, pulled, [] { return false; });
            return {};
        });
    });
    first.get_future().wait();
    QVERIFY(!bench.said("remove").value(QStringLiteral("inserted")).toBool(true));
    QVERIFY(bench.said("insert").value(QStringLiteral("inserted")).toBool());
    second.get_future().wait();
    stop.request_stop();
    QVERIFY(ended.get());
    QCOMPARE(insertions, 2);
}

void TestCardControl::changesTheInterface()
{
    Bench bench;
    QCOMPARE(bench.said("interface contactless").value(QStringLiteral("interface")).toString(),
        QStringLiteral("contactless"));
    QCOMPARE(bench.card.transmit(QByteArray::fromHex("00B0820000")).toHex(), QByteArray("6982"));
    QVERIFY(bench.takes("interface contact"));
    QVERIFY(bench.card.transmit(QByteArray::fromHex("00B0820000")).endsWith(QByteArray::fromHex("9000")));
}

void TestCardControl::endsWhenTheReaderGoes()
{
    Bench bench;
    QVERIFY(bench.seat.run({}, [](const std::stop_token &) { return Result<void>(); }));
    const auto failed = bench.seat.run({}, [](const std::stop_token &) -> Result<void> {
        return fail(ErrorCode::NetUnreachable, QStringLiteral("vpcd"));
    });
    QVERIFY(!failed);
    std::stop_source stop;
    stop.request_stop();
    bench.seat.remove();
    QVERIFY(bench.seat.run(stop.get_token(), [](const std::stop_token &) -> Result<void> {
        return fail(ErrorCode::Internal, QStringLiteral("nothing is in the reader"));
    }));
}

void TestCardControl::takesAPulledCardOutOfTheSeat()
{
    Bench bench;
    QVERIFY(bench.takes("faults pull-after=1"));
    std::stop_source stop;
    std::promise<void> pulled;
    int insertions = 0;
    auto ended = std::async(std::launch::async, [&] {
        return bench.seat.run(stop.get_token(), [&](const std::stop_token &) -> Result<void> {
            if (++insertions == 2)
                return {};
            bench.card.transmit(QByteArray::fromHex("00B0820000"));
            pulled.set_value();
            return {};
        });
    });
    pulled.get_future().wait();
    QTRY_VERIFY(!bench.seat.isInserted());
    QVERIFY(bench.takes("insert"));
    QVERIFY(ended.get());
    QVERIFY(!bench.card.isPulled());
}

void TestCardControl::answersAtASocket()
{
    Bench bench;
    {
        const Server server(bench.control, m_path);
        QVERIFY(server.result);
        QCOMPARE(QFileInfo(m_path).permissions()
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup),
            QFile::Permissions());
        {
            const Caller caller(m_path);
            QVERIFY(caller.isConnected);
            caller.send("pin tr");
            caller.send("ies=2\nstatus\nnonsense\n");
            for (const bool good : {true, true, false}) {
                const QJsonObject answer = QJsonDocument::fromJson(caller.receive()).object();
                QCOMPARE(answer.value(QStringLiteral("ok")).toBool(), good);
                QCOMPARE(answer.value(QStringLiteral("pinTries")).toInt(), good ? 2 : 0);
            }
        }
        const Caller next(m_path);
        next.send("remove\n");
        QVERIFY(next.receive().contains("\"inserted\":false"));
    }
    QVERIFY(!QFileInfo::exists(m_path)); // and the callers do not keep it from ending
}

void TestCardControl::guardsItsSocket()
{
    Bench bench;
    const Server server(bench.control, m_path);
    QVERIFY(server.result);
    for (const QString &path : {m_path, m_folder.filePath(QStringLiteral("no/such/folder")), m_folder.path(),
             m_folder.filePath(QString(200, QLatin1Char('x'))), QString()}) {
        const auto refused = serveCardControl(bench.control, path, {}, {});
        QVERIFY2(!refused, qPrintable(path));
        QCOMPARE(refused.error().code, ErrorCode::PortInUse);
        QCOMPARE(refused.error().facts.value(QStringLiteral("address")).toString(), path);
    }
    const Caller caller(m_path);
    QVERIFY(caller.isConnected);
}

void TestCardControl::takesThePlaceOfADeadSocket()
{
    {
        const int dead = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(m_path).constData(), sizeof address.sun_path);
        QCOMPARE(bind(dead, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        close(dead);
    }
    QVERIFY(QFileInfo::exists(m_path));
    Bench bench;
    {
        const Server server(bench.control, m_path);
        QVERIFY(server.result);
        QVERIFY(Caller(m_path).isConnected);
    }
    // What is no socket is not ours to remove.
    QVERIFY(writeFile(m_path, "text"));
    QVERIFY(!serveCardControl(bench.control, m_path, {}, {}));
    QCOMPARE(*readFile(m_path), QByteArray("text"));
    QFile::remove(m_path);
}

void TestCardControl::hangsUpOnEndlessLines()
{
    Bench bench;
    const Server server(bench.control, m_path);
    QVERIFY(server.result);
    const Caller caller(m_path);
    caller.send(QByteArray(5000, 'x'));
    QCOMPARE(caller.receive(), QByteArray());
    const Caller next(m_path);
    next.send("status\n");
    QVERIFY(next.receive().contains("\"ok\":true"));
}

QTEST_GUILESS_MAIN(TestCardControl)
#include "tst_cardcontrol.moc"
