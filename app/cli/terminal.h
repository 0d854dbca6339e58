#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <memory>
#include <stop_token>

namespace dsr {

/// The terminal in front of which a person sits, whatever stdin and stdout are. Worker or main thread, one at
/// a time. Errors of the questions: Cancelled, also when the terminal goes away.
class Terminal
{
public:
    /// nullptr if there is no terminal.
    static std::unique_ptr<Terminal> open();
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void write(const QString &text);
    /// One line, shown while it is typed.
    Result<QString> ask(const QString &question, const std::stop_token &stop);
    /// One line that is not shown.
    Result<Secret> askSecret(const QString &question, const std::stop_token &stop);

private:
    explicit Terminal(int descriptor);
    Result<Secret> readLine(const std::stop_token &stop);

    int m_descriptor;
};

} // namespace dsr
