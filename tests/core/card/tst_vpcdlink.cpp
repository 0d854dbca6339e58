#include "core/card/virtual/vpcdlink.h"
#include "tests/support/samplecard.h"

#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <thread>

using namespace dsr;

namespace {

/// The reader's end of the line, with a virtual card on the other end.
struct Reader
{
    Reader()
        : listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(listener, reinterpret_cast<const sockaddr *>(&address), size) != 0
            || listen(listener, 1) != 0
            || getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("no socket to listen on");
        port = ntohs(address.sin_port);
        ended = std::async(std::launch::async, [this] {
            return serveVpcd(card, QStringLiteral("127.0.0.1"), port, stop.get_token(), {},
                [this](const ApduRecord &record) { records.append(record); });
        });
        line = accept(listener, nullptr, nullptr);
    }
    ~Reader()
    {
        stop.request_stop();
        close(listener);
        hangUp();
    }
    void hangUp()
    {
        if (line >= 0)
            close(line);
        line = -1;
    }
    void send(const QByteArray &bytes) const
    {
        QCOMPARE(write(line, bytes.constData(), static_cast<size_t>(bytes.size())), bytes.size());
    }
    /// `count` octets, in hex; fewer if the card hung up.
    QByteArray receive(qsizetype count) const
    {
        QByteArray bytes(count, '\0');
        const ssize_t got = recv(line, bytes.data(), static_cast<size_t>(count), MSG_WAITALL);
        return bytes.first(qMax<ssize_t>(got, 0)).toHex();
    }

    VirtualCard card{sampleCardImage()};
    QList<ApduRecord> records;
    std::stop_source stop;
    int listener;
    int line = -1;
    quint16 port = 0;
    std::future<Result<void>> ended;
};

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestVpcdLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsThatNobodyListens();
    void sendsTheAtr();
    void answersCommands();
    void answersAMessageThatComesInPieces();
    void resetsTheCard_data();
    void resetsTheCard();
    void ignoresWhatItDoesNotKnow();
    void endsWhenTheReaderHangsUp();
    void endsInsideAMessageWhenAsked();
};

void TestVpcdLink::reportsThatNobodyListens()
{
    quint16 port = 0;
    {
        const Reader reader;
        port = reader.port;
    }
    VirtualCard card(sampleCardImage());
    const auto served = serveVpcd(card, QStringLiteral("127.0.0.1"), port, {}, {}, {});
    QVERIFY(!served);
    QCOMPARE(errorId(served.error().code), QStringLiteral("net.unreachable"));
    QCOMPARE(served.error().facts.value(QStringLiteral("address")).toString(),
        QStringLiteral("127.0.0.1:%1").arg(port));
}

void TestVpcdLink::sendsTheAtr()
{
    const Reader reader;
    reader.send(hex("000104"));
    QCOMPARE(reader.receive(13), QByteArray("000b3bd096ff81b1fe451f072a"));
}

void TestVpcdLink::answersCommands()
{
    const Reader reader;
    reader.send(hex("0005 00B0820002"));
    QCOMPARE(reader.receive(6), QByteArray("00045a0a9000"));
    reader.send(hex("000D 002000020826999999FFFFFFFF"));
    QCOMPARE(reader.receive(4), QByteArray("000263c2"));
    reader.send(hex("0003 00A404")); // never an answer without octets: the reader would wait for ever
    QCOMPARE(reader.receive(4), QByteArray("00026700"));
    QCOMPARE(reader.records.size(), 3);
    QCOMPARE(reader.records[1].command, QStringLiteral("00 20 00 02 08 ** ** ** ** ** ** ** **"));
    QCOMPARE(reader.records[1].response, QStringLiteral("63 C2"));
}

void TestVpcdLink::answersAMessageThatComesInPieces()
{
    const Reader reader;
    for (const char octet : hex("0005 00B0820002"))
        reader.send(QByteArray(1, octet));
    QCOMPARE(reader.receive(6), QByteArray("00045a0a9000"));
}

void TestVpcdLink::resetsTheCard_data()
{
    QTest::addColumn<QByteArray>("control");
    QTest::newRow("power off") << hex("000100");
    QTest::newRow("power on") << hex("000101");
    QTest::newRow("reset") << hex("000102");
}

void TestVpcdLink::resetsTheCard()
{
    QFETCH(QByteArray, control);
    const Reader reader;
    reader.send(hex("000D 002000020826123456FFFFFFFF"));
    QCOMPARE(reader.receive(4), QByteArray("00029000"));
    reader.send(control + hex("0004 80200002"));
    QCOMPARE(reader.receive(4), QByteArray("000263c3")); // and nothing came for the control octet
}

void TestVpcdLink::ignoresWhatItDoesNotKnow()
{
    const Reader reader;
    reader.send(hex("0000 000177 000104"));
    QCOMPARE(reader.receive(2), QByteArray("000b"));
}

void TestVpcdLink::endsWhenTheReaderHangsUp()
{
    Reader reader;
    reader.hangUp();
    QVERIFY(reader.ended.get());
}

void TestVpcdLink::endsInsideAMessageWhenAsked()
{
    Reader reader;
    reader.send(hex("0005 00B0"));
    reader.stop.request_stop();
    QVERIFY(reader.ended.get());
    QCOMPARE(reader.receive(1), QByteArray());
}

QTEST_GUILESS_MAIN(TestVpcdLink)
#include "tst_vpcdlink.moc"
