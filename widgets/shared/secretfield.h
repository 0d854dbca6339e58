#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

namespace dsr {

/// A field for a PIN: digits only, masked, no copy, no undo, no context menu, no text for assistive
/// technology but its name. What was typed leaves it once, as a Secret.
class SecretField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretField(int longest, QWidget *parent = nullptr);

    /// Hands over what was typed and empties the field.
    Secret take();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace dsr
