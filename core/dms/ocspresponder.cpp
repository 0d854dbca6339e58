#include "core/dms/ocspresponder.h"

#include "core/base/digest.h"
#include "core/crypto/ocsp.h"

namespace dsr {

namespace {
constexpr int malformedRequest = 1;
constexpr qint64 lifeSeconds = 60 * 60;

HttpReply replyWith(const QByteArray &der)
{
    return {.status = 200, .headers = {{"Content-Type", "application/ocsp-response"}}, .body = der};
}
} // namespace

OcspResponder::OcspResponder(const TestBed &testBed, const Clock &clock)
    : m_testBed(testBed)
    , m_clock(clock)
{
    know(testBed.card.certificate);
}

void OcspResponder::know(const Certificate &certificate)
{
    const std::lock_guard guard(m_mutex);
    m_known.insert(certificate.serialBytes(), certificate);
}

void OcspResponder::revoke(const Certificate &certificate, const QDateTime &at)
{
    const std::lock_guard guard(m_mutex);
    m_known.insert(certificate.serialBytes(), certificate);
    m_revoked.insert(certificate.serialBytes(), at);
}

HttpReply OcspResponder::answer(const HttpRequest &request) const
{
    if (request.method != "POST")
        return {.status = 405, .headers = {{"Allow", "POST"}}, .body = {}};
    if (request.header("Content-Type") != "application/ocsp-request")
        return {.status = 415, .headers = {}, .body = {}};
    const auto ids = ocspRequestedIds(request.body);
    if (!ids || ids->size() != 1)
        return replyWith(ocspErrorResponse(malformedRequest));
    OcspAnswer answer;
    answer.id = ids->first();
    answer.producedAt = m_clock.now();
    answer.thisUpdate = answer.producedAt;
    answer.nextUpdate = answer.producedAt.addSecs(lifeSeconds);
    {
        const std::lock_guard guard(m_mutex);
        const Certificate certificate = m_known.value(answer.id.serial);
        if (!certificate.isValid() || ocspCertId(certificate, m_testBed.egkCa.certificate) != answer.id) {
            answer.status = OcspCertStatus::Unknown;
        } else {
            answer.certHash = sha256(certificate.der());
            if (m_revoked.contains(answer.id.serial)) {
                answer.status = OcspCertStatus::Revoked;
                answer.revokedAt = m_revoked.value(answer.id.serial);
            }
        }
    }
    const auto response = ocspResponse(answer, m_testBed.ocspSigner.certificate, m_testBed.ocspSigner.key);
    return response ? replyWith(*response) : HttpReply{.status = 500, .headers = {}, .body = {}};
}

} // namespace dsr
