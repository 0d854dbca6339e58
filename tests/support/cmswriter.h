#pragma once

#include "core/crypto/certificate.h"

namespace dsr {

/// How lengths are written.
enum class CmsForm { Definite, Indefinite };

/// A SignedData over `content` without signed attributes, as Apple's receipts are; `certificates` stand in it
/// behind the signer's.
Result<QByteArray> signMessage(QByteArrayView content, const Certificate &signer, const PrivateKey &key,
    const QList<Certificate> &certificates, CmsForm form);

} // namespace dsr
