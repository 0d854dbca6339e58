#include "app/cli/console.h"

#include "app/cli/interrupt.h"
#include "core/base/files.h"

#include <QJsonDocument>

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace dsr {

namespace {

constexpr qint64 inputLimit = 64LL * 1024 * 1024;

/// All bytes to the descriptor; the errno of the failure, or 0.
int writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        bytes = bytes.sliced(count);
    }
    return 0;
}

std::unexpected<Error> stdinError(ErrorCode code, const QString &reason)
{
    return fail(code, QStringLiteral("read stdin"),
        {{QStringLiteral("path"), QStringLiteral("-")}, {QStringLiteral("reason"), reason}});
}

Result<QByteArray> readStdin(const std::stop_token &stop)
{
    QByteArray bytes;
    QByteArray block(64 * 1024, Qt::Uninitialized);
    for (;;) {
        if (!waitReadable(STDIN_FILENO, stop)) {
            wipe(bytes);
            return fail(ErrorCode::Cancelled, QStringLiteral("read stdin"));
        }
        const ssize_t count = ::read(STDIN_FILENO, block.data(), static_cast<size_t>(block.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return stdinError(ErrorCode::InputUnreadable, QString::fromLocal8Bit(std::strerror(errno)));
        bytes.append(block.constData(), count);
        if (count == 0)
            break;
        if (bytes.size() > inputLimit)
            return stdinError(ErrorCode::InputMalformed, QStringLiteral("input is too large"));
    }
    wipe(block);
    return bytes;
}

} // namespace

Console::Console(Interrupt &interrupt)
    : m_interrupt(interrupt)
    , m_colours(isatty(STDERR_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR"))
{
}

void Console::document(const QJsonArray &array)
{
    write(QJsonDocument(array).toJson(QJsonDocument::Indented));
}

void Console::document(const QJsonObject &object)
{
    write(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void Console::jsonLine(const QJsonObject &object)
{
    write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Console::line(const QString &text)
{
    write(text.toUtf8() + '\n');
}

void Console::note(const QString &text)
{
    writeAll(STDERR_FILENO, text.toUtf8() + '\n');
}

QString Console::coloured(const QString &text, Colour colour) const
{
    if (!m_colours)
        return text;
    const int number = colour == Colour::Good ? 32 : colour == Colour::Bad ? 31 : 90;
    return QStringLiteral("\033[%1m%2\033[0m").arg(number).arg(text);
}

void Console::write(const QByteArray &bytes)
{
    if (m_closed || m_error != 0)
        return;
    m_hasWritten = true;
    const int error = writeAll(STDOUT_FILENO, bytes);
    if (error == 0)
        return;
    if (error == EPIPE)
        m_closed = true;
    else
        m_error = error;
    // Nobody gets what would still come.
    m_interrupt.request();
}

Result<void> Console::written() const
{
    if (m_error == 0)
        return {};
    const int error = m_error;
    return fail(error == ENOSPC ? ErrorCode::DiskFull : ErrorCode::DataDirUnusable,
        QStringLiteral("write output"),
        {{QStringLiteral("path"), QStringLiteral("stdout")},
            {QStringLiteral("reason"), QString::fromLocal8Bit(std::strerror(error))}});
}

Result<QByteArray> readInput(const QString &name, const std::stop_token &stop)
{
    return name == QLatin1StringView("-") ? readStdin(stop) : readFile(name, inputLimit);
}

Result<Secret> readSecret(const QString &name, const std::stop_token &stop)
{
    auto bytes = readInput(name, stop);
    if (!bytes)
        return fail(bytes.error());
    const qsizetype end = bytes->indexOf('\n');
    QByteArray line = bytes->left(end < 0 ? bytes->size() : end);
    wipe(*bytes);
    if (line.endsWith('\r'))
        line.chop(1);
    return Secret(std::move(line));
}

} // namespace dsr
