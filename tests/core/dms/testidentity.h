#pragma once

#include "core/crypto/certificatebuilder.h"
#include "core/testbed/testbed.h"

/// A CA like the DMS CA of a test bed, valid for ten years around `now`.
inline dsr::Identity makeDmsCa(const QDateTime &now, int days = 3650)
{
    const auto key = dsr::PrivateKey::generate(dsr::Curve::P256);
    dsr::CertificateContent content;
    content.serial = dsr::randomSerial();
    content.subject = dsr::nameDer({{"2.5.4.6", QStringLiteral("DE"), 19},
        {"2.5.4.10", QStringLiteral("Test"), 12}, {"2.5.4.3", QStringLiteral("Test DMS CA"), 12}});
    content.notBefore = now.addDays(-1);
    content.notAfter = now.addDays(days);
    content.publicKey = key->publicKey();
    content.extensions = {dsr::basicConstraints(true, 0),
        dsr::keyUsage(dsr::keyusage::keyCertSign | dsr::keyusage::crlSign),
        dsr::subjectKeyIdentifier(content.publicKey)};
    return {*dsr::signCertificate(content, content.subject, *key), *key};
}
