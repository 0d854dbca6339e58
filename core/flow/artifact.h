#pragma once

#include "core/decode/inspect.h"

#include <QByteArray>
#include <QString>

namespace dsr {

/// A thing that a step received or made and that is worth looking at. Holds no secret: what is kept here is
/// stored in sessions and shown in reports.
struct Artifact
{
    QString name; ///< stable: "nonce", "token", "certificate", "exchange.nonce"
    DataKind kind = DataKind::Guess; ///< how to decode it
    QByteArray bytes;
    bool incoming = false; ///< came in from outside (card, service); else it was made here
};

/// What an artifact is, in the language of the program.
QString artifactTitle(const QString &name);

} // namespace dsr
