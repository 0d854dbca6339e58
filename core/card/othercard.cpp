#include "core/card/othercard.h"

namespace dsr {

namespace {

struct Application
{
    const char *aid; ///< hex
    const char *kind;
};

/// The directory of payment applications over contacts and without them (EMV), and the eID application
/// (TR-03110).
constexpr Application applications[] = {{"315041592E5359532E4444463031", "bank"},
    {"325041592E5359532E4444463031", "bank"}, {"E80704007F00070302", "eid"}};

} // namespace

Result<QString> otherCardKind(Card &card)
{
    for (const Application &application : applications) {
        const auto answer =
            card.transmit({.ins = 0xA4, .p1 = 0x04, .data = QByteArray::fromHex(application.aid), .ne = 256});
        if (!answer)
            return fail(answer.error());
        // A warning is said about an application that is there; so is a refusal for want of a password.
        const int sw1 = answer->sw >> 8;
        if (sw1 == 0x90 || sw1 == 0x61 || sw1 == 0x62 || answer->sw == 0x6982)
            return QString::fromLatin1(application.kind);
    }
    return QStringLiteral("unknown");
}

} // namespace dsr
