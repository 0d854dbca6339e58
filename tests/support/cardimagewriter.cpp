#include "tests/support/cardimagewriter.h"

#include "core/card/pinblock.h"

#include <QXmlStreamWriter>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <memory>

namespace dsr {

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString hex(int number)
{
    return QStringLiteral("%1").arg(number, 4, 16, QLatin1Char('0'));
}

QString hexScalar(const PrivateKey &key)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key.handle(), OSSL_PKEY_PARAM_PRIV_KEY, &number);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> owner(number, BN_free);
    QByteArray scalar(32, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(scalar.data()), 32);
    return hex(scalar);
}

const char *typeOf(FileKind kind)
{
    switch (kind) {
    case FileKind::Transparent:
        return "TransparentElementaryFile";
    case FileKind::LinearFixed:
        return "LinearFixedElementaryFile";
    case FileKind::LinearVariable:
        return "LinearVariableElementaryFile";
    case FileKind::Cyclic:
        break;
    }
    return "CyclicElementaryFile";
}

class Writer
{
public:
    explicit Writer(const CardImage &image)
        : m_image(image)
        , m_xml(&m_bytes)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    QByteArray write()
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("card"));
        m_xml.writeStartElement(QStringLiteral("objectSystem"));
        m_xml.writeStartElement(QStringLiteral("attribute"));
        m_xml.writeAttribute(QStringLiteral("id"), QStringLiteral("root"));
        folder(0);
        m_xml.writeEndElement();
        attribute("coldAnswerToReset", hex(m_image.contactAtr));
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    void attribute(const char *name, const QString &value)
    {
        m_xml.writeStartElement(QStringLiteral("attribute"));
        m_xml.writeAttribute(QStringLiteral("id"), QString::fromLatin1(name));
        m_xml.writeCharacters(value);
        m_xml.writeEndElement();
    }

    void start(const QString &name, const char *type, const AccessRule &rule)
    {
        m_xml.writeStartElement(QStringLiteral("child"));
        m_xml.writeAttribute(QStringLiteral("id"), name);
        m_xml.writeAttribute(QStringLiteral("objectType"), QString::fromLatin1(type));
        m_xml.writeStartElement(QStringLiteral("attributes"));
        attribute("accessRules", QString::fromLatin1(rule.text()));
    }

    void end()
    {
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    void folder(qsizetype index)
    {
        const ImageFolder &folder = m_image.folders.at(index);
        start(folder.name, index == 0 ? "ADF" : "Application", folder.rule);
        attribute("applicationIdentifier", QStringLiteral("{%1}").arg(hex(folder.aid)));
        attribute("lifeCycleStatus",
            folder.activated ? QStringLiteral("ACTIVATED") : QStringLiteral("DEACTIVATED"));
        m_xml.writeEndElement();
        m_xml.writeStartElement(QStringLiteral("children"));
        for (qsizetype i = 1; i < m_image.folders.size(); ++i) {
            if (m_image.folders.at(i).parent == index)
                this->folder(i);
        }
        for (const ImageFile &one : folder.files)
            file(one);
        if (index == 0)
            secrets();
        if (folder.name == QLatin1StringView("DF.ESIGN"))
            key();
        end();
    }

    void file(const ImageFile &file)
    {
        start(file.name, typeOf(file.kind), file.rule);
        attribute("fileIdentifier", hex(file.fid));
        if (file.sfid != 0)
            attribute("shortFileIdentifier", hex(file.sfid));
        if (file.kind != FileKind::Transparent) {
            m_xml.writeEndElement();
            m_xml.writeStartElement(QStringLiteral("records"));
            for (const QByteArray &record : file.records) {
                m_xml.writeStartElement(QStringLiteral("record"));
                attribute("recordValue", hex(record));
                m_xml.writeEndElement();
            }
            end();
            return;
        }
        attribute("numberOfOctet", hex(file.allocated));
        attribute("positionLogicalEndOfFile", hex(static_cast<int>(file.content.size())));
        attribute("body", hex(file.content + QByteArray(5, '\xEE'))); // filler behind the end
        end();
    }

    void secrets()
    {
        for (const ImagePassword &password : m_image.passwords) {
            const bool isPinCh = password.reference == 0x01;
            start(password.name, isPinCh ? "PWD" : "MultireferencePWD", password.rule);
            attribute("pwdIdentifier", hex(password.reference));
            attribute("flagEnabled", password.enabled ? QStringLiteral("TRUE") : QStringLiteral("FALSE"));
            if (isPinCh)
                pin();
            else
                attribute("passwordReference", QStringLiteral("01"));
            end();
        }
        start(QStringLiteral("SK.CAN"), "SymmetricConnectionKey", m_image.canRule);
        attribute("keyIdentifier", QStringLiteral("02"));
        attribute("can", hex(pinBlock(m_image.can)));
        end();
    }

    void pin()
    {
        attribute("secret", hex(pinBlock(m_image.pin)));
        attribute("PUK", hex(pinBlock(m_image.puk)));
        attribute("retryCounter", hex(m_image.pinTries));
        attribute("pukUsage", hex(m_image.pukUses));
        attribute("transportStatus",
            m_image.pinState == ImagePinState::Regular     ? QStringLiteral("regularPassword")
                : m_image.pinState == ImagePinState::Empty ? QStringLiteral("Leer-PIN")
                                                           : QStringLiteral("Transport-PIN"));
    }

    void key()
    {
        start(QStringLiteral("PrK.CH.AUT.E256"), "PrivateElcKey", m_image.authKeyRule);
        attribute("keyIdentifier", QStringLiteral("04"));
        attribute("domainParameterOid", QStringLiteral("brainpoolP256r1"));
        attribute("privateKey", hexScalar(m_image.authKey));
        attribute("P", hex(m_image.authKey.publicKey().point()));
        end();
    }

    const CardImage &m_image;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

QByteArray cardImageFile(const CardImage &image)
{
    return Writer(image).write();
}

} // namespace dsr
