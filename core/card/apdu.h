#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace dsr {

/// A command APDU (ISO 7816-4), one of the four cases, short or extended length.
struct CommandApdu
{
    quint8 cla = 0;
    quint8 ins = 0;
    quint8 p1 = 0;
    quint8 p2 = 0;
    QByteArray data; ///< up to 65535 octets
    std::optional<int> ne; ///< expected octets: 1…65536; 256 and 65536 stand for "as many as there are"

    /// Octets on the wire: short form if data ≤ 255 and Ne ≤ 256, else extended.
    QByteArray encoded() const;
    /// Reads octets; InputMalformed where length fields and size disagree.
    static Result<CommandApdu> parse(QByteArrayView bytes);
    bool isExtended() const;
};

/// A response APDU: data and status word.
struct ResponseApdu
{
    QByteArray data;
    quint16 sw = 0;

    /// Refuses fewer than two octets: the card is lost then (egk-card rule 9).
    static Result<ResponseApdu> parse(QByteArrayView bytes);
    QByteArray encoded() const;
    bool isGood() const { return sw == 0x9000; }
};

/// Four upper-case hex digits, "63C2".
QString swText(quint16 sw);
/// What a command does, in words, without its data: "VERIFY MRPIN.home". Translated.
QString commandMeaning(const CommandApdu &command);
/// What a status word means after this command. Translated.
QString statusMeaning(const CommandApdu &command, quint16 sw);
/// Octets for logs and traces: PIN, PUK and CAN blocks replaced by "**" in the hex text (egk-card V16).
/// Takes raw octets, also malformed ones, so that nothing can slip through.
QString maskedHex(QByteArrayView commandBytes);

} // namespace dsr
