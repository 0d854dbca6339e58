#include "core/crypto/ocsp.h"

#include "core/base/digest.h"
#include "core/crypto/asn1items.h"
#include "core/crypto/certificatebuilder.h"
#include "core/crypto/derwriter.h"

namespace dsr {

using namespace crypto;

namespace {

constexpr const char *certHashOid = "1.3.36.8.3.13";
constexpr const char *basicResponseOid = "1.3.6.1.5.5.7.48.1.1";
constexpr const char *sha256Oid = "2.16.840.1.101.3.4.2.1";

// OCSPResponse and BasicOCSPResponse of RFC 6960 4.2.1.

struct ResponseBytes
{
    ASN1_OBJECT *type;
    ASN1_OCTET_STRING *response;
};
ASN1_SEQUENCE(ResponseBytes) = {
    ASN1_SIMPLE(ResponseBytes, type, ASN1_OBJECT),
    ASN1_SIMPLE(ResponseBytes, response, ASN1_OCTET_STRING),
} static_ASN1_SEQUENCE_END(ResponseBytes);

struct Response
{
    ASN1_ENUMERATED *status;
    ResponseBytes *bytes;
};
ASN1_SEQUENCE(Response) = {
    ASN1_SIMPLE(Response, status, ASN1_ENUMERATED),
    ASN1_EXP_OPT(Response, bytes, ResponseBytes, 0),
} static_ASN1_SEQUENCE_END(Response);

struct BasicResponse
{
    ASN1_STRING *content;
    X509_ALGOR *algorithm;
    ASN1_BIT_STRING *signature;
    ASN1_SEQUENCE_ANY *certificates;
};
ASN1_SEQUENCE(BasicResponse) = {
    ASN1_SIMPLE(BasicResponse, content, ASN1_SEQUENCE),
    ASN1_SIMPLE(BasicResponse, algorithm, X509_ALGOR),
    ASN1_SIMPLE(BasicResponse, signature, ASN1_BIT_STRING),
    ASN1_EXP_OPT(BasicResponse, certificates, ASN1_SEQUENCE_ANY, 0),
} static_ASN1_SEQUENCE_END(BasicResponse);

/// The response as OpenSSL has it, to ask what is in its content; without its certificates.
OcspBasicHandle withoutCertificates(const BasicResponse &basic)
{
    const QByteArray der = der::sequence({viewOf(basic.content).toByteArray(),
        toDer(basic.algorithm, i2d_X509_ALGOR), toDer(basic.signature, i2d_ASN1_BIT_STRING)});
    const unsigned char *next = bytesOf(QByteArrayView(der));
    return OcspBasicHandle(d2i_OCSP_BASICRESP(nullptr, &next, static_cast<long>(der.size())));
}

bool isSameName(const DistinguishedName &a, const X509_NAME *b)
{
    const unsigned char *next = bytesOf(QByteArrayView(a.der));
    const X509NameHandle name(d2i_X509_NAME(nullptr, &next, static_cast<long>(a.der.size())));
    return name && X509_NAME_cmp(name.get(), b) == 0;
}

/// The certificate that the ResponderID is about; an invalid one if it is not among those that came along.
/// InputMalformed if one of them is none.
Result<Certificate> responderOf(const OCSP_BASICRESP *content, const ASN1_SEQUENCE_ANY *given)
{
    const ASN1_OCTET_STRING *keyHash = nullptr;
    const X509_NAME *name = nullptr;
    OCSP_resp_get0_id(content, &keyHash, &name);
    Certificate responder;
    for (int i = 0; i < sk_ASN1_TYPE_num(given); ++i) {
        const ASN1_TYPE *element = sk_ASN1_TYPE_value(given, i);
        auto certificate = element->type == V_ASN1_SEQUENCE
            ? Certificate::fromDer(viewOf(element->value.sequence))
            : Result<Certificate>(fail(ErrorCode::InputMalformed));
        if (!certificate)
            return certificate;
        const bool isMeant = name ? isSameName(certificate->subject(), name)
                                  : keyIdentifier(certificate->publicKey()) == viewOf(keyHash);
        if (isMeant && !responder.isValid())
            responder = *std::move(certificate);
    }
    return responder;
}

OcspCertId idFrom(const OCSP_CERTID *id)
{
    ASN1_OCTET_STRING *nameHash = nullptr;
    ASN1_OCTET_STRING *keyHash = nullptr;
    ASN1_INTEGER *serial = nullptr;
    OCSP_id_get0_info(&nameHash, nullptr, &keyHash, &serial, const_cast<OCSP_CERTID *>(id));
    return {viewOf(serial).toByteArray(), viewOf(nameHash).toByteArray(), viewOf(keyHash).toByteArray()};
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
    const QByteArrayView der = viewOf(X509_EXTENSION_get_data(OCSP_SINGLERESP_get_ext(single, index)));
    const QByteArray prefix = QByteArray::fromHex("3031300d060960864801650304020105000420");
    return der.startsWith(prefix) && der.size() == prefix.size() + 32
        ? der.sliced(prefix.size()).toByteArray()
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
            0, der::sequence({der::objectIdentifier(basicResponseOid), der::octetString(basic)}))});
}

QByteArray ocspErrorResponse(int status)
{
    return der::sequence({der::enumerated(status)});
}

Result<OcspResponse> parseOcspResponse(QByteArrayView der)
{
    const auto malformed = [] { return fail(ErrorCode::InputMalformed, QStringLiteral("OCSP response")); };
    const auto response = decoded<Response, Response_it>(der);
    if (!response)
        return malformed();
    OcspResponse result;
    result.responseStatus = static_cast<int>(ASN1_ENUMERATED_get(response->status));
    if (result.responseStatus != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return result;
    const auto received = response->bytes && dotted(response->bytes->type) == basicResponseOid
        ? decoded<BasicResponse, BasicResponse_it>(viewOf(response->bytes->response))
        : nullptr;
    const OcspBasicHandle basic = received ? withoutCertificates(*received) : nullptr;
    const auto responder = basic ? responderOf(basic.get(), received->certificates)
                                 : Result<Certificate>(fail(ErrorCode::InputMalformed));
    if (!responder)
        return malformed();

    result.responder = *responder;
    result.signedBytes = viewOf(received->content).toByteArray();
    result.signature = viewOf(received->signature).toByteArray();
    const ASN1_OBJECT *algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, received->algorithm);
    result.signatureAlgorithm = dotted(algorithm);
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
