#include "tests/support/samplecard.h"

#include "core/crypto/certificatebuilder.h"

namespace dsr {

namespace {

struct SampleIdentity
{
    PrivateKey key;
    Certificate certificate;
};

SampleIdentity makeIdentity()
{
    SampleIdentity made;
    made.key = PrivateKey::generate(Curve::BrainpoolP256r1).value();
    CertificateContent content;
    content.serial = randomSerial();
    content.subject = nameDer({{"2.5.4.3", QStringLiteral("Sample Card TEST-ONLY"), 12}});
    content.notBefore = QDateTime::currentDateTimeUtc().addDays(-1);
    content.notAfter = content.notBefore.addYears(5);
    content.publicKey = made.key.publicKey();
    // Long enough to need more than one short READ BINARY, like a real one.
    content.extensions = {basicConstraints(false), certificatePolicies({"1.2.276.0.76.4.70"}),
        admission(QStringLiteral("Versicherte/-r"), "1.2.276.0.76.4.49"),
        {"1.3.6.1.4.1.99999.1", false, QByteArray("\x04\x82\x01\xF4", 4) + QByteArray(500, 'x')}};
    made.certificate = signCertificate(content, content.subject, made.key).value();
    return made;
}

const SampleIdentity &identity()
{
    static const SampleIdentity made = makeIdentity();
    return made;
}

} // namespace

Secret secretOf(const char *text)
{
    return Secret(QByteArray(text));
}

Certificate sampleCardCertificate()
{
    return identity().certificate;
}

CardImage sampleCardImage()
{
    return standardCardImage({.iccsn = QStringLiteral("80276883110000168584"),
        .certificate = identity().certificate.der(),
        .key = identity().key,
        .pin = secretOf("123456"),
        .puk = secretOf("12345678"),
        .can = secretOf("123123"),
        .personalData = QByteArray("personal data"),
        .insuranceData = {}});
}

} // namespace dsr
