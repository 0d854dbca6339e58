#include "core/http/httpparser.h"

#include <QTest>

using dsr::HttpParser;

namespace {

constexpr dsr::HttpLimits limits{.header = 512, .body = 1024};

/// What a client sees of a parser: the requests it got out of the bytes, then how it stands.
QByteArray resultOf(HttpParser &parser)
{
    QByteArray text;
    while (parser.state() == HttpParser::State::Complete) {
        const dsr::HttpRequest &request = parser.request();
        text += request.method + ' ' + request.target + ' ' + (parser.keepsAlive() ? "keep" : "close") + '\n';
        for (const auto &[name, value] : request.headers)
            text += name + '=' + value + '\n';
        text += '[' + request.body + "]\n";
        parser.nextRequest();
    }
    if (parser.state() == HttpParser::State::Refused)
        text += QByteArray::number(parser.refusalStatus());
    else
        text += parser.isInsideRequest() ? "inside" : "idle";
    return text;
}

QByteArray resultOfPieces(const QList<QByteArray> &pieces)
{
    HttpParser parser(limits);
    for (const QByteArray &piece : pieces)
        parser.feed(piece);
    return resultOf(parser);
}

QByteArray get(const QByteArray &headers = {})
{
    return "GET /nonce HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &headers, const QByteArray &body)
{
    return "POST /p HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

} // namespace

class TestHttpParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void result_data();
    void result();
    void anyCutGivesTheSameResult_data() { result_data(); }
    void anyCutGivesTheSameResult();
    void wishForContinueIsToldOnce();
    void noWishForContinueOnceTheBodyIsThere();
    void tooLargeBodyIsRefusedByItsHeaderAlone();
    void endlessLinesDoNotPileUp_data();
    void endlessLinesDoNotPileUp();
    void refusedParserTakesNothingMore();
    void replyOnTheWire_data();
    void replyOnTheWire();
};

void TestHttpParser::result_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    // good
    QTest::newRow("nothing yet") << QByteArray() << QByteArray("idle");
    QTest::newRow("GET") << get() << QByteArray("GET /nonce keep\nHost=a\n[]\nidle");
    QTest::newRow("half a GET") << get().chopped(1) << QByteArray("inside");
    QTest::newRow("query stays in the target")
        << QByteArray("GET /d?userIdentifier=X1&b=%2B HTTP/1.1\r\nHost: a\r\n\r\n")
        << QByteArray("GET /d?userIdentifier=X1&b=%2B keep\nHost=a\n[]\nidle");
    QTest::newRow("Connection: close")
        << get("Connection: close\r\n") << QByteArray("GET /nonce close\nHost=a\nConnection=close\n[]\nidle");
    QTest::newRow("HTTP/1.0 closes") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                     << QByteArray("GET / close\nConnection=keep-alive\n[]\nidle");
    QTest::newRow("blanks around a value")
        << get("X:  b \t\r\n") << QByteArray("GET /nonce keep\nHost=a\nX=b\n[]\nidle");
    QTest::newRow("body") << post("Content-Length: 3\r\n", "abc")
                          << QByteArray("POST /p keep\nHost=a\nContent-Length=3\n[abc]\nidle");
    QTest::newRow("body of no octet") << post("Content-Length: 0\r\n", "")
                                      << QByteArray("POST /p keep\nHost=a\nContent-Length=0\n[]\nidle");
    QTest::newRow("half a body") << post("Content-Length: 3\r\n", "ab") << QByteArray("inside");
    QTest::newRow("same length twice") << post("Content-Length: 3\r\nContent-Length: 3\r\n",
        "abc") << QByteArray("POST /p keep\nHost=a\nContent-Length=3\nContent-Length=3\n[abc]\nidle");
    QTest::newRow("largest body") << post("Content-Length: 1024\r\n", QByteArray(1024, 'x'))
                                  << QByteArray("POST /p keep\nHost=a\nContent-Length=1024\n["
                                         + QByteArray(1024, 'x') + "]\nidle");
    QTest::newRow("chunks") << post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n")
                            << QByteArray("POST /p keep\nHost=a\nTransfer-Encoding=chunked\n[abcd]\nidle");
    QTest::newRow("chunk with extension")
        << post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n")
        << QByteArray("POST /p keep\nHost=a\nTransfer-Encoding=chunked\n[abc]\nidle");
    QTest::newRow("trailer is not taken for a header")
        << post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nX-Late: y\r\n\r\n")
        << QByteArray("POST /p keep\nHost=a\nTransfer-Encoding=chunked\n[a]\nidle");
    QTest::newRow("pipelined") << get() + post("Content-Length: 1\r\n", "z") + get().chopped(3)
                               << QByteArray("GET /nonce keep\nHost=a\n[]\n"
                                             "POST /p keep\nHost=a\nContent-Length=1\n[z]\ninside");
    QTest::newRow("method of no meaning is a matter of the handler")
        << QByteArray("BREW / HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray("BREW / keep\nHost=a\n[]\nidle");

    // refused
    const QByteArray bad("400");
    QTest::newRow("TLS greeting") << QByteArray("\x16\x03\x01") << bad;
    QTest::newRow("blank first") << QByteArray(" GET / HTTP/1.1\r\nHost: a\r\n\r\n") << bad;
    QTest::newRow("empty line first") << "\r\n" + get() << bad;
    QTest::newRow("lines that end in LF alone") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << bad;
    QTest::newRow("CR alone in a value") << get("X: a\rb\r\n") << bad;
    QTest::newRow("NUL in a value") << get(QByteArray("X: a\0b\r\n", 8)) << bad;
    QTest::newRow("blank in a name") << get("X Y: z\r\n") << bad;
    QTest::newRow("blank before the colon") << get("X : z\r\n") << bad;
    QTest::newRow("line without a colon") << get("X\r\n") << bad;
    QTest::newRow("no target") << QByteArray("GET HTTP/1.1\r\nHost: a\r\n\r\n") << bad;
    QTest::newRow("no version") << QByteArray("GET /\r\nHost: a\r\n\r\n") << bad;
    QTest::newRow("not HTTP") << QByteArray("GET / FTP/1.1\r\nHost: a\r\n\r\n") << bad;
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << bad;
    QTest::newRow("two Hosts") << get("Host: b\r\n") << bad;
    QTest::newRow("negative length") << post("Content-Length: -1\r\n", "") << bad;
    QTest::newRow("signed length") << post("Content-Length: +3\r\n", "abc") << bad;
    QTest::newRow("length in hex") << post("Content-Length: 0x3\r\n", "abc") << bad;
    QTest::newRow("no length in Content-Length") << post("Content-Length: \r\n", "") << bad;
    QTest::newRow("two lengths") << post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd") << bad;
    QTest::newRow("length beyond 64 bit") << post("Content-Length: 99999999999999999999999\r\n", "") << bad;
    QTest::newRow("length and chunks")
        << post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") << bad;
    QTest::newRow("chunks and length")
        << post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n") << bad;
    QTest::newRow("other coding") << post("Transfer-Encoding: gzip\r\n", "") << bad;
    QTest::newRow("coding behind chunked")
        << post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n") << bad;
    QTest::newRow("coding before chunked")
        << post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") << bad;
    QTest::newRow("chunked twice") << post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\n") << bad;
    QTest::newRow("chunks in HTTP/1.0")
        << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << bad;
    QTest::newRow("chunk size that is no number")
        << post("Transfer-Encoding: chunked\r\n", "x\r\nabc\r\n0\r\n\r\n") << bad;
    QTest::newRow("chunk without size") << post("Transfer-Encoding: chunked\r\n", "4\r\nX: y\r\n\r\n") << bad;
    QTest::newRow("chunk extension with an open quote")
        << post("Transfer-Encoding: chunked\r\n", "4;a=\"b\r\nX: y\r\n1\r\n\"") << bad;
    QTest::newRow("chunk extension with a quote, in pieces of a large chunk")
        << post("Transfer-Encoding: chunked\r\n",
               "200;a=\"b;c\"\r\n" + QByteArray(512, 'a') + "\r\n0;z=\"\"\r\n\r\n")
        << QByteArray(
               "POST /p keep\nHost=a\nTransfer-Encoding=chunked\n[" + QByteArray(512, 'a') + "]\nidle");
    QTest::newRow("chunk line that ends in LF alone")
        << post("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n") << bad;
    QTest::newRow("chunk longer than its size")
        << post("Transfer-Encoding: chunked\r\n", "1\r\nabc\r\n0\r\n\r\n") << bad;
    QTest::newRow("good request before a bad one")
        << get() + "\x01" << QByteArray("GET /nonce keep\nHost=a\n[]\n400");
    QTest::newRow("body too large") << post("Content-Length: 1025\r\n", "") << QByteArray("413");
    QTest::newRow("body of 99 GB") << post("Content-Length: 99000000000\r\n", "abc") << QByteArray("413");
    QTest::newRow("chunk too large") << post("Transfer-Encoding: chunked\r\n", "401\r\n")
                                     << QByteArray("413");
    QTest::newRow("chunks too large together") << post("Transfer-Encoding: chunked\r\n",
        "200\r\n" + QByteArray(512, 'a') + "\r\n201\r\n" + QByteArray(513, 'b'))
                                               << QByteArray("413");
    QTest::newRow("header too large") << get("X: " + QByteArray(600, 'x') + "\r\n") << QByteArray("431");
    QTest::newRow("target too large") << "GET /" + QByteArray(600, 'x') << QByteArray("431");
    QTest::newRow("chunk extension too large")
        << post("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(600, 'x')) << QByteArray("431");
    QTest::newRow("trailer too large")
        << post("Transfer-Encoding: chunked\r\n", "0\r\nX: " + QByteArray(600, 'x') + "\r\n\r\n")
        << QByteArray("431");
    QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\nHost: a\r\n\r\n") << QByteArray("505");
    QTest::newRow("greeting of HTTP/2")
        << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << QByteArray("505");
    QTest::newRow("HTTP/0.9") << QByteArray("GET / HTTP/0.9\r\n\r\n") << QByteArray("505");
}

void TestHttpParser::result()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(resultOfPieces({bytes}), expected);
}

void TestHttpParser::anyCutGivesTheSameResult()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        QCOMPARE(resultOfPieces({bytes.left(cut), bytes.mid(cut)}), expected);
    QList<QByteArray> single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));
    QCOMPARE(resultOfPieces(single), expected);
}

void TestHttpParser::wishForContinueIsToldOnce()
{
    HttpParser parser(limits);
    parser.feed(post("Content-Length: 3\r\nExpect: 100-Continue\r\n", ""));
    QVERIFY(parser.takeContinueWish());
    QVERIFY(!parser.takeContinueWish());
    parser.feed("abc");
    QVERIFY(!parser.takeContinueWish());
    QCOMPARE(parser.request().body, QByteArray("abc"));
}

void TestHttpParser::noWishForContinueOnceTheBodyIsThere()
{
    HttpParser parser(limits);
    parser.feed(post("Content-Length: 3\r\nExpect: 100-continue\r\n", "abc"));
    QVERIFY(!parser.takeContinueWish());
    QCOMPARE(parser.state(), HttpParser::State::Complete);
}

void TestHttpParser::tooLargeBodyIsRefusedByItsHeaderAlone()
{
    HttpParser parser(limits);
    parser.feed(post("Content-Length: 2000\r\nExpect: 100-continue\r\n", ""));
    QCOMPARE(parser.refusalStatus(), 413);
    QVERIFY(!parser.takeContinueWish());
}

void TestHttpParser::endlessLinesDoNotPileUp_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("header fields, one by one") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("A: b\r\n");
    QTest::newRow("one header field") << QByteArray("GET / HTTP/1.1\r\nA: ") << QByteArray("bbbbbbbb");
    QTest::newRow("trailer fields") << post("Transfer-Encoding: chunked\r\n", "0\r\n")
                                    << QByteArray("A: b\r\n");
    QTest::newRow("chunk extension") << post("Transfer-Encoding: chunked\r\n", "1;") << QByteArray("aaaaaaa");
}

void TestHttpParser::endlessLinesDoNotPileUp()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, more);
    HttpParser parser(limits);
    parser.feed(start);
    for (int i = 0; i < 200 && parser.state() == HttpParser::State::NeedsMore; ++i)
        parser.feed(more);
    QCOMPARE(parser.state(), HttpParser::State::Refused);
    QCOMPARE(parser.refusalStatus(), 431);
}

void TestHttpParser::refusedParserTakesNothingMore()
{
    HttpParser parser(limits);
    QCOMPARE(parser.feed("\x01"), HttpParser::State::Refused);
    QCOMPARE(parser.feed(get()), HttpParser::State::Refused);
    QCOMPARE(parser.refusalStatus(), 400);
    QVERIFY(!parser.isInsideRequest());
}

void TestHttpParser::replyOnTheWire_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<bool>("headOnly");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("with a body") << 201 << QByteArray("abc") << true << false
                                 << QByteArray(
                                        "HTTP/1.1 201 Created\r\nX: y\r\nContent-Length: 3\r\n\r\nabc");
    QTest::newRow("last one") << 400 << QByteArray("abc") << false << false
                              << QByteArray("HTTP/1.1 400 Bad Request\r\nX: y\r\nConnection: "
                                            "close\r\nContent-Length: 3\r\n\r\nabc");
    QTest::newRow("without a body")
        << 405 << QByteArray() << true << false
        << QByteArray("HTTP/1.1 405 Method Not Allowed\r\nX: y\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("no content has no length")
        << 204 << QByteArray() << true << false << QByteArray("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
    QTest::newRow("answer to HEAD tells the length and stops")
        << 405 << QByteArray("abc") << true << true
        << QByteArray("HTTP/1.1 405 Method Not Allowed\r\nX: y\r\nContent-Length: 3\r\n\r\n");
}

void TestHttpParser::replyOnTheWire()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepAlive);
    QFETCH(bool, headOnly);
    QFETCH(QByteArray, expected);
    QCOMPARE(dsr::httpReplyBytes({.status = status, .headers = {{"X", "y"}}, .body = body}, keepAlive,
                 headOnly ? dsr::HttpReplyPart::Head : dsr::HttpReplyPart::Whole),
        expected);
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
