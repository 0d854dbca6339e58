#include "core/decode/decoders.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace dsr {

namespace {

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError();
}

bool isTextByte(char c)
{
    const auto octet = static_cast<quint8>(c);
    return octet >= 0x20 ? octet != 0x7f : octet == '\t' || octet == '\n' || octet == '\r';
}

} // namespace

int fitText(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), isTextByte) && isUtf8(bytes) ? 10 : 0;
}

void decodeText(Decoding &decoding, const Part &part, Node &into)
{
    Tiles tiles(decoding, part, into);
    for (int number = 0; tiles.mayGrow(); ++number) {
        const QByteArrayView ahead = tiles.ahead();
        const qsizetype newline = ahead.indexOf('\n');
        QByteArrayView line = newline < 0 ? ahead : ahead.first(newline);
        Node &node = tiles.field(QString::number(number), newline < 0 ? ahead.size() : newline + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!isUtf8(line))
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "not UTF-8"));
        node.text = QString::fromUtf8(line);
        node.value = node.text;
        node.personal = looksLikeKvnr(node.text);
    }
    tiles.rest(nullptr);
}

} // namespace dsr
