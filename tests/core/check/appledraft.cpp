#include "tests/core/check/appledraft.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/cms.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/noncederivation.h"

#include <QCborMap>
#include <QCborValue>
#include <QJsonObject>

namespace dsr {

namespace {

using Draft = AppleDraft;
namespace field = receiptfield;

constexpr const char *appId = "A9FL89PFFL.de.gematik.dsr";
constexpr const char *otherAppId = "A9FL89PFFL.de.gematik.other";
constexpr auto warns = FindingStatus::Warn;
constexpr auto fails = FindingStatus::Fail;

#define AFTER_RECEIPT_FORM                                                                                   \
    "-apple.receipt.certificates -apple.receipt.signature -apple.receipt.chain -apple.receipt.marker "       \
    "-apple.receipt.fields -apple.receipt.type -apple.receipt.appid -apple.receipt.age "                     \
    "-apple.receipt.future -apple.receipt.key -apple.receipt.clienthash -apple.receipt.environment "         \
    "-apple.receipt.expiry"

QByteArray &fieldOf(ReceiptContent &fields, int number)
{
    for (auto &[known, value] : fields) {
        if (known == number)
            return value;
    }
    qFatal("no such field");
}

void setField(Draft &draft, int number, const QByteArray &value)
{
    draft.editReceipt = [=](ReceiptContent &fields) { fieldOf(fields, number) = value; };
}

/// Makes a certificate again that this issuer signed.
Certificate madeAgain(const Certificate &certificate, const Identity &issuer, Hash hash,
    const std::function<void(CertificateContent &)> &edit)
{
    CertificateContent content = contentOf(certificate);
    content.hash = hash;
    edit(content);
    return signCertificate(content, issuer.certificate.subject().der, issuer.key).value();
}

AppleAuthority otherAuthority(const Draft &draft)
{
    const QString name = draft.authority.root.certificate.subject().values("2.5.4.3").value(0);
    const Identity root = makeAppleRoot(name, RegistrationDraft::now()).value();
    return makeAppleAuthority(root, draft.authority.receiptRoot, RegistrationDraft::now()).value();
}

QByteArray timeBeside(int seconds)
{
    return receiptTimeText(RegistrationDraft::now().addSecs(seconds));
}

QByteArray leafOfAnotherKey(const Draft &draft)
{
    AppAttestKey other(draft.authority, PrivateKey::generate(Curve::P256).value(), QString::fromLatin1(appId),
        draft.environment);
    return parseAttestation(other.attest(draft.clientDataHash(), RegistrationDraft::now()).value())
        ->x5c.first();
}

} // namespace

AppleDraft::AppleDraft(const TestBed &testBed, const AppleAuthority &appleAuthority)
    : registration(testBed)
    , authority(appleAuthority)
    , trusted(appleAuthority)
    , key(PrivateKey::generate(Curve::P256).value())
{
}

QByteArray AppleDraft::clientDataHash() const
{
    return sha256(nonceIntegrity(registration.nonce) + registration.mtlsKey.publicKey().fingerprint());
}

QByteArray AppleDraft::statement() const
{
    AppAttestKey phone(authority, key, QString::fromLatin1(appId), environment);
    const QByteArray hash = attestedHash.isEmpty() ? clientDataHash() : attestedHash;
    AttestationObject object =
        *parseAttestation(phone.attest(hash, RegistrationDraft::now(), quirks).value());
    QByteArray leaf = object.x5c.first();
    if (editLeaf)
        editLeaf(leaf);
    object.x5c.first() = leaf;
    const auto message = readSignedMessage(*object.receipt);
    const ReceiptFields written = *parseReceiptFields(message->content);
    ReceiptContent fields;
    for (const int number : written.order)
        fields.append({number, written.values.value(number)});
    fieldOf(fields, field::attestedKey) = leaf;
    fieldOf(fields, field::clientHash) = clientDataHash();
    if (editReceipt)
        editReceipt(fields);
    object.receipt = signMessage(toBytes(fields), authority.receiptSigner.certificate,
        authority.receiptSigner.key,
        {authority.receiptIntermediate.certificate, authority.receiptRoot.certificate}, quirks.receiptForm)
                         .value();
    if (editReceiptBytes)
        editReceiptBytes(*object.receipt);
    if (editObject)
        editObject(object);
    QByteArray cbor = attestationCbor(object.format, object.x5c, object.receipt, object.authenticatorData);
    if (editCbor)
        editCbor(cbor);
    return cbor;
}

Terms AppleDraft::termsOf(Mode mode) const
{
    Terms terms = registration.termsOf(mode);
    terms.appleAnchors = {{.certificate = trusted.root.certificate, .simulated = true}};
    terms.appleReceiptAnchors = {{.certificate = trusted.receiptRoot.certificate, .simulated = true}};
    if (editTerms)
        editTerms(terms);
    return terms;
}

QByteArray AppleDraft::token() const
{
    registration.editClaims = [&](QJsonObject &claims) {
        for (const char *name :
            {"attestCertChain", "subjectCert", "attestPublicKey", "integrityVerdict", "packageName"})
            claims.remove(QLatin1StringView(name));
        claims.insert(QStringLiteral("type"), QStringLiteral("apple"));
        claims.insert(QStringLiteral("keyId"), QString::fromLatin1(toBase64(key.publicKey().fingerprint())));
        claims.insert(QStringLiteral("attestation"), QString::fromLatin1(toBase64(statement())));
        if (editClaims)
            editClaims(claims);
    };
    return registration.token();
}

RegistrationJudgement AppleDraft::judge(Mode mode) const
{
    registration.nonceUsed = false;
    return judgeRegistration(token(), termsOf(mode), &registration, JudgeUntil::End);
}

const QList<AppleFault> &appleFaults()
{
    static const QList<AppleFault> faults{
        {"one octet behind the statement", "apple.attestation.form",
            [](Draft &d) { d.editCbor = [](QByteArray &cbor) { cbor += '\0'; }; }, "INVALID_CBOR_FORMAT"},
        {"format of web passkeys", "apple.attestation.format",
            [](Draft &d) {
                d.editObject = [](AttestationObject &object) { object.format = QStringLiteral("apple"); };
            },
            "INVALID_FORMAT_IDENTIFIER"},
        {"one certificate only", "apple.chain.form",
            [](Draft &d) { d.editObject = [](AttestationObject &object) { object.x5c.removeLast(); }; },
            "INVALID_CERTIFICATE_CHAIN", fails,
            "-apple.chain.signatures -apple.chain.root -apple.chain.dates -apple.chain.path "
            "-apple.nonce.extension -apple.nonce -apple.credentialid -apple.cosekey -apple.keyid "
            "-apple.leaf.subject -apple.leaf.appid"},
        {"one bit of the leaf's signature flipped", "apple.chain.signatures",
            [](Draft &d) { d.editLeaf = [](QByteArray &leaf) { leaf = withLastBitFlipped(leaf); }; },
            "INVALID_CERTIFICATE_CHAIN"},
        {"same names under a root of one's own", "apple.chain.root",
            [](Draft &d) { d.authority = otherAuthority(d); }, "INVALID_CERTIFICATE_CHAIN"},
        {"keys under the root of receipts", "apple.chain.root",
            [](Draft &d) {
                d.authority =
                    makeAppleAuthority(d.trusted.receiptRoot, d.trusted.receiptRoot, RegistrationDraft::now())
                        .value();
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"leaf expired yesterday", "apple.chain.dates",
            [](Draft &d) {
                d.quirks.certificate = [](CertificateContent &leaf) {
                    leaf.notBefore = RegistrationDraft::now().addDays(-4);
                    leaf.notAfter = RegistrationDraft::now().addDays(-1);
                };
            },
            "INVALID_CERTIFICATE_CHAIN"},
        {"intermediate without CA flag", "apple.chain.path",
            [](Draft &d) {
                d.authority.intermediate.certificate =
                    madeAgain(d.authority.intermediate.certificate, d.authority.root, Hash::Sha384,
                        [](CertificateContent &content) { removeExtension(content, "2.5.29.19"); });
            },
            "INVALID_CERTIFICATE_CHAIN_PATH"},
        {"leaf without the nonce", "apple.nonce.extension",
            [](Draft &d) {
                d.quirks.certificate = [](CertificateContent &leaf) { removeExtension(leaf, appleNonceOid); };
            },
            "MISSING_CERTIFICATE_EXTENSION_VALUE", fails, "-apple.nonce"},
        {"nonce of 31 octets", "apple.nonce.extension",
            [](Draft &d) {
                d.quirks.credential = [](CredentialContent &credential) { credential.nonce.chop(1); };
            },
            "NOT_PARSABLE_NONCE_SEQUENCE", fails, "-apple.nonce"},
        {"nonce twice in the leaf", "apple.nonce.extension",
            [](Draft &d) {
                d.quirks.certificate = [](CertificateContent &leaf) {
                    for (const Extension &extension : QList<Extension>(leaf.extensions)) {
                        if (extension.oid == appleNonceOid)
                            leaf.extensions.append(extension);
                    }
                };
            },
            "NOT_PARSABLE_NONCE_SEQUENCE", fails, "-apple.nonce"},
        {"hash hashed once more", "apple.nonce",
            [](Draft &d) { d.attestedHash = sha256(d.clientDataHash()); }, "NONCE_INVALID"},
        {"authenticator data of 86 octets", "apple.authdata.form",
            [](Draft &d) { d.quirks.authenticatorData = [](QByteArray &data) { data.truncate(86); }; },
            "INVALID_AUTH_DATA", fails,
            "-apple.rpid -apple.counter -apple.flags -apple.credentialid -apple.aaguid -apple.environment "
            "-apple.cosekey -apple.extensions.form -apple.extensions.category -apple.extensions.version "
            "-apple.receipt.environment"},
        {"hash of another app", "apple.rpid",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.rpIdHash = sha256(otherAppId);
                };
            },
            "INVALID_RP_ID"},
        {"counter of one", "apple.counter",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) { content.counter = 1; };
            },
            "INVALID_COUNTER"},
        {"flag ED alone", "apple.flags",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) { content.flags = 0x80; };
            },
            "UNEXPECTED_ATTESTATION_FLAGS"},
        {"no flag at all", "apple.flags",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) { content.flags = 0; };
            },
            "UNKNOWN_FLAGS_VALUE"},
        {"identifier of another key", "apple.credentialid",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.credentialId = sha256("x");
                };
            },
            "INVALID_RP_ID"},
        {"sandbox as environment", "apple.aaguid",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.aaguid = "appattestsandbox";
                };
            },
            "UNEXPECTED_AAGUID_FIELD", fails, "-apple.environment -apple.receipt.environment"},
        {"statement of the development environment", "apple.environment",
            [](Draft &d) { d.environment = AppleEnvironment::Development; }, "UNEXPECTED_AAGUID_FIELD",
            warns},
        {"COSE key of another point", "apple.cosekey",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.point = PrivateKey::generate(Curve::P256)->publicKey().point();
                };
            },
            "INVALID_KEY_ID", warns},
        {"keyId of another key", "apple.keyid",
            [](Draft &d) {
                d.editClaims = [](QJsonObject &claims) {
                    claims.insert(QStringLiteral("keyId"), QString::fromLatin1(toBase64(sha256("x"))));
                };
            },
            "INVALID_KEY_ID"},
        {"category as text", "apple.extensions.form",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.extensions = QCborValue(
                        QCborMap{{QStringLiteral("apple_validation_category_01"), QStringLiteral("4")}})
                                             .toCbor();
                };
            },
            "EXTENSIONS_MALFORMED", warns, "-apple.extensions.category -apple.extensions.version"},
        {"octets behind the extensions", "apple.extensions.form",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) { content.extensions += '\0'; };
            },
            "EXTENSIONS_MALFORMED", warns, "-apple.extensions.category -apple.extensions.version"},
        {"flag ED without extensions", "apple.extensions.form",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) { content.extensions.clear(); };
            },
            "", warns},
        {"enterprise app in production", "apple.extensions.category",
            [](Draft &d) {
                d.quirks.authenticator = [](AuthenticatorContent &content) {
                    content.extensions = appAttestExtensionsCbor(QStringLiteral("1"), 5);
                };
            },
            "VALIDATION_CATEGORY_NOT_ALLOWED", warns},
        {"version outside of the list", "apple.extensions.version",
            [](Draft &d) {
                d.editTerms = [](Terms &terms) { terms.appleBundleVersions = {QStringLiteral("2")}; };
            },
            "BUNDLE_VERSION_NOT_ALLOWED", warns},
        {"key of a Mac with the access control of a phone", "apple.macos.acl",
            [](Draft &d) {
                d.quirks.credential = [](CredentialContent &credential) {
                    credential.platform = QStringLiteral("macosx");
                    credential.accessControl = appleAccessControl(QStringLiteral("iphoneos"));
                };
            },
            "MACOS_ACL_NOT_ALLOWED", warns},
        {"subject names another key", "apple.leaf.subject",
            [](Draft &d) {
                d.quirks.certificate = [](CertificateContent &leaf) {
                    leaf.subject = nameDer({{"2.5.4.3", QString::fromLatin1(toHex(sha256("x"))), 12}});
                };
            },
            "", warns},
        {"leaf names another app", "apple.leaf.appid",
            [](Draft &d) {
                d.quirks.credential = [](CredentialContent &credential) {
                    credential.appId = QString::fromLatin1(otherAppId);
                };
            },
            "", warns},
        {"receipt cut out", "apple.receipt.present",
            [](Draft &d) { d.editObject = [](AttestationObject &object) { object.receipt.reset(); }; },
            "MISSING_RECEIPT", fails, "-apple.receipt.form " AFTER_RECEIPT_FORM},
        {"receipt cut in half", "apple.receipt.form",
            [](Draft &d) {
                d.editReceiptBytes = [](QByteArray &receipt) { receipt.truncate(receipt.size() / 2); };
            },
            "UNREADABLE_RECEIPT", fails, AFTER_RECEIPT_FORM},
        {"a field twice", "apple.receipt.form",
            [](Draft &d) { d.editReceipt = [](ReceiptContent &fields) { fields.append(fields.last()); }; },
            "UNREADABLE_RECEIPT", fails,
            "-apple.receipt.fields -apple.receipt.type -apple.receipt.appid -apple.receipt.age "
            "-apple.receipt.future -apple.receipt.key -apple.receipt.clienthash -apple.receipt.environment "
            "-apple.receipt.expiry"},
        {"signer names a certificate that is not there", "apple.receipt.certificates",
            [](Draft &d) {
                // The serial number stands in the certificate and, last, in what names it.
                d.editReceiptBytes = [serial = d.authority.receiptSigner.certificate.serialBytes()](
                                         QByteArray &receipt) {
                    const qsizetype at = receipt.lastIndexOf(serial) + serial.size() - 1;
                    receipt[at] = static_cast<char>(receipt.at(at) ^ 1);
                };
            },
            "INVALID_PKCS7_CERTIFICATES", fails,
            "-apple.receipt.signature -apple.receipt.chain -apple.receipt.marker"},
        {"one bit of the receipt's signature flipped", "apple.receipt.signature",
            [](Draft &d) {
                d.quirks.receiptForm = CmsForm::Definite;
                d.editReceiptBytes = [](QByteArray &receipt) { receipt = withLastBitFlipped(receipt); };
            },
            "INVALID_PKCS7_SIGNATURE"},
        {"receipt under the root of keys", "apple.receipt.chain",
            [](Draft &d) {
                const AppleAuthority other =
                    makeAppleAuthority(d.trusted.root, d.trusted.root, RegistrationDraft::now()).value();
                d.authority.receiptRoot = other.receiptRoot;
                d.authority.receiptIntermediate = other.receiptIntermediate;
                d.authority.receiptSigner = other.receiptSigner;
            },
            "INVALID_CERTIFICATE_CHAIN_PATH"},
        {"receipt signer expired yesterday", "apple.receipt.chain",
            [](Draft &d) {
                d.authority.receiptSigner.certificate = madeAgain(d.authority.receiptSigner.certificate,
                    d.authority.receiptIntermediate, Hash::Sha256, [](CertificateContent &content) {
                        content.notAfter = RegistrationDraft::now().addDays(-1);
                    });
            },
            "INVALID_CERTIFICATE_CHAIN_PATH"},
        {"receipt signer for something else", "apple.receipt.marker",
            [](Draft &d) {
                d.authority.receiptSigner.certificate = madeAgain(d.authority.receiptSigner.certificate,
                    d.authority.receiptIntermediate, Hash::Sha256,
                    [](CertificateContent &content) { removeExtension(content, appleReceiptSigningOid); });
            },
            "INVALID_PKCS7_CERTIFICATES", warns},
        {"token field left out", "apple.receipt.fields",
            [](Draft &d) {
                d.editReceipt = [](ReceiptContent &fields) {
                    fields.removeIf([](const auto &entry) { return entry.first == field::token; });
                };
            },
            "MISSING_RECEIPT_ATTRIBUTE"},
        {"refreshed receipt at a registration", "apple.receipt.type",
            [](Draft &d) {
                d.editReceipt = [](ReceiptContent &fields) {
                    fieldOf(fields, field::type) = "RECEIPT";
                    fields.append({field::riskMetric, "1"});
                    fields.append({field::notBefore, timeBeside(86400)});
                };
            },
            "MISSING_RECEIPT_ATTRIBUTE", warns, "-apple.receipt.clienthash"},
        {"receipt of another app", "apple.receipt.appid",
            [](Draft &d) { setField(d, field::appId, otherAppId); }, "UNEXPECTED_RECEIPT_APP_ID"},
        {"receipt of six minutes ago", "apple.receipt.age",
            [](Draft &d) { setField(d, field::creationTime, timeBeside(-360)); },
            "TOO_LONG_AGO_CREATED_RECEIPT"},
        {"receipt of two minutes ahead", "apple.receipt.future",
            [](Draft &d) { setField(d, field::creationTime, timeBeside(120)); },
            "TOO_LONG_AGO_CREATED_RECEIPT", warns},
        {"receipt of another key", "apple.receipt.key",
            [](Draft &d) { setField(d, field::attestedKey, leafOfAnotherKey(d)); },
            "UNEXPECTED_RECEIPT_ATTESTED_KEY"},
        {"receipt of another challenge", "apple.receipt.clienthash",
            [](Draft &d) { setField(d, field::clientHash, sha256("x")); }, "RECEIPT_CLIENT_HASH_MISMATCH",
            warns},
        {"sandbox receipt of a production key", "apple.receipt.environment",
            [](Draft &d) { setField(d, field::environment, "sandbox"); }, "RECEIPT_ENVIRONMENT_MISMATCH",
            warns},
        {"receipt expires before it was made", "apple.receipt.expiry",
            [](Draft &d) { setField(d, field::expirationTime, timeBeside(-1)); }, "", warns},
        {"same App Attest key, another card", "store.keybound",
            [](Draft &d) { d.registration.keyBound = true; }, "KEY_ALREADY_BOUND", FindingStatus::NotChecked},
    };
    return faults;
}

} // namespace dsr
