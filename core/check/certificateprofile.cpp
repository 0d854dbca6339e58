#include "core/check/certificateprofile.h"

#include "core/decode/dercursor.h"

namespace dsr {

namespace {

constexpr int maximumDepth = 16;

void collect(DerCursor cursor, QSet<QByteArray> &found, int depth)
{
    while (!cursor.atEnd()) {
        const auto element = cursor.next();
        if (!element || depth > maximumDepth)
            return;
        if (element->isUniversal(6))
            found.insert(derObjectIdentifier(cursor.bytes(element->content)));
        else if (element->constructed)
            collect(cursor.inside(*element), found, depth + 1);
    }
}

} // namespace

QSet<QByteArray> objectIdentifiersIn(QByteArrayView der)
{
    QSet<QByteArray> found;
    collect(DerCursor(der), found, 0);
    return found;
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
    const auto extension = certificate.extension("2.5.29.19");
    if (!extension)
        return false;
    DerCursor cursor(extension->value);
    const auto sequence = cursor.next();
    if (!sequence)
        return false;
    DerCursor inside = cursor.inside(*sequence);
    const auto flag = inside.next();
    return flag && flag->isUniversal(1) && flag->content.length == 1 && inside.bytes(flag->content)[0] != 0;
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
