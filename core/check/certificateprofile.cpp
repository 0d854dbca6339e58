#include "core/check/certificateprofile.h"

#include "core/decode/dercursor.h"

namespace dsr {

namespace {

constexpr int maximumDepth = 16;

bool collect(DerCursor cursor, QSet<QByteArray> &found, int depth)
{
    while (!cursor.atEnd()) {
        const auto element = cursor.next();
        if (!element || depth > maximumDepth)
            return false;
        if (element->isUniversal(6))
            found.insert(derObjectIdentifier(cursor.bytes(element->content)));
        else if (element->constructed && !collect(cursor.inside(*element), found, depth + 1))
            return false;
    }
    return true;
}

/// What basicConstraints says; the defaults where it is absent or damaged.
struct BasicConstraints
{
    bool ca = false;
    std::optional<qint64> pathLength;
};

BasicConstraints readBasicConstraints(const Certificate &certificate)
{
    const auto extension = certificate.extension("2.5.29.19");
    if (!extension)
        return {};
    DerCursor cursor(extension->value);
    const auto sequence = cursor.next();
    if (!sequence)
        return {};
    DerCursor inside = cursor.inside(*sequence);
    const auto flag = inside.next();
    if (!flag || !flag->isUniversal(1) || flag->content.length != 1)
        return {};
    const auto length = inside.next();
    return {.ca = inside.bytes(flag->content)[0] != 0,
        .pathLength =
            length && length->isUniversal(2) ? derInteger(inside.bytes(length->content)) : std::nullopt};
}

} // namespace

QSet<QByteArray> objectIdentifiersIn(QByteArrayView der)
{
    QSet<QByteArray> found;
    return collect(DerCursor(der), found, 0) ? found : QSet<QByteArray>();
}

QByteArray authorityKeyId(const Certificate &certificate)
{
    const auto extension = certificate.extension("2.5.29.35");
    if (!extension)
        return {};
    DerCursor cursor(extension->value);
    const auto sequence = cursor.next();
    if (!sequence)
        return {};
    DerCursor inside = cursor.inside(*sequence);
    const auto keyId = inside.next();
    return keyId && keyId->isContext(0) ? inside.bytes(keyId->content).toByteArray() : QByteArray();
}

QByteArray subjectKeyId(const Certificate &certificate)
{
    const auto extension = certificate.extension("2.5.29.14");
    if (!extension)
        return {};
    DerCursor cursor(extension->value);
    const auto octets = cursor.next();
    return octets && octets->isUniversal(4) ? cursor.bytes(octets->content).toByteArray() : QByteArray();
}

bool isCa(const Certificate &certificate)
{
    return readBasicConstraints(certificate).ca;
}

bool maySignCertificates(const Certificate &certificate)
{
    constexpr quint8 keyCertSign = 0x04;
    const auto extension = certificate.extension("2.5.29.15");
    if (!extension)
        return false;
    DerCursor cursor(extension->value);
    const auto bits = cursor.next();
    // The first octet counts the unused bits at the end, the second one has the first eight usages.
    return bits && bits->isUniversal(3) && bits->content.length >= 2
        && (static_cast<quint8>(cursor.bytes(bits->content)[1]) & keyCertSign) != 0;
}

std::optional<qint64> pathLength(const Certificate &certificate)
{
    return readBasicConstraints(certificate).pathLength;
}

bool isNamedPoint(QByteArrayView spki, const PublicKey &key, Curve curve)
{
    return key.curve() == curve && spki == namedSpki(curve, key.point());
}

bool isSameNameLoosely(const DistinguishedName &a, const DistinguishedName &b)
{
    if (a.attributes.size() != b.attributes.size())
        return false;
    for (qsizetype i = 0; i < a.attributes.size(); ++i) {
        const NameAttribute &left = a.attributes.at(i);
        const NameAttribute &right = b.attributes.at(i);
        if (left.oid != right.oid
            || left.value.simplified().compare(right.value.simplified(), Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

bool isHolderAuthentication(const Certificate &certificate)
{
    const auto policies = certificate.extension("2.5.29.32");
    return policies && objectIdentifiersIn(policies->value).contains("1.2.276.0.76.4.70");
}

QString testMarkOf(const Certificate &certificate)
{
    for (const DistinguishedName &name : {certificate.subject(), certificate.issuer()}) {
        for (const QString &value : name.values("2.5.4.10") + name.values("2.5.4.3")) {
            if (value.contains(QLatin1StringView("NOT-VALID"))
                || value.contains(QLatin1StringView("TEST-ONLY")))
                return value;
        }
    }
    return {};
}

bool namesInsuredPerson(const Certificate &certificate)
{
    const auto admission = certificate.extension("1.3.36.8.3.3");
    return admission && objectIdentifiersIn(admission->value).contains("1.2.276.0.76.4.49");
}

QString ocspAddressOf(const Certificate &certificate)
{
    const auto extension = certificate.extension("1.3.6.1.5.5.7.1.1");
    if (!extension)
        return {};
    DerCursor outer(extension->value);
    const auto list = outer.next();
    if (!list)
        return {};
    DerCursor entries = outer.inside(*list);
    while (const auto entry = entries.next()) {
        DerCursor fields = entries.inside(*entry);
        const auto method = fields.next();
        const auto location = fields.next();
        if (method && location && location->isContext(6)
            && derObjectIdentifier(fields.bytes(method->content)) == "1.3.6.1.5.5.7.48.1")
            return QString::fromLatin1(fields.bytes(location->content).toByteArray());
    }
    return {};
}

const Certificate *findIssuer(const Certificate &certificate, const QList<Certificate> &candidates)
{
    const QByteArray wanted = authorityKeyId(certificate);
    for (const Certificate &candidate : candidates) {
        const QByteArray offered = subjectKeyId(candidate);
        const bool keyFits = wanted.isEmpty() || offered.isEmpty() || wanted == offered;
        if (candidate.subject().der == certificate.issuer().der && keyFits
            && certificate.isSignedBy(candidate.publicKey()))
            return &candidate;
    }
    return nullptr;
}

} // namespace dsr
