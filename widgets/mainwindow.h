#pragma once

#include "widgets/shared/windowsetup.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>

class QPushButton;
class QStackedWidget;

namespace dsr {

struct Artifact;

class CardMonitor;
class InspectPlace;
class ReaderWatch;
class RegisterPlace;
class ServicePlace;
class StatusStrip;
class TrainingDialog;

/// The window: a rail with the places, and the status strip. Test bed, service and PC/SC are opened after the
/// first paint, on other threads.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// `language`: the one in use.
    MainWindow(const WindowSetup &setup, const QString &language);
    ~MainWindow() override;

    RegisterPlace *registerPlace() const { return m_register; }
    ServicePlace *servicePlace() const { return m_service; } ///< made after the first paint; nullptr before
    InspectPlace *inspectPlace() const { return m_inspect; } ///< likewise
    CardMonitor *cardMonitor() const { return m_monitor.get(); }
    StatusStrip *statusStrip() const { return m_strip; }
    QPushButton *registerButton() const { return m_registerButton; }
    QPushButton *serviceButton() const { return m_serviceButton; }
    QPushButton *inspectButton() const { return m_inspectButton; }

Q_SIGNALS:
    /// The window was painted for the first time; nothing slow was begun before.
    void painted();
    void languageWanted(const QString &language);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *makeRail();
    void connectMonitor();
    void chooseReader(const QString &reader);
    void openPin(const QString &reader);
    void openTraining();
    void open();
    void openInInspect(const Artifact &artifact);
    void retranslate();

    WindowSetup m_setup;
    std::unique_ptr<ReaderWatch> m_watch;
    std::unique_ptr<CardMonitor> m_monitor;
    QPushButton *m_registerButton = nullptr;
    QPushButton *m_serviceButton = nullptr;
    QPushButton *m_inspectButton = nullptr;
    QStackedWidget *m_places;
    RegisterPlace *m_register;
    ServicePlace *m_service = nullptr;
    InspectPlace *m_inspect = nullptr;
    StatusStrip *m_strip;
    QPointer<TrainingDialog> m_training;
    bool m_opened = false;
};

} // namespace dsr
