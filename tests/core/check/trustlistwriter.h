#pragma once

#include "core/crypto/certificate.h"

namespace dsr::test {

/// One service of a trust list (ETSI TS 119 612) for tests.
struct ListedService
{
    QByteArray type = "http://uri.etsi.org/TrstSvc/Svctype/CA/PKC";
    QByteArray status = "http://uri.etsi.org/TrstSvc/Svcstatus/inaccord";
    QByteArray certificateType; ///< OID of an extension; empty: none
    QByteArray certificate; ///< base64, may be damaged
};

inline QByteArray trustListXml(const QList<ListedService> &services, const QByteArray &signature = {})
{
    QByteArray xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<TrustServiceStatusList xmlns=\"http://uri.etsi.org/02231/v2#\"><SchemeInformation>"
                     "<TSLSequenceNumber>10042</TSLSequenceNumber>"
                     "<ListIssueDateTime>2026-11-01T10:00:00Z</ListIssueDateTime>"
                     "<NextUpdate><dateTime>2026-12-01T10:00:00Z</dateTime></NextUpdate></SchemeInformation>"
                     "<TrustServiceProviderList><TrustServiceProvider><TSPServices>";
    for (const ListedService &service : services) {
        xml += "<TSPService><ServiceInformation><ServiceTypeIdentifier>" + service.type
            + "</ServiceTypeIdentifier><ServiceDigitalIdentity><DigitalId><X509Certificate>"
            + service.certificate + "</X509Certificate></DigitalId></ServiceDigitalIdentity><ServiceStatus>"
            + service.status + "</ServiceStatus>";
        if (!service.certificateType.isEmpty()) {
            xml += "<ServiceInformationExtensions><Extension Critical=\"false\"><ExtensionOID>"
                + service.certificateType + "</ExtensionOID></Extension></ServiceInformationExtensions>";
        }
        xml += "</ServiceInformation></TSPService>";
    }
    return xml + "</TSPServices></TrustServiceProvider></TrustServiceProviderList>" + signature
        + "</TrustServiceStatusList>\n";
}

/// A signature to be filled in by xmlsec1. `uri` and `transform` are those of its reference.
inline QByteArray signatureTemplate(const QByteArray &uri = "",
    const QByteArray &transform = "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    const QByteArray &method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")
{
    return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>"
           "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
           "<ds:SignatureMethod Algorithm=\""
        + method + "\"/><ds:Reference URI=\"" + uri + "\"><ds:Transforms><ds:Transform Algorithm=\""
        + transform
        + "\"/><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms>"
          "<ds:DigestMethod "
          "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue></ds:DigestValue>"
          "</ds:Reference></ds:SignedInfo><ds:SignatureValue></ds:SignatureValue><ds:KeyInfo><ds:X509Data/>"
          "</ds:KeyInfo></ds:Signature>";
}

} // namespace dsr::test
