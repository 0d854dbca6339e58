#include "core/flow/cardsteps.h"

#include "core/base/encoding.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

namespace {

QJsonObject toJson(const ApduRecord &record)
{
    QJsonObject object{{QStringLiteral("command"), record.command},
        {QStringLiteral("response"), record.response}, {QStringLiteral("meaning"), record.meaning},
        {QStringLiteral("microseconds"), record.microseconds}};
    if (!record.plainCommand.isEmpty()) {
        object.insert(QStringLiteral("plainCommand"), record.plainCommand);
        object.insert(QStringLiteral("plainResponse"), record.plainResponse);
    }
    return object;
}

/// Somebody else came between: nothing is wrong with the card, and it can be opened again.
bool isInterruption(ErrorCode code)
{
    return code == ErrorCode::CardReset || code == ErrorCode::CardChannelLost;
}

Result<void> askForChannel(Run &run, CardSession &card, const QString &reader)
{
    SecretQuestion question{.kind = SecretKind::Can, .reader = reader};
    for (;;) {
        releaseForQuestion(run, card);
        auto can = run.drivenBy().secret(question, run.stopToken());
        if (!can)
            return fail(can.error());
        const auto opened = card.openChannel(std::move(*can), run.stopToken());
        if (opened)
            return {};
        const ErrorCode code = opened.error().code;
        if (code != ErrorCode::CardCanWrong && code != ErrorCode::CardCanFormat)
            return opened;
        question.wrongBefore = true;
    }
}

} // namespace

ExchangeKeeper::ExchangeKeeper(Run &run, CardSession &card, const char *artifact)
    : m_run(run)
    , m_card(card)
    , m_artifact(QString::fromLatin1(artifact))
{
    m_card.setObserver([this](const ApduRecord &record) { m_records.append(toJson(record)); });
}

ExchangeKeeper::~ExchangeKeeper()
{
    m_card.setObserver({});
    m_run.keep({m_artifact, DataKind::Json, QJsonDocument(m_records).toJson(QJsonDocument::Indented), true});
}

Result<void> repeatOnce(CardSession &card, const std::function<Result<void>()> &work)
{
    Result<void> done = work();
    if (!done && isInterruption(done.error().code)) {
        card.release();
        done = work();
    }
    return done;
}

Result<void> findHealthCard(Run &run, CardSession &card, const QString &reader)
{
    const ExchangeKeeper keeper(run, card, "card.exchange.identify");
    const auto found = repeatOnce(card, [&]() -> Result<void> {
        const auto info = card.identify(run.stopToken());
        if (!info)
            return fail(info.error());
        return info->contactless ? askForChannel(run, card, reader) : Result<void>();
    });
    if (!found)
        return found;
    const HealthCardInfo &info = card.info();
    const QJsonObject told{{QStringLiteral("atr"), hexText(info.atr)}, {QStringLiteral("iccsn"), info.iccsn},
        {QStringLiteral("objectSystemVersion"), info.objectSystemVersion},
        {QStringLiteral("contactless"), info.contactless}};
    run.keep(
        {QStringLiteral("card.info"), DataKind::Json, QJsonDocument(told).toJson(QJsonDocument::Indented)});
    return {};
}

Result<PinStatus> askPinStatus(Run &run, CardSession &card)
{
    const ExchangeKeeper keeper(run, card, "card.exchange.pin");
    PinStatus status;
    const auto asked = repeatOnce(card, [&]() -> Result<void> {
        const auto opened = card.use(run.stopToken());
        const auto told = opened ? (*opened)->pinStatus() : fail(opened.error());
        if (!told)
            return fail(told.error());
        status = *told;
        return {};
    });
    return asked ? Result<PinStatus>(status) : fail(asked.error());
}

void releaseForQuestion(Run &run, CardSession &card)
{
    if (run.drivenBy().tempo() != Tempo::AtOnce)
        card.release();
}

} // namespace dsr
