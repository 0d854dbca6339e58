// Judges a Play Integrity verdict, as a token or as a payload: every check says something, and none passes
// for bytes that are no verdict.
#include "core/check/chainjudge.h"
#include "core/check/registry.h"

#include <QJsonDocument>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray verdict(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static const dsr::Terms terms = [] {
        dsr::Terms made;
        made.time = QDateTime::fromMSecsSinceEpoch(1795000000000, Qt::UTC);
        made.playKeys.decryption = std::make_shared<const dsr::Secret>(QByteArray(32, 'k'));
        made.playKeys.verification = dsr::PrivateKey::generate(dsr::Curve::P256)->publicKey();
        made.expected.packageName = QStringLiteral("de.example.app");
        made.expected.challenge = QByteArray(32, 'c');
        return made;
    }();
    const QList<dsr::Finding> findings = dsr::judgeIntegrityVerdict(verdict, terms);
    if (findings.size() != dsr::playIntegrityOrder().size())
        std::abort();
    const bool isObject = QJsonDocument::fromJson(verdict).isObject();
    for (const dsr::Finding &finding : findings) {
        const bool isAboutTheVerdict = finding.check != QLatin1StringView("playintegrity.service");
        if (isAboutTheVerdict && !isObject && finding.status == dsr::FindingStatus::Pass)
            std::abort(); // nobody has the key that was made just now
    }
    return 0;
}
