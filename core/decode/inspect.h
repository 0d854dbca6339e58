#pragma once

#include "core/decode/inspection.h"

namespace dsr {

/// What bytes are thought to be. Guess = look at them.
enum class DataKind { Guess, Binary, Text, Json, Jws, Certificate, Request, Der, Apdus };

/// Decodes bytes into a tree and never fails: what cannot be understood becomes a node with a flaw.
/// `name` names the first source. No clock, no network, no key; depth, memory and time are bounded.
InspectionPtr inspect(const QByteArray &bytes, DataKind hint = DataKind::Guess, const QString &name = {});

} // namespace dsr
