#pragma once

#include "core/decode/decoding.h"

namespace dsr {

/// An object that stands in a text: as it is, in base64, in hex, or in an armour. Line breaks inside it, the
/// escapes of JSON and of URLs, and the quote marks of mails do not hide it.
struct Embedded
{
    ByteRange range; ///< where in the text
    QStringView dress = {}; ///< name of its tile: "token", "base64", "hex", "pem"
    QByteArray bytes; ///< the object without its dress
    DataKind kind = DataKind::Guess;
};

/// The first `most` objects of a text that are beyond doubt, in their order. A word that only looks like an
/// encoding and holds nothing known is not among them. Time grows with the size of the text only.
QList<Embedded> findEmbedded(QByteArrayView text, qsizetype most);

/// Puts one object and the text on both sides of it below `into`, which becomes this object. The ranges of
/// `object` count from the start of `part`.
void openEmbedded(Decoding &decoding, const Part &part, const Embedded &object, Node &into);

/// Looks at a string of a message whose meaning is not known, and opens what it unmistakably is or holds.
void openIfCertain(Decoding &decoding, const QByteArray &text, const Part &origin, Node &into);

} // namespace dsr
