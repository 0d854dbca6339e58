#pragma once

#include <QProcess>

namespace dsr {

/// An X server without a screen, for tests that need a real display: two kinds of clipboard, keys from
/// outside.
class VirtualDisplay
{
public:
    VirtualDisplay()
    {
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start(QStringLiteral("Xvfb"),
            {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                QStringLiteral("0"), QStringLiteral("1280x900x24"), QStringLiteral("-nolisten"),
                QStringLiteral("tcp")});
        constexpr int patience = 30'000;
        while (m_server.state() != QProcess::NotRunning && !m_server.canReadLine()
            && m_server.waitForReadyRead(patience)) { }
        const QByteArray number = m_server.readLine().trimmed();
        if (!number.isEmpty())
            m_name = ':' + number;
    }
    ~VirtualDisplay()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }
    VirtualDisplay(const VirtualDisplay &) = delete;
    VirtualDisplay &operator=(const VirtualDisplay &) = delete;

    /// For DISPLAY; empty if there is none (package xvfb).
    QByteArray name() const { return m_name; }

private:
    QProcess m_server;
    QByteArray m_name;
};

} // namespace dsr
