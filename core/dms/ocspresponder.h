#pragma once

#include "core/base/clock.h"
#include "core/http/httpmessage.h"
#include "core/testbed/testbed.h"

#include <mutex>

namespace dsr {

/// What the local OCSP responder says about card certificates. The default is the truth about the test bed:
/// good for certificates of its eGK CA that it knows, unknown for the rest. Thread-safe.
class OcspResponder
{
public:
    OcspResponder(const TestBed &testBed, const Clock &clock);

    /// Answers POST application/ocsp-request (egk-card 7, OCSP).
    HttpReply answer(const HttpRequest &request) const;
    /// Makes a further certificate of the eGK CA known, so that certHash can be given.
    void know(const Certificate &certificate);
    /// From now on the certificate counts as revoked.
    void revoke(const Certificate &certificate, const QDateTime &at);

private:
    const TestBed &m_testBed;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    QHash<QByteArray, Certificate> m_known; ///< by serial
    QHash<QByteArray, QDateTime> m_revoked;
};

} // namespace dsr
