#pragma once

#include "core/base/result.h"
#include "core/card/apdu.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace dsr {

/// What an access rule may ask about: the state of card and object when a command comes.
struct AccessState
{
    bool contactless = false;
    bool activated = true; ///< life cycle of the object
    quint32 passwords = 0; ///< bit n: password n is verified
    std::optional<quint8> channelKey; ///< the key that secure messaging was agreed with
    bool commandEncrypted = false; ///< the data of the command came as a cryptogram
    bool responseEncrypted = false; ///< the data of the answer will leave as one
};

/// Who may do what with a file, key or password of a card, in the notation of card images (egk-card 6.5):
/// `CB{ [ACTIVATED,1,{ ({00||b0||??||??},ALW) }]}, CL{ … }`. A value, cheap to copy. Without a text it allows
/// nothing. Roles of other cards (AUTCHAT, SMMAC with flags) are understood and never given.
class AccessRule
{
public:
    AccessRule() = default;
    /// InputMalformed with fact "offset".
    static Result<AccessRule> parse(QByteArrayView text);

    /// Looks at the header of the command alone.
    bool allows(const CommandApdu &command, const AccessState &state) const;
    /// As it was parsed.
    QByteArray text() const;

private:
    struct Parsed;
    std::shared_ptr<const Parsed> m_parsed;
};

} // namespace dsr
