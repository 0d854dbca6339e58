#pragma once

#include "core/base/error.h"

namespace dsr {

/// What a person is told about an error: whole sentences in the language of the program, no code, key or OID.
struct Advice
{
    QString title; ///< one short sentence: what happened
    QString action; ///< what to do now
};

/// Advice for an error; the facts fill the sentences (tries left, address, path).
Advice adviceFor(const Error &error);

/// The same with the technical facts behind it, for developers and the terminal, one line.
QString technicalText(const Error &error);

} // namespace dsr
