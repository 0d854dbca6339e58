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
    Tempo tempo() const override;
    Result<Secret> secret(const SecretQuestion &question, std::stop_token stop) override;

    // The window's thread:
    void nextStep();
    void runTheRest();
    /// What was asked for; an empty one lets the reader ask for it.
    void answer(Secret secret);

Q_SIGNALS:
    void waitsForGo(const QString &stepId);
    void secretAsked(const dsr::SecretQuestion &question);

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_answered;
    bool m_stepwise;
    bool m_go = false;
    std::optional<Secret> m_answer;
};

} // namespace dsr
