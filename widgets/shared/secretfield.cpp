#include "widgets/shared/secretfield.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QRegularExpressionValidator>

namespace dsr {

SecretField::SecretField(int longest, QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText);
    setMaxLength(longest);
    setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]*")), this));
    setDragEnabled(false);
    setAcceptDrops(false);
}

Secret SecretField::take()
{
    QString typed = text();
    QByteArray digits = typed.toLatin1();
    // The widget's own copies cannot be reached; ours are wiped, and an empty text drops the undo history.
    typed.fill(QChar());
    QString blank(text().size(), QLatin1Char('0'));
    setText(blank);
    setText(QString());
    return Secret(std::move(digits));
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    for (const auto refused :
        {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Undo, QKeySequence::Redo}) {
        if (event->matches(refused)) {
            event->accept();
            return;
        }
    }
    QLineEdit::keyPressEvent(event);
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
}

} // namespace dsr
