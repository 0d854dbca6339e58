#include "widgets/steps/stepmodel.h"

#include "core/flow/registerdevice.h"
#include "widgets/shared/mark.h"

#include <algorithm>

namespace dsr {

namespace {

/// Texts come from the recipe; a record only remembers those of its time.
void translate(RunRecord &record)
{
    const Recipe recipe = registerDevice({});
    if (record.recipe != recipe.id)
        return;
    record.title = recipe.title;
    for (StepRecord &step : record.steps) {
        const auto known = std::ranges::find(recipe.steps, step.id, &Step::id);
        if (known == recipe.steps.end())
            continue;
        step.title = known->title;
        step.purpose = known->purpose;
        for (qsizetype i = 0; i < qMin(step.arrows.size(), known->arrows.size()); ++i)
            step.arrows[i].label = known->arrows.at(i).label;
    }
}

} // namespace

void StepModel::show(const RunRecord &record)
{
    beginResetModel();
    m_record = record;
    translate(m_record);
    endResetModel();
}

void StepModel::complete(const RunRecord &record)
{
    if (record.steps.size() != m_record.steps.size()) {
        show(record);
        return;
    }
    m_record = record;
    translate(m_record);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void StepModel::update(int step, const StepRecord &record)
{
    if (step < 0 || step >= m_record.steps.size())
        return;
    StepRecord updated = record;
    const StepRecord &shown = m_record.steps.at(step);
    updated.title = shown.title;
    updated.purpose = shown.purpose;
    updated.arrows = shown.arrows;
    m_record.steps[step] = updated;
    Q_EMIT dataChanged(index(step), index(step));
}

void StepModel::retranslate()
{
    translate(m_record);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const StepRecord *StepModel::step(int index) const
{
    return index >= 0 && index < m_record.steps.size() ? &m_record.steps.at(index) : nullptr;
}

int StepModel::runningStep() const
{
    const auto running = std::ranges::find(m_record.steps, StepStatus::Running, &StepRecord::status);
    return running == m_record.steps.end() ? -1 : static_cast<int>(running - m_record.steps.begin());
}

int StepModel::doneSteps() const
{
    return static_cast<int>(std::ranges::count(m_record.steps, StepStatus::Done, &StepRecord::status));
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_record.steps.size());
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    const StepRecord *record = index.isValid() ? step(index.row()) : nullptr;
    if (!record)
        return {};
    const bool timed = record->status == StepStatus::Done || record->status == StepStatus::Failed;
    const QString duration = timed ? durationText(record->milliseconds) : QString();
    switch (role) {
    case Qt::DisplayRole:
        return record->title;
    case Qt::ToolTipRole:
        return record->purpose;
    case Qt::AccessibleTextRole:
        return timed ? tr("Step %1: %2, %3, %4", "number, title, state, duration")
                           .arg(index.row() + 1)
                           .arg(record->title, markOf(record->status).word, duration)
                     : tr("Step %1: %2, %3", "number, title, state")
                           .arg(index.row() + 1)
                           .arg(record->title, markOf(record->status).word);
    case Qt::AccessibleDescriptionRole:
        return record->purpose;
    case StatusRole:
        return QVariant::fromValue(record->status);
    case NumberRole:
        return record->number;
    case DurationRole:
        return duration;
    default:
        return {};
    }
}

} // namespace dsr
