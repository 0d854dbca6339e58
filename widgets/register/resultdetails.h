#pragma once

#include "core/flow/runrecord.h"

#include <QFrame>

class QLabel;
class QTableView;

namespace dsr {

class FindingModel;

/// The technical side of a result: failing check, error code, trace id, and everything that was judged.
class ResultDetails : public QFrame
{
    Q_OBJECT
public:
    explicit ResultDetails(QWidget *parent = nullptr);
    void showRecord(const RunRecord &record);
    QString technicalText() const;
    QTableView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    RunRecord m_record;
    QLabel *m_facts;
    FindingModel *m_findings;
    QTableView *m_table;
};

} // namespace dsr
