#pragma once

#include "core/flow/artifact.h"
#include "widgets/shared/windowsetup.h"

#include <QThreadPool>
#include <QUrl>
#include <QWidget>

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QTabWidget;

namespace dsr {

class FindingModel;
class RegistrationModel;
class RequestModel;
class SignLabel;

/// How the local service stands, as the window was told last. A value.
struct ServiceState
{
    bool running = false;
    Mode mode = Mode::Strict;
    QUrl tls;
    QUrl mtls;
    QUrl ocsp;
    QByteArray caPem; ///< of the server certificate
    QList<DeviceRegistration> registrations;
    std::optional<Error> error;
};

/// The place of the local DMS: start and stop, addresses, requests with what was judged, registrations.
/// Everything that may wait runs on one worker, in order.
class ServicePlace : public QWidget
{
    Q_OBJECT
public:
    explicit ServicePlace(const WindowSetup &setup, QWidget *parent = nullptr);
    ~ServicePlace() override;

    /// Starts the service, in the mode chosen.
    void startService();
    void stopService();
    const ServiceState &state() const { return m_state; }

    RequestModel *requests() const { return m_requests; }
    RegistrationModel *registrations() const { return m_registrations; }
    FindingModel *findings() const { return m_findings; }
    QTableView *requestTable() const { return m_requestTable; }
    QTableView *registrationTable() const { return m_registrationTable; }
    QPushButton *switchButton() const { return m_switch; }
    QPushButton *deleteButton() const { return m_delete; }
    QPushButton *reallyDeleteButton() const { return m_reallyDelete; }
    QPushButton *inspectRequestButton() const { return m_inspectRequest; }
    QPushButton *inspectAnswerButton() const { return m_inspectAnswer; }
    QComboBox *modeBox() const { return m_mode; }

Q_SIGNALS:
    void stateChanged(const dsr::ServiceState &state);
    /// Somebody wants to look into this with everything that Inspect has.
    void inspectWanted(const dsr::Artifact &artifact);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeAddresses();
    QWidget *makeRequests();
    QWidget *makeRegistrations();
    QLineEdit *addAddress(QGridLayout *grid, QLabel *label);
    /// Does something with the service on the worker, then shows how it stands.
    void work(std::function<Result<void>(LocalDms &)> job);
    void showState(const ServiceState &state);
    void listen(LocalDms &dms);
    void showFindings();
    void inspectBody(const char *name, QByteArray RequestLogEntry::*body);
    void askDelete(bool open);
    void deleteChosen();
    void exportCa();
    Mode chosenMode() const;
    void retranslate();

    WindowSetup m_setup;
    ServiceState m_state;
    bool m_busy = false;
    bool m_listening = false;
    QThreadPool m_worker;
    RequestModel *m_requests;
    FindingModel *m_findings;
    RegistrationModel *m_registrations;
    QLabel *m_title;
    SignLabel *m_running;
    QLabel *m_modeLabel;
    QComboBox *m_mode;
    QPushButton *m_switch;
    QLabel *m_error;
    QLabel *m_note;
    QLabel *m_tlsLabel;
    QLabel *m_mtlsLabel;
    QLabel *m_ocspLabel;
    QLineEdit *m_tls;
    QLineEdit *m_mtls;
    QLineEdit *m_ocsp;
    QList<QPushButton *> m_copies;
    QPushButton *m_exportCa;
    QTabWidget *m_tabs;
    QTableView *m_requestTable;
    QLabel *m_findingsTitle;
    QPushButton *m_inspectRequest;
    QPushButton *m_inspectAnswer;
    QTableView *m_findingTable;
    QTableView *m_registrationTable;
    QPushButton *m_delete;
    QWidget *m_confirm;
    QLabel *m_confirmText;
    QPushButton *m_reallyDelete;
    QPushButton *m_keep;
};

} // namespace dsr
