#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace dsr {

/// Standard alphabet with padding, no line breaks (RFC 4648 section 4).
QByteArray toBase64(QByteArrayView bytes);
/// URL alphabet without padding (RFC 4648 section 5).
QByteArray toBase64Url(QByteArrayView bytes);
/// Lower-case hex.
QByteArray toHex(QByteArrayView bytes);
/// The same as text.
QString hexText(QByteArrayView bytes);

/// How strictly base64 text is read.
enum class Base64Form {
    Standard, ///< standard alphabet, padding required
    StandardOptionalPadding, ///< standard alphabet, padding complete or absent
    Url, ///< URL alphabet, no padding
    Any ///< either alphabet, padding complete or absent
};

/// Decodes base64 text. Refuses foreign characters, spare bits that are not zero and wrong padding with
/// InputMalformed and the fact "offset" of the first offending character.
Result<QByteArray> fromBase64(QByteArrayView text, Base64Form form);

/// Decodes hex without separators, either case; InputMalformed with "offset" otherwise.
Result<QByteArray> fromHex(QByteArrayView text);

/// Text in ISO-8859-15, the character set of the health card. Every octet stands for a character.
QString fromLatin9(QByteArrayView bytes);
/// The reverse; a character that ISO-8859-15 does not have becomes a question mark.
QByteArray toLatin9(const QString &text);

} // namespace dsr
