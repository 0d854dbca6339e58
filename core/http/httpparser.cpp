#include "core/http/httpparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <optional>

namespace dsr {

namespace http = boost::beast::http;

namespace {

QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// The request line ends in a well-formed version whose major number is not ours.
bool asksForOtherVersion(QByteArrayView header)
{
    const QByteArrayView line = header.first(std::max(header.indexOf('\r'), qsizetype(0)));
    constexpr qsizetype length = 8; // HTTP/2.0
    if (line.size() < length)
        return false;
    const QByteArrayView version = line.last(length);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return version.startsWith("HTTP/") && isDigit(version.at(5)) && version.at(6) == '.'
        && isDigit(version.at(7)) && version.at(5) != '1';
}

int refusalFor(boost::beast::error_code error, QByteArrayView header)
{
    if (error == http::error::header_limit)
        return 431;
    if (error == http::error::body_limit)
        return 413;
    return error == http::error::bad_version && asksForOtherVersion(header) ? 505 : 400;
}

} // namespace

struct HttpParser::Beast
{
    std::optional<http::request_parser<http::string_body>> parser;
};

HttpParser::HttpParser(HttpLimits limits)
    : m_beast(std::make_unique<Beast>())
    , m_limits(limits)
{
    nextRequest();
}

HttpParser::~HttpParser() = default;

HttpParser::State HttpParser::feed(QByteArrayView bytes)
{
    if (m_state != State::Refused)
        m_buffer.append(bytes);
    return advance();
}

HttpParser::State HttpParser::nextRequest()
{
    m_beast->parser.emplace();
    m_beast->parser->header_limit(m_limits.header);
    m_beast->parser->body_limit(m_limits.body);
    // One chunk header or piece of data a call, so that takeBody decides between them in every cut.
    m_beast->parser->eager(false);
    m_state = State::NeedsMore;
    m_scanned = 0;
    m_headerSeen = false;
    m_wantsContinue = false;
    m_request = {};
    return advance();
}

bool HttpParser::isInsideRequest() const
{
    return m_state == State::NeedsMore && (!m_buffer.isEmpty() || m_headerSeen);
}

bool HttpParser::takeContinueWish()
{
    return std::exchange(m_wantsContinue, false);
}

void HttpParser::refuse(int status)
{
    m_state = State::Refused;
    m_refusal = status;
    m_keepAlive = false;
    m_wantsContinue = false;
    m_buffer.clear();
}

HttpParser::State HttpParser::advance()
{
    while (m_state == State::NeedsMore) {
        if (m_headerSeen ? !takeBody() : !takeHeader())
            break;
        if (m_state == State::NeedsMore && m_beast->parser->is_done())
            finish();
    }
    return m_state;
}

/// Hands the header to Beast when all of it is there; false if there is nothing more to do now. Beast alone
/// would neither count a header that drips in field by field nor find the same faults in every cut.
bool HttpParser::takeHeader()
{
    if (m_buffer.isEmpty())
        return false;
    if (const auto first = static_cast<uchar>(m_buffer.front()); first <= 0x20 || first >= 0x7f) {
        refuse(400); // no method begins so; a TLS client on the plain port need not wait to hear it
        return true;
    }
    const qsizetype limit = m_limits.header;
    for (; m_scanned < std::min(m_buffer.size(), limit); ++m_scanned) {
        if (m_buffer.at(m_scanned) != '\n')
            continue;
        if (m_scanned == 0 || m_buffer.at(m_scanned - 1) != '\r') {
            refuse(400); // a line that ends in LF alone is read differently by different servers
            return true;
        }
        if (m_scanned >= 3 && m_buffer.at(m_scanned - 2) == '\n') {
            const QByteArray header = m_buffer.left(m_scanned + 1);
            m_buffer.remove(0, header.size());
            boost::beast::error_code error;
            const auto size = static_cast<size_t>(header.size());
            const size_t taken = m_beast->parser->put(boost::asio::buffer(header.constData(), size), error);
            if (error || taken != size)
                refuse(refusalFor(error, header));
            else
                checkHeader();
            return true;
        }
    }
    if (m_buffer.size() >= limit)
        refuse(431);
    return m_state == State::Refused;
}

/// What Beast leaves to its user: exactly one Host, and no transfer coding but chunked.
void HttpParser::checkHeader()
{
    m_headerSeen = true;
    const auto &message = m_beast->parser->get();
    const bool oldVersion = message.version() < 11;
    const auto hosts = message.count(http::field::host);
    const auto encodings = message.count(http::field::transfer_encoding);
    const bool chunked = boost::beast::iequals(message[http::field::transfer_encoding], "chunked");
    if (hosts > 1 || (hosts == 0 && !oldVersion) || (encodings > 0 && (!chunked || oldVersion))) {
        refuse(400);
        return;
    }
    m_request.method = bytesOf(message.method_string());
    m_request.target = bytesOf(message.target());
    for (const auto &field : message)
        m_request.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
    m_keepAlive = message.keep_alive() && !oldVersion;
    m_wantsContinue = !m_beast->parser->is_done() && !oldVersion
        && boost::beast::iequals(message[http::field::expect], "100-continue");
}

/// Hands a piece of the body to Beast; false if there is nothing more to do now.
bool HttpParser::takeBody()
{
    // No chunked body ends in fewer octets, and Beast counts on them where it looks for the last chunk's end.
    constexpr qsizetype shortestChunkedRest = 5;
    if (m_buffer.isEmpty() || (m_beast->parser->chunked() && m_buffer.size() < shortestChunkedRest))
        return false;
    // In pieces, so that a chunk header or trailer that never ends is refused at the same place in every cut.
    const auto size = static_cast<size_t>(std::min(m_buffer.size(), static_cast<qsizetype>(m_limits.header)));
    boost::beast::error_code error;
    const size_t taken = m_beast->parser->put(boost::asio::buffer(m_buffer.constData(), size), error);
    m_buffer.remove(0, static_cast<qsizetype>(taken));
    if (error && error != http::error::need_more)
        refuse(refusalFor(error, {}));
    else if (taken == 0 && size >= m_limits.header)
        refuse(431);
    return taken > 0 || m_state == State::Refused;
}

void HttpParser::finish()
{
    const std::string &body = m_beast->parser->get().body();
    m_request.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
    m_wantsContinue = false;
    m_state = State::Complete;
}

QByteArray httpReplyBytes(const HttpReply &reply, bool keepAlive, HttpReplyPart part)
{
    http::response<http::string_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(reply.status));
    for (const auto &[name, value] : reply.headers) {
        message.insert(boost::beast::string_view(name.constData(), static_cast<size_t>(name.size())),
            boost::beast::string_view(value.constData(), static_cast<size_t>(value.size())));
    }
    message.body() = std::string(reply.body.constData(), static_cast<size_t>(reply.body.size()));
    message.keep_alive(keepAlive);
    if (reply.status != 204) // no content, so no length either (RFC 9110 8.6)
        message.prepare_payload();

    QByteArray wire;
    http::serializer<false, http::string_body> serializer(message);
    serializer.split(part == HttpReplyPart::Head);
    boost::beast::error_code error;
    while (!error && !(part == HttpReplyPart::Head ? serializer.is_header_done() : serializer.is_done())) {
        serializer.next(error, [&](boost::beast::error_code &, const auto &buffers) {
            size_t taken = 0;
            for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
                wire.append(static_cast<const char *>(buffer.data()), static_cast<qsizetype>(buffer.size()));
                taken += buffer.size();
            }
            serializer.consume(taken);
        });
    }
    return wire;
}

} // namespace dsr
