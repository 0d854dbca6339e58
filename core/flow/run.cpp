#include "core/flow/run.h"

#include <QElapsedTimer>

namespace dsr {

Run::Run(Recipe recipe, Operator &driver, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_recipe(std::move(recipe))
    , m_driver(driver)
    , m_clock(clock)
{
    qRegisterMetaType<dsr::StepRecord>();
    qRegisterMetaType<dsr::RunRecord>();
    m_record.recipe = m_recipe.id;
    m_record.title = m_recipe.title;
    for (const Step &step : m_recipe.steps) {
        StepRecord record;
        record.id = step.id;
        record.number = step.number;
        record.title = step.title;
        record.purpose = step.purpose;
        record.clause = step.clause;
        record.arrows = step.arrows;
        m_record.steps.append(record);
    }
}

Run::~Run()
{
    cancel();
    if (m_worker.joinable())
        m_worker.join();
}

void Run::start()
{
    m_worker = std::jthread([this] { execute(); });
}

RunRecord Run::runHere()
{
    execute();
    return record();
}

void Run::cancel()
{
    m_stop.request_stop();
}

RunRecord Run::record() const
{
    const std::lock_guard guard(m_mutex);
    return m_record;
}

void Run::reach(int arrow, int done)
{
    note([&](RunRecord &record) {
        record.steps[m_current].arrow = arrow;
        record.steps[m_current].arrowsDone = done;
    });
    Q_EMIT stepChanged(m_current, record().steps.at(m_current));
}

void Run::keep(Artifact artifact)
{
    note([&](RunRecord &record) { record.steps[m_current].artifacts.append(std::move(artifact)); });
    const RunRecord snapshot = record();
    Q_EMIT stepChanged(m_current, snapshot.steps.at(m_current));
}

void Run::note(const std::function<void(RunRecord &)> &change)
{
    const std::lock_guard guard(m_mutex);
    change(m_record);
}

void Run::execute()
{
    note([&](RunRecord &record) { record.startedAt = m_clock.now(); });
    std::optional<Error> failure;
    bool wasStopped = false;
    for (int i = 0; i < m_recipe.steps.size() && !failure; ++i) {
        const Step &step = m_recipe.steps.at(i);
        wasStopped = wasStopped || m_stop.stop_requested() || !m_driver.proceed(step, m_stop.get_token())
            || m_stop.stop_requested();
        m_current = i;
        note([&](RunRecord &record) { record.steps[i].status = StepStatus::Running; });
        Q_EMIT stepChanged(i, record().steps.at(i));
        QElapsedTimer timer;
        timer.start();
        Result<void> result =
            wasStopped && !step.evenIfStopped ? fail(ErrorCode::Cancelled, step.id) : step.body(*this);
        if (!result)
            failure = result.error();
        note([&](RunRecord &record) {
            StepRecord &entry = record.steps[i];
            entry.milliseconds = timer.elapsed();
            entry.status = result ? StepStatus::Done : StepStatus::Failed;
            entry.error = failure;
            if (failure) {
                record.stoppedAt = step.id;
                record.error = failure;
                for (int rest = i + 1; rest < record.steps.size(); ++rest)
                    record.steps[rest].status = StepStatus::Skipped;
            }
        });
        Q_EMIT stepChanged(i, record().steps.at(i));
    }
    m_recipe.steps.clear(); // what the bodies held is given back: the card above all
    note([&](RunRecord &record) {
        record.finishedAt = m_clock.now();
        if (wasStopped && !failure)
            record.error = Error{ErrorCode::Cancelled, m_record.recipe, {{QStringLiteral("finished"), true}}};
        record.outcome = !failure                    ? Outcome::Registered
            : failure->code == ErrorCode::DmsRefused ? Outcome::Refused
                                                     : Outcome::Failed;
    });
    Q_EMIT finished(record());
}

} // namespace dsr
