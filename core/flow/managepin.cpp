#include "core/flow/managepin.h"

#include "core/flow/cardsteps.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::ManagePin)
};

struct Work
{
    PinTaskSetup setup;
    CardSession card;
    PinStatus pin;
};
using Shared = std::shared_ptr<Work>;

void keepState(Run &run, const PinStatus &status)
{
    const QJsonObject state{{QStringLiteral("state"), pinStateId(status.state)},
        {QStringLiteral("triesLeft"), status.triesLeft < 0 ? QJsonValue() : QJsonValue(status.triesLeft)}};
    run.keep(
        {QStringLiteral("pin.state"), DataKind::Json, QJsonDocument(state).toJson(QJsonDocument::Indented)});
}

/// The task fits the state of the PIN, before anybody is asked for anything.
Result<void> checkTask(PinTask task, PinState state)
{
    const bool isFresh = state == PinState::Transport || state == PinState::Empty;
    const QString where = QStringLiteral("state of the PIN");
    if (task == PinTask::Activate && !isFresh)
        return fail(ErrorCode::CardPinAlreadySet, where);
    if ((task == PinTask::Change || task == PinTask::Unblock) && isFresh)
        return fail(ErrorCode::CardPinTransport, where);
    if (task == PinTask::Change && state == PinState::Blocked)
        return fail(ErrorCode::CardPinBlocked, where);
    return {};
}

/// What is asked for first; nothing for the first PIN of a card that has none.
std::optional<SecretKind> currentSecret(PinTask task, PinState state)
{
    if (task == PinTask::Unblock)
        return SecretKind::Puk;
    if (task == PinTask::Change)
        return SecretKind::Pin;
    return state == PinState::Transport ? std::optional(SecretKind::TransportPin) : std::nullopt;
}

Result<void> setPin(HealthCard &card, PinTask task, const Secret &current, const Secret &fresh)
{
    switch (task) {
    case PinTask::Change:
        return card.changePin(current, fresh);
    case PinTask::Activate:
        return current.isEmpty() ? card.setFirstPin(fresh) : card.activatePin(current, fresh);
    case PinTask::Unblock:
        return card.unblockPin(current, fresh.isEmpty() ? std::nullopt : std::optional(fresh.clone()));
    case PinTask::Look:
        break;
    }
    return {};
}

/// A secret that was wrong is asked for again, by a person who sees the tries left; never repeated by itself.
bool mayAskAgain(const Error &error, SecretQuestion &question)
{
    switch (error.code) {
    case ErrorCode::CardPinWrong:
    case ErrorCode::CardPukWrong:
        question.triesLeft = error.facts.value(QStringLiteral("triesLeft"), -1).toInt();
        break;
    case ErrorCode::CardPinFormat:
    case ErrorCode::CardPukFormat:
        break;
    default:
        return false;
    }
    question.wrongBefore = true;
    return question.triesLeft != 0;
}

Result<void> askAndSet(Run &run, Work &work)
{
    const ExchangeKeeper keeper(run, work.card, "card.exchange.change");
    const auto kind = currentSecret(work.setup.task, work.pin.state);
    const bool atReader = work.card.takesPinAtReader() && work.setup.task != PinTask::Unblock && kind;
    SecretQuestion question{.kind = kind.value_or(SecretKind::NewPin),
        .reader = work.setup.reader,
        .triesLeft = kind == SecretKind::Pin ? work.pin.triesLeft : -1,
        .atReader = atReader};
    for (;;) {
        run.reach(0);
        releaseForQuestion(run, work.card);
        auto current = kind ? run.drivenBy().secret(question, run.stopToken()) : Secret();
        if (!current)
            return fail(current.error());
        const bool enteredAtReader = atReader && current->isEmpty();
        auto fresh = enteredAtReader
            ? Secret()
            : run.drivenBy().secret({.kind = SecretKind::NewPin,
                                        .reader = work.setup.reader,
                                        .wrongBefore = !kind && question.wrongBefore},
                  run.stopToken());
        if (!fresh)
            return fail(fresh.error());
        if (run.stopToken().stop_requested()) // no try is spent for somebody who has stopped
            return fail(ErrorCode::Cancelled, QStringLiteral("set PIN"));
        run.reach(1);
        const auto card = work.card.use(run.stopToken());
        if (!card)
            return fail(card.error());
        const auto done = enteredAtReader ? (*card)->changePinAtReader(work.setup.pinPad)
                                          : setPin(**card, work.setup.task, *current, *fresh);
        if (done)
            break;
        if (!mayAskAgain(done.error(), question))
            return done;
    }
    const auto card = work.card.use(run.stopToken());
    const auto status = card ? (*card)->pinStatus() : fail(card.error());
    if (!status)
        return fail(status.error());
    keepState(run, *status);
    return {};
}

std::function<Result<void>(Run &)> bind(const Shared &work, Result<void> (*body)(Run &, Work &))
{
    return [work, body](Run &run) {
        const auto done = body(run, *work);
        if (!done || run.drivenBy().tempo() == Tempo::StepByStep)
            work->card.release();
        return done;
    };
}

Result<void> connectCard(Run &run, Work &work)
{
    return findHealthCard(run, work.card, work.setup.reader);
}

Result<void> lookAtPin(Run &run, Work &work)
{
    const auto status = askPinStatus(run, work.card);
    if (!status)
        return fail(status.error());
    work.pin = *status;
    keepState(run, work.pin);
    return checkTask(work.setup.task, work.pin.state);
}

struct Wording
{
    QString recipe;
    QString step;
    QString purpose;
};

Wording wordingOf(PinTask task)
{
    switch (task) {
    case PinTask::Change:
        return {Text::tr("Change the PIN"), Text::tr("Set the new PIN"),
            Text::tr("The card compares the old PIN and takes the new one.")};
    case PinTask::Activate:
        return {Text::tr("Choose the first PIN"), Text::tr("Set the first PIN"),
            Text::tr("The PIN from the letter is replaced by one that only the insured person knows.")};
    case PinTask::Unblock:
        return {Text::tr("Unblock the PIN"), Text::tr("Unblock with the PUK"),
            Text::tr("The card compares the PUK, which it counts, and lets the PIN be used again.")};
    case PinTask::Look:
        break;
    }
    return {Text::tr("Look at the PIN"), {}, {}};
}

} // namespace

Recipe managePin(const PinTaskSetup &setup)
{
    using enum Participant;
    const auto work =
        std::make_shared<Work>(Work{.setup = setup, .card = {setup.cards, setup.reader}, .pin = {}});
    const Wording wording = wordingOf(setup.task);
    const auto message = [](Participant from, Participant to, const QString &label, const char *artifact) {
        return Arrow{{}, from, to, label, QString::fromLatin1(artifact)};
    };
    Recipe recipe{QStringLiteral("manage-pin"), wording.recipe, {}};
    recipe.steps = {
        {QStringLiteral("connect-card"), {}, Text::tr("Find the health card"),
            Text::tr("The card in the reader is recognised; nothing personal is read."),
            QStringLiteral("egk-card 4.4"),
            {message(TrustClient, Smartcard, Text::tr("which card is it"), "card.exchange.identify")},
            bind(work, connectCard)},
        {QStringLiteral("pin-state"), {}, Text::tr("Look at the state of the PIN"),
            Text::tr("The tries left are known before anybody enters a PIN. No try is used."),
            QStringLiteral("egk-card 2.3"),
            {message(TrustClient, Smartcard, Text::tr("state of the PIN"), "card.exchange.pin")},
            bind(work, lookAtPin)}};
    if (setup.task != PinTask::Look) {
        recipe.steps.append(
            {QStringLiteral("set-pin"), {}, wording.step, wording.purpose, QStringLiteral("egk-card 2.1"),
                {message(User, TrustClient, Text::tr("old and new secret"), ""),
                    message(TrustClient, Smartcard, Text::tr("set PIN"), "card.exchange.change")},
                bind(work, askAndSet)});
    }
    return recipe;
}

} // namespace dsr
