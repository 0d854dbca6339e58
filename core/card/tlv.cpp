#include "core/card/tlv.h"

namespace dsr {

namespace {

struct Header
{
    quint32 tag = 0;
    qsizetype size = 0; ///< octets of tag and length
    qsizetype length = 0; ///< of the value
};

std::optional<Header> readHeader(QByteArrayView bytes)
{
    qsizetype at = 0;
    const auto next = [&]() -> std::optional<quint8> {
        if (at >= bytes.size())
            return std::nullopt;
        return static_cast<quint8>(bytes[at++]);
    };
    Header header;
    auto octet = next();
    if (!octet)
        return std::nullopt;
    header.tag = *octet;
    if ((*octet & 0x1F) == 0x1F) {
        do {
            octet = next();
            if (!octet || header.tag > 0xFFFF)
                return std::nullopt;
            header.tag = (header.tag << 8) | *octet;
        } while ((*octet & 0x80) != 0);
    }
    octet = next();
    if (!octet || *octet == 0x80 || *octet > 0x83)
        return std::nullopt;
    header.length = *octet;
    if (*octet > 0x80) {
        header.length = 0;
        for (int left = *octet & 0x7F; left > 0; --left) {
            octet = next();
            if (!octet)
                return std::nullopt;
            header.length = (header.length << 8) | *octet;
        }
    }
    header.size = at;
    return header;
}

void appendNumber(QByteArray &bytes, quint32 number)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (shift == 0 || (number >> shift) != 0)
            bytes.append(static_cast<char>(number >> shift));
    }
}

} // namespace

std::optional<QList<Tlv>> parseTlvs(QByteArrayView bytes)
{
    QList<Tlv> all;
    while (!bytes.isEmpty()) {
        const auto header = readHeader(bytes);
        if (!header || header->length > bytes.size() - header->size)
            return std::nullopt;
        all.append({header->tag, bytes.sliced(header->size, header->length)});
        bytes = bytes.sliced(header->size + header->length);
    }
    return all;
}

std::optional<QByteArrayView> findTlv(QByteArrayView bytes, quint32 tag)
{
    const auto all = parseTlvs(bytes);
    if (!all)
        return std::nullopt;
    for (const Tlv &one : *all) {
        if (one.tag == tag)
            return one.value;
    }
    return std::nullopt;
}

std::optional<qsizetype> tlvSize(QByteArrayView bytes)
{
    const auto header = readHeader(bytes);
    return header ? std::optional(header->size + header->length) : std::nullopt;
}

QByteArray encodeTlv(quint32 tag, QByteArrayView value)
{
    QByteArray bytes;
    appendNumber(bytes, tag);
    const auto length = static_cast<quint32>(value.size());
    if (length >= 0x80)
        bytes.append(static_cast<char>(length > 0xFFFF ? 0x83 : length > 0xFF ? 0x82 : 0x81));
    appendNumber(bytes, length);
    bytes.append(value);
    return bytes;
}

} // namespace dsr
