#include "widgets/register/dialogoperator.h"

namespace dsr {

DialogOperator::DialogOperator(bool stepwise, QObject *parent)
    : QObject(parent)
    , m_stepwise(stepwise)
{
}

bool DialogOperator::proceed(const Step &step, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_stepwise)
        return true;
    Q_EMIT waitsForGo(step.id);
    const bool go = m_answered.wait(lock, stop, [this] { return m_go || !m_stepwise; });
    m_go = false;
    return go;
}

Tempo DialogOperator::tempo() const
{
    const std::lock_guard guard(m_mutex);
    return m_stepwise ? Tempo::StepByStep : Tempo::Asks;
}

Result<Secret> DialogOperator::secret(const SecretQuestion &question, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_answer.reset();
    Q_EMIT secretAsked(question);
    if (!m_answered.wait(lock, stop, [this] { return m_answer.has_value(); }))
        return fail(ErrorCode::Cancelled, QStringLiteral("question at the window"));
    Secret answer = std::move(*m_answer);
    m_answer.reset();
    return answer;
}

void DialogOperator::nextStep()
{
    const std::lock_guard guard(m_mutex);
    m_go = true;
    m_answered.notify_all();
}

void DialogOperator::runTheRest()
{
    const std::lock_guard guard(m_mutex);
    m_stepwise = false;
    m_answered.notify_all();
}

void DialogOperator::answer(Secret secret)
{
    const std::lock_guard guard(m_mutex);
    m_answer.emplace(std::move(secret));
    m_answered.notify_all();
}

} // namespace dsr
