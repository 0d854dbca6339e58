#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

#include <functional>

namespace dsr {

class Run;

/// The parties of RFC-01.
enum class Participant { User, TrustClient, Smartcard, Dms, Google, Ocsp };
QString participantId(Participant participant); ///< "trustClient"
/// The reverse of participantId; TrustClient for unknown texts.
Participant participantFromId(const QString &id);
QString participantName(Participant participant); ///< translated

/// One arrow of the RFC's sequence diagram. `from == to` is something a party does alone.
struct Arrow
{
    QString number; ///< of RFC-01: "01", "2.1.1 [01]"
    Participant from = Participant::TrustClient;
    Participant to = Participant::TrustClient;
    QString label; ///< translated, few words
    QString artifact; ///< name of the message's artifact; empty if nothing is shown
};

/// One thing to do in a recipe. Titles and purposes are translated whole sentences.
struct Step
{
    QString id; ///< stable: "fetch-nonce"
    QString number; ///< RFC numbers: "01–03"
    QString title;
    QString purpose;
    QString clause; ///< "RFC-01 2, dsr 3.1"
    QList<Arrow> arrows;
    std::function<Result<void>(Run &)> body; ///< blocking; on the run's worker thread
    bool evenIfStopped = false; ///< keeps what another party has given already: stopping comes too late
};

/// An ordered list of steps; a branch is another recipe.
struct Recipe
{
    QString id; ///< "register-device"
    QString title;
    QList<Step> steps;
};

} // namespace dsr
