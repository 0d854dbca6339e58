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

/// Asks for a secret of the health card inside the window: the PIN (tries left first, then the field; the
/// last try needs a confirmation of its own), or the CAN of a contactless card. Where the reader has keys
/// there is no field, only the request to use them. Nothing is repeated by itself.
class PinPanel : public QFrame
{
    Q_OBJECT
public:
    explicit PinPanel(QWidget *parent = nullptr);

    /// Shows the question and puts the keyboard into the field. `training`: the built-in card is asked, whose
    /// PIN may be filled in.
    void ask(const SecretQuestion &question, bool training);
    /// What was typed; the field is empty afterwards. Empty where the reader takes the PIN: the panel then
    /// stays and says so.
    Secret take();

    SecretField *field() const { return m_field; }
    SecretField *repeatField() const { return m_repeat; }
    QPushButton *confirmButton() const { return m_confirm; }
    QPushButton *testButton() const { return m_test; }
    QCheckBox *lastTryBox() const { return m_lastTry; }
    QString triesText() const;

Q_SIGNALS:
    /// The person confirmed, or nothing has to be confirmed; take() has the answer.
    void confirmed();
    /// The secret of the built-in card shall be used.
    void testWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void begin(bool training);
    void retranslate();
    void describeField();
    void describeTries();
    void enableConfirm();
    bool needsLastTry() const;
    bool isTyped() const;

    SecretQuestion m_question;
    bool m_entering = false; ///< the reader waits for its keys
    bool m_training = false;
    QLabel *m_title;
    SignLabel *m_tries;
    QLabel *m_hint;
    SecretField *m_field;
    SecretField *m_repeat; ///< of a new PIN
    QCheckBox *m_lastTry;
    QPushButton *m_confirm;
    QPushButton *m_test;
};

} // namespace dsr
