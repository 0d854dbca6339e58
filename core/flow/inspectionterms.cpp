#include "core/flow/inspectionterms.h"

#include "core/base/encoding.h"
#include "core/crypto/tokencipher.h"

#include <QCoreApplication>

#include <utility>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::InspectionTerms)
};

constexpr std::pair<JudgeProfile, const char *> profiles[] = {
    {JudgeProfile::Strict, "strict"}, {JudgeProfile::Lenient, "lenient"}, {JudgeProfile::Wallet, "wallet"}};

/// A name of `--expect` and where its value goes.
struct Expectation
{
    const char *name;
    QByteArray Expectations::*bytes = nullptr; ///< base64
    QString Expectations::*text = nullptr;
};
constexpr Expectation expectations[] = {{.name = "nonce", .bytes = &Expectations::nonce},
    {.name = "challenge", .bytes = &Expectations::challenge},
    {.name = "clientDataHash", .bytes = &Expectations::clientDataHash},
    {.name = "appId", .text = &Expectations::appId}, {.name = "keyId", .bytes = &Expectations::keyId},
    {.name = "environment", .text = &Expectations::environment},
    {.name = "packageName", .text = &Expectations::packageName},
    {.name = "publicKey", .bytes = &Expectations::publicKey}, {.name = "kvnr", .text = &Expectations::kvnr},
    {.name = "deviceReferenceId", .text = &Expectations::deviceReferenceId}};

std::unexpected<Error> wrongUsage(const QString &reason)
{
    return fail(ErrorCode::UsageInvalid, QStringLiteral("expect"), {{QStringLiteral("reason"), reason}});
}

Result<QByteArray> bytesOf(const QString &name, const QString &value)
{
    constexpr QLatin1StringView textMark("text:");
    if (name == QLatin1StringView("challenge") && value.startsWith(textMark))
        return value.sliced(textMark.size()).toUtf8();
    auto bytes = fromBase64(value.toLatin1(), Base64Form::Any);
    if (!bytes)
        return wrongUsage(Text::tr("The value expected for “%1” is not base64.").arg(name));
    return bytes;
}

} // namespace

QString judgeProfileId(JudgeProfile profile)
{
    for (const auto &[known, id] : profiles) {
        if (known == profile)
            return QString::fromLatin1(id);
    }
    return {};
}

std::optional<JudgeProfile> judgeProfileFromId(const QString &id)
{
    for (const auto &[profile, known] : profiles) {
        if (id == QLatin1StringView(known))
            return profile;
    }
    return std::nullopt;
}

Terms termsOf(const InspectionChoice &choice)
{
    Terms terms;
    terms.time = choice.time;
    terms.mode = choice.profile == JudgeProfile::Lenient ? Mode::Lenient : Mode::Strict;
    terms.rules = choice.profile == JudgeProfile::Wallet ? RuleSet::Wallet : RuleSet::Dsr;
    terms.expected = choice.expected;
    terms.playKeys = choice.playKeys;
    terms.certificates = choice.certificates;
    terms.links = choice.links;
    for (const TrustSnapshot &snapshot : choice.trust)
        snapshot.addTo(terms);
    return terms;
}

TokenOpener tokenOpener(const PlayKeys &keys)
{
    if (!keys.decryption)
        return {};
    return [key = keys.decryption](QByteArrayView token) -> std::optional<QByteArray> {
        const auto plaintext = decryptJwe(token, *key);
        return plaintext ? std::optional(*plaintext) : std::nullopt;
    };
}

QStringList expectationNames()
{
    QStringList names;
    for (const Expectation &expectation : expectations)
        names.append(QString::fromLatin1(expectation.name));
    return names;
}

Result<void> expect(Expectations &expected, const QString &name, const QString &value)
{
    for (const Expectation &expectation : expectations) {
        if (name != QLatin1StringView(expectation.name))
            continue;
        if (expectation.text) {
            expected.*expectation.text = value;
            return {};
        }
        auto bytes = bytesOf(name, value);
        if (!bytes)
            return fail(bytes.error());
        expected.*expectation.bytes = *bytes;
        return {};
    }
    return wrongUsage(Text::tr("Nothing called “%1” can be expected; possible names: %2.")
            .arg(name, expectationNames().join(QStringLiteral(", "))));
}

} // namespace dsr
