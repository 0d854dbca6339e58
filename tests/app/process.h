#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace dsr {

/// How a call of a program ended.
struct Call
{
    int exitCode = -1; ///< -1: crashed, killed or never ended
    QByteArray out;
    QByteArray err;

    /// The one JSON document on stdout; empty if it is not exactly one.
    QJsonObject object() const;
    QJsonArray array() const;
};

/// A world of its own for calls of dsrctl: home, data folder, no PC/SC service, English, no settings. The
/// programs of the test ask nothing of the machine and leave nothing on it.
class Sandbox
{
public:
    Sandbox();

    QString path(const QString &name = {}) const;
    QString dataDir() const { return path(QStringLiteral("data")); }
    /// Writes a file into the sandbox and returns its path.
    QString file(const QString &name, const QByteArray &content) const;
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    const QProcessEnvironment &environment() const { return m_environment; }

    /// One whole call of dsrctl.
    Call ctl(const QStringList &arguments, const QByteArray &input = {}) const;
    /// One whole call of any program in the same environment.
    Call run(const QString &program, const QStringList &arguments, const QByteArray &input = {}) const;
    /// dsrctl, started and not waited for; stdout and stderr are kept apart.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

QString ctlProgram();
/// Waits for the next whole line of stdout; empty if none comes.
QByteArray nextLine(QProcess &process);
/// The same as JSON.
QJsonObject nextObject(QProcess &process);
/// Waits for the end and collects what is left.
Call ended(QProcess &process);
void sendSignal(const QProcess &process, int number);

/// Members of an object, sorted.
QStringList membersOf(const QJsonObject &object);
QByteArray contentOf(const QString &path);

} // namespace dsr
