#include "core/check/trustsnapshot.h"

#include "core/base/clock.h"
#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/androidroots.h"
#include "core/check/statuslist.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

// Q_INIT_RESOURCE does not work inside a namespace.
static void initTrustResource()
{
    Q_INIT_RESOURCE(trust);
}

namespace dsr {

namespace {

constexpr std::pair<TrustRole, const char *> roles[] = {{TrustRole::Any, "any"},
    {TrustRole::Android, "android"}, {TrustRole::AppleAttestation, "appleAttestation"},
    {TrustRole::AppleReceipt, "appleReceipt"}, {TrustRole::EgkRoot, "egkRoot"},
    {TrustRole::EgkIssuer, "egkIssuer"}, {TrustRole::OcspSigner, "ocspSigner"}};

/// A root of Apple in resources/trust/apple with its published fingerprint (apple-app-attest 3.3).
struct AppleRoot
{
    const char *name;
    TrustRole role;
    const char *sha256;
    const char *origin;
};
constexpr AppleRoot appleRoots[] = {
    {"apple-app-attestation-root-ca", TrustRole::AppleAttestation,
        "1cb9823ba28ba6ad2d33a006941de2ae4f513ef1d4e831b9f7e0fa7b6242c932", "npm node-app-attest 1.0.1"},
    {"apple-root-ca-g3", TrustRole::AppleReceipt,
        "63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179",
        "npm @apple/app-store-server-library 3.1.0"},
};
constexpr const char *shippedDate = "2026-11-22T00:00:00Z";

std::unexpected<Error> malformed(const QString &path, const char *reason)
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("trust"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

/// All certificates of a PEM text; an error if one of them is damaged or there is none.
Result<QList<TrustAnchor>> anchorsFromPem(const QByteArray &pem, const QString &path, TrustRole role)
{
    constexpr QByteArrayView begin = "-----BEGIN CERTIFICATE-----";
    QList<TrustAnchor> anchors;
    for (qsizetype at = pem.indexOf(begin); at >= 0; at = pem.indexOf(begin, at + 1)) {
        const auto certificate = Certificate::fromPem(QByteArrayView(pem).sliced(at));
        if (!certificate)
            return malformed(path, "a certificate is damaged");
        anchors.append({role, *certificate, path});
    }
    if (anchors.isEmpty())
        return malformed(path, "no certificate");
    return anchors;
}

Result<TrustSnapshot> snapshotFromJson(const QJsonObject &object, const QString &path)
{
    TrustSnapshot snapshot;
    snapshot.name = object.value(QLatin1StringView("name")).toString();
    snapshot.date =
        QDateTime::fromString(object.value(QLatin1StringView("date")).toString(), Qt::ISODate).toUTC();
    snapshot.origin = object.value(QLatin1StringView("origin")).toString();
    snapshot.statusList = object.value(QLatin1StringView("statusList")).toString().toUtf8();
    if (!snapshot.statusList.isEmpty() && !StatusList::fromJson(snapshot.statusList))
        return malformed(path, "the status list is damaged");
    if (snapshot.name.isEmpty() || !snapshot.date.isValid())
        return malformed(path, "name or date is missing");
    const QJsonArray anchors = object.value(QLatin1StringView("anchors")).toArray();
    for (const QJsonValue &entry : anchors) {
        const auto role = trustRoleFromId(entry.toObject().value(QLatin1StringView("role")).toString());
        const auto certificate = Certificate::fromPem(
            entry.toObject().value(QLatin1StringView("certificate")).toString().toUtf8());
        if (!role || !certificate)
            return malformed(path, "an anchor has no role or no certificate");
        snapshot.anchors.append(
            {*role, *certificate, entry.toObject().value(QLatin1StringView("origin")).toString()});
    }
    return snapshot;
}

Result<QList<TrustAnchor>> anchorsFromRootList(const QJsonArray &list, const QString &path, TrustRole role)
{
    QList<TrustAnchor> anchors;
    for (const QJsonValue &pem : list) {
        const auto more = anchorsFromPem(pem.toString().toUtf8(), path, role);
        if (!more)
            return fail(more.error());
        anchors += *more;
    }
    return anchors;
}

bool isFor(const TrustAnchor &anchor, TrustRole role)
{
    return anchor.role == role || anchor.role == TrustRole::Any;
}

TrustDifference differenceOf(const TrustAnchor &anchor, bool added)
{
    return {.added = added,
        .what = QStringLiteral("anchor"),
        .role = trustRoleId(anchor.role),
        .subject = anchor.certificate.subject().text(),
        .sha256 = hexText(anchor.certificate.sha256Fingerprint())};
}

bool holds(const TrustSnapshot &snapshot, const TrustAnchor &wanted)
{
    return std::ranges::any_of(snapshot.anchors, [&](const TrustAnchor &anchor) {
        return anchor.role == wanted.role && anchor.certificate == wanted.certificate;
    });
}

/// A certificate that is not the published one is left out.
void appendShipped(TrustSnapshot &shipped, const char *folder, const char *name, TrustRole role,
    const char *sha256, const char *origin)
{
    QFile file(QStringLiteral(":/trust/%1/%2.pem").arg(QLatin1StringView(folder), QLatin1StringView(name)));
    const auto certificate =
        file.open(QIODevice::ReadOnly) ? Certificate::fromPem(file.readAll()) : Result<Certificate>();
    if (certificate && certificate->isValid() && certificate->sha256Fingerprint().toHex() == sha256)
        shipped.anchors.append({role, *certificate, QString::fromLatin1(origin)});
}

} // namespace

QString trustRoleId(TrustRole role)
{
    for (const auto &[known, id] : roles) {
        if (known == role)
            return QString::fromLatin1(id);
    }
    return {};
}

std::optional<TrustRole> trustRoleFromId(const QString &id)
{
    for (const auto &[role, known] : roles) {
        if (id == QLatin1StringView(known))
            return role;
    }
    return std::nullopt;
}

bool TrustAnchor::isSimulated() const
{
    return certificate.subject().text().contains(QLatin1StringView("SIMULATED"));
}

bool TrustAnchor::isTestOnly() const
{
    return certificate.subject().text().contains(QLatin1StringView("TEST-ONLY"));
}

void TrustSnapshot::addTo(Terms &terms) const
{
    for (const TrustAnchor &anchor : anchors) {
        const AttestationAnchor attestation{
            .certificate = anchor.certificate, .simulated = anchor.isSimulated()};
        if (isFor(anchor, TrustRole::Android))
            terms.androidAnchors.append(attestation);
        if (isFor(anchor, TrustRole::AppleAttestation))
            terms.appleAnchors.append(attestation);
        if (isFor(anchor, TrustRole::AppleReceipt))
            terms.appleReceiptAnchors.append(attestation);
        if (isFor(anchor, TrustRole::EgkRoot))
            terms.egkAnchors.append(anchor.certificate);
        if (isFor(anchor, TrustRole::EgkIssuer))
            terms.egkIssuers.append(anchor.certificate);
        if (anchor.role == TrustRole::OcspSigner)
            terms.ocspSigners.append(anchor.certificate);
    }
    // An imported list was looked at when it came.
    if (statusList.isEmpty())
        return;
    if (auto list = StatusList::fromJson(statusList))
        terms.statusList = std::make_shared<const StatusList>(std::move(*list));
    if (const auto list = StatusList::fromJson(statusList))
        terms.statusList = std::make_shared<const StatusList>(*list);
}

const TrustSnapshot &publicTrust()
{
    static const TrustSnapshot snapshot = [] {
        initTrustResource();
        TrustSnapshot shipped{.name = QStringLiteral("public"),
            .date = QDateTime::fromString(QString::fromLatin1(shippedDate), Qt::ISODate),
            .anchors = {},
            .statusList = {},
            .origin = QStringLiteral("dsr-workstation")};
        for (const AndroidRoot &root : androidRoots()) {
            if (root.origin)
                appendShipped(shipped, "android", root.name, TrustRole::Android, root.sha256, root.origin);
        }
        for (const AppleRoot &root : appleRoots)
            appendShipped(shipped, "apple", root.name, root.role, root.sha256, root.origin);
        return shipped;
    }();
    return snapshot;
}

QByteArray toBytes(const TrustSnapshot &snapshot)
{
    QJsonArray anchors;
    for (const TrustAnchor &anchor : snapshot.anchors) {
        anchors.append(QJsonObject{{QStringLiteral("role"), trustRoleId(anchor.role)},
            {QStringLiteral("subject"), anchor.certificate.subject().text()},
            {QStringLiteral("sha256"), hexText(anchor.certificate.sha256Fingerprint())},
            {QStringLiteral("origin"), anchor.origin},
            {QStringLiteral("certificate"), QString::fromLatin1(anchor.certificate.pem())}});
    }
    return QJsonDocument(
        QJsonObject{{QStringLiteral("dsrTrust"), 1}, {QStringLiteral("name"), snapshot.name},
            {QStringLiteral("date"), isoUtc(snapshot.date)}, {QStringLiteral("origin"), snapshot.origin},
            {QStringLiteral("anchors"), anchors},
            {QStringLiteral("statusList"), QString::fromUtf8(snapshot.statusList)}})
        .toJson(QJsonDocument::Indented);
}

Result<TrustSnapshot> trustSnapshotFromBytes(
    const QByteArray &bytes, const QString &path, TrustRole role, const QDateTime &date)
{
    TrustSnapshot snapshot{.name = {}, .date = date, .anchors = {}, .statusList = {}, .origin = path};
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    if (json.isObject()) {
        if (json.object().value(QLatin1StringView("dsrTrust")).toInt() == 1)
            return snapshotFromJson(json.object(), path);
        if (!StatusList::fromJson(bytes))
            return malformed(path, "neither a trust snapshot nor a status list");
        snapshot.statusList = bytes;
        return snapshot;
    }
    const auto anchors = json.isArray()
        ? anchorsFromRootList(json.array(), path, role == TrustRole::Any ? TrustRole::Android : role)
        : anchorsFromPem(bytes, path, role);
    if (!anchors)
        return fail(anchors.error());
    snapshot.anchors = *anchors;
    return snapshot;
}

QList<TrustDifference> compare(const TrustSnapshot &first, const TrustSnapshot &second)
{
    QList<TrustDifference> differences;
    for (const TrustAnchor &anchor : first.anchors) {
        if (!holds(second, anchor))
            differences.append(differenceOf(anchor, false));
    }
    for (const TrustAnchor &anchor : second.anchors) {
        if (!holds(first, anchor))
            differences.append(differenceOf(anchor, true));
    }
    if (first.statusList == second.statusList)
        return differences;
    for (const auto &[snapshot, added] : {std::pair(&first, false), std::pair(&second, true)}) {
        if (snapshot->statusList.isEmpty())
            continue;
        differences.append({.added = added,
            .what = QStringLiteral("statusList"),
            .role = {},
            .subject = QString::number(QJsonDocument::fromJson(snapshot->statusList)
                    .object()
                    .value(QLatin1StringView("entries"))
                    .toObject()
                    .size()),
            .sha256 = hexText(sha256(snapshot->statusList))});
    }
    return differences;
}

} // namespace dsr
