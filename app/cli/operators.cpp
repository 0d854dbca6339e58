#include "app/cli/operators.h"

#include "app/cli/command.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Operators)
};

std::unexpected<Error> pinRefused(const PinQuestion &question)
{
    return fail(ErrorCode::CardPinWrong, QStringLiteral("PIN given by script"),
        {{QStringLiteral("triesLeft"), question.triesLeft}});
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

Result<Secret> TerminalOperator::pin(const PinQuestion &question, std::stop_token stop)
{
    if (question.wrongBefore)
        m_terminal->write(Text::tr("That was not the PIN of the card.") + QLatin1Char('\n'));
    if (question.triesLeft >= 0)
        m_terminal->write(Text::tr("%n try(s) left.", nullptr, question.triesLeft) + QLatin1Char('\n'));
    if (question.triesLeft == 1) {
        const auto answer = m_terminal->ask(
            Text::tr("If this try is wrong, the PIN will be blocked. Write “yes” to go on: "), stop);
        if (!answer)
            return fail(answer.error());
        if (!isYes(*answer))
            return fail(ErrorCode::Cancelled, QStringLiteral("last try not confirmed"));
    }
    return m_terminal->askSecret(Text::tr("PIN of the card in “%1”: ").arg(question.reader), stop);
}

// --- ScriptOperator

ScriptOperator::ScriptOperator(Secret pin, bool mayUseLastTry)
    : m_pin(std::move(pin))
    , m_mayUseLastTry(mayUseLastTry)
{
}

bool ScriptOperator::proceed(const Step &, std::stop_token stop)
{
    return !stop.stop_requested();
}

Result<Secret> ScriptOperator::pin(const PinQuestion &question, std::stop_token)
{
    if (question.wrongBefore)
        return pinRefused(question);
    if (question.triesLeft == 1 && !m_mayUseLastTry) {
        return wrongUsage(Text::tr(
            "Only one try is left, and a wrong one would block the PIN; --use-last-try takes the risk."));
    }
    return m_pin.clone();
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

Result<Secret> TestPinOperator::pin(const PinQuestion &question, std::stop_token)
{
    if (question.wrongBefore)
        return pinRefused(question);
    if (m_cardInReader() != m_testBed.card.certificate.der())
        return wrongUsage(
            Text::tr("--test-pin is for the built-in card, and the card in the reader is another one."));
    return m_testBed.pin->clone();
}

} // namespace dsr
