#pragma once

#include <QListView>

namespace dsr {

class Selection;
class StepModel;

/// The steps of a run as a list: sign, title, state in words, duration, number of RFC-01. Follows the
/// selection.
class StepView : public QListView
{
    Q_OBJECT
public:
    StepView(StepModel *model, Selection *selection, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace dsr
