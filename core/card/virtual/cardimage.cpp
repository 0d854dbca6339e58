#include "core/card/virtual/cardimage.h"

#include "core/base/encoding.h"
#include "core/card/tlv.h"

#include <utility>

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

/// The notation of card images is used for our own card too, so that one evaluator decides for both.
AccessRule ruleOf(const char *contact, const char *contactless)
{
    const auto text =
        QByteArray("CB{ [ACTIVATED,1,{ ") + contact + " }]}, CL{ [ACTIVATED,1,{ " + contactless + " }]}";
    return AccessRule::parse(text).value();
}

constexpr const char *readFreely = "({00||b0||??||??,00||b2||??||??},ALW)";
constexpr const char *readInChannel = "({00||b0||??||??,00||b2||??||??},AND{SMMAC(02),SMRSPENC})";

AccessRule passwordRule()
{
    return ruleOf(
        "({00||24||00||??,00||24||01||??,80||20||00||??,00||2c||00||??,00||2c||01||??,00||20||00||??},ALW)",
        "({00||24||00||??,00||24||01||??,00||2c||00||??,00||2c||01||??,00||20||00||??},AND{SMMAC(02),"
        "SMCMDENC}), "
        "({80||20||00||??},SMMAC(02))");
}

ImageFolder folder(const char *name, const QByteArray &aid, const QList<ImageFile> &files)
{
    return {.name = QString::fromLatin1(name),
        .aid = aid,
        .files = files,
        .rule = ruleOf("({80||84||00||00},ALW)", "({80||84||00||00},AND{SMMAC(02),SMRSPENC})")};
}

ImageFile transparent(
    const char *name, quint16 fid, quint8 sfid, const QByteArray &content, int allocated = 0)
{
    ImageFile file;
    file.rule = ruleOf(readFreely, readInChannel);
    file.name = QString::fromLatin1(name);
    file.fid = fid;
    file.sfid = sfid;
    file.content = content;
    file.allocated = qMax(allocated, static_cast<int>(content.size()));
    return file;
}

ImageFile readableWithoutChannel(ImageFile file)
{
    file.rule = ruleOf(readFreely, readFreely);
    return file;
}

ImageFile recordFile(
    const char *name, quint16 fid, quint8 sfid, FileKind kind, const QList<QByteArray> &records)
{
    ImageFile file;
    file.kind = kind;
    file.rule = ruleOf(readFreely, readInChannel);
    file.name = QString::fromLatin1(name);
    file.fid = fid;
    file.sfid = sfid;
    file.records = records;
    return file;
}

} // namespace

CardImage CardImage::clone() const
{
    return {interface, contactAtr, contactlessAtr, folders, authKey, authKeyRule, passwords, pin.clone(),
        puk.clone(), can.clone(), canRule, pinTries, pukUses, pinState};
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

ImageFile *CardImage::file(const QString &name)
{
    return const_cast<ImageFile *>(std::as_const(*this).file(name));
}

const ImagePassword *CardImage::password(quint8 reference) const
{
    for (const ImagePassword &password : passwords) {
        if (password.reference == reference)
            return &password;
    }
    return nullptr;
}

QString CardImage::iccsn() const
{
    const ImageFile *gdo = file(QStringLiteral("EF.GDO"));
    const auto number = gdo ? findTlv(gdo->content, 0x5A) : std::nullopt;
    return number ? hexText(number->toByteArray()) : QString();
}

QByteArray standardContactlessAtr()
{
    return hex("3B858001300101303034");
}

CardImage standardCardImage(CardImageContent content)
{
    const QByteArray mfAid = hex("D2760001448000");
    const QByteArray hcaAid = hex("D27600000102");
    const QByteArray esignAid = hex("A000000167455349474E");
    const QByteArray gdo = encodeTlv(0x5A, QByteArray::fromHex(content.iccsn.toLatin1()));
    CardImage image;
    image.contactAtr = hex("3BD096FF81B1FE451F072A");
    image.contactlessAtr = standardContactlessAtr();
    image.folders = {
        folder("MF", mfAid,
            {readableWithoutChannel(transparent("EF.ATR", 0x2F01, 0x1D, atrContent(), 0x86)),
                readableWithoutChannel(transparent(
                    "EF.CardAccess", 0x011C, 0x1C, hex("31143012060A04007F0007020204020202010202010D"))),
                recordFile("EF.DIR", 0x2F00, 0x1E, FileKind::LinearVariable,
                    {directoryRecord(mfAid), directoryRecord(hcaAid), directoryRecord(esignAid)}),
                transparent("EF.GDO", 0x2F02, 0x02, gdo),
                readableWithoutChannel(recordFile("EF.Version", 0x2F10, 0x10, FileKind::LinearFixed,
                    QList<QByteArray>(4, hex("0040000000")))),
                readableWithoutChannel(transparent("EF.Version2", 0x2F11, 0x11, version2Content(), 0x3C))}),
        folder("DF.HCA", hcaAid,
            {transparent("EF.PD", 0xD001, 0x01, content.personalData, 0x352),
                transparent("EF.VD", 0xD002, 0x02, content.insuranceData, 0x4E2),
                transparent("EF.StatusVD", 0xD00C, 0x0C, statusContent())}),
        folder("DF.ESIGN", esignAid,
            {transparent("EF.C.CH.AUT.E256", 0xC504, 0x04, content.certificate, 0x76C)}),
    };
    image.authKey = content.key;
    image.authKeyRule =
        ruleOf("({00||2a||9e||9a},PWD(02))", "({00||2a||9e||9a},AND{SMMAC(02),SMCMDENC,SMRSPENC,PWD(02)})");
    image.passwords = {{.name = QStringLiteral("PIN.CH"), .reference = 0x01, .rule = passwordRule()},
        {.name = QStringLiteral("MRPIN.home"), .reference = 0x02, .rule = passwordRule()}};
    image.canRule = ruleOf("({??||86||??||??},ALW)", "({??||86||??||??},ALW)");
    image.pin = std::move(content.pin);
    image.puk = std::move(content.puk);
    image.can = std::move(content.can);
    return image;
}

} // namespace dsr
