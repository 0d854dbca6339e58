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

Result<Secret> DialogOperator::pin(const PinQuestion &question, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_pin.reset();
    Q_EMIT pinAsked(question);
    if (!m_answered.wait(lock, stop, [this] { return m_pin.has_value(); }))
        return fail(ErrorCode::Cancelled, QStringLiteral("PIN"));
    Secret answer = std::move(*m_pin);
    m_pin.reset();
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

void DialogOperator::answerPin(Secret pin)
{
    const std::lock_guard guard(m_mutex);
    m_pin.emplace(std::move(pin));
    m_answered.notify_all();
}

} // namespace dsr
