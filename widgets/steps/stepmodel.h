#pragma once

#include "core/flow/runrecord.h"

#include <QAbstractListModel>

namespace dsr {

/// A run as list, diagram and detail see it: the record, and one row per step. Follows a living run step by
/// step, or shows a finished record.
class StepModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { StatusRole = Qt::UserRole, NumberRole, DurationRole };

    using QAbstractListModel::QAbstractListModel;

    /// Shows another run.
    void show(const RunRecord &record);
    /// Takes what the run says about itself in the end (outcome, findings, certificate); steps stay rows.
    void complete(const RunRecord &record);
    void update(int step, const StepRecord &record);
    /// Gives titles, purposes and labels in the language of now, also to records made in another one.
    void retranslate();

    const RunRecord &record() const { return m_record; }
    /// nullptr outside.
    const StepRecord *step(int index) const;
    int runningStep() const; ///< -1 = none
    int doneSteps() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    RunRecord m_record;
};

} // namespace dsr
