#pragma once

#include "core/base/clock.h"
#include "core/flow/operator.h"
#include "core/flow/runrecord.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace dsr {

/// One execution of a recipe: steps run one after another on a thread of its own. Lives in the thread that
/// made it; signals are sent from the worker and arrive queued. Destroying a Run cancels it and waits.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(Recipe recipe, Operator &driver, const Clock &clock, QObject *parent = nullptr);
    ~Run() override;

    /// Starts the worker and returns at once. Once only.
    void start();
    /// Runs all steps in the calling thread (command line, tests, benchmarks).
    RunRecord runHere();
    /// Asks the run to stop; every wait ends soon, `finished` still comes.
    void cancel();

    /// A snapshot; any thread.
    RunRecord record() const;

    // For the bodies of steps, on the worker thread:
    std::stop_token stopToken() const { return m_stop.get_token(); }
    Operator &drivenBy() { return m_driver; }
    const Clock &clock() const { return m_clock; }
    /// The running step is at this arrow now, and those before it are done. A step begins at its first one.
    void reach(int arrow) { reach(arrow, arrow); }
    /// The same where only the first `done` arrows are known to be done; arrow -1 = not known.
    void reach(int arrow, int done);
    /// Keeps an artifact of the running step and tells listeners.
    void keep(Artifact artifact);
    /// Changes the record under its lock (reader, findings, certificate …).
    void note(const std::function<void(RunRecord &)> &change);

Q_SIGNALS:
    /// A step began, went on, got an artifact or ended.
    void stepChanged(int index, const dsr::StepRecord &step);
    void finished(const dsr::RunRecord &record);

private:
    void execute();

    Recipe m_recipe;
    Operator &m_driver;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    RunRecord m_record;
    int m_current = -1;
    std::stop_source m_stop;
    std::jthread m_worker;
};

} // namespace dsr
