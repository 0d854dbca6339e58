#pragma once

#include "core/flow/operator.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace dsr {

/// The person at the window drives the run. The run's worker waits here until the window's thread answers or
/// the run is cancelled; questions arrive in the window by queued signals.
class DialogOperator : public QObject, public Operator
{
    Q_OBJECT
public:
    explicit DialogOperator(bool stepwise, QObject *parent = nullptr);

    // The run's worker thread:
    bool proceed(const Step &step, std::stop_token stop) override;
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override;

    // The window's thread:
    void nextStep();
    void runTheRest();
    void answerPin(Secret pin);

Q_SIGNALS:
    void waitsForGo(const QString &stepId);
    void pinAsked(const dsr::PinQuestion &question);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_answered;
    bool m_stepwise;
    bool m_go = false;
    std::optional<Secret> m_pin;
};

} // namespace dsr
