#include "widgets/shared/secretfield.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>

#include <algorithm>

namespace dsr {

namespace {

/// The first digits, then what `more` says; the array for it is exactly as long, so that it never moves.
Secret madeOf(const Secret &old, qsizetype kept, const QByteArray &more)
{
    QByteArray digits;
    digits.reserve(kept + more.size());
    old.use([&](QByteArrayView bytes) { digits.append(bytes.first(kept)); });
    digits.append(more);
    return Secret(std::move(digits));
}

bool isDigit(QChar letter)
{
    return letter >= QLatin1Char('0') && letter <= QLatin1Char('9');
}

} // namespace

SecretField::SecretField(int longest, QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText);
    setMaxLength(longest);
    setDragEnabled(false);
    setAcceptDrops(false);
}

Secret SecretField::take()
{
    Secret typed = std::move(m_digits);
    clear();
    return typed;
}

void SecretField::clear()
{
    m_digits = Secret();
    showCount();
}

void SecretField::type(QStringView text)
{
    QByteArray digits;
    for (const QChar letter : text) {
        if (isDigit(letter) && m_digits.size() + digits.size() < maxLength())
            digits.append(letter.toLatin1());
    }
    m_digits = madeOf(m_digits, m_digits.size(), digits);
    wipe(digits);
    showCount();
}

void SecretField::removeLast()
{
    m_digits = madeOf(m_digits, std::max(m_digits.size() - 1, qsizetype(0)), {});
    showCount();
}

void SecretField::showCount()
{
    setText(QString(m_digits.size(), QLatin1Char('0')));
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->matches(QKeySequence::Paste)) {
        QString pasted = QGuiApplication::clipboard()->text();
        type(pasted);
        pasted.fill(QChar());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Backspace:
        removeLast();
        return;
    case Qt::Key_Delete:
        clear();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        QLineEdit::keyPressEvent(event); // returnPressed, and the dialog's default button
        return;
    default:
        break;
    }
    const bool isCommand = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool types = !isCommand && !event->text().isEmpty() && event->text().at(0).isPrint();
    if (types)
        type(event->text());
    else
        event->ignore(); // for shortcuts of the window
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    type(event->commitString());
    event->accept();
}

/// A click gives the keyboard to the field; there is nothing to select, and no selection to paste from.
void SecretField::mousePressEvent(QMouseEvent *)
{
    setFocus(Qt::MouseFocusReason);
}

void SecretField::mouseReleaseEvent(QMouseEvent *) { }

void SecretField::mouseDoubleClickEvent(QMouseEvent *) { }

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
}

} // namespace dsr
