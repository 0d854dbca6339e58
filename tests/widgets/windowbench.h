#pragma once

#include "core/base/clock.h"
#include "core/base/randomness.h"
#include "widgets/shared/windowsetup.h"

#include <QTemporaryDir>
#include <QThreadPool>
#include <QTranslator>

namespace dsr::test {

/// Everything a window works with, in a folder of its own.
class WindowBench
{
public:
    WindowBench()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
        , m_workbench({.dataDir = m_folder.filePath(QStringLiteral("data")),
              .clock = &m_clock,
              .randomness = &m_randomness,
              .storePath = {},
              .tls = {},
              .mtls = {},
              .mode = Mode::Strict})
    {
    }
    ~WindowBench() { QThreadPool::globalInstance()->waitForDone(); }
    WindowBench(const WindowBench &) = delete;
    WindowBench &operator=(const WindowBench &) = delete;

    WindowSetup setup() { return {m_workbench, m_settings, m_clock, dataDir()}; }
    Workbench &workbench() { return m_workbench; }
    Settings &settings() { return m_settings; }
    QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }
    /// The built-in card.
    std::shared_ptr<VirtualCard> card() { return m_workbench.builtInCard().value(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandomness m_randomness;
    Settings m_settings;
    Workbench m_workbench;
};

/// Translates every text of ours to itself with a mark and a third more letters, as German might need.
class LongTranslator : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (!QByteArrayView(context).startsWith("dsr::"))
            return {};
        const QString text = QString::fromUtf8(source);
        return text + QStringLiteral("ß") + QString(text.size() / 3, QLatin1Char('n'));
    }
};

} // namespace dsr::test
