#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

namespace dsr {

/// A field for a PIN: digits only, masked, no copy, no undo, no context menu, no text for assistive
/// technology but its name. The digits live in a Secret; the line edit holds as many zeros and never knows
/// them, so that no copy of its text is one of theirs. Typing goes on at the end; Backspace takes the last
/// digit, Delete all of them. What was typed leaves the field once.
class SecretField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretField(int longest, QWidget *parent = nullptr);

    /// Hands over what was typed and empties the field.
    Secret take();
    /// Whether the same was typed into both.
    bool isEqualTo(const SecretField &other) const { return m_digits.equals(other.m_digits); }
    /// Throws away what was typed.
    void clear();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void type(QStringView text);
    void removeLast();
    void showCount();

    Secret m_digits;
};

} // namespace dsr
