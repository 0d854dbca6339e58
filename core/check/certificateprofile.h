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
/// keyUsage with the bit keyCertSign.
bool maySignCertificates(const Certificate &certificate);
/// pathLenConstraint of basicConstraints; nothing if absent.
std::optional<qint64> pathLength(const Certificate &certificate);
/// A SubjectPublicKeyInfo of the one form that the protocol knows: id-ecPublicKey, this curve by name, an
/// uncompressed point on it. `key` is what was read from `spki`.
bool isNamedPoint(QByteArrayView spki, const PublicKey &key, Curve curve);
/// The same name, but for case, spaces and the types of its strings.
bool isSameNameLoosely(const DistinguishedName &a, const DistinguishedName &b);
/// certificatePolicies has oid_egk_aut: the certificate a health card authenticates its holder with (egk-card
/// 7).
bool isHolderAuthentication(const Certificate &certificate);
/// admission names the role of an insured person (egk-card 7).
bool namesInsuredPerson(const Certificate &certificate);
/// What in the names of subject or issuer says that it is for tests only ("… NOT-VALID", "… TEST-ONLY");
/// empty if nothing does (egk-card 7).
QString testMarkOf(const Certificate &certificate);
/// First OCSP address of authorityInfoAccess; empty if absent.
QString ocspAddressOf(const Certificate &certificate);

/// The issuer of a certificate among these: by name and, where both are there, by key identifiers; its
/// signature verifies. nullptr if there is none.
const Certificate *findIssuer(const Certificate &certificate, const QList<Certificate> &candidates);

} // namespace dsr
