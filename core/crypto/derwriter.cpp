#include "core/crypto/derwriter.h"

#include <QStringList>

#include <algorithm>

namespace dsr::der {

namespace {

QByteArray lengthOctets(qsizetype length)
{
    if (length < 128)
        return QByteArray(1, static_cast<char>(length));
    QByteArray octets;
    for (qsizetype rest = length; rest > 0; rest >>= 8)
        octets.prepend(static_cast<char>(rest & 0xff));
    return char(0x80 | octets.size()) + octets;
}

QByteArray base128(quint64 value)
{
    QByteArray octets(1, static_cast<char>(value & 0x7f));
    while (value >>= 7)
        octets.prepend(static_cast<char>(0x80 | (value & 0x7f)));
    return octets;
}

QByteArray identifierOctets(quint8 classBits, int number)
{
    if (number < 31)
        return QByteArray(1, static_cast<char>(classBits | number));
    return char(classBits | 0x1f) + base128(static_cast<quint64>(number));
}

QByteArray joined(const QList<QByteArray> &elements)
{
    QByteArray content;
    for (const QByteArray &element : elements)
        content += element;
    return content;
}

} // namespace

QByteArray tlv(quint8 identifier, QByteArrayView content)
{
    return char(identifier) + lengthOctets(content.size()) + content.toByteArray();
}

QByteArray sequence(std::initializer_list<QByteArray> elements)
{
    return tlv(0x30, joined(QList<QByteArray>(elements)));
}

QByteArray sequence(const QList<QByteArray> &elements)
{
    return tlv(0x30, joined(elements));
}

QByteArray setOf(QList<QByteArray> elements)
{
    std::sort(elements.begin(), elements.end());
    return tlv(0x31, joined(elements));
}

QByteArray integer(qint64 value)
{
    QByteArray octets;
    do {
        octets.prepend(static_cast<char>(value & 0xff));
        value >>= 8;
    } while (value != 0 && value != -1);
    const bool signBit = (octets.at(0) & 0x80) != 0;
    if (value == 0 && signBit)
        octets.prepend('\0');
    else if (value == -1 && !signBit)
        octets.prepend('\xff');
    return tlv(0x02, octets);
}

QByteArray unsignedInteger(QByteArrayView bigEndian)
{
    while (bigEndian.size() > 1 && bigEndian[0] == '\0')
        bigEndian = bigEndian.sliced(1);
    QByteArray octets = bigEndian.toByteArray();
    if (octets.isEmpty() || (octets.at(0) & 0x80) != 0)
        octets.prepend('\0');
    return tlv(0x02, octets);
}

QByteArray enumerated(int value)
{
    QByteArray encoded = integer(value);
    encoded[0] = 0x0a;
    return encoded;
}

QByteArray boolean(bool value)
{
    return tlv(0x01, QByteArray(1, value ? '\xff' : '\0'));
}

QByteArray null()
{
    return tlv(0x05, {});
}

QByteArray objectIdentifier(const char *dotted)
{
    const QList<QByteArray> arcs = QByteArray(dotted).split('.');
    QByteArray content = base128(arcs.value(0).toULongLong() * 40 + arcs.value(1).toULongLong());
    for (const QByteArray &arc : arcs.sliced(2))
        content += base128(arc.toULongLong());
    return tlv(0x06, content);
}

QByteArray octetString(QByteArrayView bytes)
{
    return tlv(0x04, bytes);
}

QByteArray bitString(QByteArrayView bytes, int unusedBits)
{
    return tlv(0x03, char(unusedBits) + bytes.toByteArray());
}

QByteArray utf8String(const QString &text)
{
    return tlv(0x0c, text.toUtf8());
}

QByteArray printableString(const QString &text)
{
    return tlv(0x13, text.toLatin1());
}

QByteArray ia5String(const QString &text)
{
    return tlv(0x16, text.toLatin1());
}

QByteArray generalizedTime(const QDateTime &time)
{
    return tlv(0x18, time.toUTC().toString(QStringLiteral("yyyyMMddHHmmss'Z'")).toLatin1());
}

QByteArray explicitTag(int number, QByteArrayView content)
{
    return identifierOctets(0xa0, number) + lengthOctets(content.size()) + content.toByteArray();
}

QByteArray implicitTag(int number, QByteArrayView content)
{
    return identifierOctets(0x80, number) + lengthOctets(content.size()) + content.toByteArray();
}

} // namespace dsr::der
