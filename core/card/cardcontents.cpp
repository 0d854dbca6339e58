#include "core/card/cardcontents.h"

#include "core/base/encoding.h"
#include "core/base/gzip.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace dsr {

namespace {

constexpr qsizetype longestXml = 65536;
constexpr qsizetype deepest = 16; // elements; real ones need 7
constexpr qsizetype statusSize = 25;
const QLatin1StringView personalRoot("UC_PersoenlicheVersichertendatenXML");
const QLatin1StringView insuranceRoot("UC_AllgemeineVersicherungsdatenXML");
const QLatin1StringView person("Versicherter/Person/");
const QLatin1StringView cover("Versicherter/Versicherungsschutz/");

std::unexpected<Error> malformed(const char *file, const QString &reason)
{
    return fail(
        ErrorCode::CardAnswerMalformed, QString::fromLatin1(file), {{QStringLiteral("reason"), reason}});
}

std::unexpected<Error> malformed(const char *file, const char *reason)
{
    return malformed(file, QString::fromLatin1(reason));
}

// --- reading

/// The texts of a document by their path below the root, local names only.
struct Document
{
    QString schema;
    QHash<QString, QString> texts;

    QString text(const QString &path) const { return texts.value(path); }
    /// The first of several counts.
    void keep(const QString &path, const QString &value)
    {
        if (!value.isEmpty() && !texts.contains(path))
            texts.insert(path, value);
    }
};

/// The characters of an XML document in one of the two encodings that occur; nothing for any other.
std::optional<QString> decoded(QByteArrayView xml)
{
    static const QRegularExpression declaration(
        QStringLiteral(R"(^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["'])"));
    const QString start = QString::fromLatin1(xml.first(qMin<qsizetype>(xml.size(), 200)));
    const QString encoding = declaration.match(start).captured(1).toUpper();
    if (encoding == QLatin1StringView("ISO-8859-15"))
        return fromLatin9(xml);
    if (encoding.isEmpty() || encoding == QLatin1StringView("UTF-8"))
        return QString::fromUtf8(xml);
    return std::nullopt;
}

Result<Document> readXml(QByteArrayView packed, QLatin1StringView root, const char *file)
{
    const auto bytes = gunzip(packed, longestXml);
    if (!bytes)
        return malformed(file, bytes.error().facts.value(QStringLiteral("reason")).toString());
    const auto characters = decoded(*bytes);
    if (!characters)
        return malformed(file, "other character set");
    QXmlStreamReader xml(*characters);
    Document document;
    QStringList path;
    QString text;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD: // would be the way to entities, which nobody needs here
            return malformed(file, "document type");
        case QXmlStreamReader::StartElement:
            if (path.isEmpty() && xml.name() != root)
                return malformed(file, "other root element");
            if (path.isEmpty())
                document.schema = xml.attributes().value(QLatin1StringView("CDM_VERSION")).toString();
            if (path.size() == deepest)
                return malformed(file, "too deep");
            path.append(xml.name().toString());
            text.clear();
            break;
        case QXmlStreamReader::Characters:
            text += xml.text();
            break;
        case QXmlStreamReader::EndElement:
            document.keep(path.mid(1).join(QLatin1Char('/')), text.trimmed());
            path.removeLast();
            text.clear();
            break;
        default:
            break;
        }
    }
    return xml.hasError() ? Result<Document>(malformed(file, "no well-formed XML")) : document;
}

quint16 number(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

/// The part between two offsets of EF.VD, both inclusive; nothing if it is marked absent or not there.
std::optional<QByteArrayView> part(QByteArrayView file, quint16 first, quint16 last)
{
    constexpr quint16 absent = 0xFFFF;
    constexpr qsizetype header = 8;
    if (first == absent || first < header || first > last || last >= file.size())
        return std::nullopt;
    return file.sliced(first, last - first + 1);
}

bool isDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "5.2.0" from 00 50 02 00 00: three, three and four decimal digits.
std::optional<QString> packedVersion(QByteArrayView bytes)
{
    const QByteArray digits = bytes.toByteArray().toHex();
    if (!isDigits(digits))
        return std::nullopt;
    return QStringLiteral("%1.%2.%3")
        .arg(digits.first(3).toInt())
        .arg(digits.sliced(3, 3).toInt())
        .arg(digits.sliced(6).toInt());
}

// --- writing

/// An XML document as insurers write it: the elements by their paths, empty ones left out.
class Writer
{
public:
    Writer(QLatin1StringView root, const QString &schema)
        : m_xml(&m_text)
    {
        // The writer knows UTF-8 only and so names no encoding; the bytes become ISO-8859-15 in the end.
        m_text = QStringLiteral(R"(<?xml version="1.0" encoding="ISO-8859-15" standalone="yes"?>)");
        m_xml.writeStartElement(root);
        m_xml.writeDefaultNamespace(QStringLiteral("http://ws.gematik.de/fa/vsdm/vsd/v5.2"));
        m_xml.writeAttribute(QStringLiteral("CDM_VERSION"), schema);
    }

    void open(const char *name) { m_xml.writeStartElement(QLatin1StringView(name)); }
    void close() { m_xml.writeEndElement(); }
    void text(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            m_xml.writeTextElement(QLatin1StringView(name), value);
    }
    QByteArray packed()
    {
        m_xml.writeEndDocument();
        return gzip(toLatin9(m_text));
    }

private:
    QString m_text;
    QXmlStreamWriter m_xml;
};

void append(QByteArray &bytes, qsizetype value)
{
    bytes.append(static_cast<char>(value >> 8)).append(static_cast<char>(value));
}

QByteArray packedDigits(const QString &version)
{
    const QStringList parts = version.split(QLatin1Char('.'));
    const auto digits = [&](qsizetype i, int width) {
        return parts.value(i).rightJustified(width, QLatin1Char('0'), true);
    };
    return QByteArray::fromHex((digits(0, 3) + digits(1, 3) + digits(2, 4)).toLatin1());
}

} // namespace

QString PersonalData::name() const
{
    QStringList parts{title, givenNames, nameAffix, namePrefix, familyName};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

QString PersonalData::birthdayIso() const
{
    if (birthday.size() != 8 || !isDigits(birthday.toLatin1()))
        return {};
    const QString unknown = QStringLiteral("00");
    const QString month = birthday.sliced(4, 2);
    const QString day = birthday.sliced(6, 2);
    const bool dayKnown = day != unknown && month != unknown;
    const QString whole = birthday.first(4) + (month == unknown ? QStringLiteral("01") : month)
        + (dayKnown ? day : QStringLiteral("01"));
    if (!QDate::fromString(whole, QStringLiteral("yyyyMMdd")).isValid())
        return {};
    QStringList parts{birthday.first(4)};
    if (month != unknown)
        parts.append(month);
    if (dayKnown)
        parts.append(day);
    return parts.join(QLatin1Char('-'));
}

Result<PersonalData> parsePersonalData(QByteArrayView efPd)
{
    constexpr qsizetype header = 2;
    if (efPd.size() < header)
        return malformed("EF.PD", "empty");
    const qsizetype size = number(efPd, 0);
    if (size == 0 || size > efPd.size() - header)
        return malformed("EF.PD", "length beyond the end");
    const auto document = readXml(efPd.sliced(header, size), personalRoot, "EF.PD");
    if (!document)
        return fail(document.error());
    const auto of = [&](const char *name) { return document->text(person + QLatin1StringView(name)); };
    // One of the two kinds of address is there.
    const auto addressPart = [&](const char *name) {
        const QString street =
            document->text(person + QStringLiteral("StrassenAdresse/") + QLatin1StringView(name));
        return street.isEmpty()
            ? document->text(person + QStringLiteral("PostfachAdresse/") + QLatin1StringView(name))
            : street;
    };
    return PersonalData{.kvnr = document->text(QStringLiteral("Versicherter/Versicherten_ID")),
        .givenNames = of("Vorname"),
        .familyName = of("Nachname"),
        .title = of("Titel"),
        .nameAffix = of("Namenszusatz"),
        .namePrefix = of("Vorsatzwort"),
        .birthday = of("Geburtsdatum"),
        .sex = of("Geschlecht"),
        .address = {.street = addressPart("Strasse"),
            .houseNumber = addressPart("Hausnummer"),
            .supplement = addressPart("Anschriftenzusatz"),
            .postOfficeBox = addressPart("Postfach"),
            .postalCode = addressPart("Postleitzahl"),
            .city = addressPart("Ort"),
            .country = addressPart("Land/Wohnsitzlaendercode")},
        .schema = document->schema};
}

Result<InsuranceData> parseInsuranceData(QByteArrayView efVd)
{
    constexpr qsizetype header = 8;
    if (efVd.size() < header)
        return malformed("EF.VD", "empty");
    const auto open = part(efVd, number(efVd, 0), number(efVd, 2));
    if (!open)
        return malformed("EF.VD", "absent");
    const auto document = readXml(*open, insuranceRoot, "EF.VD");
    if (!document)
        return fail(document.error());
    const auto of = [&](const char *name) { return document->text(cover + QLatin1StringView(name)); };
    return InsuranceData{.begin = of("Beginn"),
        .insurerId = of("Kostentraeger/Kostentraegerkennung"),
        .insurerName = of("Kostentraeger/Name"),
        .insurerCountry = of("Kostentraeger/Kostentraegerlaendercode"),
        .payerId = of("Kostentraeger/AbrechnenderKostentraeger/Kostentraegerkennung"),
        .payerName = of("Kostentraeger/AbrechnenderKostentraeger/Name"),
        .insuredType =
            document->text(QStringLiteral("Versicherter/Zusatzinfos/ZusatzinfosGKV/Versichertenart")),
        .schema = document->schema};
}

Result<StatusData> parseStatusData(QByteArrayView efStatusVd)
{
    if (efStatusVd.size() < statusSize)
        return malformed("EF.StatusVD", "empty");
    const QByteArrayView changed = efStatusVd.sliced(1, 14);
    const auto schema = packedVersion(efStatusVd.sliced(15, 5));
    const auto storage = packedVersion(efStatusVd.sliced(20, 5));
    if (!isDigits(changed) || !schema || !storage)
        return malformed("EF.StatusVD", "no digits");
    return StatusData{.status = efStatusVd[0],
        .changed = QString::fromLatin1(changed),
        .schema = *schema,
        .storage = *storage};
}

QByteArray personalDataFile(const PersonalData &data)
{
    Writer xml(personalRoot, data.schema);
    xml.open("Versicherter");
    xml.text("Versicherten_ID", data.kvnr);
    xml.open("Person");
    xml.text("Geburtsdatum", data.birthday);
    xml.text("Vorname", data.givenNames);
    xml.text("Nachname", data.familyName);
    xml.text("Geschlecht", data.sex);
    xml.text("Vorsatzwort", data.namePrefix);
    xml.text("Namenszusatz", data.nameAffix);
    xml.text("Titel", data.title);
    const PostalAddress &address = data.address;
    xml.open(address.postOfficeBox.isEmpty() ? "StrassenAdresse" : "PostfachAdresse");
    xml.text("Postleitzahl", address.postalCode);
    xml.text("Ort", address.city);
    xml.open("Land");
    xml.text("Wohnsitzlaendercode", address.country);
    xml.close();
    xml.text("Strasse", address.street);
    xml.text("Hausnummer", address.houseNumber);
    xml.text("Anschriftenzusatz", address.supplement);
    xml.text("Postfach", address.postOfficeBox);
    const QByteArray packed = xml.packed();
    QByteArray file;
    append(file, packed.size());
    return file + packed;
}

QByteArray insuranceDataFile(const InsuranceData &data)
{
    Writer xml(insuranceRoot, data.schema);
    xml.open("Versicherter");
    xml.open("Versicherungsschutz");
    xml.text("Beginn", data.begin);
    xml.open("Kostentraeger");
    xml.text("Kostentraegerkennung", data.insurerId);
    xml.text("Kostentraegerlaendercode", data.insurerCountry);
    xml.text("Name", data.insurerName);
    if (!data.payerId.isEmpty()) {
        xml.open("AbrechnenderKostentraeger");
        xml.text("Kostentraegerkennung", data.payerId);
        xml.text("Kostentraegerlaendercode", data.insurerCountry);
        xml.text("Name", data.payerName);
        xml.close();
    }
    xml.close();
    xml.close();
    xml.open("Zusatzinfos");
    xml.open("ZusatzinfosGKV");
    xml.text("Versichertenart", data.insuredType);
    const QByteArray packed = xml.packed();
    constexpr qsizetype header = 8;
    constexpr qsizetype absent = 0xFFFF;
    QByteArray file;
    append(file, header);
    append(file, header + packed.size() - 1);
    append(file, absent); // the protected part has a file of its own
    append(file, absent);
    return file + packed;
}

QByteArray statusDataFile(const StatusData &data)
{
    return data.status + data.changed.toLatin1() + packedDigits(data.schema) + packedDigits(data.storage);
}

} // namespace dsr
