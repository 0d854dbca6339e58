#include "core/check/trustlist.h"

#include "core/base/encoding.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <iterator>

namespace dsr {

namespace {

constexpr qsizetype maximumSize = 32LL * 1024 * 1024;
constexpr QLatin1StringView authorityType("http://uri.etsi.org/TrstSvc/Svctype/CA/PKC");
constexpr QLatin1StringView responderType("http://uri.etsi.org/TrstSvc/Svctype/Certstatus/OCSP");
constexpr QLatin1StringView inForce("/inaccord");
constexpr QLatin1StringView cardAuthentication("1.2.276.0.76.4.70"); // oid_egk_aut
constexpr QLatin1StringView envelopedSignature("http://www.w3.org/2000/09/xmldsig#enveloped-signature");
constexpr QLatin1StringView canonicalForms[] = {QLatin1StringView("http://www.w3.org/2001/10/xml-exc-c14n#"),
    QLatin1StringView("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")};

struct Service
{
    QString type;
    QString status;
    QStringList certificateTypes; ///< none: not restricted
    QList<QByteArray> certificates; ///< DER
};

class Reader
{
public:
    Reader(const QByteArray &xml, QString path)
        : m_xml(xml)
        , m_path(std::move(path))
    {
    }

    Result<TrustList> read()
    {
        if (!m_xml.readNextStartElement() || m_xml.name() != QLatin1StringView("TrustServiceStatusList"))
            return malformed("not a trust service status list");
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1StringView("SchemeInformation"))
                readScheme();
            else if (m_xml.name() == QLatin1StringView("Signature"))
                readSignature();
            else
                readServices();
        }
        while (!m_xml.atEnd())
            m_xml.readNext();
        if (m_xml.hasError())
            return malformed("not well-formed");
        if (!m_list.issued.isValid())
            return malformed("the date of issue is missing");
        if (m_isDamaged)
            return malformed("a certificate is damaged");
        m_list.isSignedAsAWhole = m_signatures == 1 && m_coversWhole && !m_rewrites;
        return m_list;
    }

private:
    std::unexpected<Error> malformed(const char *reason) const
    {
        return fail(ErrorCode::InputMalformed, QStringLiteral("trust list"),
            {{QStringLiteral("path"), m_path}, {QStringLiteral("reason"), QString::fromLatin1(reason)}});
    }

    QString text() { return m_xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed(); }

    void readScheme()
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1StringView("TSLSequenceNumber"))
                m_list.sequenceNumber = text().toLongLong();
            else if (m_xml.name() == QLatin1StringView("ListIssueDateTime"))
                m_list.issued = QDateTime::fromString(text(), Qt::ISODate).toUTC();
            else
                m_xml.skipCurrentElement();
        }
    }

    /// What has to be known to trust a signature: what it covers and by which ways.
    void readSignature()
    {
        ++m_signatures;
        for (int depth = 1; depth > 0 && !m_xml.atEnd();) {
            m_xml.readNext();
            if (m_xml.isEndElement())
                --depth;
            if (!m_xml.isStartElement())
                continue;
            ++depth;
            const QString algorithm = m_xml.attributes().value(QLatin1StringView("Algorithm")).toString();
            if (m_xml.name() == QLatin1StringView("Reference")) {
                m_coversWhole = m_coversWhole
                    || (m_xml.attributes().hasAttribute(QLatin1StringView("URI"))
                        && m_xml.attributes().value(QLatin1StringView("URI")).isEmpty());
            } else if (m_xml.name() == QLatin1StringView("Transform")) {
                m_rewrites = m_rewrites
                    || (algorithm != envelopedSignature
                        && std::ranges::none_of(
                            canonicalForms, [&](QLatin1StringView form) { return algorithm == form; }));
            }
        }
    }

    /// Anything with services in it, however deep they stand.
    void readServices()
    {
        if (m_xml.name() == QLatin1StringView("ServiceInformation")) {
            Service service;
            readService(service);
            keep(service);
            return;
        }
        const Level level(m_depth);
        while (m_xml.readNextStartElement()) {
            if (level.isTooDeep())
                m_xml.skipCurrentElement();
            else
                readServices();
        }
    }

    void readService(Service &service)
    {
        const Level level(m_depth);
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == QLatin1StringView("ServiceTypeIdentifier"))
                service.type = text();
            else if (m_xml.name() == QLatin1StringView("ServiceStatus"))
                service.status = text();
            else if (m_xml.name() == QLatin1StringView("ExtensionOID"))
                service.certificateTypes.append(text());
            else if (m_xml.name() == QLatin1StringView("X509Certificate"))
                readCertificate(service);
            else if (level.isTooDeep())
                m_xml.skipCurrentElement();
            else
                readService(service);
        }
    }

    void readCertificate(Service &service)
    {
        QByteArray characters;
        const QByteArray base64 = text().toLatin1();
        std::ranges::copy_if(base64, std::back_inserter(characters),
            [](char c) { return c != '\n' && c != '\r' && c != ' ' && c != '\t'; });
        const auto der = fromBase64(characters, Base64Form::StandardOptionalPadding);
        if (der)
            service.certificates.append(*der);
        else
            m_isDamaged = true;
    }

    void keep(const Service &service)
    {
        if (!service.status.endsWith(inForce))
            return;
        const bool issuesCards = service.type == authorityType
            && (service.certificateTypes.isEmpty() || service.certificateTypes.contains(cardAuthentication));
        if (!issuesCards && service.type != responderType)
            return;
        for (const QByteArray &der : service.certificates) {
            const auto certificate = Certificate::fromDer(der);
            if (!certificate) {
                m_isDamaged = true;
                continue;
            }
            // An authority in the list is trusted because it stands there.
            const QList<TrustRole> roles =
                issuesCards ? QList{TrustRole::EgkIssuer, TrustRole::EgkRoot} : QList{TrustRole::OcspSigner};
            for (const TrustRole role : roles)
                m_list.anchors.append({role, *certificate, m_path});
        }
    }

    /// Counts one level of nesting while it lives.
    class Level
    {
    public:
        explicit Level(int &depth)
            : m_depth(depth)
        {
            ++m_depth;
        }
        ~Level() { --m_depth; }
        Level(const Level &) = delete;
        Level &operator=(const Level &) = delete;
        bool isTooDeep() const { return m_depth > 32; }

    private:
        int &m_depth;
    };

    QXmlStreamReader m_xml;
    QString m_path;
    TrustList m_list;
    bool m_isDamaged = false;
    int m_depth = 0;
    int m_signatures = 0;
    bool m_coversWhole = false;
    bool m_rewrites = false;
};

} // namespace

bool looksLikeTrustList(QByteArrayView bytes)
{
    constexpr qsizetype prologue = 2048;
    return bytes.first(std::min(bytes.size(), prologue)).contains("TrustServiceStatusList");
}

Result<TrustList> parseTrustList(const QByteArray &xml, const QString &path)
{
    const bool hasDtd = xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY");
    if (xml.size() > maximumSize || hasDtd) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("trust list"),
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"),
                    hasDtd ? QStringLiteral("it has a DTD") : QStringLiteral("it is too large")}});
    }
    return Reader(xml, path).read();
}

} // namespace dsr
