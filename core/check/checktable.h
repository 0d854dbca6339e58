#pragma once

#include "core/check/registry.h"

namespace dsr {

/// The registry as data; see findCheck and allChecks for its use.
extern const QList<CheckInfo> checkTable;
extern const QList<QByteArray> androidRegistrationIds;
extern const QList<QByteArray> walletChainIds;
extern const QList<QByteArray> appleRegistrationIds;
extern const QList<QByteArray> appleAssertionIds; ///< checks 2.4, assertion
extern const QList<QByteArray> appleReceiptIds; ///< checks 2.4, a receipt that came from a refresh
extern const QList<QByteArray> attestationTokenIds; ///< checks 2.3
extern const QList<QByteArray> attestationChainIds; ///< checks 2.3, fresh chain

} // namespace dsr
