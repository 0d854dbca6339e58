#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QJsonArray>
#include <QJsonObject>

#include <atomic>
#include <stop_token>

namespace dsr {

class Interrupt;

/// Colours of words on a terminal.
enum class Colour { Good, Bad, Quiet };

/// The two streams of the program: results on stdout, everything else on stderr. Any thread.
class Console
{
public:
    explicit Console(Interrupt &interrupt);

    /// The one JSON document of a command.
    void document(const QJsonArray &array);
    void document(const QJsonObject &object);
    /// One line of a command that goes on, at once.
    void jsonLine(const QJsonObject &object);
    /// A line of the result for people.
    void line(const QString &text = {});
    /// A result as it is.
    void bytes(const QByteArray &bytes) { write(bytes); }
    /// A line beside the result, on stderr.
    void note(const QString &text);
    /// The text in colour if stderr is a terminal that wants colour.
    QString coloured(const QString &text, Colour colour) const;

    /// Something was written to stdout.
    bool hasWritten() const { return m_hasWritten; }
    /// Why not all of the result could be written. A closed pipe is no error: the reader had enough.
    Result<void> written() const;

private:
    void write(const QByteArray &bytes);

    Interrupt &m_interrupt;
    bool m_colours = false;
    std::atomic<bool> m_hasWritten = false;
    std::atomic<bool> m_closed = false;
    std::atomic<int> m_error = 0;
};

/// Reads a file, or stdin for "-". Errors of readFile; Cancelled.
Result<QByteArray> readInput(const QString &name, const std::stop_token &stop);
/// The first line of a file or stdin as a secret.
Result<Secret> readSecret(const QString &name, const std::stop_token &stop);

} // namespace dsr
