#include "core/flow/step.h"

#include <QCoreApplication>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Participant)
};
constexpr const char *ids[] = {"user", "trustClient", "smartcard", "dms", "google", "ocsp"};
} // namespace

QString participantId(Participant participant)
{
    return QString::fromLatin1(ids[static_cast<size_t>(participant)]);
}

Participant participantFromId(const QString &id)
{
    for (size_t i = 0; i < std::size(ids); ++i) {
        if (id == QLatin1StringView(ids[i]))
            return static_cast<Participant>(i);
    }
    return Participant::TrustClient;
}

QString participantName(Participant participant)
{
    switch (participant) {
    case Participant::User:
        return Text::tr("Insured person");
    case Participant::TrustClient:
        return Text::tr("TrustClient");
    case Participant::Smartcard:
        return Text::tr("Health card");
    case Participant::Dms:
        return Text::tr("DMS");
    case Participant::Google:
        return Text::tr("Google");
    case Participant::Ocsp:
        return Text::tr("OCSP");
    }
    return {};
}

} // namespace dsr
