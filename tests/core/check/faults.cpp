#include "tests/core/check/faults.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/noncederivation.h"
#include "core/decode/keydescription.h"

#include <QJsonArray>

namespace dsr {

namespace {

using Draft = RegistrationDraft;

constexpr auto fails = FindingStatus::Fail;
constexpr auto warns = FindingStatus::Warn;
constexpr auto skips = FindingStatus::NotChecked;
constexpr quint8 utf8 = 12;
constexpr quint8 printable = 19;

QByteArray otherNonce()
{
    return QByteArray(nonceSize, '\x5a');
}

QString text(QByteArrayView bytes)
{
    return QString::fromLatin1(toBase64(bytes));
}

void setClaim(Draft &draft, const char *name, const QJsonValue &value)
{
    draft.editClaims = [=](QJsonObject &claims) { claims.insert(QLatin1StringView(name), value); };
}

void setHeader(Draft &draft, const char *name, const QJsonValue &value)
{
    draft.editHeader = [=](QJsonObject &header) { header.insert(QLatin1StringView(name), value); };
}

void allowEs256(Draft &draft)
{
    draft.editTerms = [](Terms &terms) { terms.allowEs256 = true; };
}

/// Changes the decoded third part of the token.
void editSignature(Draft &draft, QByteArray (*edit)(QByteArray))
{
    draft.editToken = [=](const QByteArray &token) {
        const qsizetype dot = token.lastIndexOf('.') + 1;
        return token.left(dot) + toBase64Url(edit(fromBase64(token.mid(dot), Base64Form::Url).value()));
    };
}

Identity selfSigned(const QString &commonName, Curve curve, const QList<Extension> &extensions)
{
    const PrivateKey key = PrivateKey::generate(curve).value();
    const CertificateContent content{.serial = randomSerial(),
        .subject = nameDer({{"2.5.4.3", commonName, utf8}}),
        .notBefore = Draft::now().addDays(-1),
        .notAfter = Draft::now().addDays(1),
        .publicKey = key.publicKey(),
        .extensions = extensions};
    return {signCertificate(content, content.subject, key).value(), key};
}

Identity selfSignedCa(const QString &commonName, Curve curve)
{
    return selfSigned(commonName, curve, {basicConstraints(true), keyUsage(keyusage::keyCertSign)});
}

/// A certificate with the octets that make one bit of its signature wrong.
Certificate withWrongSignature(const Certificate &certificate)
{
    return Certificate::fromDer(withLastBitFlipped(certificate.der())).value();
}

void setProvisioningMap(CertificateContent &content)
{
    content.extensions.append({provisioningInfoOid, false, QByteArray::fromHex("a10108")});
}

/// The chain of a phone that gets its keys over the air: no serial number in the name next to the root.
void makeRemotelyProvisioned(Draft &draft)
{
    draft.editChain(2, [](CertificateContent &content) {
        content.subject = nameDer({{"2.5.4.3", QStringLiteral("Droid CA2 SIMULATED"), utf8}});
    });
    draft.signChainElement(1, draft.chain.at(2));
}

void describeMtlsKey(Draft &draft, void (*change)(KeyDescriptionContent &))
{
    draft.makeEvidence({.mtlsKey = change});
}

void putKeyBelowSignKey(Draft &draft)
{
    const Identity leaf = draft.chain.first();
    draft.makeEvidence({.attestKey = [](KeyDescriptionContent &description) { description.purposes = {2}; }});
    draft.editChain(0, [](CertificateContent &content) {
        content.subject = nameDer({{"2.5.4.3", QStringLiteral("Signing key"), utf8}});
    });
    draft.chain.prepend(leaf);
    draft.signChainElement(0, draft.chain.at(1));
    draft.editChain(0, [&](CertificateContent &content) {
        for (Extension &extension : content.extensions) {
            if (extension.oid == keyAttestationOid)
                extension.value = leaf.certificate.extension(keyAttestationOid)->value;
        }
    });
    draft.editSubjectCert([](CertificateContent &) { });
}

void editNameNonce(Draft &draft, const QByteArray &nameNonce, const QByteArray &attributeNonce)
{
    draft.setRequest(draft.goodRequest(nameNonce, attributeNonce));
}

/// P-256 point in the compressed form.
QByteArray compressedSpki(const PublicKey &key)
{
    const QByteArray point = key.point();
    const char sign = (point.back() & 1) != 0 ? '\x03' : '\x02';
    return der::sequence({der::sequence({der::objectIdentifier("1.2.840.10045.2.1"),
                              der::objectIdentifier("1.2.840.10045.3.1.7")}),
        der::bitString(QByteArray(1, sign) + point.mid(1, 32))});
}

QList<Fault> tokenFaults()
{
    return {
        {"padding behind the signature", "token.form",
            [](Draft &d) { d.editToken = [](const QByteArray &token) { return token + "="; }; },
            "INVALID_TOKEN", 400, fails, "-token.x5c -token.signature -token.claims -egk.certificate.key"},
        {"spare bits behind the signature", "token.form",
            [](Draft &d) {
                d.editToken = [](QByteArray token) {
                    // 64 octets leave four spare bits in the last character; the next letter sets one.
                    token.back() = static_cast<char>(token.back() + 1);
                    return token;
                };
            },
            "INVALID_TOKEN"},
        {"HMAC algorithm", "token.algorithm", [](Draft &d) { d.algorithm = "HS256"; }, "INVALID_TOKEN", 400,
            fails, "-token.key -token.signature -nonce.known"},
        {"no algorithm", "token.algorithm",
            [](Draft &d) {
                d.editHeader = [](QJsonObject &header) { header.remove(QStringLiteral("alg")); };
            },
            "INVALID_TOKEN", 400, fails, "-token.key -token.signature"},
        {"ES256 with a fitting card where only BP256R1 is allowed", "token.algorithm",
            [](Draft &d) {
                d.algorithm = "ES256";
                d.setCardKey(Curve::P256);
            },
            "INVALID_TOKEN", 400, warns, "+egk.certificate.key"},
        {"critical header member", "token.crit",
            [](Draft &d) { setHeader(d, "crit", QJsonArray{QStringLiteral("b64")}); }, "INVALID_TOKEN"},
        {"header without certificates", "token.x5c",
            [](Draft &d) {
                d.editHeader = [](QJsonObject &header) { header.remove(QStringLiteral("x5c")); };
            },
            "INVALID_TOKEN_SYNTAX", 400, fails,
            "-token.certificate -token.key -token.signature -egk.certificate.key -egk.kvnr.present"},
        {"certificate cut by one byte", "token.certificate",
            [](Draft &d) {
                const QByteArray cut = d.card.certificate.der().chopped(1);
                setHeader(d, "x5c", QJsonArray{text(cut)});
            },
            "INVALID_TOKEN", 400, fails, "-token.key -token.signature -egk.certificate.key"},
        {"key of another curve than the algorithm", "token.key",
            [](Draft &d) {
                d.algorithm = "ES256";
                allowEs256(d);
            },
            "INVALID_TOKEN", 400, fails, "-token.signature -nonce.known"},
        {"signature without its first octet", "token.signature.length",
            [](Draft &d) { editSignature(d, [](QByteArray raw) { return raw.mid(1); }); }, "INVALID_TOKEN",
            400, fails, "-token.signature -nonce.known"},
        {"one bit of the signature flipped", "token.signature",
            [](Draft &d) { editSignature(d, withLastBitFlipped); }, "INVALID_TOKEN", 400, fails,
            "-nonce.known -nonce.unused -nonce.fresh"},
        {"payload is an array", "token.payload", [](Draft &d) { d.payload = "[1]"; }, "INVALID_TOKEN", 400,
            fails, "-token.type -token.claims -nonce.canonical -csr.decode -android.chain.form"},
        {"type of no known platform", "token.type",
            [](Draft &d) { setClaim(d, "type", QStringLiteral("windows")); }, "UNKNOWN_DEVICE_TYPE", 400,
            fails, "-token.claims -android.chain.form -android.subjectcert.form -store.unique"},
        {"package name missing", "token.claims",
            [](Draft &d) {
                d.editClaims = [](QJsonObject &claims) { claims.remove(QStringLiteral("packageName")); };
            },
            "INVALID_TOKEN_SYNTAX", 400, fails, "-android.appid.package -csr.binding -android.binding"},
        {"time of issue with a fraction", "token.claims", [](Draft &d) { setClaim(d, "iat", 1.5); },
            "INVALID_TOKEN_SYNTAX", 400, fails, "-token.age -token.future -csr.binding"},
        {"fingerprint of 31 octets", "token.claims",
            [](Draft &d) { setClaim(d, "sub", text(QByteArray(31, 'x'))); }, "INVALID_TOKEN_SYNTAX", 400,
            fails, "-csr.binding -android.binding"},
        {"expired one minute ago", "token.expiry",
            [](Draft &d) { setClaim(d, "exp", Draft::now().toSecsSinceEpoch() - 60); }, "INVALID_TOKEN"},
        {"issued 61 minutes ago", "token.age",
            [](Draft &d) { setClaim(d, "iat", Draft::now().toSecsSinceEpoch() - 61LL * 60); },
            "TOKEN_EXPIRED"},
        {"issued six minutes ahead", "token.future",
            [](Draft &d) { setClaim(d, "iat", Draft::now().toSecsSinceEpoch() + 6LL * 60); }, "INVALID_TOKEN",
            400, warns},
        {"issuer that is no Trust SDK", "token.issuer",
            [](Draft &d) { setClaim(d, "iss", QStringLiteral("OtherSDK_1.0")); }, "INVALID_TOKEN_ISSUER", 400,
            fails, "-token.sdkversion"},
        {"SDK of an unknown version", "token.sdkversion",
            [](Draft &d) { setClaim(d, "iss", QStringLiteral("TrustSDK_9.9")); },
            "UNSUPPORTED_ISSUER_VERSION"},
        {"nonce in the other alphabet", "nonce.canonical",
            [](Draft &d) { setClaim(d, "nonce", QString::fromLatin1(toBase64Url(d.nonce))); },
            "NONCE_INVALID", 400, warns},
        {"nonce of another service", "nonce.known", [](Draft &d) { d.issuedNonce = otherNonce(); },
            "NONCE_INVALID", 400, fails, "-nonce.unused -nonce.fresh"},
        {"nonce used before", "nonce.unused", [](Draft &d) { d.nonceUsed = true; }, "NONCE_INVALID"},
        {"nonce issued 61 minutes ago", "nonce.fresh",
            [](Draft &d) { d.nonceExpires = Draft::now().addSecs(-60); }, "NONCE_EXPIRED"},
        {"card nonce from another nonce", "nonce.smartcard",
            [](Draft &d) {
                setHeader(d, "nonce", QString::fromLatin1(toBase64Url(nonceSmartcard(otherNonce()))));
            },
            "NONCE_INVALID"},
        {"no card nonce", "nonce.smartcard",
            [](Draft &d) {
                d.editHeader = [](QJsonObject &header) { header.remove(QStringLiteral("nonce")); };
            },
            "NONCE_INVALID", 400, skips},
    };
}

QList<Fault> cardFaults()
{
    return {
        {"key on the curve of phones", "egk.certificate.key",
            [](Draft &d) {
                d.algorithm = "ES256";
                allowEs256(d);
                d.setCardKey(Curve::P256);
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"right profile under an unknown CA of the same name", "egk.certificate.path",
            [](Draft &d) {
                d.card.certificate =
                    signCertificate(contentOf(d.card.certificate), d.bed.egkCa.certificate.subject().der,
                        PrivateKey::generate(Curve::BrainpoolP256r1).value())
                        .value();
            },
            "EGK_CERTIFICATE_INVALID", 400, warns, "-egk.ocsp.reachable"},
        {"issuing CA that no root vouches for", "egk.certificate.path",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) { terms.egkAnchors = {terms.ocspSigners.first()}; };
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"test card under the production trust set", "egk.certificate.testonly",
            [](Draft &d) { d.editTerms = [](Terms &terms) { terms.productionTrust = true; }; },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"expired yesterday", "egk.certificate.dates",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) { content.notAfter = Draft::now().addDays(-1); });
            },
            "EGK_CERTIFICATE_EXPIRED", 400, warns},
        {"not valid before tomorrow", "egk.certificate.dates",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) { content.notBefore = Draft::now().addDays(1); });
            },
            "EGK_CERTIFICATE_EXPIRED", 400, warns},
        {"policy of the certificate alone", "egk.certificate.policy",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) {
                    replaceExtension(content, certificatePolicies({"1.2.276.0.76.4.163"}));
                });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"key also for key agreement", "egk.certificate.keyusage",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) {
                    replaceExtension(content, keyUsage(keyusage::digitalSignature | keyusage::keyAgreement));
                });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"extended usage of a server", "egk.certificate.extkeyusage",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) {
                    replaceExtension(content, extendedKeyUsage({"1.3.6.1.5.5.7.3.1"}));
                });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"certificate of a CA", "egk.certificate.basicconstraints",
            [](Draft &d) {
                d.editCard(
                    [](CertificateContent &content) { replaceExtension(content, basicConstraints(true)); });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"unknown critical extension", "egk.certificate.critical",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) {
                    content.extensions.append({"1.3.6.1.4.1.99999.1", true, der::null()});
                });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"holder is a physician", "egk.certificate.role",
            [](Draft &d) {
                d.editCard([](CertificateContent &content) {
                    replaceExtension(content, admission(QStringLiteral("Ärztin/Arzt"), "1.2.276.0.76.4.30"));
                });
            },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"second entry is another CA", "egk.certificate.intermediates",
            [](Draft &d) { d.furtherCertificates = {d.bed.dmsCa.certificate.der()}; },
            "EGK_CERTIFICATE_INVALID", 400, warns},
        {"second entry is no certificate", "egk.certificate.intermediates",
            [](Draft &d) { d.furtherCertificates = {"certificate"}; }, "EGK_CERTIFICATE_INVALID", 400, warns},
        {"two institution codes", "egk.certificate.profile",
            [](Draft &d) {
                d.setCardUnits(
                    {QStringLiteral("109500969"), QStringLiteral("109500970"), QStringLiteral("X110411675")});
            },
            "", 0, warns},
        {"no insurance number", "egk.kvnr.present",
            [](Draft &d) { d.setCardUnits({QStringLiteral("109500969")}); }, "MISSING_USER_IDENTITY", 400,
            fails, "-egk.kvnr.unique -egk.kvnr.checkdigit -store.unique"},
        {"insurance number of another format", "egk.kvnr.present",
            [](Draft &d) { d.setCardUnits({QStringLiteral("109500969"), QStringLiteral("Versicherte")}); },
            "MISSING_USER_IDENTITY", 400, warns, "?egk.kvnr.checkdigit"},
        {"two insurance numbers", "egk.kvnr.unique",
            [](Draft &d) {
                d.setCardUnits({QStringLiteral("109500969"), QStringLiteral("X110411675"),
                    QStringLiteral("A123456780")});
            },
            "MISSING_USER_IDENTITY", 400, warns},
        {"wrong check digit", "egk.kvnr.checkdigit",
            [](Draft &d) { d.setCardUnits({QStringLiteral("109500969"), QStringLiteral("X764228532")}); }, "",
            0, warns},
        {"wrong check digit where it is enforced", "egk.kvnr.checkdigit",
            [](Draft &d) {
                d.setCardUnits({QStringLiteral("109500969"), QStringLiteral("X764228532")});
                d.editTerms = [](Terms &terms) { terms.enforceKvnrCheckDigit = true; };
            },
            "MISSING_USER_IDENTITY", 400, warns},
    };
}

QList<Fault> ocspFaults()
{
    return {
        {"responder is down", "egk.ocsp.reachable",
            [](Draft &d) {
                d.replaceOcspAnswer = [](const QByteArray &) { return fail(ErrorCode::NetUnreachable); };
            },
            "OCSP_UNAVAILABLE", 503, skips, "-egk.ocsp.response -egk.ocsp.status -egk.ocsp.certid"},
        {"responder asks to try later", "egk.ocsp.reachable",
            [](Draft &d) { d.replaceOcspAnswer = [](const QByteArray &) { return ocspErrorResponse(3); }; },
            "OCSP_UNAVAILABLE", 503, skips, "-egk.ocsp.response -egk.ocsp.status"},
        {"responder is down and the answer is not required", "egk.ocsp.reachable",
            [](Draft &d) {
                d.replaceOcspAnswer = [](const QByteArray &) { return fail(ErrorCode::NetUnreachable); };
                d.editTerms = [](Terms &terms) { terms.ocsp = OcspMode::SoftFail; };
            },
            "", 0, warns, "-egk.ocsp.response -egk.ocsp.status"},
        {"responder calls the request malformed", "egk.ocsp.response",
            [](Draft &d) { d.replaceOcspAnswer = [](const QByteArray &) { return ocspErrorResponse(1); }; },
            "EGK_STATUS_UNKNOWN", 400, skips, "-egk.ocsp.signature -egk.ocsp.status -egk.ocsp.certid"},
        {"answer is no OCSP response", "egk.ocsp.response",
            [](Draft &d) { d.replaceOcspAnswer = [](const QByteArray &) { return QByteArray("<html>"); }; },
            "EGK_STATUS_UNKNOWN", 400, skips, "-egk.ocsp.signature -egk.ocsp.status -egk.ocsp.certid"},
        {"one bit of the answer's signature flipped", "egk.ocsp.signature",
            [](Draft &d) {
                d.replaceOcspAnswer = [](const QByteArray &response) {
                    OcspResponse parsed = parseOcspResponse(response).value();
                    QByteArray changed = response;
                    return changed.replace(parsed.signature, withLastBitFlipped(parsed.signature));
                };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"answer signed by a stranger", "egk.ocsp.responder",
            [](Draft &d) {
                d.ocspSigner = selfSigned(QStringLiteral("Stranger"), Curve::P256,
                    {keyUsage(keyusage::digitalSignature), extendedKeyUsage({"1.3.6.1.5.5.7.3.9"})});
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"revoked one hour ago", "egk.ocsp.status",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) {
                    answer.status = OcspCertStatus::Revoked;
                    answer.revokedAt = Draft::now().addSecs(-3600);
                };
            },
            "EGK_CERTIFICATE_REVOKED", 400, skips},
        {"revoked one hour ago where lenient asks too", "egk.ocsp.status",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) { terms.ocsp = OcspMode::Required; };
                d.editOcspAnswer = [](OcspAnswer &answer) {
                    answer.status = OcspCertStatus::Revoked;
                    answer.revokedAt = Draft::now().addSecs(-3600);
                };
            },
            "EGK_CERTIFICATE_REVOKED", 400, fails},
        {"unknown to the responder", "egk.ocsp.status",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) { answer.status = OcspCertStatus::Unknown; };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"hash of another certificate", "egk.ocsp.certhash",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) { answer.certHash = sha256("another"); };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"no hash of the certificate", "egk.ocsp.certhash",
            [](Draft &d) { d.editOcspAnswer = [](OcspAnswer &answer) { answer.certHash.clear(); }; },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"holds from two minutes ahead", "egk.ocsp.thisupdate",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) { answer.thisUpdate = Draft::now().addSecs(120); };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"made a day ago", "egk.ocsp.producedat",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) { answer.producedAt = Draft::now().addDays(-1); };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"to be renewed since yesterday", "egk.ocsp.nextupdate",
            [](Draft &d) {
                d.editOcspAnswer = [](OcspAnswer &answer) { answer.nextUpdate = Draft::now().addDays(-1); };
            },
            "EGK_STATUS_UNKNOWN", 400, skips},
        {"serial number of another card", "egk.ocsp.certid",
            [](Draft &d) { d.editOcspAnswer = [](OcspAnswer &answer) { answer.id.serial = "another"; }; },
            "EGK_STATUS_UNKNOWN", 400, skips},
    };
}

QList<Fault> chainFaults()
{
    return {
        {"second element is not base64", "android.chain.form",
            [](Draft &d) {
                d.editClaims = [](QJsonObject &claims) {
                    QJsonArray chain = claims.value(QStringLiteral("attestCertChain")).toArray();
                    chain[1] = QStringLiteral("!!!");
                    claims.insert(QStringLiteral("attestCertChain"), chain);
                };
            },
            "NOT_PARSABLE_CERTIFICATE_CHAIN", 400, fails,
            "-android.chain.order -android.chain.root -android.extension.present -android.challenge"},
        {"chain of one certificate", "android.chain.form", [](Draft &d) { d.chain = d.chain.mid(0, 1); },
            "NOT_PARSABLE_CERTIFICATE_CHAIN"},
        {"chain of eleven certificates", "android.chain.form",
            [](Draft &d) {
                while (d.chain.size() < 11)
                    d.chain.append(d.bed.googleRoot);
            },
            "NOT_PARSABLE_CERTIFICATE_CHAIN"},
        {"chain reversed", "android.chain.order",
            [](Draft &d) {
                d.editClaims = [](QJsonObject &claims) {
                    QJsonArray reversed;
                    for (const QJsonValue &element :
                        claims.value(QStringLiteral("attestCertChain")).toArray())
                        reversed.prepend(element);
                    claims.insert(QStringLiteral("attestCertChain"), reversed);
                };
            },
            "INVALID_CERTIFICATE_CHAIN", 400, fails,
            "-android.chain.complete -android.chain.root -android.chain.names -android.chain.signatures "
            "-android.extension.present"},
        {"root left out and unknown", "android.chain.complete",
            [](Draft &d) {
                d.chain.removeLast();
                d.editTerms = [certificate = d.bed.appleRoot.certificate](
                                  Terms &terms) { terms.androidAnchors = {{.certificate = certificate}}; };
            },
            "INVALID_ROOT_CERTIFICATE", 400, fails, "-android.chain.root -android.chain.signatures"},
        {"whole chain under an unknown root", "android.chain.root",
            [](Draft &d) {
                d.chain.last() = selfSignedCa(QStringLiteral("Unknown root"), Curve::P384);
                d.signChainElement(2, d.chain.last());
            },
            "INVALID_ROOT_CERTIFICATE"},
        {"unknown root of the same name", "android.chain.root",
            [](Draft &d) {
                const PrivateKey key = PrivateKey::generate(Curve::P384).value();
                CertificateContent content = contentOf(d.chain.last().certificate);
                content.publicKey = key.publicKey();
                d.chain.last() = {signCertificate(content, content.subject, key).value(), key};
                d.signChainElement(2, d.chain.last());
            },
            "INVALID_ROOT_CERTIFICATE"},
        {"simulated root while simulation is off", "android.chain.root",
            [](Draft &d) { d.editTerms = [](Terms &terms) { terms.simulation = false; }; },
            "INVALID_ROOT_CERTIFICATE"},
        {"issuer name changed and signed again", "android.chain.names",
            [](Draft &d) {
                d.editChain(
                    0, [](CertificateContent &) { },
                    nameDer({{"2.5.4.3", QStringLiteral("Somebody else"), utf8}}));
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"issuer name in another encoding", "android.chain.names",
            [](Draft &d) {
                QList<NameAttribute> name = d.chain.at(1).certificate.subject().attributes;
                for (NameAttribute &attribute : name)
                    attribute.stringTag = attribute.stringTag == utf8 ? printable : utf8;
                d.editChain(0, [](CertificateContent &) { }, nameDer(name));
            },
            "", 0, warns},
        {"one bit in the signature of an intermediate", "android.chain.signatures",
            [](Draft &d) { d.chain[1].certificate = withWrongSignature(d.chain.at(1).certificate); },
            "INVALID_CERTIFICATE_CHAIN"},
        {"root left out and the last signature wrong", "android.chain.signatures",
            [](Draft &d) {
                d.chain.removeLast();
                d.chain[2].certificate = withWrongSignature(d.chain.at(2).certificate);
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"intermediate valid from tomorrow", "android.chain.notbefore",
            [](Draft &d) {
                d.editChain(
                    1, [](CertificateContent &content) { content.notBefore = Draft::now().addDays(1); });
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"remotely provisioned key expired yesterday", "android.chain.notafter",
            [](Draft &d) {
                makeRemotelyProvisioned(d);
                d.editChain(
                    1, [](CertificateContent &content) { content.notAfter = Draft::now().addDays(-1); });
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"factory intermediate without CA flag", "android.chain.pkix",
            [](Draft &d) {
                d.editChain(1,
                    [](CertificateContent &content) { replaceExtension(content, basicConstraints(false)); });
            },
            "", 0, warns},
        {"intermediate with a path that is too short", "android.chain.pkix",
            [](Draft &d) {
                d.editChain(2, [](CertificateContent &content) {
                    replaceExtension(content, basicConstraints(true, 0));
                });
            },
            "", 0, warns},
    };
}

QList<Fault> descriptionFaults()
{
    return {
        {"leaf without the extension", "android.extension.present",
            [](Draft &d) {
                d.editChain(
                    0, [](CertificateContent &content) { removeExtension(content, keyAttestationOid); });
            },
            "MISSING_CERTIFICATE_EXTENSION_VALUE", 400, fails,
            "-android.extension.form -android.level -android.challenge -android.attestkey.purpose"},
        {"description wrapped once more", "android.extension.form",
            [](Draft &d) {
                d.editChain(0, [](CertificateContent &content) {
                    for (Extension &extension : content.extensions) {
                        if (extension.oid == keyAttestationOid)
                            extension.value = der::octetString(extension.value);
                    }
                });
            },
            "NOT_PARSABLE_EXTENSION_VALUE", 400, fails,
            "-android.level -android.challenge -android.attestkey.purpose"},
        {"leaf below a key that may sign", "android.extension.placement", putKeyBelowSignKey,
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"provisioning map two certificates above", "android.provisioning.placement",
            [](Draft &d) { d.editChain(2, setProvisioningMap); }, "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"two provisioning maps", "android.provisioning.placement",
            [](Draft &d) {
                d.editChain(2, setProvisioningMap);
                d.editChain(1, setProvisioningMap);
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"described curve is not the key's", "android.key.parameters",
            [](Draft &d) {
                d.editChain(0, [](CertificateContent &content) {
                    patchExtension(content, keyAttestationOid, "aa03020101", "aa03020102");
                });
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"levels TEE and StrongBox", "android.level",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.keyMintSecurityLevel = 2; });
            },
            "INVALID_ATTESTATION_SECURITY_LEVEL", 400, warns},
        {"both levels are software", "android.level",
            [](Draft &d) {
                d.makeEvidenceAlike([](KeyDescriptionContent &description) {
                    description.attestationSecurityLevel = 0;
                    description.keyMintSecurityLevel = 0;
                });
            },
            "INVALID_ATTESTATION_SECURITY_LEVEL", 400, fails},
        {"challenge from another nonce", "android.challenge",
            [](Draft &d) {
                d.makeEvidence({.attestKey = [](KeyDescriptionContent &description) {
                    description.challenge = nonceAttest(otherNonce());
                }});
            },
            "NONCE_INVALID"},
        {"attest key imported", "android.origin",
            [](Draft &d) {
                d.makeEvidence(
                    {.attestKey = [](KeyDescriptionContent &description) { description.origin = 2; }});
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"boot state in the software list only", "android.boot.present",
            [](Draft &d) {
                d.makeEvidence({.attestKey = [](KeyDescriptionContent &description) {
                    description.rootOfTrustInHardware = false;
                }});
            },
            "BOOT_STATE_VIOLATION", 400, warns,
            "-android.boot.locked -android.boot.verified -android.subjectcert.boot +android.deviation"},
        {"boot loader unlocked", "android.boot.locked",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.deviceLocked = false; });
            },
            "BOOT_STATE_VIOLATION", 400, warns, "+playintegrity.consistent"},
        {"boot state self-signed", "android.boot.verified",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.verifiedBootState = 1; });
            },
            "BOOT_STATE_VIOLATION", 400, warns, "+playintegrity.consistent"},
        {"key for all apps", "android.allapplications",
            [](Draft &d) {
                d.makeEvidence({.attestKey = [](KeyDescriptionContent &description) {
                    description.allApplications = true;
                }});
            },
            "INVALID_ATTESTATION_APPLICATION_ID", 400, warns},
        {"attest key that signs", "android.attestkey.purpose",
            [](Draft &d) {
                d.makeEvidence(
                    {.attestKey = [](KeyDescriptionContent &description) { description.purposes = {2}; }});
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"attest key that signs as well", "android.attestkey.purpose",
            [](Draft &d) {
                d.makeEvidence(
                    {.attestKey = [](KeyDescriptionContent &description) { description.purposes = {2, 7}; }});
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"mTLS key of the dialect agrees on keys", "android.purpose",
            [](Draft &d) {
                d.makeEvidence(
                    {.mtlsKey = [](KeyDescriptionContent &description) { description.purposes = {2, 6}; }});
            },
            "", 0, warns, "", true},
        {"fingerprint of another key", "android.attestkey.fingerprint",
            [](Draft &d) { setClaim(d, "attestPublicKey", text(sha256("another key"))); },
            "FINGERPRINT_COMPARISON_FAILURE", 400, warns},
        {"another package", "android.appid.package",
            [](Draft &d) {
                d.makeEvidenceAlike([](KeyDescriptionContent &description) {
                    description.packageName = QStringLiteral("org.example.other");
                });
            },
            "INVALID_ATTESTATION_APPLICATION_ID", 400, warns, "-android.appid.version"},
        {"package that is not enrolled", "android.appid.package",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) {
                    terms.apps.first().package = QStringLiteral("another.app");
                };
            },
            "INVALID_ATTESTATION_APPLICATION_ID", 400, warns,
            "-android.appid.version -android.appid.signer ?playintegrity.app.package"},
        {"another version of the app", "android.appid.version",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.packageVersion = 2; });
            },
            "INVALID_ATTESTATION_APPLICATION_ID", 400, warns},
        {"app signed by somebody else", "android.appid.signer",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.signerDigest = sha256("another"); });
            },
            "INVALID_ATTESTATION_APPLICATION_ID", 400, warns},
        {"TRUE coded as 01 in the attest key", "android.deviation",
            [](Draft &d) {
                d.editChain(0, [](CertificateContent &content) {
                    patchExtension(content, keyAttestationOid, "0101ff", "010101");
                });
            },
            "", 0, warns},
        {"TRUE coded as 01 in the mTLS key", "android.deviation",
            [](Draft &d) {
                d.editSubjectCert([](CertificateContent &content) {
                    patchExtension(content, keyAttestationOid, "0101ff", "010101");
                });
            },
            "", 0, warns},
    };
}

void changeVerdict(Draft &draft, const std::function<void(QJsonObject &)> &change)
{
    draft.makeEvidence({.verdict = change});
}

/// Sets one member of one part of the verdict.
void setVerdict(Draft &draft, const char *part, const char *name, const QJsonValue &value)
{
    changeVerdict(draft, [=](QJsonObject &verdict) {
        QJsonObject object = verdict.value(QLatin1StringView(part)).toObject();
        object.insert(QLatin1StringView(name), value);
        verdict.insert(QLatin1StringView(part), object);
    });
}

void removeFromVerdict(Draft &draft, const char *part, const char *name = nullptr)
{
    changeVerdict(draft, [=](QJsonObject &verdict) {
        QJsonObject object = verdict.take(QLatin1StringView(part)).toObject();
        if (!name)
            return;
        object.remove(QLatin1StringView(name));
        verdict.insert(QLatin1StringView(part), object);
    });
}

QJsonValue millis(qint64 secondsFromNow)
{
    return QString::number(Draft::now().addSecs(secondsFromNow).toMSecsSinceEpoch());
}

QJsonArray labels(std::initializer_list<const char *> words)
{
    QJsonArray array;
    for (const char *word : words)
        array.append(QString::fromLatin1(word));
    return array;
}

void listBatch(Draft &draft, const char *status, const QDate &expires = {})
{
    draft.statusEntries.insert(draft.bed.googleBatch.certificate.serialHex(),
        {.status = QString::fromLatin1(status), .reason = {}, .comment = {}, .expires = expires});
}

QList<Fault> policyFaults()
{
    return {
        {"system three years old", "android.patchlevel",
            [](Draft &d) {
                d.makeEvidenceAlike(
                    [](KeyDescriptionContent &description) { description.osPatchLevel = 202311; });
            },
            "DEVICE_INTEGRITY_VIOLATIONS"},
        {"phone of another model", "android.model",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) { terms.announcedModel = QStringLiteral("Pixel 9"); };
            },
            "DEVICE_INTEGRITY_VIOLATIONS"},
        {"five hundred certificates in a month", "android.provisioning.count",
            [](Draft &d) { d.setProvisioningMap("a1011901f4"); }, "", 0, warns},
        {"provisioning map that is no CBOR", "android.deviation",
            [](Draft &d) { d.setProvisioningMap("a1"); }, "", 0, warns, "-android.provisioning.count"},
        {"leaf that ends before it begins", "android.deviation",
            [](Draft &d) {
                d.editChain(0, [](CertificateContent &content) {
                    content.notBefore = Draft::now().addYears(1);
                    content.notAfter = Draft::now().addYears(-1);
                });
            },
            "", 0, warns},
        {"attest key certificate without CA flag and usage", "android.deviation",
            [](Draft &d) {
                d.editChain(0, [](CertificateContent &content) {
                    removeExtension(content, "2.5.29.19");
                    replaceExtension(content, {"2.5.29.15", true, QByteArray::fromHex("030100")});
                });
            },
            "", 0, warns},
        {"key from the day after tomorrow", "android.deviation",
            [](Draft &d) {
                d.makeEvidenceAlike([](KeyDescriptionContent &description) {
                    description.createdAtMilliseconds = Draft::now().addDays(2).toMSecsSinceEpoch();
                });
            },
            "", 0, warns},
        {"status list out of its life", "android.revocation.list",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) {
                    terms.statusList = std::make_shared<const StatusList>(
                        StatusList{.entries = {}, .goodUntil = Draft::now().addSecs(-1)});
                };
            },
            "PLATFORM_SERVICE_UNAVAILABLE", 503, fails,
            "-android.revocation.entry -android.revocation.other"},
        {"no status list at all", "android.revocation.list",
            [](Draft &d) { d.editTerms = [](Terms &terms) { terms.statusList = nullptr; }; },
            "PLATFORM_SERVICE_UNAVAILABLE", 503, fails,
            "-android.revocation.entry -android.revocation.other"},
        {"batch certificate revoked", "android.revocation.entry", [](Draft &d) { listBatch(d, "REVOKED"); },
            "REVOKE_LIST_ENTRY"},
        {"batch certificate revoked until a day that is over", "android.revocation.entry",
            [](Draft &d) { listBatch(d, "REVOKED", QDate(2020, 1, 1)); }, "REVOKE_LIST_ENTRY"},
        {"batch certificate suspended", "android.revocation.entry",
            [](Draft &d) { listBatch(d, "SUSPENDED", Draft::now().date()); }, "REVOKE_LIST_ENTRY"},
        {"root revoked, and left out of the chain", "android.revocation.entry",
            [](Draft &d) {
                d.chain.removeLast();
                d.statusEntries.insert(d.bed.googleRoot.certificate.serialHex(),
                    {.status = QStringLiteral("REVOKED"), .reason = {}, .comment = {}, .expires = {}});
            },
            "REVOKE_LIST_ENTRY"},
        {"suspension that is over", "android.revocation.other",
            [](Draft &d) { listBatch(d, "SUSPENDED", QDate(2020, 1, 1)); }, "", 0, warns},
        {"batch certificate with another status", "android.revocation.other",
            [](Draft &d) { listBatch(d, "PAUSED"); }, "", 0, warns},
        {"serial number of three digits in the list", "android.revocation.other",
            [](Draft &d) {
                d.statusEntries.insert(
                    "abc", {.status = QStringLiteral("REVOKED"), .reason = {}, .comment = {}, .expires = {}});
            },
            "", 0, warns},
    };
}

QList<Fault> verdictFaults()
{
    return {
        {"no key and no service", "playintegrity.service",
            [](Draft &d) { d.editTerms = [](Terms &terms) { terms.playKeys.decryption = nullptr; }; },
            "PLATFORM_SERVICE_UNAVAILABLE", 503, fails,
            "-playintegrity.decoded -playintegrity.testing -playintegrity.request -playintegrity.nonce "
            "-playintegrity.device -playintegrity.consistent"},
        {"token encrypted with another key", "playintegrity.decoded",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) {
                    terms.playKeys.decryption = std::make_shared<const Secret>(QByteArray(32, 'k'));
                };
            },
            "FAILED_TO_READ_DECODE_INTEGRITY_RESPONSE", 400, fails,
            "-playintegrity.testing -playintegrity.request -playintegrity.nonce -playintegrity.app.verdict "
            "-playintegrity.device -playintegrity.strong -playintegrity.consistent"},
        {"verdict signed by somebody else", "playintegrity.decoded",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) {
                    terms.playKeys.verification = PrivateKey::generate(Curve::P256)->publicKey();
                };
            },
            "FAILED_TO_READ_DECODE_INTEGRITY_RESPONSE", 400, fails, "-playintegrity.request"},
        {"payload in place of the token", "playintegrity.decoded",
            [](Draft &d) {
                setClaim(d, "integrityVerdict",
                    QStringLiteral("{\"deviceIntegrity\":{\"deviceRecognitionVerdict\":[]}}"));
            },
            "FAILED_TO_READ_DECODE_INTEGRITY_RESPONSE", 400, fails, "-playintegrity.request"},
        {"answer for tests while simulation is off", "playintegrity.testing",
            [](Draft &d) {
                setVerdict(d, "testingDetails", "isTestingResponse", true);
                d.editTerms = [](Terms &terms) {
                    terms.simulation = false;
                    terms.androidAnchors.first().simulated = false;
                };
            },
            "APP_INTEGRITY_VERDICT_VIOLATIONS", 400, warns},
        {"no request details", "playintegrity.request",
            [](Draft &d) { removeFromVerdict(d, "requestDetails"); }, "MISSING_REQUEST_DETAILS", 400, fails,
            "-playintegrity.nonce -playintegrity.age -playintegrity.future -playintegrity.requestpackage"},
        {"nonce and hash of the request", "playintegrity.request",
            [](Draft &d) { setVerdict(d, "requestDetails", "requestHash", QStringLiteral("AAAA")); },
            "MISSING_REQUEST_DETAILS", 400, fails, "-playintegrity.nonce"},
        {"nonce of the request for a certificate", "playintegrity.nonce",
            [](Draft &d) {
                setVerdict(
                    d, "requestDetails", "nonce", QString::fromLatin1(toBase64Url(nonceCsrMtls(d.nonce))));
            },
            "NONCE_INVALID"},
        {"nonce that is no base64", "playintegrity.nonce",
            [](Draft &d) { setVerdict(d, "requestDetails", "nonce", QStringLiteral("not so")); },
            "NONCE_INVALID"},
        {"eleven minutes old", "playintegrity.age",
            [](Draft &d) { setVerdict(d, "requestDetails", "timestampMillis", millis(-11LL * 60)); },
            "REQUEST_DETAILS_EXPIRED_VIOLATION"},
        {"without a time", "playintegrity.age",
            [](Draft &d) { removeFromVerdict(d, "requestDetails", "timestampMillis"); },
            "REQUEST_DETAILS_EXPIRED_VIOLATION", 400, fails, "-playintegrity.future"},
        {"two minutes ahead", "playintegrity.future",
            [](Draft &d) { setVerdict(d, "requestDetails", "timestampMillis", millis(120)); },
            "REQUEST_DETAILS_EXPIRED_VIOLATION", 400, warns},
        {"asked for by another package", "playintegrity.requestpackage",
            [](Draft &d) {
                setVerdict(d, "requestDetails", "requestPackageName", QStringLiteral("org.example.other"));
            },
            "REQUEST_DETAILS_PACKAGE_VIOLATION"},
        {"app that Play does not know", "playintegrity.app.verdict",
            [](Draft &d) {
                setVerdict(
                    d, "appIntegrity", "appRecognitionVerdict", QStringLiteral("UNRECOGNIZED_VERSION"));
            },
            "APP_INTEGRITY_VERDICT_VIOLATIONS"},
        {"verdict on the app in an unknown word", "playintegrity.app.verdict",
            [](Draft &d) { setVerdict(d, "appIntegrity", "appRecognitionVerdict", QStringLiteral("FINE")); },
            "UNKNOWN_APP_INTEGRITY_VERDICT"},
        {"no verdict on the app", "playintegrity.app.verdict",
            [](Draft &d) { removeFromVerdict(d, "appIntegrity", "appRecognitionVerdict"); },
            "MISSING_APP_INTEGRITY_VERDICT"},
        {"verdict on another package", "playintegrity.app.package",
            [](Draft &d) {
                setVerdict(d, "appIntegrity", "packageName", QStringLiteral("org.example.other"));
            },
            "APP_INTEGRITY_PACKAGE_NAME_VIOLATIONS"},
        {"verdict on another version", "playintegrity.app.version",
            [](Draft &d) { setVerdict(d, "appIntegrity", "versionCode", QStringLiteral("2")); },
            "APP_INTEGRITY_PACKAGE_NAME_VIOLATIONS"},
        {"verdict on an app of another signer", "playintegrity.app.signer",
            [](Draft &d) {
                setVerdict(d, "appIntegrity", "certificateSha256Digest",
                    QJsonArray{QString::fromLatin1(toBase64Url(sha256("another")))});
            },
            "APP_INTEGRITY_CERTIFICATE_DIGEST_VIOLATIONS"},
        {"no signer in the verdict", "playintegrity.app.signer",
            [](Draft &d) { removeFromVerdict(d, "appIntegrity", "certificateSha256Digest"); },
            "MISSING_INTEGRITY_CERTIFICATE_DIGEST"},
        {"basic integrity only", "playintegrity.device",
            [](Draft &d) {
                setVerdict(
                    d, "deviceIntegrity", "deviceRecognitionVerdict", labels({"MEETS_BASIC_INTEGRITY"}));
            },
            "DEVICE_INTEGRITY_VIOLATIONS", 400, fails, "+playintegrity.strong"},
        {"integrity in an unknown word", "playintegrity.device",
            [](Draft &d) { setVerdict(d, "deviceIntegrity", "deviceRecognitionVerdict", labels({"FINE"})); },
            "UNKNOWN_DEVICE_INTEGRITY_VERDICT", 400, fails, "+playintegrity.strong"},
        {"no verdict on the phone", "playintegrity.device",
            [](Draft &d) { removeFromVerdict(d, "deviceIntegrity"); }, "MISSING_DEVICE_INTEGRITY", 400, fails,
            "+playintegrity.strong"},
        {"app without a licence", "playintegrity.license",
            [](Draft &d) {
                setVerdict(d, "accountDetails", "appLicensingVerdict", QStringLiteral("UNLICENSED"));
            },
            "ACCOUNT_DETAILS_VIOLATIONS"},
        {"licence in an unknown word", "playintegrity.license",
            [](Draft &d) { setVerdict(d, "accountDetails", "appLicensingVerdict", QStringLiteral("FINE")); },
            "UNKNOWN_ACCOUNT_DETAILS_LICENSE_VERDICT"},
        {"nothing about the licence", "playintegrity.license",
            [](Draft &d) { removeFromVerdict(d, "accountDetails"); }, "MISSING_ACCOUNT_DETAILS"},
        {"label of strong integrity missing", "playintegrity.strong",
            [](Draft &d) {
                setVerdict(d, "deviceIntegrity", "deviceRecognitionVerdict",
                    labels({"MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY"}));
            },
            "DEVICE_INTEGRITY_VIOLATIONS"},
        {"harmful apps on the phone", "playintegrity.environment",
            [](Draft &d) {
                setVerdict(d, "environmentDetails", "playProtectVerdict", QStringLiteral("HIGH_RISK"));
            },
            "", 0, warns},
        {"an app that can record the screen", "playintegrity.environment",
            [](Draft &d) {
                setVerdict(d, "environmentDetails", "appAccessRiskVerdict",
                    QJsonObject{{QStringLiteral("appsDetected"), labels({"UNKNOWN_CAPTURING"})}});
            },
            "", 0, warns},
        {"Play names another version of Android", "playintegrity.consistent",
            [](Draft &d) {
                setVerdict(d, "deviceIntegrity", "deviceAttributes",
                    QJsonObject{{QStringLiteral("sdkVersion"), 33}});
            },
            "", 0, warns},
    };
}

QList<Fault> subjectFaults()
{
    return {
        {"certificate cut by one byte", "android.subjectcert.form",
            [](Draft &d) { setClaim(d, "subjectCert", text(d.subjectCert.der().chopped(1))); },
            "NOT_PARSABLE_CERTIFICATE_CHAIN", 400, warns,
            "-android.subjectcert.extension -android.subjectcert.challenge -android.subjectcert.signature "
            "?android.binding"},
        {"certificate without the extension", "android.subjectcert.extension",
            [](Draft &d) {
                d.editSubjectCert(
                    [](CertificateContent &content) { removeExtension(content, keyAttestationOid); });
            },
            "MISSING_CERTIFICATE_EXTENSION_VALUE", 400, warns,
            "-android.subjectcert.level -android.subjectcert.challenge -android.subjectcert.purpose"},
        {"extension that cannot be read", "android.subjectcert.extension",
            [](Draft &d) {
                d.editSubjectCert([](CertificateContent &content) {
                    replaceExtension(content, {keyAttestationOid, false, der::null()});
                });
            },
            "NOT_PARSABLE_EXTENSION_VALUE", 400, warns,
            "-android.subjectcert.level -android.subjectcert.challenge -android.subjectcert.purpose"},
        {"StrongBox key below an attest key of the TEE", "android.subjectcert.level",
            [](Draft &d) {
                describeMtlsKey(d, [](KeyDescriptionContent &description) {
                    description.attestationSecurityLevel = 2;
                    description.keyMintSecurityLevel = 2;
                });
            },
            "INVALID_ATTESTATION_SECURITY_LEVEL", 400, warns},
        {"challenge of the attest key", "android.subjectcert.challenge",
            [](Draft &d) {
                const QByteArray challenge = nonceAttest(d.nonce);
                d.makeEvidence({.mtlsKey = [=](KeyDescriptionContent &description) {
                    description.challenge = challenge;
                }});
            },
            "NONCE_INVALID", 400, warns},
        {"mTLS key imported", "android.subjectcert.origin",
            [](Draft &d) {
                describeMtlsKey(d, [](KeyDescriptionContent &description) { description.origin = 2; });
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"described curve is not the mTLS key's", "android.subjectcert.key",
            [](Draft &d) {
                d.editSubjectCert([](CertificateContent &content) {
                    patchExtension(content, keyAttestationOid, "aa03020101", "aa03020102");
                });
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"mTLS key agrees on keys", "android.subjectcert.purpose",
            [](Draft &d) {
                describeMtlsKey(d, [](KeyDescriptionContent &description) { description.purposes = {2, 6}; });
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"mTLS key from a phone with another boot key", "android.subjectcert.boot",
            [](Draft &d) {
                describeMtlsKey(
                    d, [](KeyDescriptionContent &description) { description.verifiedBootKey.fill('\x33'); });
            },
            "BOOT_STATE_VIOLATION", 400, warns},
        {"mTLS key from a system with other patches", "android.subjectcert.build",
            [](Draft &d) {
                describeMtlsKey(
                    d, [](KeyDescriptionContent &description) { description.osPatchLevel = 202609; });
            },
            "", 0, warns},
        {"other issuer name, signature right", "android.subjectcert.issuer",
            [](Draft &d) {
                d.editSubjectCert([](CertificateContent &) { },
                    nameDer({{"2.5.4.3", QStringLiteral("Somebody else"), utf8}}));
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"another attest key of the same name", "android.subjectcert.signature",
            [](Draft &d) {
                d.subjectCert = signCertificate(contentOf(d.subjectCert), d.subjectCert.issuer().der,
                    PrivateKey::generate(Curve::P256).value())
                                    .value();
            },
            "INVALID_CERTIFICATE_CHAIN", 400, warns},
        {"fingerprint and request of another key", "android.binding",
            [](Draft &d) {
                d.mtlsKey = PrivateKey::generate(Curve::P256).value();
                d.setRequest(d.goodRequest());
            },
            "FINGERPRINT_COMPARISON_FAILURE"},
    };
}

QList<Fault> requestFaults()
{
    return {
        {"blank inside the request", "csr.decode",
            [](Draft &d) { setClaim(d, "csr", text(d.request).insert(20, QLatin1Char(' '))); }, "CSR_INVALID",
            400, fails, "-csr.form -csr.key -csr.binding -csr.nonce.present -csr.signature -csr.subject"},
        {"one byte behind the request", "csr.form", [](Draft &d) { d.request.append('\0'); }, "CSR_ERROR",
            400, fails, "-csr.key -csr.binding -csr.nonce.present -csr.signature -csr.subject"},
        {"request of version 1", "csr.form",
            [](Draft &d) {
                RequestParts parts = d.goodRequest();
                parts.version = 1;
                d.setRequest(parts);
            },
            "CSR_ERROR"},
        {"point in compressed form", "csr.key",
            [](Draft &d) {
                RequestParts parts = d.goodRequest();
                parts.spki = compressedSpki(d.mtlsKey.publicKey());
                d.setRequest(parts);
            },
            "CSR_INVALID", 400, warns},
        {"request for another key", "csr.binding",
            [](Draft &d) {
                const PrivateKey mine = d.mtlsKey;
                d.mtlsKey = PrivateKey::generate(Curve::P256).value();
                d.setRequest(d.goodRequest());
                d.mtlsKey = mine;
            },
            "CSR_INVALID"},
        {"no nonce at all", "csr.nonce.present", [](Draft &d) { editNameNonce(d, {}, {}); }, "NONCE_INVALID",
            400, fails, "-csr.nonce.value"},
        {"another nonce in the attribute", "csr.nonce.consistent",
            [](Draft &d) { editNameNonce(d, nonceCsrMtls(d.nonce), nonceIntegrity(d.nonce)); },
            "NONCE_INVALID", 400, warns},
        {"both with the nonce of the verdict", "csr.nonce.value",
            [](Draft &d) { editNameNonce(d, nonceIntegrity(d.nonce), nonceIntegrity(d.nonce)); },
            "NONCE_INVALID"},
        {"element of the attributes left out", "csr.attributes",
            [](Draft &d) {
                RequestParts parts = d.goodRequest();
                parts.attributes.reset();
                d.setRequest(parts);
            },
            "CSR_INVALID"},
        {"request hashed twice", "csr.signature",
            [](Draft &d) {
                RequestParts parts = d.goodRequest();
                parts.hashedTwice = true;
                d.setRequest(parts);
            },
            "CSR_INVALID"},
        {"another organisation in the subject", "csr.subject",
            [](Draft &d) {
                RequestParts parts = d.goodRequest();
                parts.subject.replace(
                    der::utf8String(QStringLiteral("DSR_POC")), der::utf8String(QStringLiteral("DSR_APP")));
                d.setRequest(parts);
            },
            "CSR_INVALID", 400, warns},
        {"the same device of the same person again", "store.unique", [](Draft &d) { d.registered = true; },
            "DEVICE_ALREADY_REGISTERED"},
    };
}

} // namespace

const QList<Fault> &registrationFaults()
{
    static const QList<Fault> faults = tokenFaults() + cardFaults() + ocspFaults() + chainFaults()
        + descriptionFaults() + policyFaults() + verdictFaults() + subjectFaults() + requestFaults();
    return faults;
}

} // namespace dsr
