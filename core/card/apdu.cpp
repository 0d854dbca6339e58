#include "core/card/apdu.h"

#include "core/base/encoding.h"
#include "core/base/secret.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Apdu)
};

constexpr qsizetype headerSize = 4;

quint8 octetAt(QByteArrayView bytes, qsizetype offset)
{
    return static_cast<quint8>(bytes[offset]);
}

int wordAt(QByteArrayView bytes, qsizetype offset)
{
    return octetAt(bytes, offset) << 8 | octetAt(bytes, offset + 1);
}

void appendWord(QByteArray &bytes, qsizetype number)
{
    bytes.append(static_cast<char>(number >> 8));
    bytes.append(static_cast<char>(number));
}

int shortNe(quint8 le)
{
    return le == 0 ? 256 : le;
}

int extendedNe(int le)
{
    return le == 0 ? 65536 : le;
}

/// The octets behind the header, short length fields; false where they do not add up.
bool parseShortBody(QByteArrayView body, CommandApdu &command)
{
    const int first = octetAt(body, 0);
    if (body.size() == 1) {
        command.ne = shortNe(octetAt(body, 0));
        return true;
    }
    const qsizetype rest = body.size() - 1 - first;
    if (first == 0 || rest < 0 || rest > 1)
        return false;
    command.data = body.sliced(1, first).toByteArray();
    if (rest == 1)
        command.ne = shortNe(octetAt(body, body.size() - 1));
    return true;
}

/// The same with extended length fields: `body` starts with the zero octet that announces them.
bool parseExtendedBody(QByteArrayView body, CommandApdu &command)
{
    const int first = wordAt(body, 1);
    if (body.size() == 3) {
        command.ne = extendedNe(first);
        return true;
    }
    const qsizetype rest = body.size() - 3 - first;
    if (first == 0 || (rest != 0 && rest != 2))
        return false;
    command.data = body.sliced(3, first).toByteArray();
    if (rest == 2)
        command.ne = extendedNe(wordAt(body, body.size() - 2));
    return true;
}

// --- what may be seen
// ---------------------------------------------------------------------------------------

/// VERIFY, CHANGE REFERENCE DATA, DISABLE and ENABLE VERIFICATION, RESET RETRY COUNTER, and the odd forms of
/// each that carry data objects.
bool carriesPassword(quint8 ins)
{
    switch (ins & 0xFE) {
    case 0x20:
    case 0x24:
    case 0x26:
    case 0x28:
    case 0x2C:
        return true;
    default:
        return false;
    }
}

/// How many leading octets may be seen.
qsizetype visibleSize(QByteArrayView bytes)
{
    auto command = CommandApdu::parse(bytes);
    if (!command)
        return 0; // nobody can tell where a password block begins in it
    if (!carriesPassword(command->ins))
        return bytes.size();
    if (command->data.isEmpty())
        return headerSize;
    wipe(command->data);
    return octetAt(bytes, headerSize) == 0 ? headerSize + 3 : headerSize + 1;
}

// --- names
// --------------------------------------------------------------------------------------------------

QString hex(qulonglong number, int digits)
{
    return QStringLiteral("%1").arg(number, digits, 16, QLatin1Char('0')).toUpper();
}

QString passwordName(quint8 reference)
{
    switch (reference) {
    case 0x01:
        return QStringLiteral("PIN.CH");
    case 0x02:
        return QStringLiteral("MRPIN.home");
    default:
        return Text::tr("password %1").arg(hex(reference, 2));
    }
}

/// Files by short identifier (egk-card 1.2). Where two folders use the same number, both are named.
QString fileName(int shortFileId)
{
    switch (shortFileId) {
    case 0x01:
        return QStringLiteral("EF.PD");
    case 0x02:
        return QStringLiteral("EF.GDO/EF.VD");
    case 0x04:
        return QStringLiteral("EF.C.CH.AUT.E256");
    case 0x0C:
        return QStringLiteral("EF.StatusVD");
    case 0x10:
        return QStringLiteral("EF.Version");
    case 0x11:
        return QStringLiteral("EF.Version2");
    case 0x1C:
        return QStringLiteral("EF.CardAccess");
    case 0x1D:
        return QStringLiteral("EF.ATR");
    case 0x1E:
        return QStringLiteral("EF.DIR");
    default:
        return Text::tr("file %1").arg(hex(static_cast<qulonglong>(shortFileId), 2));
    }
}

QString folderName(const QByteArray &aid)
{
    static const QHash<QByteArray, QString> known{
        {QByteArray(), QStringLiteral("MF")},
        {QByteArray::fromHex("D2760001448000"), QStringLiteral("MF")},
        {QByteArray::fromHex("D27600000102"), QStringLiteral("DF.HCA")},
        {QByteArray::fromHex("A000000167455349474E"), QStringLiteral("DF.ESIGN")},
    };
    return known.value(aid, Text::tr("application %1").arg(hexText(aid).toUpper()));
}

QString selectMeaning(const CommandApdu &command)
{
    if (command.p1 == 0x04)
        return Text::tr("SELECT %1").arg(folderName(command.data));
    if (command.p1 == 0x03)
        return Text::tr("SELECT the folder above");
    return Text::tr("SELECT file %1").arg(hexText(command.data).toUpper());
}

QString readBinaryMeaning(const CommandApdu &command)
{
    if ((command.p1 & 0x80) != 0)
        return Text::tr("READ BINARY of %1").arg(fileName(command.p1 & 0x1F));
    return Text::tr("READ BINARY from octet %1").arg(command.p1 << 8 | command.p2);
}

QString securityMeaning(const CommandApdu &command)
{
    if (command.ins == 0x22 && command.p1 == 0x41 && command.p2 == 0xB6)
        return Text::tr("MANAGE SECURITY ENVIRONMENT: choose the signing key");
    if (command.ins == 0x22 && command.p1 == 0xC1 && command.p2 == 0xA4)
        return Text::tr("MANAGE SECURITY ENVIRONMENT: choose the CAN");
    if (command.ins == 0x22)
        return Text::tr("MANAGE SECURITY ENVIRONMENT");
    if (command.p1 == 0x9E && command.p2 == 0x9A)
        return Text::tr("PSO COMPUTE DIGITAL SIGNATURE");
    return Text::tr("PERFORM SECURITY OPERATION");
}

bool isPinStatus(const CommandApdu &command)
{
    return (command.cla & 0x80) != 0 && command.ins == 0x20;
}

/// What 63Cn counts depends on the command.
QString triesMeaning(const CommandApdu &command, int left)
{
    if (isPinStatus(command)) {
        return left == 0 ? Text::tr("The PIN is blocked.")
                         : Text::tr("The PIN is not verified; %n try(s) left.", nullptr, left);
    }
    if (command.ins == 0x2C)
        return Text::tr("The PUK is wrong; it can be used %n more time(s).", nullptr, left);
    return left == 0 ? Text::tr("The PIN is wrong and now blocked.")
                     : Text::tr("The PIN is wrong; %n try(s) left.", nullptr, left);
}

QString notUsableMeaning(const CommandApdu &command)
{
    switch (command.ins) {
    case 0x20:
        return Text::tr("The PIN cannot be used before the holder has set it.");
    case 0x24:
    case 0x2C:
        return Text::tr("The new PIN has the wrong length.");
    default:
        return Text::tr("Something that has to come first is missing.");
    }
}

/// Status words that mean different things after different commands (egk-card 2.3); empty for the others.
QString statusAfter(const CommandApdu &command, quint16 sw)
{
    if (sw == 0x9000 && isPinStatus(command))
        return Text::tr("The PIN is verified.");
    if ((sw & 0xFFF0) == 0x63C0)
        return triesMeaning(command, sw & 0x0F);
    if (sw == 0x6983)
        return command.ins == 0x2C ? Text::tr("The PUK is used up.") : Text::tr("The PIN is blocked.");
    if (sw == 0x6985)
        return notUsableMeaning(command);
    if (sw == 0x6300)
        return Text::tr("The authentication failed; the CAN is probably wrong.");
    if ((sw & 0xFF00) == 0x6100)
        return Text::tr("Done; more data can be fetched.");
    if ((sw & 0xFF00) == 0x6C00)
        return Text::tr("Another number of octets has to be asked for.");
    return {};
}

struct StatusText
{
    quint16 sw;
    const char *text;
};

constexpr StatusText statusTexts[] = {
    {0x9000, QT_TRANSLATE_NOOP("dsr::Apdu", "Done.")},
    {0x6281, QT_TRANSLATE_NOOP("dsr::Apdu", "The data in the card is damaged.")},
    {0x6282, QT_TRANSLATE_NOOP("dsr::Apdu", "The end of the file was reached.")},
    {0x6283, QT_TRANSLATE_NOOP("dsr::Apdu", "The application is deactivated.")},
    {0x6285, QT_TRANSLATE_NOOP("dsr::Apdu", "The application is terminated.")},
    {0x62C1,
        QT_TRANSLATE_NOOP("dsr::Apdu", "The PIN is a transport PIN that the holder has to change first.")},
    {0x62C7, QT_TRANSLATE_NOOP("dsr::Apdu", "No PIN is set yet.")},
    {0x62D0, QT_TRANSLATE_NOOP("dsr::Apdu", "The PIN is switched off.")},
    {0x6400, QT_TRANSLATE_NOOP("dsr::Apdu", "The key cannot be used.")},
    {0x6581, QT_TRANSLATE_NOOP("dsr::Apdu", "The memory of the card failed.")},
    {0x6700, QT_TRANSLATE_NOOP("dsr::Apdu", "A length is wrong.")},
    {0x6882, QT_TRANSLATE_NOOP("dsr::Apdu", "Secure messaging is not possible here.")},
    {0x6884, QT_TRANSLATE_NOOP("dsr::Apdu", "Command chaining is not possible here.")},
    {0x6981, QT_TRANSLATE_NOOP("dsr::Apdu", "The file has another structure.")},
    {0x6982,
        QT_TRANSLATE_NOOP(
            "dsr::Apdu", "The card does not allow this before the PIN or the CAN was checked.")},
    {0x6986, QT_TRANSLATE_NOOP("dsr::Apdu", "No file is selected.")},
    {0x6987, QT_TRANSLATE_NOOP("dsr::Apdu", "A part of the secure message is missing.")},
    {0x6988, QT_TRANSLATE_NOOP("dsr::Apdu", "The secure message is wrong, or the password does not exist.")},
    {0x6A80, QT_TRANSLATE_NOOP("dsr::Apdu", "The data of the command is wrong.")},
    {0x6A81, QT_TRANSLATE_NOOP("dsr::Apdu", "The card cannot do this.")},
    {0x6A82, QT_TRANSLATE_NOOP("dsr::Apdu", "The file or application does not exist.")},
    {0x6A83, QT_TRANSLATE_NOOP("dsr::Apdu", "The record does not exist.")},
    {0x6A86, QT_TRANSLATE_NOOP("dsr::Apdu", "The parameters P1 and P2 are wrong.")},
    {0x6A88, QT_TRANSLATE_NOOP("dsr::Apdu", "The password or key does not exist.")},
    {0x6B00, QT_TRANSLATE_NOOP("dsr::Apdu", "The offset is behind the end of the file.")},
    {0x6D00, QT_TRANSLATE_NOOP("dsr::Apdu", "The card does not know this command.")},
    {0x6E00, QT_TRANSLATE_NOOP("dsr::Apdu", "The card does not know this class of commands.")},
    {0x6F00, QT_TRANSLATE_NOOP("dsr::Apdu", "The card had an internal error.")},
};

} // namespace

bool CommandApdu::isExtended() const
{
    return data.size() > 255 || ne.value_or(0) > 256;
}

QByteArray CommandApdu::encoded() const
{
    QByteArray bytes;
    bytes.reserve(headerSize + data.size() + 5); // never moved: what is wiped later is the only copy
    for (const quint8 octet : {cla, ins, p1, p2})
        bytes.append(static_cast<char>(octet));
    const bool extended = isExtended();
    if (extended)
        bytes.append('\0');
    if (!data.isEmpty()) {
        if (extended)
            appendWord(bytes, data.size());
        else
            bytes.append(static_cast<char>(data.size()));
        bytes.append(data);
    }
    if (ne && extended)
        appendWord(bytes, *ne);
    else if (ne)
        bytes.append(static_cast<char>(*ne));
    return bytes;
}

Result<CommandApdu> CommandApdu::parse(QByteArrayView bytes)
{
    const auto malformed = [] { return fail(ErrorCode::InputMalformed, QStringLiteral("command APDU")); };
    if (bytes.size() < headerSize)
        return malformed();
    CommandApdu command{octetAt(bytes, 0), octetAt(bytes, 1), octetAt(bytes, 2), octetAt(bytes, 3), {}, {}};
    const QByteArrayView body = bytes.sliced(headerSize);
    if (body.isEmpty())
        return command;
    const bool extended = octetAt(body, 0) == 0 && body.size() >= 3;
    if (!(extended ? parseExtendedBody(body, command) : parseShortBody(body, command)))
        return malformed();
    return command;
}

Result<ResponseApdu> ResponseApdu::parse(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return fail(ErrorCode::CardRemoved, QStringLiteral("response APDU"));
    return ResponseApdu{
        bytes.chopped(2).toByteArray(), static_cast<quint16>(wordAt(bytes, bytes.size() - 2))};
}

QByteArray ResponseApdu::encoded() const
{
    QByteArray bytes = data;
    appendWord(bytes, sw);
    return bytes;
}

QString swText(quint16 sw)
{
    return hex(sw, 4);
}

QString commandMeaning(const CommandApdu &command)
{
    switch (command.ins) {
    case 0xA4:
        return selectMeaning(command);
    case 0xB0:
        return readBinaryMeaning(command);
    case 0xB2:
        return Text::tr("READ RECORD %1 of %2").arg(command.p1).arg(fileName(command.p2 >> 3));
    case 0x20:
        return (isPinStatus(command) ? Text::tr("GET PIN STATUS of %1") : Text::tr("VERIFY %1"))
            .arg(passwordName(command.p2));
    case 0x24:
        return Text::tr("CHANGE REFERENCE DATA of %1").arg(passwordName(command.p2));
    case 0x2C:
        return Text::tr("RESET RETRY COUNTER of %1").arg(passwordName(command.p2));
    case 0x22:
    case 0x2A:
        return securityMeaning(command);
    case 0x84:
        return (command.cla & 0x80) != 0 ? Text::tr("GET RANDOM") : Text::tr("GET CHALLENGE");
    case 0x86:
        return Text::tr("GENERAL AUTHENTICATE");
    case 0x70:
        return command.p1 == 0x40 ? Text::tr("RESET APPLICATION") : Text::tr("MANAGE CHANNEL");
    case 0xC0:
        return Text::tr("GET RESPONSE");
    default:
        return Text::tr("Command %1").arg(hex(command.ins, 2));
    }
}

QString statusMeaning(const CommandApdu &command, quint16 sw)
{
    if (const QString special = statusAfter(command, sw); !special.isEmpty())
        return special;
    for (const StatusText &known : statusTexts) {
        if (known.sw == sw)
            return QCoreApplication::translate("dsr::Apdu", known.text);
    }
    return Text::tr("The card answered %1.").arg(swText(sw));
}

QString maskedHex(QByteArrayView commandBytes)
{
    const qsizetype visible = visibleSize(commandBytes);
    QString text = QString::fromLatin1(commandBytes.first(visible).toByteArray().toHex(' ')).toUpper();
    for (qsizetype i = visible; i < commandBytes.size(); ++i)
        text += text.isEmpty() ? QStringLiteral("**") : QStringLiteral(" **");
    return text;
}

} // namespace dsr
