#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

class QApplication;
class QWidget;

namespace dsr {

/// What a colour says. Colour never says it alone: a sign and a word stand beside it.
enum class Tone { Neutral, Accent, Good, Warn, Bad };

/// All colours of the window, light or dark. Ink on surface, window and its own tint has a contrast of at
/// least 4.5:1.
struct Theme
{
    bool dark = false;
    QColor window; ///< behind everything
    QColor surface; ///< cards, lists, fields
    QColor border;
    QColor text;
    QColor quiet; ///< secondary text
    QColor onAccent; ///< text on an accent area

    /// Text and signs of a tone.
    QColor ink(Tone tone) const;
    /// Background of a tone.
    QColor tint(Tone tone) const;

    static Theme light();
    static Theme darkness();
    /// The one that a palette belongs to, by its lightness.
    static const Theme &of(const QPalette &palette);

    QPalette palette() const;
};

/// "light", "dark" or empty for what the desktop has: sets style, palette and font of the program. Once,
/// before the first window is made.
void useTheme(QApplication &application, const QString &name);
/// The style sheet of the theme in use. Once, after the first window was made and before it is shown: widgets
/// that are put together under a style sheet are styled again with every step, which takes most of the start.
void useStyleSheet(QApplication &application);

/// Contrast of two colours as WCAG 2 counts it, 1 to 21.
double contrast(const QColor &a, const QColor &b);

/// The sign of the program as a square of so many logical pixels.
QPixmap brandPicture(int side, qreal ratio);
/// A line icon of the resources ("register", "copy" …) in this colour.
QIcon lineIcon(const QString &name, const QColor &color);

/// Names the widget for the style sheet: "title", "section", "quiet", "card", "primary" …
void setLook(QWidget *widget, const char *look);

} // namespace dsr
