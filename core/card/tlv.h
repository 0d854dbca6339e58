#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace dsr {

/// One BER-TLV data object. `value` points into the bytes that were read.
struct Tlv
{
    quint32 tag = 0; ///< identifier octets as a number: 0x84, 0x7F49
    QByteArrayView value;
};

/// All data objects of `bytes`, one after the other. nullopt unless they fill it exactly; definite lengths,
/// tags of up to three octets.
std::optional<QList<Tlv>> parseTlvs(QByteArrayView bytes);
/// The value of the first object with this tag; nullopt if there is none or `bytes` is no sequence of
/// objects.
std::optional<QByteArrayView> findTlv(QByteArrayView bytes, quint32 tag);
/// The number of octets of the object that `bytes` starts with, header included, even if they are not all
/// there; nullopt if the header is not complete.
std::optional<qsizetype> tlvSize(QByteArrayView bytes);
/// Encodes one object with the shortest length field.
QByteArray encodeTlv(quint32 tag, QByteArrayView value);

} // namespace dsr
