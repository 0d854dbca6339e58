#pragma once

#include "core/base/secret.h"
#include "core/check/registrationcase.h"

#include <QJsonArray>

namespace dsr {

/// A certificate that is larger is none.
inline constexpr qsizetype maximumCertificate = 16LL * 1024;

/// The chain that android.chain.form took out of the token, or that came by itself.
inline const QList<Certificate> &chainOf(const RegistrationCase &item)
{
    return item.evidence.attestChain;
}
/// The entries of the claim with the chain; nothing if there is no such array.
std::optional<QJsonArray> chainEntries(const RegistrationCase &item);
/// A certificate in base64, as strictly as the mode wants it.
Result<Certificate> certificateFrom(const RegistrationCase &item, const QString &text);

// Where the evidence of a phone stands in the tree: in a token, or by itself.

inline QString chainPath(const RegistrationCase &item)
{
    return item.alone ? item.alone->chainPath : textOf("payload.") + textOf(item.chainClaim());
}

inline QString elementPath(const RegistrationCase &item, qsizetype index)
{
    // At attestation the fresh certificate stands before the chain of the attest key.
    const qsizetype place = item.isAttestation() ? index + 1 : index;
    return item.alone ? item.alone->elementPaths.value(index)
                      : chainPath(item) + QLatin1Char('.') + QString::number(place);
}

inline QString subjectPath(const RegistrationCase &item)
{
    if (item.isAttestation())
        return chainPath(item) + textOf(".0");
    return item.alone ? item.alone->subjectPath : textOf("payload.subjectCert");
}

/// A member of the key description in the certificate at `path`.
inline QString memberPath(const QString &path, const QByteArray &member)
{
    return path + (path.isEmpty() ? QString() : textOf("."))
        + textOf("tbsCertificate.extensions.keyDescription.extnValue.") + QString::fromLatin1(member);
}

inline QString leafMember(const RegistrationCase &item, const QByteArray &member)
{
    return memberPath(elementPath(item, 0), member);
}

/// In constant time.
inline CheckOutcome comparedBytes(const QByteArray &expected, const QByteArray &actual, const QString &path)
{
    return compared(constantTimeEqual(expected, actual), path, hexText(expected), hexText(actual));
}

} // namespace dsr
