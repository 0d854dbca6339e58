#pragma once

#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "core/flow/operator.h"
#include "core/testbed/testbed.h"

#include <functional>
#include <map>
#include <memory>

namespace dsr {

/// A person at a terminal: sees the tries left, types unseen, confirms the last try.
class TerminalOperator : public Operator
{
public:
    explicit TerminalOperator(std::unique_ptr<Terminal> terminal);
    bool proceed(const Step &step, std::stop_token stop) override;
    Tempo tempo() const override { return Tempo::Asks; }
    Result<Secret> secret(const SecretQuestion &question, std::stop_token stop) override;

private:
    std::unique_ptr<Terminal> m_terminal;
};

/// A script with secrets from files: each is given once and never a second time, and not as the last try of a
/// card unless that is asked for. What is not in a file is asked from the other operator, if there is one.
class ScriptOperator : public Operator
{
public:
    ScriptOperator(std::map<SecretKind, Secret> secrets, bool mayUseLastTry, std::unique_ptr<Operator> other);
    bool proceed(const Step &step, std::stop_token stop) override;
    Tempo tempo() const override { return m_other ? m_other->tempo() : Tempo::AtOnce; }
    Result<Secret> secret(const SecretQuestion &question, std::stop_token stop) override;

private:
    std::map<SecretKind, Secret> m_secrets;
    bool m_mayUseLastTry;
    std::unique_ptr<Operator> m_other;
};

/// `--pin-file F|-` and its like for these secrets, and `--use-last-try`.
QList<QCommandLineOption> secretOptions(std::initializer_list<SecretKind> kinds);
/// Gives what the options of secretOptions say; the rest is asked from `other`, or else at the terminal, if
/// there is one.
Result<std::unique_ptr<Operator>> secretsOperator(
    const Context &context, std::initializer_list<SecretKind> kinds, std::unique_ptr<Operator> other);

/// Uses PIN and CAN of the built-in card, the PIN only for that card: `cardInReader` tells the certificate
/// (DER) that the run has read, so that a real card never loses a try to the PIN of another one.
class TestPinOperator : public Operator
{
public:
    TestPinOperator(const TestBed &testBed, std::function<QByteArray()> cardInReader);
    bool proceed(const Step &step, std::stop_token stop) override;
    Tempo tempo() const override { return Tempo::AtOnce; }
    Result<Secret> secret(const SecretQuestion &question, std::stop_token stop) override;

private:
    const TestBed &m_testBed;
    std::function<QByteArray()> m_cardInReader;
};

} // namespace dsr
