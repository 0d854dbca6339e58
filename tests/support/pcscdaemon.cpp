#include "tests/support/pcscdaemon.h"

#include "core/card/pcsc/pcscsource.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

namespace dsr {

namespace {

constexpr const char *program = "/usr/sbin/pcscd";
constexpr const char *driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
constexpr const char *friendlyName = "eGK Test Reader";
constexpr const char *socketVariable = "PCSCLITE_CSOCK_NAME";
constexpr int activationDescriptor = 3;
constexpr int attempts = 10;

/// A listening UNIX socket at `path`, as the service expects to inherit it.
int listenAt(const QByteArray &path)
{
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    unlink(path.constData());
    if (bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && listen(descriptor, 16) == 0)
        return descriptor;
    close(descriptor);
    return -1;
}

bool writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// Runs in the child between fork and exec: only calls that are safe there.
[[noreturn]] void becomeService(int socket, int log, char *const *arguments, char **environment,
    char *pidEntry, size_t pidEntrySize, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    if (socket == activationDescriptor)
        fcntl(socket, F_SETFD, 0);
    else
        dup2(socket, activationDescriptor);
    close_range(activationDescriptor + 1, ~0U, 0);
    std::snprintf(pidEntry, pidEntrySize, "LISTEN_PID=%d", static_cast<int>(getpid()));
    execve(program, arguments, environment);
    _exit(127);
}

} // namespace

QString PcscDaemon::missing()
{
    for (const char *file : {program, driver}) {
        if (!QFileInfo::exists(QString::fromLatin1(file)))
            return QStringLiteral("%1 is not installed (packages pcscd and vsmartcard-vpcd)")
                .arg(QString::fromLatin1(file));
    }
    return {};
}

PcscDaemon::PcscDaemon()
{
    qputenv(socketVariable, m_folder.filePath(QStringLiteral("pcscd.comm")).toLocal8Bit());
}

PcscDaemon::~PcscDaemon()
{
    stop();
}

bool PcscDaemon::start(Readers readers)
{
    for (int i = 0; i < attempts; ++i) {
        if (!launch(readers))
            return false;
        // The first call waits until the service is up. The readers are missing if a port was taken.
        const auto found = PcscSource().readers();
        if (found && found->size() == (readers == Readers::None ? 0 : 2))
            return true;
        stop();
    }
    return false;
}

bool PcscDaemon::launch(Readers readers)
{
    // Below the ephemeral ports, where nobody else's connections take them by chance.
    m_port = static_cast<quint16>(QRandomGenerator::global()->bounded(20000, 32766));
    const QString configuration = m_folder.filePath(QStringLiteral("readers"));
    const QByteArray entry =
        QStringLiteral("FRIENDLYNAME \"%1\"\nDEVICENAME /dev/null:%2\nLIBPATH %3\nCHANNELID %2\n")
            .arg(QString::fromLatin1(friendlyName))
            .arg(m_port)
            .arg(QString::fromLatin1(driver))
            .toLatin1();
    if (!writeText(configuration, readers == Readers::None ? QByteArray() : entry))
        return false;
    QFile log(m_folder.filePath(QStringLiteral("log")));
    const int socket = listenAt(qgetenv(socketVariable));
    if (socket < 0 || !log.open(QIODevice::WriteOnly | QIODevice::Append))
        return false;

    const QByteArray path = configuration.toLocal8Bit();
    const char *const arguments[] = {program, "-f", "-c", path.constData(), nullptr};
    char listenPid[32];
    char listenDescriptors[] = "LISTEN_FDS=1";
    std::vector<char *> environment;
    for (char **one = environ; *one; ++one)
        environment.push_back(*one);
    environment.insert(environment.end(), {listenPid, listenDescriptors, nullptr});
    const pid_t parent = getpid();
    m_process = fork();
    if (m_process == 0) {
        becomeService(socket, log.handle(), const_cast<char *const *>(arguments), environment.data(),
            listenPid, sizeof listenPid, parent);
    }
    close(socket);
    return m_process > 0;
}

void PcscDaemon::end(int signal)
{
    if (m_process <= 0)
        return;
    ::kill(m_process, signal);
    waitpid(m_process, nullptr, 0);
    m_process = -1;
    unlink(qgetenv(socketVariable).constData());
}

void PcscDaemon::stop()
{
    end(SIGTERM);
}

void PcscDaemon::kill()
{
    end(SIGKILL);
}

QString PcscDaemon::readerName(int slot) const
{
    return QStringLiteral("%1 00 0%2").arg(QString::fromLatin1(friendlyName)).arg(slot);
}

quint16 PcscDaemon::port(int slot) const
{
    return static_cast<quint16>(m_port + slot);
}

QString PcscDaemon::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll()) : QString();
}

InsertedCard::InsertedCard(std::shared_ptr<VirtualCard> card, quint16 port)
    : m_card(std::move(card))
    , m_thread([this, port] {
        const auto served = serveVpcd(
            *m_card, QStringLiteral("127.0.0.1"), port, m_pull.get_token(),
            [this] { m_connected.set_value(); }, [this](const ApduRecord &one) { record(one); });
        if (!served)
            m_connected.set_value();
    })
{
    m_connected.get_future().wait();
}

InsertedCard::~InsertedCard()
{
    m_pull.request_stop();
}

QList<ApduRecord> InsertedCard::records() const
{
    const std::scoped_lock lock(m_mutex);
    return m_records;
}

void InsertedCard::record(const ApduRecord &record)
{
    const std::scoped_lock lock(m_mutex);
    m_records.append(record);
    // The observer hears of a command before its answer goes out: stopping here leaves it without one.
    if (m_answersLeft == 0)
        m_pull.request_stop();
    if (m_answersLeft >= 0)
        --m_answersLeft;
}

} // namespace dsr
