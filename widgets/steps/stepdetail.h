#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QTabBar;

namespace dsr {

struct Artifact;

class ExchangeView;
class InspectPane;
class Selection;
class SignLabel;
class StepModel;

/// The selected step: what it is for, how it went, and what went in and out, down to the bytes.
class StepDetail : public QFrame
{
    Q_OBJECT
public:
    StepDetail(StepModel *model, Selection *selection, QWidget *parent = nullptr);

    QPushButton *inspectButton() const { return m_inspect; }
    QTabBar *artifacts() const { return m_artifacts; }
    InspectPane *pane() const { return m_pane; }
    ExchangeView *exchange() const { return m_exchange; }

Q_SIGNALS:
    /// Somebody wants to look into this with everything that Inspect has.
    void inspectWanted(const dsr::Artifact &artifact);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshTabs();
    void inspectChosen();
    /// nullptr if the step has none.
    const Artifact *chosen() const;

    StepModel *m_model;
    Selection *m_selection;
    QLabel *m_title;
    SignLabel *m_state;
    QLabel *m_purpose;
    QLabel *m_clause;
    QTabBar *m_artifacts;
    QPushButton *m_inspect;
    QLabel *m_nothing;
    InspectPane *m_pane;
    ExchangeView *m_exchange; ///< in place of the pane where the artifact is an exchange with the card
    QString m_inspected; ///< step and artifact on the screen
};

} // namespace dsr
