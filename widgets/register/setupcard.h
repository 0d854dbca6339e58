#pragma once

#include "core/base/error.h"
#include "core/card/pcsc/readerwatch.h"
#include "core/flow/cardstate.h"
#include "core/flow/registerdevice.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace dsr {

class CardPanel;
class ReaderChoice;
class Settings;

/// With what a person wants to register.
struct SetupChoice
{
    QString reader; ///< empty: the built-in card
    QString dmsUrl; ///< empty: the built-in service
    QString dmsCa; ///< PEM file with the CA of that service
    Profile profile = Profile::Rfc;
};

/// The choices before a registration. Remembers the last ones in the settings.
class SetupCard : public QFrame
{
    Q_OBJECT
public:
    explicit SetupCard(Settings &settings, QWidget *parent = nullptr);

    SetupChoice choice() const;
    void setReaders(CardServiceState service, const QList<ReaderInfo> &readers);
    /// While the registration is being prepared.
    void setBusy(bool busy);
    /// What kept the registration from starting; nothing to clear it.
    void showError(const std::optional<Error> &error);

    /// Cards of which kind count at the chosen service.
    CardPurpose purpose() const;
    CardPanel *cardPanel() const { return m_cardPanel; }
    ReaderChoice *readerChoice() const { return m_readers; }
    QPushButton *pinButton() const { return m_pin; }
    QPushButton *trainingButton() const { return m_training; }
    QPushButton *runAllButton() const { return m_runAll; }
    QPushButton *stepwiseButton() const { return m_stepwise; }

Q_SIGNALS:
    void startWanted(const dsr::SetupChoice &choice, bool stepwise);
    void openSessionWanted();
    void purposeChanged(dsr::CardPurpose purpose);
    /// The PIN of the card in the chosen reader is to be changed, set or unblocked.
    void pinWanted(const QString &reader);
    /// The card in the built-in reader is to be played.
    void trainingWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeCardChoice();
    QWidget *makeServiceChoice();
    QWidget *makeDeveloperPart();
    QWidget *makeButtons();
    void start(bool stepwise);
    void remember(const SetupChoice &choice);
    void retranslate();

    Settings &m_settings;
    std::optional<Error> m_error;
    QLabel *m_title;
    QLabel *m_lead;
    QLabel *m_cardTitle;
    ReaderChoice *m_readers;
    CardPanel *m_cardPanel;
    QPushButton *m_pin;
    QPushButton *m_training;
    QLabel *m_deviceTitle;
    QLabel *m_device;
    QLabel *m_serviceTitle;
    QRadioButton *m_builtIn;
    QRadioButton *m_other;
    QWidget *m_otherFields;
    QLabel *m_urlLabel;
    QLineEdit *m_url;
    QLabel *m_caLabel;
    QLineEdit *m_ca;
    QPushButton *m_browse;
    QCheckBox *m_realOnly;
    QPushButton *m_developers;
    QWidget *m_developerFields;
    QLabel *m_profileLabel;
    QComboBox *m_profile;
    QFrame *m_errorCard;
    QLabel *m_errorTitle;
    QLabel *m_errorAction;
    QPushButton *m_runAll;
    QPushButton *m_stepwise;
    QPushButton *m_open;
};

} // namespace dsr
