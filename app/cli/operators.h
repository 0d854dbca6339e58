#pragma once

#include "app/cli/terminal.h"
#include "core/flow/operator.h"
#include "core/testbed/testbed.h"

#include <functional>
#include <memory>

namespace dsr {

/// A person at a terminal: sees the tries left, types the PIN unseen, confirms the last try.
class TerminalOperator : public Operator
{
public:
    explicit TerminalOperator(std::unique_ptr<Terminal> terminal);
    bool proceed(const Step &step, std::stop_token stop) override;
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override;

private:
    std::unique_ptr<Terminal> m_terminal;
};

/// A script with a PIN from a file: one try and never a second one with the same PIN, and not the last try
/// of a card unless that is asked for.
class ScriptOperator : public Operator
{
public:
    ScriptOperator(Secret pin, bool mayUseLastTry);
    bool proceed(const Step &step, std::stop_token stop) override;
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override;

private:
    Secret m_pin;
    bool m_mayUseLastTry;
};

/// Uses the PIN of the built-in card, and only for that card: `cardInReader` tells the certificate (DER) that
/// the run has read, so that a real card never loses a try to the PIN of another one.
class TestPinOperator : public Operator
{
public:
    TestPinOperator(const TestBed &testBed, std::function<QByteArray()> cardInReader);
    bool proceed(const Step &step, std::stop_token stop) override;
    Result<Secret> pin(const PinQuestion &question, std::stop_token stop) override;

private:
    const TestBed &m_testBed;
    std::function<QByteArray()> m_cardInReader;
};

} // namespace dsr
