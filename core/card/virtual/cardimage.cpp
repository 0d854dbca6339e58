#include "core/card/virtual/cardimage.h"

#include "core/card/tlv.h"

namespace dsr {

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

/// 5 octets manufacturer, 8 octets product, 3 octets version (egk-card 1.4).
QByteArray productId(const char *product, const char *version)
{
    return QByteArray("DSRWS") + QByteArray(product).leftJustified(8, ' ', true) + hex(version);
}

QByteArray bufferSizes()
{
    // Largest command and response, plain and protected: 2057, 32768, 2057, 2057 octets.
    return encodeTlv(0xE0, hex("02020809 0203008000 02020809 02020809"));
}

QByteArray atrContent()
{
    return bufferSizes() + encodeTlv(0xD0, hex("040304")) + encodeTlv(0xD3, productId("VIRTCOS", "000100"))
        + encodeTlv(0xD4, productId("eGK_G2.1", "040502"));
}

QByteArray version2Content()
{
    return encodeTlv(0xEF,
        encodeTlv(0xC0, hex("020000")) + encodeTlv(0xC1, hex("040502"))
            + encodeTlv(0xC2, productId("eGK_G2.1", "040502")) + encodeTlv(0xC4, hex("010000"))
            + encodeTlv(0xC5, hex("020000")) + encodeTlv(0xC7, hex("010000")));
}

QByteArray statusContent()
{
    return QByteArray("0"
                      "20260101000000")
        + hex("0050020000 0030000004");
}

QByteArray directoryRecord(const QByteArray &aid)
{
    return encodeTlv(0x61, encodeTlv(0x4F, aid));
}

ImageFile transparent(
    const char *name, quint16 fid, quint8 sfid, const QByteArray &content, int allocated = 0)
{
    ImageFile file;
    file.name = QString::fromLatin1(name);
    file.fid = fid;
    file.sfid = sfid;
    file.content = content;
    file.allocated = qMax(allocated, static_cast<int>(content.size()));
    return file;
}

ImageFile readableWithoutChannel(ImageFile file)
{
    file.contactless = ReadRule::Always;
    return file;
}

ImageFile recordFile(const char *name, quint16 fid, quint8 sfid, const QList<QByteArray> &records)
{
    ImageFile file;
    file.name = QString::fromLatin1(name);
    file.fid = fid;
    file.sfid = sfid;
    file.records = records;
    return file;
}

} // namespace

CardImage CardImage::clone() const
{
    return {contactAtr, contactlessAtr, folders, authKey, pin.clone(), puk.clone(), can.clone(), pinTries,
        pukUses, pinState};
}

const ImageFile *CardImage::file(const QString &name) const
{
    for (const ImageFolder &folder : folders) {
        for (const ImageFile &file : folder.files) {
            if (file.name == name)
                return &file;
        }
    }
    return nullptr;
}

CardImage standardCardImage(CardImageContent content)
{
    const QByteArray mfAid = hex("D2760001448000");
    const QByteArray hcaAid = hex("D27600000102");
    const QByteArray esignAid = hex("A000000167455349474E");
    const QByteArray gdo = encodeTlv(0x5A, QByteArray::fromHex(content.iccsn.toLatin1()));
    CardImage image;
    image.contactAtr = hex("3BD096FF81B1FE451F072A");
    image.contactlessAtr = hex("3B858001300101303034");
    image.folders = {
        {QStringLiteral("MF"), mfAid,
            {readableWithoutChannel(transparent("EF.ATR", 0x2F01, 0x1D, atrContent(), 0x86)),
                readableWithoutChannel(transparent(
                    "EF.CardAccess", 0x011C, 0x1C, hex("31143012060A04007F0007020204020202010202010D"))),
                recordFile("EF.DIR", 0x2F00, 0x1E,
                    {directoryRecord(mfAid), directoryRecord(hcaAid), directoryRecord(esignAid)}),
                transparent("EF.GDO", 0x2F02, 0x02, gdo),
                readableWithoutChannel(
                    recordFile("EF.Version", 0x2F10, 0x10, QList<QByteArray>(4, hex("0040000000")))),
                readableWithoutChannel(transparent("EF.Version2", 0x2F11, 0x11, version2Content(), 0x3C))}},
        {QStringLiteral("DF.HCA"), hcaAid,
            {transparent("EF.PD", 0xD001, 0x01, content.personalData, 0x352),
                transparent("EF.VD", 0xD002, 0x02, content.insuranceData, 0x4E2),
                transparent("EF.StatusVD", 0xD00C, 0x0C, statusContent())}},
        {QStringLiteral("DF.ESIGN"), esignAid,
            {transparent("EF.C.CH.AUT.E256", 0xC504, 0x04, content.certificate, 0x76C)}},
    };
    image.authKey = content.key;
    image.pin = std::move(content.pin);
    image.puk = std::move(content.puk);
    image.can = std::move(content.can);
    return image;
}

} // namespace dsr
