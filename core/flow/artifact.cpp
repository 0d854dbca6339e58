#include "core/flow/artifact.h"

#include <QCoreApplication>

#include <utility>

namespace dsr {

namespace {

constexpr std::pair<const char *, const char *> titles[] = {
    {"device.publicKey", QT_TRANSLATE_NOOP("dsr::Artifact", "Public key of the phone")},
    {"nonce.request", QT_TRANSLATE_NOOP("dsr::Artifact", "Request for the nonce")},
    {"nonce.answer", QT_TRANSLATE_NOOP("dsr::Artifact", "Answer with the nonce")},
    {"nonce", QT_TRANSLATE_NOOP("dsr::Artifact", "Nonce")},
    {"nonces.derived", QT_TRANSLATE_NOOP("dsr::Artifact", "Derived nonces")},
    {"attestation.leaf", QT_TRANSLATE_NOOP("dsr::Artifact", "Certificate of the attest key")},
    {"attestation.subject", QT_TRANSLATE_NOOP("dsr::Artifact", "Certificate of the mTLS key")},
    {"attestation.claims", QT_TRANSLATE_NOOP("dsr::Artifact", "Attestation of the phone")},
    {"csr", QT_TRANSLATE_NOOP("dsr::Artifact", "Certificate request (CSR)")},
    {"card.info", QT_TRANSLATE_NOOP("dsr::Artifact", "Data of the card")},
    {"card.exchange.identify", QT_TRANSLATE_NOOP("dsr::Artifact", "Commands: which card is it")},
    {"card.exchange.certificate", QT_TRANSLATE_NOOP("dsr::Artifact", "Commands: read the certificate")},
    {"card.exchange.pin", QT_TRANSLATE_NOOP("dsr::Artifact", "Commands: state of the PIN")},
    {"card.exchange.sign", QT_TRANSLATE_NOOP("dsr::Artifact", "Commands: check the PIN and sign")},
    {"card.certificate", QT_TRANSLATE_NOOP("dsr::Artifact", "Certificate of the card")},
    {"token.header", QT_TRANSLATE_NOOP("dsr::Artifact", "Header of the token")},
    {"token.payload", QT_TRANSLATE_NOOP("dsr::Artifact", "Claims of the token")},
    {"token.hash", QT_TRANSLATE_NOOP("dsr::Artifact", "Hash that the card signs")},
    {"token", QT_TRANSLATE_NOOP("dsr::Artifact", "Signed device registration token")},
    {"registration.request", QT_TRANSLATE_NOOP("dsr::Artifact", "Registration request")},
    {"registration.answer", QT_TRANSLATE_NOOP("dsr::Artifact", "Answer of the service")},
    {"certificate", QT_TRANSLATE_NOOP("dsr::Artifact", "Client certificate")},
};

} // namespace

QString artifactTitle(const QString &name)
{
    for (const auto &[known, title] : titles) {
        if (name == QLatin1StringView(known))
            return QCoreApplication::translate("dsr::Artifact", title);
    }
    return name;
}

} // namespace dsr
