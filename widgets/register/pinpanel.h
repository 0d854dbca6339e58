#pragma once

#include "core/base/secret.h"
#include "core/flow/operator.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QPushButton;

namespace dsr {

class SecretField;
class SignLabel;

/// Asks for the PIN of the health card inside the window: tries left first, then the field. The last try
/// needs a confirmation of its own. Nothing is repeated by itself.
class PinPanel : public QFrame
{
    Q_OBJECT
public:
    explicit PinPanel(QWidget *parent = nullptr);

    /// Shows the question and puts the keyboard into the field. `training`: the built-in card is asked, whose
    /// PIN may be filled in.
    void ask(const PinQuestion &question, bool training);
    /// What was typed; the field is empty afterwards.
    Secret takePin();

    SecretField *field() const { return m_field; }
    QPushButton *confirmButton() const { return m_confirm; }
    QPushButton *testPinButton() const { return m_testPin; }
    QCheckBox *lastTryBox() const { return m_lastTry; }
    QString triesText() const;

Q_SIGNALS:
    /// The person confirmed; takePin() has the PIN.
    void confirmed();
    void testPinWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void enableConfirm();

    PinQuestion m_question;
    bool m_training = false;
    QLabel *m_title;
    SignLabel *m_tries;
    QLabel *m_hint;
    SecretField *m_field;
    QCheckBox *m_lastTry;
    QPushButton *m_confirm;
    QPushButton *m_testPin;
};

} // namespace dsr
