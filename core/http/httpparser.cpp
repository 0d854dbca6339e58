#include "core/http/httpparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cctype>
#include <functional>
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

/// Octets up to the end of the chunk header whose line begins at `start`, for the last chunk with the
/// trailers behind it; 0 if it is not all there yet.
qsizetype chunkHeaderSize(QByteArrayView bytes, qsizetype start)
{
    const qsizetype lineEnd = bytes.indexOf('\n', start);
    if (lineEnd < 0)
        return 0;
    qsizetype digits = start;
    while (bytes.at(digits) == '0')
        ++digits;
    const bool isLast = digits > start && !std::isxdigit(static_cast<uchar>(bytes.at(digits)));
    if (!isLast || bytes.at(lineEnd - 1) != '\r')
        return lineEnd + 1;
    const qsizetype trailersEnd = bytes.indexOf("\r\n\r\n", lineEnd - 1);
    return trailersEnd < 0 ? 0 : trailersEnd + 4;
}

} // namespace

struct HttpParser::Beast
{
    std::optional<http::request_parser<http::string_body>> parser;
    /// The parser keeps a reference to it.
    std::function<void(std::uint64_t, boost::beast::string_view, boost::beast::error_code &)> onChunkHeader;
};

HttpParser::HttpParser(HttpLimits limits)
    : m_beast(std::make_unique<Beast>())
    , m_limits(limits)
{
    m_beast->onChunkHeader = [this](std::uint64_t size, boost::beast::string_view,
                                 boost::beast::error_code &) { m_chunkLeft = size; };
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
    // One chunk header or piece of data a call: takeBody decides what comes next.
    m_beast->parser->eager(false);
    m_beast->parser->on_chunk_header(m_beast->onChunkHeader);
    m_state = State::NeedsMore;
    m_scanned = 0;
    m_chunkLeft = 0;
    m_chunkSeen = false;
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
    if (m_buffer.isEmpty())
        return false;
    if (m_beast->parser->chunked() && m_chunkLeft == 0)
        return takeChunkHeader();
    const qsizetype size = m_beast->parser->chunked()
        ? static_cast<qsizetype>(std::min(static_cast<quint64>(m_buffer.size()), m_chunkLeft))
        : m_buffer.size();
    const qsizetype taken = give(size);
    if (m_beast->parser->chunked())
        m_chunkLeft -= static_cast<quint64>(taken);
    return taken > 0 || m_state == State::Refused;
}

/// Hands the line before a chunk to Beast, or the last one with all trailers, when all of it is there. From
/// parts of it Beast would find other faults in another cut, and count the same chunk more than once.
bool HttpParser::takeChunkHeader()
{
    const QByteArrayView seen =
        QByteArrayView(m_buffer).first(std::min(m_buffer.size(), static_cast<qsizetype>(m_limits.header)));
    // Behind the line end that closes the chunk before.
    const qsizetype size = chunkHeaderSize(seen, m_chunkSeen ? 2 : 0);
    if (size == 0) {
        if (seen.size() >= static_cast<qsizetype>(m_limits.header))
            refuse(431);
        return m_state == State::Refused;
    }
    m_chunkSeen = true;
    if (give(size) != size && m_state != State::Refused)
        refuse(400); // it was whole, and still Beast waits for the end of something in it
    return true;
}

/// Gives so many octets of the buffer to Beast; how many it took. What it does not accept is refused.
qsizetype HttpParser::give(qsizetype size)
{
    boost::beast::error_code error;
    const auto taken = static_cast<qsizetype>(
        m_beast->parser->put(boost::asio::buffer(m_buffer.constData(), static_cast<size_t>(size)), error));
    if (error && error != http::error::need_more)
        refuse(refusalFor(error, {}));
    else
        m_buffer.remove(0, taken);
    return taken;
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
