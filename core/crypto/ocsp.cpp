#include "core/crypto/ocsp.h"

#include "core/base/digest.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/derwriter.h"
#include "core/crypto/handle.h"

namespace dsr {

using namespace crypto;

namespace {

constexpr const char *certHashOid = "1.3.36.8.3.13";
constexpr const char *sha256Oid = "2.16.840.1.101.3.4.2.1";

OcspCertId idFrom(const OCSP_CERTID *id)
{
    ASN1_OCTET_STRING *nameHash = nullptr;
    ASN1_OCTET_STRING *keyHash = nullptr;
    ASN1_INTEGER *serial = nullptr;
    OCSP_id_get0_info(&nameHash, nullptr, &keyHash, &serial, const_cast<OCSP_CERTID *>(id));
    const auto bytes = [](const ASN1_STRING *string) {
        return QByteArray(
            reinterpret_cast<const char *>(ASN1_STRING_get0_data(string)), ASN1_STRING_length(string));
    };
    return {bytes(serial), bytes(nameHash), bytes(keyHash)};
}

QDateTime timeOf(const ASN1_GENERALIZEDTIME *time)
{
    std::tm parts = {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
        QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

QByteArray idDer(const OcspCertId &id)
{
    return der::sequence({der::sequence({der::objectIdentifier("1.3.14.3.2.26"), der::null()}),
        der::octetString(id.issuerNameHash), der::octetString(id.issuerKeyHash),
        der::unsignedInteger(id.serial)});
}

/// The hash inside CertHash ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING }; empty if it is not that.
QByteArray certHashFrom(OCSP_SINGLERESP *single)
{
    const std::unique_ptr<ASN1_OBJECT, Deleter<ASN1_OBJECT_free>> oid(OBJ_txt2obj(certHashOid, 1));
    const int index = OCSP_SINGLERESP_get_ext_by_OBJ(single, oid.get(), -1);
    if (index < 0)
        return {};
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(OCSP_SINGLERESP_get_ext(single, index));
    const QByteArray der(
        reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)), ASN1_STRING_length(value));
    const QByteArray prefix = QByteArray::fromHex("3031300d060960864801650304020105000420");
    return der.startsWith(prefix) && der.size() == prefix.size() + 32 ? der.sliced(prefix.size())
                                                                      : QByteArray();
}

} // namespace

OcspCertId ocspCertId(const Certificate &certificate, const Certificate &issuer)
{
    return {certificate.serialBytes(), sha1(certificate.issuer().der), keyIdentifier(issuer.publicKey())};
}

Result<QByteArray> ocspRequest(const Certificate &certificate, const Certificate &issuer)
{
    return der::sequence(
        {der::sequence({der::sequence({der::sequence({idDer(ocspCertId(certificate, issuer))})})})});
}

Result<QList<OcspCertId>> ocspRequestedIds(QByteArrayView request)
{
    const unsigned char *next = bytesOf(request);
    const OcspRequestHandle parsed(d2i_OCSP_REQUEST(nullptr, &next, static_cast<long>(request.size())));
    if (!parsed || next != bytesOf(request) + request.size())
        return fail(ErrorCode::InputMalformed, QStringLiteral("OCSP request"));
    QList<OcspCertId> ids;
    for (int i = 0; i < OCSP_request_onereq_count(parsed.get()); ++i)
        ids.append(idFrom(OCSP_onereq_get0_id(OCSP_request_onereq_get0(parsed.get(), i))));
    return ids;
}

Result<QByteArray> ocspResponse(
    const OcspAnswer &answer, const Certificate &responder, const PrivateKey &responderKey)
{
    QByteArray status;
    switch (answer.status) {
    case OcspCertStatus::Good:
        status = der::implicitTag(0, {});
        break;
    case OcspCertStatus::Revoked:
        status = der::explicitTag(1, der::generalizedTime(answer.revokedAt));
        break;
    case OcspCertStatus::Unknown:
        status = der::implicitTag(2, {});
        break;
    }
    QList<QByteArray> single{idDer(answer.id), status, der::generalizedTime(answer.thisUpdate)};
    if (answer.nextUpdate.isValid())
        single.append(der::explicitTag(0, der::generalizedTime(answer.nextUpdate)));
    if (!answer.certHash.isEmpty()) {
        const QByteArray value =
            der::sequence({der::sequence({der::objectIdentifier(sha256Oid), der::null()}),
                der::octetString(answer.certHash)});
        single.append(der::explicitTag(1,
            der::sequence({der::sequence({der::objectIdentifier(certHashOid), der::octetString(value)})})));
    }
    const QByteArray tbs = der::sequence({der::explicitTag(1, responder.subject().der),
        der::generalizedTime(answer.producedAt), der::sequence({der::sequence(single)})});
    const auto signature = responderKey.sign(tbs);
    if (!signature)
        return fail(signature.error());
    const QByteArray basic =
        der::sequence({tbs, der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")}),
            der::bitString(*signature), der::explicitTag(0, der::sequence({responder.der()}))});
    return der::sequence({der::enumerated(0),
        der::explicitTag(
            0, der::sequence({der::objectIdentifier("1.3.6.1.5.5.7.48.1.1"), der::octetString(basic)}))});
}

QByteArray ocspErrorResponse(int status)
{
    return der::sequence({der::enumerated(status)});
}

Result<OcspResponse> parseOcspResponse(QByteArrayView der)
{
    const auto malformed = [] { return fail(ErrorCode::InputMalformed, QStringLiteral("OCSP response")); };
    const unsigned char *next = bytesOf(der);
    const OcspResponseHandle response(d2i_OCSP_RESPONSE(nullptr, &next, static_cast<long>(der.size())));
    if (!response || next != bytesOf(der) + der.size())
        return malformed();
    OcspResponse result;
    result.responseStatus = OCSP_response_status(response.get());
    if (result.responseStatus != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return result;
    const OcspBasicHandle basic(OCSP_response_get1_basic(response.get()));
    if (!basic)
        return malformed();

    result.signedBytes =
        toDer(const_cast<OCSP_RESPDATA *>(OCSP_resp_get0_respdata(basic.get())), i2d_OCSP_RESPDATA);
    const ASN1_OCTET_STRING *signature = OCSP_resp_get0_signature(basic.get());
    result.signature = QByteArray(
        reinterpret_cast<const char *>(ASN1_STRING_get0_data(signature)), ASN1_STRING_length(signature));
    const ASN1_OBJECT *algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, OCSP_resp_get0_tbs_sigalg(basic.get()));
    char dotted[128] = {};
    OBJ_obj2txt(dotted, sizeof dotted, algorithm, 1);
    result.signatureAlgorithm = dotted;
    X509 *signer = nullptr;
    if (OCSP_resp_get0_signer(basic.get(), &signer, nullptr) == 1 && signer) {
        if (auto responder = Certificate::fromDer(toDer(signer, i2d_X509)))
            result.responder = *std::move(responder);
    }
    result.answer.producedAt = timeOf(OCSP_resp_get0_produced_at(basic.get()));

    result.singleResponses = OCSP_resp_count(basic.get());
    if (result.singleResponses < 1)
        return malformed();
    OCSP_SINGLERESP *single = OCSP_resp_get0(basic.get(), 0);
    result.answer.id = idFrom(OCSP_SINGLERESP_get0_id(single));
    int reason = 0;
    ASN1_GENERALIZEDTIME *revoked = nullptr;
    ASN1_GENERALIZEDTIME *thisUpdate = nullptr;
    ASN1_GENERALIZEDTIME *nextUpdate = nullptr;
    switch (OCSP_single_get0_status(single, &reason, &revoked, &thisUpdate, &nextUpdate)) {
    case V_OCSP_CERTSTATUS_GOOD:
        result.answer.status = OcspCertStatus::Good;
        break;
    case V_OCSP_CERTSTATUS_REVOKED:
        result.answer.status = OcspCertStatus::Revoked;
        break;
    default:
        result.answer.status = OcspCertStatus::Unknown;
    }
    result.answer.revokedAt = timeOf(revoked);
    result.answer.thisUpdate = timeOf(thisUpdate);
    result.answer.nextUpdate = timeOf(nextUpdate);
    result.answer.certHash = certHashFrom(single);
    return result;
}

bool OcspResponse::isSignedBy(const PublicKey &key) const
{
    return key.isValid() && signatureAlgorithm == "1.2.840.10045.4.3.2" && key.verify(signedBytes, signature);
}

} // namespace dsr
