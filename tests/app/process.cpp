#include "tests/app/process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <csignal>

namespace dsr {

namespace {
constexpr int patience = 60'000;
}

QJsonObject Call::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonArray Call::array() const
{
    return QJsonDocument::fromJson(out).array();
}

Sandbox::Sandbox()
{
    m_environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    for (const char *name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            m_environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    m_environment.insert(QStringLiteral("HOME"), path());
    m_environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
    m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    m_environment.insert(QStringLiteral("DSR_DATA_DIR"), dataDir());
    m_environment.insert(
        QStringLiteral("PCSCLITE_CSOCK_NAME"), path(QStringLiteral("there-is-no-service.comm")));
}

QString Sandbox::path(const QString &name) const
{
    return name.isEmpty() ? m_folder.path() : m_folder.filePath(name);
}

QString Sandbox::file(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write into the sandbox");
    return file.fileName();
}

Call Sandbox::ctl(const QStringList &arguments, const QByteArray &input) const
{
    return run(ctlProgram(), arguments, input);
}

Call Sandbox::run(const QString &program, const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    return ended(process);
}

std::unique_ptr<QProcess> Sandbox::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->start(ctlProgram(), arguments);
    return process;
}

QString ctlProgram()
{
    return QStringLiteral(DSR_BIN "/dsrctl");
}

QByteArray nextLine(QProcess &process)
{
    QElapsedTimer timer;
    timer.start();
    process.setReadChannel(QProcess::StandardOutput);
    while (!process.canReadLine() && timer.elapsed() < patience) {
        if (!process.waitForReadyRead(patience))
            return {};
    }
    return process.readLine();
}

QJsonObject nextObject(QProcess &process)
{
    return QJsonDocument::fromJson(nextLine(process)).object();
}

Call ended(QProcess &process)
{
    if (!process.waitForFinished(patience))
        process.kill();
    Call call;
    call.out = process.readAllStandardOutput();
    call.err = process.readAllStandardError();
    if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit
        && process.error() != QProcess::FailedToStart)
        call.exitCode = process.exitCode();
    return call;
}

void sendSignal(const QProcess &process, int number)
{
    ::kill(static_cast<pid_t>(process.processId()), number);
}

QStringList membersOf(const QJsonObject &object)
{
    QStringList names = object.keys();
    names.sort();
    return names;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace dsr
