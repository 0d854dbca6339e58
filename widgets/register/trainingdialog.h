#pragma once

#include "widgets/shared/windowsetup.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace dsr {

/// Lets a person play the card in the built-in reader, for training and demonstrations without hardware:
/// which card it is, on contacts or on the antenna, in or out, pulled in the middle of the work, PIN blocked.
/// Not modal: it stays open beside a registration.
class TrainingDialog : public QDialog
{
    Q_OBJECT
public:
    explicit TrainingDialog(const WindowSetup &setup, QWidget *parent = nullptr);

    QComboBox *cards() const { return m_cards; }
    QComboBox *interfaces() const { return m_interfaces; }
    QPushButton *insertButton() const { return m_insert; }
    QPushButton *removeButton() const { return m_remove; }
    QPushButton *blockButton() const { return m_block; }
    QSpinBox *pullAfter() const { return m_pullAfter; }
    QCheckBox *pullInside() const { return m_pullInside; }
    QPushButton *pullButton() const { return m_pull; }
    QString message() const;

Q_SIGNALS:
    /// What was asked for is done, or was refused; the message says which. The state of the PIN may have
    /// changed, which no reader tells.
    void played();

protected:
    void changeEvent(QEvent *event) override;

private:
    using Deed = std::function<Result<QString>(VirtualSource &)>;
    void perform(const Deed &deed);
    void insert();
    void blockPin();
    void pullSoon();
    void fillCards();
    void retranslate();

    WindowSetup m_setup;
    QLabel *m_title;
    QLabel *m_lead;
    QLabel *m_cardLabel;
    QComboBox *m_cards;
    QLabel *m_interfaceLabel;
    QComboBox *m_interfaces;
    QPushButton *m_insert;
    QPushButton *m_remove;
    QPushButton *m_block;
    QLabel *m_pullLabel;
    QSpinBox *m_pullAfter;
    QCheckBox *m_pullInside;
    QPushButton *m_pull;
    QLabel *m_message;
};

} // namespace dsr
