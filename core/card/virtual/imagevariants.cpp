#include "core/card/virtual/imagevariants.h"

#include "core/card/tlv.h"

namespace dsr {

namespace {

/// Writes `octets` behind the first `mark` in the file.
void overwriteBehind(CardImage &image, const char *file, const QByteArray &mark, const QByteArray &octets)
{
    ImageFile *found = image.file(QString::fromLatin1(file));
    const qsizetype at = found ? found->content.indexOf(mark) : -1;
    if (at >= 0)
        found->content.replace(at + mark.size(), octets.size(), octets);
}

} // namespace

void setObjectSystemVersion(CardImage &image, quint8 major, quint8 minor, quint8 patch)
{
    const QByteArray version =
        QByteArray(1, static_cast<char>(major)) + static_cast<char>(minor) + static_cast<char>(patch);
    overwriteBehind(image, "EF.Version2", QByteArray::fromHex("C103"), version);
}

void setCardKind(CardImage &image, const QByteArray &aid)
{
    image.folders.first().aid = aid;
    ImageFile *directory = image.file(QStringLiteral("EF.DIR"));
    if (directory && !directory->records.isEmpty())
        directory->records.first() = encodeTlv(0x61, encodeTlv(0x4F, aid));
}

QByteArray hbaAid()
{
    return QByteArray::fromHex("D27600014601");
}

QByteArray smcbAid()
{
    return QByteArray::fromHex("D27600014606");
}

void useSmallBuffers(CardImage &image)
{
    ImageFile *atr = image.file(QStringLiteral("EF.ATR"));
    const auto size = atr ? tlvSize(atr->content) : std::nullopt;
    if (size && *size <= atr->content.size()) {
        atr->content =
            QByteArray::fromHex("E010 020203F6 020203FE 020203AF 020203DB") + atr->content.sliced(*size);
    }
}

void setPaceParameters(CardImage &image, quint8 parameterId)
{
    overwriteBehind(image, "EF.CardAccess", QByteArray::fromHex("0202010202 01"),
        QByteArray(1, static_cast<char>(parameterId)));
}

void corruptPersonalData(CardImage &image)
{
    ImageFile *data = image.file(QStringLiteral("EF.PD"));
    if (!data)
        return;
    for (qsizetype i = data->content.size() / 2; i < data->content.size(); i += 7)
        data->content[i] = static_cast<char>(~data->content[i]);
}

void setCertificate(CardImage &image, const QByteArray &der)
{
    if (ImageFile *certificate = image.file(QStringLiteral("EF.C.CH.AUT.E256")))
        certificate->content = der;
}

} // namespace dsr
