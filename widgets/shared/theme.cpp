#include "widgets/shared/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>
#include <QWidget>

#include <cmath>

// Outside of any namespace, as the macro wants it.
static void loadResources()
{
    Q_INIT_RESOURCE(workstation);
}

namespace dsr {

namespace {

struct ToneColors
{
    const char *ink;
    const char *tint;
};
// In the order of Tone.
constexpr ToneColors lightTones[] = {{"#566270", "#edf1f4"}, {"#0b6370", "#e0f0f2"}, {"#17663a", "#e4f3ea"},
    {"#815300", "#fbf1dc"}, {"#a3201d", "#fbe9e8"}};
constexpr ToneColors darkTones[] = {{"#9fadba", "#262f38"}, {"#62c8d3", "#17363c"}, {"#6fd39b", "#1a3326"},
    {"#f0c067", "#383019"}, {"#ff9a93", "#402325"}};

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QString pointSize(double points)
{
    return QString::number(points, 'f', 1) + QStringLiteral("pt");
}

/// The style sheet with the colours and sizes filled in.
QString styleSheet(const Theme &theme, double basePoints)
{
    QFile file(QStringLiteral(":/theme/workstation.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char *, QString> tokens[] = {
        {"@{tick}", theme.dark ? QStringLiteral("tick-dark") : QStringLiteral("tick-light")},
        {"@window", theme.window.name()}, {"@surface", theme.surface.name()},
        {"@border", theme.border.name()}, {"@text", theme.text.name()}, {"@quiet", theme.quiet.name()},
        {"@onAccent", theme.onAccent.name()}, {"@accentTint", theme.tint(Tone::Accent).name()},
        {"@accent", theme.ink(Tone::Accent).name()}, {"@neutralTint", theme.tint(Tone::Neutral).name()},
        {"@goodTint", theme.tint(Tone::Good).name()}, {"@good", theme.ink(Tone::Good).name()},
        {"@warnTint", theme.tint(Tone::Warn).name()}, {"@warn", theme.ink(Tone::Warn).name()},
        {"@badTint", theme.tint(Tone::Bad).name()}, {"@bad", theme.ink(Tone::Bad).name()},
        {"@titleSize", pointSize(basePoints * 1.7)}, {"@sectionSize", pointSize(basePoints * 1.15)},
        {"@smallSize", pointSize(basePoints * 0.9)}};
    for (const auto &[token, value] : tokens)
        sheet.replace(QLatin1StringView(token), value);
    return sheet;
}

/// Inter where it is installed; else the font of the desktop.
QFont textFont(QFont desktop)
{
    constexpr double smallest = 10;
    desktop.setFamilies({QStringLiteral("Inter"), desktop.family()});
    if (desktop.pointSizeF() < smallest)
        desktop.setPointSizeF(smallest);
    return desktop;
}

QString linePicture(const QString &name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

/// Draws a picture of ours in one colour at whatever size is asked for, once for each size.
class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(QString name, const QColor &color)
        : m_name(std::move(name))
        , m_color(color)
    {
    }
    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_color); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap picture = pixmap(rect.size() * ratio, mode, state);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const QString key = QStringLiteral("%1 %2 %3x%4 %5")
                                .arg(m_name, m_color.name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(mode);
        QPixmap picture;
        if (QPixmapCache::find(key, &picture))
            return picture;
        picture = QPixmap(size);
        picture.fill(Qt::transparent);
        QFile file(linePicture(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return picture;
        QPainter painter(&picture);
        if (mode == QIcon::Disabled)
            painter.setOpacity(disabledOpacity);
        QSvgRenderer(file.readAll().replace("currentColor", m_color.name().toLatin1())).render(&painter);
        QPixmapCache::insert(key, picture);
        return picture;
    }

private:
    static constexpr qreal disabledOpacity = 0.4;
    QString m_name;
    QColor m_color;
};

} // namespace

QColor Theme::ink(Tone tone) const
{
    return QColor(QLatin1StringView((dark ? darkTones : lightTones)[static_cast<size_t>(tone)].ink));
}

QColor Theme::tint(Tone tone) const
{
    return QColor(QLatin1StringView((dark ? darkTones : lightTones)[static_cast<size_t>(tone)].tint));
}

Theme Theme::light()
{
    return {.dark = false,
        .window = QColor(0xf3, 0xf5, 0xf7),
        .surface = QColor(0xff, 0xff, 0xff),
        .border = QColor(0xd5, 0xdc, 0xe3),
        .text = QColor(0x17, 0x20, 0x2a),
        .quiet = QColor(0x56, 0x62, 0x70),
        .onAccent = QColor(0xff, 0xff, 0xff)};
}

Theme Theme::darkness()
{
    return {.dark = true,
        .window = QColor(0x13, 0x18, 0x1e),
        .surface = QColor(0x1b, 0x22, 0x2a),
        .border = QColor(0x33, 0x3e, 0x4a),
        .text = QColor(0xe5, 0xeb, 0xf0),
        .quiet = QColor(0x9f, 0xad, 0xba),
        .onAccent = QColor(0x08, 0x24, 0x28)};
}

const Theme &Theme::of(const QPalette &palette)
{
    static const Theme themes[] = {light(), darkness()};
    return themes[palette.color(QPalette::Window).lightness() < 128 ? 1 : 0];
}

QPalette Theme::palette() const
{
    QPalette result;
    result.setColor(QPalette::Window, window);
    result.setColor(QPalette::WindowText, text);
    result.setColor(QPalette::Base, surface);
    result.setColor(QPalette::AlternateBase, tint(Tone::Neutral));
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::Button, surface);
    result.setColor(QPalette::ButtonText, text);
    result.setColor(QPalette::BrightText, ink(Tone::Bad));
    result.setColor(QPalette::ToolTipBase, surface);
    result.setColor(QPalette::ToolTipText, text);
    result.setColor(QPalette::PlaceholderText, quiet);
    result.setColor(QPalette::Highlight, tint(Tone::Accent));
    result.setColor(QPalette::HighlightedText, text);
    result.setColor(QPalette::Link, ink(Tone::Accent));
    result.setColor(QPalette::LinkVisited, ink(Tone::Accent));
    result.setColor(QPalette::Light, surface);
    result.setColor(QPalette::Midlight, border);
    result.setColor(QPalette::Mid, border);
    result.setColor(QPalette::Dark, border);
    result.setColor(QPalette::Shadow, border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, quiet);
    return result;
}

void useTheme(QApplication &application, const QString &name)
{
    loadResources();
    const bool dark =
        name.isEmpty() ? Theme::of(application.palette()).dark : name == QLatin1StringView("dark");
    const Theme theme = dark ? Theme::darkness() : Theme::light();
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(textFont(QApplication::font()));
    QApplication::setPalette(theme.palette());
}

void useStyleSheet(QApplication &application)
{
    application.setStyleSheet(
        styleSheet(Theme::of(application.palette()), QApplication::font().pointSizeF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

QIcon lineIcon(const QString &name, const QColor &color)
{
    loadResources();
    return QFile::exists(linePicture(name)) ? QIcon(new LineIconEngine(name, color)) : QIcon();
}

QPixmap brandPicture(int side, qreal ratio)
{
    loadResources();
    QSvgRenderer renderer(QStringLiteral(":/icons/dsr-workstation.svg"));
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, side, side));
    return pixmap;
}

void setLook(QWidget *widget, const char *look)
{
    widget->setProperty("look", QString::fromLatin1(look));
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return; // not styled yet, so there is nothing to do again
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace dsr
