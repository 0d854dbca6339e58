#include "core/base/encoding.h"

namespace dsr {

namespace {

int base64Digit(char c, Base64Form form)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    const bool standard = form != Base64Form::Url;
    const bool url = form == Base64Form::Url || form == Base64Form::Any;
    if ((c == '+' && standard) || (c == '-' && url))
        return 62;
    if ((c == '/' && standard) || (c == '_' && url))
        return 63;
    return -1;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::unexpected<Error> malformedAt(const char *what, qsizetype offset)
{
    return fail(ErrorCode::InputMalformed, QString::fromLatin1(what), {{QStringLiteral("offset"), offset}});
}

/// Where ISO-8859-15 differs from ISO-8859-1: octet, character.
constexpr std::pair<char16_t, char16_t> latin9Differences[] = {{0xA4, u'€'}, {0xA6, u'Š'}, {0xA8, u'š'},
    {0xB4, u'Ž'}, {0xB8, u'ž'}, {0xBC, u'Œ'}, {0xBD, u'œ'}, {0xBE, u'Ÿ'}};

char latin9Octet(char32_t character)
{
    for (const auto &[octet, meaning] : latin9Differences) {
        if (character == meaning)
            return static_cast<char>(octet);
        if (character == octet)
            return '?';
    }
    return character <= 0xFF ? static_cast<char>(character) : '?';
}

} // namespace

QString hexText(QByteArrayView bytes)
{
    constexpr char16_t digits[] = u"0123456789abcdef";
    QString text(2 * bytes.size(), Qt::Uninitialized);
    QChar *to = text.data();
    for (const char c : bytes) {
        const auto octet = static_cast<quint8>(c);
        *to++ = digits[octet >> 4];
        *to++ = digits[octet & 0x0f];
    }
    return text;
}

QByteArray toBase64(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64();
}

QByteArray toBase64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray toHex(QByteArrayView bytes)
{
    return bytes.toByteArray().toHex();
}

Result<QByteArray> fromBase64(QByteArrayView text, Base64Form form)
{
    qsizetype digits = text.size();
    while (digits > 0 && text[digits - 1] == '=')
        --digits;
    const qsizetype padding = text.size() - digits;
    const qsizetype neededPadding = (4 - digits % 4) % 4;
    const bool mayOmit = form != Base64Form::Standard;
    const bool mayPad = form != Base64Form::Url;
    if (digits % 4 == 1)
        return malformedAt("base64", digits);
    if (padding == 0 ? (neededPadding != 0 && !mayOmit) : (padding != neededPadding || !mayPad))
        return malformedAt("base64", digits);

    QByteArray result(digits * 3 / 4, Qt::Uninitialized);
    char *out = result.data();
    quint32 bits = 0;
    int count = 0;
    for (qsizetype i = 0; i < digits; ++i) {
        const int digit = base64Digit(text[i], form);
        if (digit < 0)
            return malformedAt("base64", i);
        bits = (bits << 6) | static_cast<quint32>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            *out++ = static_cast<char>((bits >> count) & 0xff);
        }
    }
    if (count > 0 && (bits & ((1U << count) - 1)) != 0)
        return malformedAt("base64", digits - 1);
    return result;
}

Result<QByteArray> fromHex(QByteArrayView text)
{
    if (text.size() % 2 != 0)
        return malformedAt("hex", text.size());
    QByteArray result;
    result.reserve(text.size() / 2);
    for (qsizetype i = 0; i < text.size(); i += 2) {
        const int high = hexDigit(text[i]);
        const int low = hexDigit(text[i + 1]);
        if (high < 0 || low < 0)
            return malformedAt("hex", high < 0 ? i : i + 1);
        result.append(static_cast<char>(high * 16 + low));
    }
    return result;
}

QString fromLatin9(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &character : text) {
        for (const auto &[octet, meaning] : latin9Differences) {
            if (character == QChar(octet))
                character = meaning;
        }
    }
    return text;
}

QByteArray toLatin9(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (const char32_t character : text.toUcs4())
        bytes.append(latin9Octet(character));
    return bytes;
}

} // namespace dsr
