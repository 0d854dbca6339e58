#pragma once

#include "core/crypto/certificate.h"

#include <QSet>

namespace dsr {

/// Every OBJECT IDENTIFIER anywhere in a DER value, as dotted text; empty set if it is damaged.
QSet<QByteArray> objectIdentifiersIn(QByteArrayView der);
/// First [0] of an AuthorityKeyIdentifier value; empty if absent.
QByteArray authorityKeyId(const Certificate &certificate);
/// Content of the SubjectKeyIdentifier; empty if absent.
QByteArray subjectKeyId(const Certificate &certificate);
/// basicConstraints with cA TRUE.
bool isCa(const Certificate &certificate);
/// First OCSP address of authorityInfoAccess; empty if absent.
QString ocspAddressOf(const Certificate &certificate);

/// The issuer of a certificate among these: by name and, where both are there, by key identifiers; its
/// signature verifies. nullptr if there is none.
const Certificate *findIssuer(const Certificate &certificate, const QList<Certificate> &candidates);

} // namespace dsr
