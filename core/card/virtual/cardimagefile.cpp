#include "core/card/virtual/cardimagefile.h"

#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/card/pinblock.h"

#include <QHash>
#include <QXmlStreamReader>

#include <algorithm>

namespace dsr {

namespace {

constexpr qsizetype largest = 8 * qsizetype(1024) * 1024;
constexpr int deepest = 8; ///< folders inside folders
constexpr int largestFile = 0x7FFF; ///< what READ BINARY can reach

/// Attributes of one object: name to text.
using Attributes = QHash<QString, QString>;

bool isSet(const QString &text)
{
    return !text.isEmpty() && text != QLatin1StringView("AttributeNotSet");
}

/// Reads the objects of the file into `image`; the first thing that does not fit raises an error of the
/// reader, which stops all further reading.
class Loader
{
public:
    explicit Loader(QByteArrayView xml)
        : m_xml(xml.toByteArray())
    {
        m_image.contactlessAtr = standardContactlessAtr();
        m_image.pukUses = 0;
    }

    Result<CardImage> load()
    {
        if (start(QLatin1StringView("card"))) {
            while (next(QLatin1StringView("objectSystem")))
                objectSystem();
        }
        while (!m_xml.atEnd())
            refuseDtd(m_xml.readNext());
        if (!m_xml.hasError() && m_image.folders.isEmpty())
            refuse("there is no MF");
        if (!m_xml.hasError() && m_image.contactAtr.isEmpty())
            refuse("there is no answer to reset");
        if (m_xml.hasError()) {
            return fail(ErrorCode::InputMalformed, QStringLiteral("card image"),
                {{QStringLiteral("line"), m_xml.lineNumber()},
                    {QStringLiteral("reason"), m_xml.errorString()}});
        }
        return std::move(m_image);
    }

private:
    void refuse(const char *reason)
    {
        if (!m_xml.hasError())
            m_xml.raiseError(QString::fromLatin1(reason));
    }

    /// There is nothing to declare in a card image, and entities could grow without end.
    void refuseDtd(QXmlStreamReader::TokenType token)
    {
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            refuse("declarations and entities are not allowed");
    }

    /// The root element, if it has this name.
    bool start(QLatin1StringView name)
    {
        while (!m_xml.atEnd() && !m_xml.isStartElement())
            refuseDtd(m_xml.readNext());
        if (!m_xml.hasError() && m_xml.name() != name)
            refuse("this is no card image");
        return !m_xml.hasError();
    }

    /// The next element with this name inside the current one; steps over others. False at its end.
    bool next(QLatin1StringView name)
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == name)
                return true;
            m_xml.skipCurrentElement();
        }
        return false;
    }

    QString id() const { return m_xml.attributes().value(QLatin1StringView("id")).toString(); }
    QString text() { return m_xml.readElementText(QXmlStreamReader::SkipChildElements).simplified(); }

    void objectSystem()
    {
        while (next(QLatin1StringView("attribute"))) {
            const QString name = id();
            if (name == QLatin1StringView("root")) {
                while (next(QLatin1StringView("child")))
                    object(0, 0);
            } else if (name == QLatin1StringView("coldAnswerToReset")) {
                m_image.contactAtr = octets(text());
                if (m_image.contactAtr.size() < 2 || m_image.contactAtr.size() > 33)
                    refuse("the answer to reset has 2 to 33 octets");
            } else {
                m_xml.skipCurrentElement();
            }
        }
    }

    /// One element "child" in the folder with this index.
    void object(qsizetype parent, int depth)
    {
        const QString type = m_xml.attributes().value(QLatin1StringView("objectType")).toString();
        const QString name = id();
        if (depth >= deepest) {
            refuse("folders lie too deep in each other");
            return;
        }
        const bool isFolder = type == QLatin1StringView("ADF") || type == QLatin1StringView("Application");
        const qsizetype self = isFolder ? m_image.folders.size() : parent;
        if (isFolder)
            m_image.folders.append(ImageFolder{.name = name, .parent = parent});
        else if (m_image.folders.isEmpty())
            refuse("an object lies outside of the MF");
        Attributes attributes;
        QList<QByteArray> records;
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1StringView("attributes"))
                attributes = readAttributes();
            else if (m_xml.name() == QLatin1StringView("records"))
                records = readRecords();
            else if (m_xml.name() == QLatin1StringView("children") && isFolder)
                readChildren(self, depth);
            else
                m_xml.skipCurrentElement();
        }
        if (m_xml.hasError())
            return;
        if (isFolder)
            describeFolder(m_image.folders[self], attributes);
        else
            addObject(m_image.folders[self], type, name, attributes, records);
    }

    void readChildren(qsizetype folder, int depth)
    {
        while (next(QLatin1StringView("child")))
            object(folder, depth + 1);
    }

    Attributes readAttributes()
    {
        Attributes attributes;
        while (next(QLatin1StringView("attribute"))) {
            const QString name = id();
            attributes.insert(name, text());
        }
        return attributes;
    }

    QList<QByteArray> readRecords()
    {
        QList<QByteArray> records;
        while (next(QLatin1StringView("record"))) {
            const Attributes record = readAttributes();
            records.append(octets(record.value(QStringLiteral("recordValue"))));
        }
        if (records.size() > 254)
            refuse("a file has more than 254 records");
        return records;
    }

    void describeFolder(ImageFolder &folder, const Attributes &attributes)
    {
        QString aid = attributes.value(QStringLiteral("applicationIdentifier"));
        aid.remove(QLatin1Char('{')).remove(QLatin1Char('}'));
        folder.aid = octets(aid);
        if (folder.aid.isEmpty() || folder.aid.size() > 16)
            refuse("an application identifier has 1 to 16 octets");
        folder.activated = isActivated(attributes);
        folder.rule = rule(attributes);
    }

    void addObject(ImageFolder &folder, const QString &type, const QString &name,
        const Attributes &attributes, const QList<QByteArray> &records)
    {
        if (type.endsWith(QLatin1StringView("ElementaryFile")))
            folder.files.append(file(type, name, attributes, records));
        else if (type == QLatin1StringView("PWD") || type == QLatin1StringView("MultireferencePWD"))
            addPassword(name, attributes);
        else if (type == QLatin1StringView("SymmetricConnectionKey"))
            addCan(attributes);
        else if (type == QLatin1StringView("PrivateElcKey") && name == QLatin1StringView("PrK.CH.AUT.E256"))
            addKey(attributes);
    }

    ImageFile file(const QString &type, const QString &name, const Attributes &attributes,
        const QList<QByteArray> &records)
    {
        ImageFile file;
        file.name = name;
        file.fid = static_cast<quint16>(number(attributes, "fileIdentifier", 0xFFFF));
        file.sfid = static_cast<quint8>(number(attributes, "shortFileIdentifier", 0x1E));
        file.rule = rule(attributes);
        file.kind = type.startsWith(QLatin1StringView("LinearVariable")) ? FileKind::LinearVariable
            : type.startsWith(QLatin1StringView("LinearFixed"))          ? FileKind::LinearFixed
            : type.startsWith(QLatin1StringView("Cyclic"))               ? FileKind::Cyclic
                                                                         : FileKind::Transparent;
        file.records = records;
        if (file.kind == FileKind::Transparent) {
            // What stands behind the logical end of file is filler.
            file.content = octets(attributes.value(QStringLiteral("body")))
                               .left(number(attributes, "positionLogicalEndOfFile", largestFile));
            file.allocated =
                qMax(number(attributes, "numberOfOctet", largestFile), static_cast<int>(file.content.size()));
        }
        return file;
    }

    void addPassword(const QString &name, const Attributes &attributes)
    {
        const int reference = number(attributes, "pwdIdentifier", 0x1F);
        // PIN.CH and whatever refers to it; passwords with a secret of their own are for other purposes.
        const bool isPinCh = name == QLatin1StringView("PIN.CH");
        if (!isPinCh && number(attributes, "passwordReference", 0x1F) != 0x01)
            return;
        m_image.passwords.append({.name = name,
            .reference = static_cast<quint8>(reference),
            .enabled = attributes.value(QStringLiteral("flagEnabled")) != QLatin1StringView("FALSE"),
            .rule = rule(attributes)});
        if (isPinCh)
            describePin(attributes);
    }

    void describePin(const Attributes &attributes)
    {
        const QString state = attributes.value(QStringLiteral("transportStatus"));
        if (state.contains(QLatin1StringView("leer"), Qt::CaseInsensitive))
            m_image.pinState = ImagePinState::Empty;
        else if (state.contains(QLatin1StringView("transport"), Qt::CaseInsensitive))
            m_image.pinState = ImagePinState::Transport;
        else if (state != QLatin1StringView("regularPassword"))
            refuse("the transport status of the PIN is not known");
        if (m_image.pinState != ImagePinState::Empty)
            m_image.pin = digits(attributes, "secret", 4);
        m_image.puk = digits(attributes, "PUK", 8);
        m_image.pinTries = number(attributes, "retryCounter", 0x0F);
        m_image.pukUses = number(attributes, "pukUsage", 0xFF);
    }

    void addCan(const Attributes &attributes)
    {
        if (number(attributes, "keyIdentifier", 0x1F) != 0x02)
            return;
        m_image.can = digits(attributes, "can", 6);
        m_image.canRule = rule(attributes);
    }

    void addKey(const Attributes &attributes)
    {
        if (!isSet(attributes.value(QStringLiteral("privateKey"))))
            return;
        if (attributes.value(QStringLiteral("domainParameterOid")) != QLatin1StringView("brainpoolP256r1")) {
            refuse("the signing key lies on another curve than brainpoolP256r1");
            return;
        }
        const Secret scalar(octets(attributes.value(QStringLiteral("privateKey"))));
        const auto key = PrivateKey::fromScalar(Curve::BrainpoolP256r1, scalar);
        const QString point = attributes.value(QStringLiteral("P"));
        if (!key || (isSet(point) && key->publicKey().point() != octets(point))) {
            refuse("the signing key is none");
            return;
        }
        m_image.authKey = *key;
        m_image.authKeyRule = rule(attributes);
    }

    static bool isActivated(const Attributes &attributes)
    {
        return attributes.value(QStringLiteral("lifeCycleStatus")) != QLatin1StringView("DEACTIVATED");
    }

    AccessRule rule(const Attributes &attributes)
    {
        const auto rule = AccessRule::parse(attributes.value(QStringLiteral("accessRules")).toUtf8());
        if (!rule)
            refuse("an access rule cannot be understood");
        return rule.value_or(AccessRule());
    }

    /// Hex digits of either case, with blanks; empty for a value that is not set.
    QByteArray octets(QString text)
    {
        text.remove(QLatin1Char(' '));
        if (!isSet(text))
            return {};
        const auto bytes = fromHex(text.toLatin1());
        if (!bytes)
            refuse("hexadecimal digits were expected");
        return bytes.value_or(QByteArray());
    }

    /// A number in hex; 0 if it is not set.
    int number(const Attributes &attributes, const char *name, int most)
    {
        const QString text = attributes.value(QString::fromLatin1(name));
        if (!isSet(text))
            return 0;
        const bool isNumber = text.size() <= 8 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
            return c.isDigit() || (c.toLower() >= QLatin1Char('a') && c.toLower() <= QLatin1Char('f'));
        });
        const uint value = isNumber ? text.toUInt(nullptr, 16) : 0;
        if (!isNumber || value > static_cast<uint>(most))
            refuse("a number is none or too large");
        return static_cast<int>(value);
    }

    /// Digits of a format 2 block.
    Secret digits(const Attributes &attributes, const char *name, qsizetype least)
    {
        QByteArray block = octets(attributes.value(QString::fromLatin1(name)));
        Secret digits = pinBlockDigits(block);
        wipe(block);
        if (digits.size() < least)
            refuse("a PIN, PUK or CAN is none");
        return digits;
    }

    QXmlStreamReader m_xml;
    CardImage m_image;
};

} // namespace

Result<CardImage> loadCardImage(QByteArrayView xml)
{
    if (xml.size() > largest) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("card image"),
            {{QStringLiteral("reason"), QStringLiteral("larger than 8 MiB")}});
    }
    return Loader(xml).load();
}

Result<CardImage> readCardImage(const QString &path)
{
    auto xml = readFile(path, largest);
    if (!xml)
        return fail(xml.error());
    auto image = loadCardImage(*xml);
    wipe(*xml); // PIN and private key are in it
    if (!image)
        image.error().facts.insert(QStringLiteral("path"), path);
    return image;
}

} // namespace dsr
