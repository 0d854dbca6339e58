#pragma once

#include "core/base/clock.h"
#include "core/base/randomness.h"
#include "core/check/registrationjudge.h"
#include "core/dms/dmsstore.h"
#include "core/dms/requestlog.h"
#include "core/http/httpclient.h"
#include "core/http/httpserver.h"
#include "core/testbed/testbed.h"

#include <QUrl>

#include <functional>

namespace dsr {

/// Which of the two listeners a request came in by.
enum class DmsListener { Tls, Mtls };

struct DmsServiceSetup
{
    const TestBed *testBed = nullptr;
    DmsStore *store = nullptr;
    const Clock *clock = nullptr;
    Randomness *randomness = nullptr;
    Mode mode = Mode::Strict;
    QUrl ocspUrl; ///< responder for card certificates (closed test set-up: the local one)
};

/// The answers of the DMS (dsr-protocol 2, 8), without sockets: request in, reply out. What was answered with
/// 201 is committed. Thread-safe.
class DmsService
{
public:
    explicit DmsService(DmsServiceSetup setup);

    HttpReply answer(
        const HttpRequest &request, const HttpPeer &peer, DmsListener listener, RequestLogEntry &log);
    /// The answer to what never became a request (408, 413, 431 …).
    HttpReply refusal(int status, RequestLogEntry &log);
    /// Terms of now.
    Terms terms() const;

private:
    HttpReply nonce(RequestLogEntry &log);
    HttpReply registerDevice(const HttpRequest &request, RequestLogEntry &log);
    HttpReply deviceRegistrations(const HttpRequest &request, const HttpPeer &peer, RequestLogEntry &log);
    bool isIssuedByUs(const Certificate &certificate) const;
    HttpReply issueAndStore(const RegistrationJudgement &judgement, RequestLogEntry &log);

    DmsServiceSetup m_setup;
    HttpClient m_ocspClient; ///< keeps its connection to the responder
    std::shared_ptr<KnownCertificates> m_certificates = std::make_shared<KnownCertificates>();
};

} // namespace dsr
