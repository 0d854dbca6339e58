#pragma once

#include "core/check/registry.h"

namespace dsr {

/// The registry as data; see findCheck and allChecks for its use.
extern const QList<CheckInfo> checkTable;
extern const QList<QByteArray> androidRegistrationIds;
extern const QList<QByteArray> walletChainIds;

} // namespace dsr
