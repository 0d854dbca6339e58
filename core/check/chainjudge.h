#pragma once

#include "core/check/finding.h"
#include "core/check/terms.h"

namespace dsr {

/// A certificate of evidence and where it stands.
struct PlacedCertificate
{
    QByteArray der;
    QString path;
};

/// One of them carries the key attestation extension: this is evidence of an Android phone.
bool isAttestationChain(const QList<PlacedCertificate> &chain);

/// Judges a chain that stands alone by the checks of a DSR registration, or by those of a Wallet issuer, as
/// the terms say (checks 2.1, 2.6). A chain that runs over an attest key is judged as its chain and the
/// certificate that it signed (android-attestation 10).
QList<Finding> judgeAttestationChain(const QList<PlacedCertificate> &chain, const Terms &terms);

/// A health card authenticates its holder with this certificate (egk-card 7).
bool isCardCertificate(const QByteArray &der);
/// Judges it as a registration would, without what lies beside it there.
QList<Finding> judgeCardCertificate(const QByteArray &der, const Terms &terms);

/// Judges a Play Integrity token, or a payload that was decoded already (checks 3.12).
QList<Finding> judgeIntegrityVerdict(const QByteArray &verdict, const Terms &terms);

} // namespace dsr
