#include "app/cli/terminal.h"

#include "app/cli/interrupt.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace dsr {

namespace {

/// No echo as long as it lives; what was typed before the question is thrown away.
class Silence
{
public:
    explicit Silence(int descriptor)
        : m_descriptor(descriptor)
    {
        tcgetattr(m_descriptor, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
        tcsetattr(m_descriptor, TCSAFLUSH, &silent);
    }
    ~Silence() { tcsetattr(m_descriptor, TCSAFLUSH, &m_before); }
    Silence(const Silence &) = delete;
    Silence &operator=(const Silence &) = delete;

private:
    int m_descriptor;
    termios m_before = {};
};

std::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, QStringLiteral("question at the terminal"));
}

} // namespace

std::unique_ptr<Terminal> Terminal::open()
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    return descriptor < 0 ? nullptr : std::unique_ptr<Terminal>(new Terminal(descriptor));
}

Terminal::Terminal(int descriptor)
    : m_descriptor(descriptor)
{
}

Terminal::~Terminal()
{
    close(m_descriptor);
}

void Terminal::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t count =
            ::write(m_descriptor, bytes.constData() + at, static_cast<size_t>(bytes.size() - at));
        if (count < 0 && errno != EINTR)
            return;
        at += qMax<ssize_t>(count, 0);
    }
}

Result<QString> Terminal::ask(const QString &question, const std::stop_token &stop)
{
    write(question);
    const auto line = readLine(stop);
    if (!line)
        return fail(line.error());
    QString text;
    line->use([&](QByteArrayView bytes) { text = QString::fromUtf8(bytes).trimmed(); });
    return text;
}

Result<Secret> Terminal::askSecret(const QString &question, const std::stop_token &stop)
{
    const Silence silence(m_descriptor);
    write(question);
    auto line = readLine(stop);
    write(QStringLiteral("\n"));
    return line;
}

Result<Secret> Terminal::readLine(const std::stop_token &stop)
{
    // The terminal hands over whole lines, so one read is one line.
    if (!waitReadable(m_descriptor, stop))
        return cancelled();
    std::array<char, 256> buffer;
    const ssize_t count = ::read(m_descriptor, buffer.data(), buffer.size());
    QByteArray line(buffer.data(), qMax<ssize_t>(count, 0));
    explicit_bzero(buffer.data(), buffer.size());
    if (!line.endsWith('\n')) {
        wipe(line);
        return cancelled();
    }
    line.chop(1);
    return Secret(std::move(line));
}

} // namespace dsr
