#include "core/http/httpparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace dsr {

namespace http = boost::beast::http;

namespace {
QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
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
    m_buffer.append(bytes);
    return advance();
}

HttpParser::State HttpParser::nextRequest()
{
    m_beast->parser.emplace();
    m_beast->parser->header_limit(m_limits.header);
    m_beast->parser->body_limit(m_limits.body);
    m_beast->parser->eager(true);
    m_state = State::NeedsMore;
    m_headerSeen = false;
    m_wantsContinue = false;
    m_request = {};
    return m_buffer.isEmpty() ? m_state : advance();
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
    m_buffer.clear();
}

HttpParser::State HttpParser::advance()
{
    auto &parser = *m_beast->parser;
    while (m_state == State::NeedsMore && !m_buffer.isEmpty() && !parser.is_done()) {
        boost::beast::error_code error;
        const size_t taken = parser.put(
            boost::asio::buffer(m_buffer.constData(), static_cast<size_t>(m_buffer.size())), error);
        m_buffer.remove(0, static_cast<qsizetype>(taken));
        if (error == http::error::need_more || (!error && taken == 0))
            break;
        if (error == http::error::header_limit)
            refuse(431);
        else if (error == http::error::body_limit)
            refuse(413);
        else if (error == http::error::bad_version)
            refuse(505);
        else if (error)
            refuse(400);
    }
    if (m_state == State::Refused)
        return m_state;
    if (!m_headerSeen && parser.is_header_done()) {
        m_headerSeen = true;
        m_wantsContinue = boost::beast::iequals(parser.get()[http::field::expect], "100-continue");
    }
    if (m_state == State::NeedsMore && parser.is_done()) {
        auto &message = parser.get();
        m_request.method = bytesOf(message.method_string());
        m_request.target = bytesOf(message.target());
        for (const auto &field : message)
            m_request.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
        m_request.body = QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size()));
        m_keepAlive = message.keep_alive();
        m_wantsContinue = false;
        m_state = State::Complete;
    }
    return m_state;
}

QByteArray httpReplyBytes(const HttpReply &reply, bool keepAlive)
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
    message.prepare_payload();

    QByteArray wire;
    http::serializer<false, http::string_body> serializer(message);
    boost::beast::error_code error;
    while (!serializer.is_done() && !error) {
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
