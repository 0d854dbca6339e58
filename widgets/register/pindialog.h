#pragma once

#include "core/flow/managepin.h"
#include "core/flow/runrecord.h"
#include "widgets/shared/windowsetup.h"

#include <QDialog>

#include <memory>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace dsr {

class DialogOperator;
class PinPanel;
class Run;

/// The life of a PIN at the counter: look, change, choose the first one, unblock with the PUK. The state and
/// the tries left are shown first; nothing is tried by itself.
class PinDialog : public QDialog
{
    Q_OBJECT
public:
    /// `reader`: name; empty for the built-in one.
    PinDialog(const WindowSetup &setup, const QString &reader, QWidget *parent = nullptr);
    ~PinDialog() override;

    /// Begins a task; the first one, Look, begins when the dialog is shown.
    void start(PinTask task);
    PinPanel *panel() const { return m_panel; }
    QPushButton *button(PinTask task) const;
    QString message() const;

Q_SIGNALS:
    void asked();
    void finished(const dsr::RunRecord &record);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void run(CardSource *source, PinTask task);
    void answer();
    void tell(const RunRecord &record, PinTask task);
    void offer(bool enabled);

    WindowSetup m_setup;
    QString m_reader;
    QLabel *m_title;
    QLabel *m_message;
    PinPanel *m_panel;
    QPushButton *m_change;
    QPushButton *m_activate;
    QPushButton *m_unblock;
    QPushButton *m_close;
    std::unique_ptr<DialogOperator> m_operator;
    std::unique_ptr<Run> m_run; ///< gone before the operator that it asks
};

} // namespace dsr
