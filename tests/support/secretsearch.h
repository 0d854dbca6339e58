#pragma once

#include <QByteArray>
#include <QString>

namespace dsr {

/// The first form of these digits that stands in the bytes; empty if there is none. Looked for are text
/// (UTF-8 and UTF-16), the PIN block of format 2 as it goes to a card, and both in hex and base64.
inline QByteArray formOfDigitsIn(const QByteArray &where, const QByteArray &digits)
{
    QByteArray hex = '2' + QByteArray::number(digits.size(), 16) + digits;
    const QByteArray utf16 = [&] {
        const QString text = QString::fromLatin1(digits);
        return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    }();
    if (where.contains(digits))
        return "text";
    if (where.contains(utf16))
        return "UTF-16";
    // What is filled up behind the digits says nothing.
    if (where.contains(QByteArray::fromHex(hex.first(hex.size() / 2 * 2))))
        return "PIN block";
    if (where.contains(digits.toBase64(QByteArray::OmitTrailingEquals)))
        return "base64 of the text";
    while (hex.size() < 16)
        hex += 'f';
    if (where.contains(QByteArray::fromHex(hex).toBase64(QByteArray::OmitTrailingEquals)))
        return "base64 of the PIN block";
    const QByteArray lower = where.toLower();
    if (lower.contains(digits.toHex()) || lower.contains(digits.toHex(' ')))
        return "hex of the text";
    if (lower.contains(hex) || lower.contains(QByteArray::fromHex(hex).toHex(' ')))
        return "hex of the PIN block";
    return {};
}

} // namespace dsr
