#pragma once

#include "core/flow/run.h"
#include "widgets/register/setupcard.h"
#include "widgets/shared/windowsetup.h"

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace dsr {

class DialogOperator;
class PinPanel;
class ResultCard;
class ResultDetails;
class Selection;
class SequenceView;
class StepDetail;
class StepModel;
class StepView;

/// The place where a device is registered: choices, the run with its steps, diagram and bytes, the result.
class RegisterPlace : public QWidget
{
    Q_OBJECT
public:
    explicit RegisterPlace(const WindowSetup &setup, QWidget *parent = nullptr);
    ~RegisterPlace() override;

    /// Makes the page of a run, which the first paint does not need. Starting and opening do it if nobody
    /// did.
    void makeReady();
    void setReaders(CardServiceState service, const QList<ReaderInfo> &readers);
    /// Starts a registration; key and certificate go to `identityFolder`, or to a new one in the data folder.
    void start(const SetupChoice &choice, bool stepwise, const QString &identityFolder = {});
    /// Answers the question that is open with the secret of the built-in card.
    void useTestSecret();
    /// Asks the service for the devices of the person, with the new certificate.
    void prove();
    void openSession(const QString &path);

    bool isRunning() const;
    /// Cancels what runs; `finished` follows if something did.
    void cancel();

    StepModel *steps() const { return m_steps; }
    Selection *selection() const { return m_selection; }
    SetupCard *setupCard() const { return m_setupCard; }
    PinPanel *pinPanel() const { return m_pinPanel; }
    ResultCard *resultCard() const { return m_resultCard; }
    ResultDetails *resultDetails() const { return m_resultDetails; }
    SequenceView *diagram() const { return m_diagram; }
    StepView *stepList() const { return m_stepList; }
    StepDetail *detail() const { return m_detail; }
    QPushButton *nextButton() const { return m_next; }

Q_SIGNALS:
    void stepChanged(int index, const dsr::StepRecord &step);
    void secretAsked();
    /// A run begins to use the card; `finished` follows.
    void begun();
    void finished(const dsr::RunRecord &record);
    /// A registration could not even start, or a session could not be opened.
    void failed(const dsr::Error &error);
    void proved(bool accepted);
    /// Somebody wants to look into this with everything that Inspect has.
    void inspectWanted(const dsr::Artifact &artifact);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Prepared;
    using PreparedPtr = std::shared_ptr<Prepared>;

    QWidget *makeSetupPage();
    QWidget *makeRunPage();
    QWidget *makeRunHead();
    void begin(const PreparedPtr &prepared, bool stepwise);
    void connectRun();
    void showStep(int index, const StepRecord &step);
    void ask(const SecretQuestion &question);
    void answer();
    void showResult(const RunRecord &record, bool live);
    void showSetup();
    void showHead(bool running);
    void updateHead();
    void saveSession();
    void saveReport();
    void saveAs(const QString &title, const QString &name, const QString &filter,
        const std::function<QByteArray()> &bytes);
    void askForSession();
    void retranslate();

    WindowSetup m_setup;
    StepModel *m_steps;
    Selection *m_selection;
    std::shared_ptr<const Secret>
        m_testSecret; ///< answers the open question where the built-in card is asked
    QStackedWidget *m_pages;
    SetupCard *m_setupCard;
    QLabel *m_runTitle;
    QLabel *m_progressText;
    QProgressBar *m_progress;
    QPushButton *m_next;
    QPushButton *m_rest;
    QPushButton *m_cancel;
    QPushButton *m_saveSession;
    QPushButton *m_saveReport;
    QPushButton *m_open;
    PinPanel *m_pinPanel;
    ResultCard *m_resultCard;
    ResultDetails *m_resultDetails;
    StepView *m_stepList;
    SequenceView *m_diagram;
    StepDetail *m_detail;
    QStackedWidget *m_lower;
    bool m_live = false; ///< what is shown was run here, not opened
    bool m_preparing = false;
    std::stop_source m_stop; ///< of the jobs that prove

    // In this order: the run is destroyed first, then what it points to.
    PreparedPtr m_prepared;
    std::unique_ptr<DialogOperator> m_operator;
    std::unique_ptr<Run> m_run;
};

} // namespace dsr
