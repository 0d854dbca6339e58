#pragma once

#include "core/http/httpmessage.h"

#include <memory>

namespace dsr {

/// How much of a request is taken before it is refused.
struct HttpLimits
{
    quint32 header = 16 * 1024; ///< octets of request line and headers, and of one chunk header; above: 431
    quint64 body = quint64(256) * 1024; ///< octets of the body; above: 413
};

/// Reads HTTP/1.1 requests from bytes as they come, with limits. The messages themselves are parsed by
/// Boost.Beast; how the bytes were cut into pieces makes no difference. No socket; one thread.
class HttpParser
{
public:
    enum class State {
        NeedsMore,
        Complete,
        Refused ///< see refusalStatus
    };

    explicit HttpParser(HttpLimits limits);
    ~HttpParser();

    /// Takes bytes; what belongs to a following request stays inside and is used after `nextRequest`.
    State feed(QByteArrayView bytes);
    State state() const { return m_state; }
    /// 400, 413, 431 or 505 after Refused.
    int refusalStatus() const { return m_refusal; }
    /// True once if the client waits for "100 Continue" before it sends the body.
    bool takeContinueWish();
    /// Some bytes of a request have come, but not all.
    bool isInsideRequest() const;
    bool keepsAlive() const { return m_keepAlive; }
    /// The request after Complete.
    const HttpRequest &request() const { return m_request; }
    /// Forgets the finished request and reads on with bytes that came behind it.
    State nextRequest();

private:
    State advance();
    bool takeHeader();
    void checkHeader();
    bool takeBody();
    bool takeChunkHeader();
    qsizetype give(qsizetype size);
    void finish();
    void refuse(int status);
    struct Beast;
    std::unique_ptr<Beast> m_beast;
    HttpLimits m_limits;
    QByteArray m_buffer;
    quint64 m_chunkLeft = 0; ///< octets of the chunk that are still to come
    bool m_chunkSeen = false; ///< a chunk header was there, so the next one follows a line end
    qsizetype m_scanned = 0; ///< octets of the header that were searched for its end
    State m_state = State::NeedsMore;
    int m_refusal = 0;
    bool m_keepAlive = false;
    bool m_headerSeen = false;
    bool m_wantsContinue = false;
    HttpRequest m_request;
};

/// What of an answer goes on the wire.
enum class HttpReplyPart {
    Whole,
    Head ///< no body, as the answer to HEAD
};

/// An answer as octets on the wire, with Content-Length and Connection.
QByteArray httpReplyBytes(const HttpReply &reply, bool keepAlive, HttpReplyPart part = HttpReplyPart::Whole);

} // namespace dsr
