#include "app/cli/operators.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Operators)
};

/// What was given by a script is not tried again.
std::unexpected<Error> refused(const SecretQuestion &question)
{
    const QVariantMap facts{{QStringLiteral("triesLeft"), question.triesLeft}};
    switch (question.kind) {
    case SecretKind::Can:
        return fail(ErrorCode::CardCanWrong, QStringLiteral("CAN given by script"));
    case SecretKind::Puk:
        return fail(ErrorCode::CardPukWrong, QStringLiteral("PUK given by script"), facts);
    case SecretKind::Pin:
    case SecretKind::TransportPin:
    case SecretKind::NewPin:
        break;
    }
    return fail(ErrorCode::CardPinWrong, QStringLiteral("PIN given by script"), facts);
}

QString questionText(const SecretQuestion &question)
{
    switch (question.kind) {
    case SecretKind::Can:
        return Text::tr("Six digits on the front of the card in “%1” (CAN): ").arg(question.reader);
    case SecretKind::TransportPin:
        return Text::tr("Transport PIN from the insurer's letter: ");
    case SecretKind::NewPin:
        return Text::tr("New PIN, 6 to 8 digits: ");
    case SecretKind::Puk:
        return Text::tr("PUK from the insurer's letter, 8 digits: ");
    case SecretKind::Pin:
        break;
    }
    return Text::tr("PIN of the card in “%1”: ").arg(question.reader);
}

QString secretName(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Can:
        return Text::tr("the access number (CAN) of a contactless card");
    case SecretKind::NewPin:
        return Text::tr("the new PIN");
    case SecretKind::Puk:
        return Text::tr("the PUK");
    case SecretKind::Pin:
    case SecretKind::TransportPin:
        break;
    }
    return Text::tr("the PIN");
}

QString wrongBeforeText(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Can:
        return Text::tr("That was not the access number of the card.");
    case SecretKind::NewPin:
        return Text::tr("That was not twice the same PIN of 6 to 8 digits.");
    case SecretKind::Puk:
        return Text::tr("That was not the PUK of the card.");
    case SecretKind::Pin:
    case SecretKind::TransportPin:
        break;
    }
    return Text::tr("That was not the PIN of the card.");
}

const char *fileOption(SecretKind kind)
{
    switch (kind) {
    case SecretKind::Can:
        return "can-file";
    case SecretKind::NewPin:
        return "new-pin-file";
    case SecretKind::Puk:
        return "puk-file";
    case SecretKind::Pin:
    case SecretKind::TransportPin:
        break;
    }
    return "pin-file";
}

/// "ja" counts whatever the language is: people answer in theirs.
bool isYes(const QString &answer)
{
    return answer.compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0
        || answer.compare(QLatin1StringView("ja"), Qt::CaseInsensitive) == 0;
}

} // namespace

// --- TerminalOperator

TerminalOperator::TerminalOperator(std::unique_ptr<Terminal> terminal)
    : m_terminal(std::move(terminal))
{
}

bool TerminalOperator::proceed(const Step &, std::stop_token stop)
{
    return !stop.stop_requested();
}

Result<Secret> TerminalOperator::secret(const SecretQuestion &question, std::stop_token stop)
{
    const auto say = [this](const QString &sentence) { m_terminal->write(sentence + QLatin1Char('\n')); };
    if (question.wrongBefore)
        say(wrongBeforeText(question.kind));
    if (question.triesLeft >= 0)
        say(Text::tr("%n try(s) left.", nullptr, question.triesLeft));
    if (question.triesLeft == 1) {
        const auto answer = m_terminal->ask(question.kind == SecretKind::Puk
                ? Text::tr("If this try is wrong, the card can never be unblocked. Write “yes” to go on: ")
                : Text::tr("If this try is wrong, the PIN will be blocked. Write “yes” to go on: "),
            stop);
        if (!answer)
            return fail(answer.error());
        if (!isYes(*answer))
            return fail(ErrorCode::Cancelled, QStringLiteral("last try not confirmed"));
    }
    if (question.atReader) {
        say(Text::tr("Enter the PIN on the keys of the reader “%1”.").arg(question.reader));
        return Secret();
    }
    auto typed = m_terminal->askSecret(questionText(question), stop);
    if (!typed || question.kind != SecretKind::NewPin)
        return typed;
    const auto again = m_terminal->askSecret(Text::tr("The new PIN once more: "), stop);
    if (!again)
        return fail(again.error());
    if (!typed->equals(*again))
        return secret({.kind = SecretKind::NewPin, .reader = question.reader, .wrongBefore = true}, stop);
    return typed;
}

// --- ScriptOperator

ScriptOperator::ScriptOperator(
    std::map<SecretKind, Secret> secrets, bool mayUseLastTry, std::unique_ptr<Operator> other)
    : m_secrets(std::move(secrets))
    , m_mayUseLastTry(mayUseLastTry)
    , m_other(std::move(other))
{
}

bool ScriptOperator::proceed(const Step &step, std::stop_token stop)
{
    return m_other ? m_other->proceed(step, stop) : !stop.stop_requested();
}

Result<Secret> ScriptOperator::secret(const SecretQuestion &question, std::stop_token stop)
{
    const SecretKind kind =
        question.kind == SecretKind::TransportPin ? SecretKind::Pin : question.kind; // both from --pin-file
    const auto known = m_secrets.find(kind);
    if (known == m_secrets.end()) {
        if (m_other)
            return m_other->secret(question, stop);
        return wrongUsage(Text::tr("The card needs a secret that was not given; use --%1.")
                .arg(ascii(fileOption(question.kind))));
    }
    if (question.wrongBefore)
        return refused(question);
    if (question.triesLeft == 1 && !m_mayUseLastTry) {
        return wrongUsage(Text::tr(
            "Only one try is left, and a wrong one would block the PIN; --use-last-try takes the risk."));
    }
    return known->second.clone();
}

QList<QCommandLineOption> secretOptions(std::initializer_list<SecretKind> kinds)
{
    QList<QCommandLineOption> options;
    for (const SecretKind kind : kinds) {
        options.append(valued(fileOption(kind), "FILE|-",
            Text::tr("Reads it from the first line of a file: %1.").arg(secretName(kind))));
    }
    options.append(flag("use-last-try", Text::tr("Lets a secret from a file use the last try of the card.")));
    return options;
}

Result<std::unique_ptr<Operator>> secretsOperator(
    const Context &context, std::initializer_list<SecretKind> kinds, std::unique_ptr<Operator> other)
{
    std::map<SecretKind, Secret> secrets;
    for (const SecretKind kind : kinds) {
        if (!context.has(fileOption(kind)))
            continue;
        auto secret = readSecret(context.value(fileOption(kind)), context.interrupt.token());
        if (!secret)
            return fail(secret.error());
        secrets.emplace(kind, std::move(*secret));
    }
    if (!other) {
        if (auto terminal = Terminal::open())
            other = std::make_unique<TerminalOperator>(std::move(terminal));
    }
    return std::make_unique<ScriptOperator>(
        std::move(secrets), context.has("use-last-try"), std::move(other));
}

// --- TestPinOperator

TestPinOperator::TestPinOperator(const TestBed &testBed, std::function<QByteArray()> cardInReader)
    : m_testBed(testBed)
    , m_cardInReader(std::move(cardInReader))
{
}

bool TestPinOperator::proceed(const Step &, std::stop_token stop)
{
    return !stop.stop_requested();
}

/// Cards do not count wrong CANs, so another card loses nothing by the test CAN.
Result<Secret> TestPinOperator::secret(const SecretQuestion &question, std::stop_token)
{
    if (question.wrongBefore)
        return refused(question);
    if (question.kind == SecretKind::Can)
        return m_testBed.can->clone();
    if (m_cardInReader() != m_testBed.card.certificate.der())
        return wrongUsage(
            Text::tr("--test-pin is for the built-in card, and the card in the reader is another one."));
    return m_testBed.pin->clone();
}

} // namespace dsr
