#pragma once

#include "core/flow/cardstate.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace dsr {

/// How things stand with the card: a picture, a sentence, what to do, and a button where the program can do
/// it. Changes are announced to assistive technology.
class CardPanel : public QFrame
{
    Q_OBJECT
public:
    explicit CardPanel(QWidget *parent = nullptr);

    void showSituation(const CardSituation &situation);
    const CardSituation &situation() const { return m_situation; }
    QPushButton *actionButton() const { return m_button; }

Q_SIGNALS:
    /// The card in this other reader is wanted.
    void readerWanted(const QString &reader);
    /// Another reader is to be chosen.
    void choiceWanted();
    /// The PIN is to be unblocked or chosen.
    void pinWanted();
    /// The card is to be looked at once more.
    void lookWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void act();
    void paintPicture();
    void retranslate();

    CardSituation m_situation;
    QLabel *m_picture;
    QLabel *m_sentence;
    QLabel *m_action;
    QPushButton *m_button;
};

} // namespace dsr
