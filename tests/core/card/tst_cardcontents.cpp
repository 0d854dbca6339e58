#include "core/base/encoding.h"
#include "core/base/gzip.h"
#include "core/card/cardcontents.h"
#include "core/card/virtual/cardimagefile.h"

#include <QFile>
#include <QTest>

using namespace dsr;

namespace {

QByteArray packedFile(const QByteArray &packed)
{
    QByteArray file;
    file.append(static_cast<char>(packed.size() >> 8)).append(static_cast<char>(packed.size()));
    return file + packed;
}

QByteArray personalFile(const QString &xml)
{
    return packedFile(gzip(toLatin9(xml)));
}

QByteArray offsets(int first, int last, int guardedFirst = 0xFFFF, int guardedLast = 0xFFFF)
{
    QByteArray bytes;
    for (const int value : {first, last, guardedFirst, guardedLast})
        bytes.append(static_cast<char>(value >> 8)).append(static_cast<char>(value));
    return bytes;
}

QByteArray insuranceFile(const QByteArray &packed)
{
    return offsets(8, 7 + static_cast<int>(packed.size())) + packed;
}

/// EF.PD as insurers of either generation of the schema write it.
QString personalXml(const QString &schema, const QString &person)
{
    return QStringLiteral("<?xml version=\"1.0\" encoding=\"ISO-8859-15\" standalone=\"yes\"?>"
                          "<vsdp:UC_PersoenlicheVersichertendatenXML CDM_VERSION=\"%1\" "
                          "xmlns:vsdp=\"http://ws.gematik.de/fa/vsdm/vsd/v%2\"><vsdp:Versicherter>"
                          "<vsdp:Versicherten_ID>X110639491</vsdp:Versicherten_ID><vsdp:Person>%3"
                          "</vsdp:Person></vsdp:Versicherter></vsdp:UC_PersoenlicheVersichertendatenXML>")
        .arg(schema, schema.section(QLatin1Char('.'), 0, 1), person);
}

QByteArray insuranceXml(const QString &schema, const QString &payer)
{
    return toLatin9(QStringLiteral(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<UC_AllgemeineVersicherungsdatenXML "
        "xmlns=\"http://ws.gematik.de/fa/vsdm/vsd/v%2\" CDM_VERSION=\"%1\">\n <Versicherter>\n"
        "  <Versicherungsschutz>\n   <Beginn>20200101</Beginn>\n   <Kostentraeger>\n"
        "    <Kostentraegerkennung>109500969</Kostentraegerkennung>\n"
        "    <Kostentraegerlaendercode>D</Kostentraegerlaendercode>\n    <Name>Krankenkasse Süd</Name>\n"
        "    %3</Kostentraeger>\n  </Versicherungsschutz>\n  <Zusatzinfos><ZusatzinfosGKV>"
        "<Versichertenart>5</Versichertenart></ZusatzinfosGKV></Zusatzinfos>\n </Versicherter>\n"
        "</UC_AllgemeineVersicherungsdatenXML>")
            .arg(schema, schema.section(QLatin1Char('.'), 0, 1), payer));
}

QString reasonOf(const Error &error)
{
    return error.facts.value(QStringLiteral("reason")).toString();
}

} // namespace

class TestCardContents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAPersonOfEitherSchema_data();
    void readsAPersonOfEitherSchema();
    void readsEveryCharacterOfTheCard_data();
    void readsEveryCharacterOfTheCard();
    void readsUtf8WhereTheFileSaysSo();
    void ignoresFillerBehindThePerson();
    void refusesAPerson_data();
    void refusesAPerson();
    void readsInsuranceOfEitherSchema_data();
    void readsInsuranceOfEitherSchema();
    void refusesWrongOffsets_data();
    void refusesWrongOffsets();
    void readsTheOpenPartWhateverTheProtectedOne_data();
    void readsTheOpenPartWhateverTheProtectedOne();
    void readsTheStatus();
    void refusesAStatus_data();
    void refusesAStatus();
    void writesWhatItReads();
    void joinsTheName_data();
    void joinsTheName();
    void tellsTheBirthdayAsFarAsItIsKnown_data();
    void tellsTheBirthdayAsFarAsItIsKnown();
    void keepsContentsOutOfErrors();
    void readsACardImageOfOthers();
};

void TestCardContents::readsAPersonOfEitherSchema_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("person");
    QTest::addColumn<PersonalData>("expected");
    const QString street =
        QStringLiteral("<v:Geburtsdatum xmlns:v=\"x\">19710727</v:Geburtsdatum><Vorname>Jörg Änne</Vorname>"
                       "<Nachname>Weiß</Nachname><Titel>Dr.</Titel><Geschlecht>M</Geschlecht>"
                       "<Vorsatzwort>von</Vorsatzwort><Namenszusatz>Graf</Namenszusatz><StrassenAdresse>"
                       "<Postleitzahl>12345</Postleitzahl><Ort>Köln</Ort><Land>"
                       "<Wohnsitzlaendercode>D</Wohnsitzlaendercode></Land><Strasse>Große Gasse</Strasse>"
                       "<Hausnummer>1 b</Hausnummer><Anschriftenzusatz>Hof</Anschriftenzusatz>"
                       "</StrassenAdresse>");
    const QString box =
        QStringLiteral("<Geburtsdatum>19500000</Geburtsdatum><Vorname>Ayşe</Vorname><Nachname>Öz &amp; "
                       "Söhne</Nachname><Geschlecht>W</Geschlecht><PostfachAdresse><Postleitzahl>54321"
                       "</Postleitzahl><Ort>Graz</Ort><Postfach>99</Postfach><Land><Wohnsitzlaendercode>A"
                       "</Wohnsitzlaendercode></Land></PostfachAdresse>");
    const PersonalData graf{.kvnr = QStringLiteral("X110639491"),
        .givenNames = QStringLiteral("Jörg Änne"),
        .familyName = QStringLiteral("Weiß"),
        .title = QStringLiteral("Dr."),
        .nameAffix = QStringLiteral("Graf"),
        .namePrefix = QStringLiteral("von"),
        .birthday = QStringLiteral("19710727"),
        .sex = QStringLiteral("M"),
        .address = {.street = QStringLiteral("Große Gasse"),
            .houseNumber = QStringLiteral("1 b"),
            .supplement = QStringLiteral("Hof"),
            .postalCode = QStringLiteral("12345"),
            .city = QStringLiteral("Köln"),
            .country = QStringLiteral("D")}};
    const PersonalData ayse{.kvnr = QStringLiteral("X110639491"),
        .givenNames = QStringLiteral("Ay?e"), // the card's character set has no ş
        .familyName = QStringLiteral("Öz & Söhne"),
        .birthday = QStringLiteral("19500000"),
        .sex = QStringLiteral("W"),
        .address = {.postOfficeBox = QStringLiteral("99"),
            .postalCode = QStringLiteral("54321"),
            .city = QStringLiteral("Graz"),
            .country = QStringLiteral("A")}};
    const auto row = [](const char *name, const char *schema, const QString &person, PersonalData expected) {
        expected.schema = QString::fromLatin1(schema);
        QTest::newRow(name) << expected.schema << person << expected;
    };
    row("5.1 with a street", "5.1.0", street, graf);
    row("5.2 with a street", "5.2.0", street, graf);
    row("5.1 with a post office box", "5.1.0", box, ayse);
    row("5.2 with a post office box", "5.2.0", box, ayse);
    row("nothing but the insurance number", "5.2.0", {}, {.kvnr = QStringLiteral("X110639491")});
    row("the first of two names counts", "5.2.0",
        QStringLiteral("<Vorname>Eva</Vorname><Vorname>Ute</Vorname>"),
        {.kvnr = QStringLiteral("X110639491"), .givenNames = QStringLiteral("Eva")});
    row("blanks, comments and character data", "5.2.0",
        QStringLiteral("<Vorname> Eva<!-- x --> <![CDATA[<Ute>]]>\n</Vorname>"),
        {.kvnr = QStringLiteral("X110639491"), .givenNames = QStringLiteral("Eva <Ute>")});
}

void TestCardContents::readsAPersonOfEitherSchema()
{
    QFETCH(QString, schema);
    QFETCH(QString, person);
    QFETCH(PersonalData, expected);
    const auto data = parsePersonalData(personalFile(personalXml(schema, person)));
    QVERIFY2(data, data ? "" : qPrintable(reasonOf(data.error())));
    QCOMPARE(data->name(), expected.name());
    QVERIFY(*data == expected);
}

void TestCardContents::readsEveryCharacterOfTheCard_data()
{
    QTest::addColumn<QByteArray>("octet");
    QTest::addColumn<QString>("character");
    const std::pair<const char *, const char16_t *> rows[] = {{"\xA4", u"€"}, {"\xA6", u"Š"}, {"\xA8", u"š"},
        {"\xB4", u"Ž"}, {"\xB8", u"ž"}, {"\xBC", u"Œ"}, {"\xBD", u"œ"}, {"\xBE", u"Ÿ"}, {"\xE4", u"ä"},
        {"\xF6", u"ö"}, {"\xFC", u"ü"}, {"\xC4", u"Ä"}, {"\xD6", u"Ö"}, {"\xDC", u"Ü"}, {"\xDF", u"ß"},
        {"\xE5", u"å"}, {"\xD8", u"Ø"}};
    for (const auto &[octet, character] : rows)
        QTest::addRow("octet %02x", static_cast<quint8>(*octet))
            << QByteArray(octet) << QString::fromUtf16(character);
}

void TestCardContents::readsEveryCharacterOfTheCard()
{
    QFETCH(QByteArray, octet);
    QFETCH(QString, character);
    const QByteArray xml =
        toLatin9(personalXml(QStringLiteral("5.2.0"), QStringLiteral("<Nachname>x@y</Nachname>")))
            .replace("x@y", "x" + octet + "y");
    const auto data = parsePersonalData(packedFile(gzip(xml)));
    QVERIFY(data);
    QCOMPARE(data->familyName, QLatin1Char('x') + character + QLatin1Char('y'));
}

void TestCardContents::readsUtf8WhereTheFileSaysSo()
{
    QString xml = personalXml(QStringLiteral("5.2.0"), QStringLiteral("<Nachname>Łöw</Nachname>"));
    xml.replace(QStringLiteral("ISO-8859-15"), QStringLiteral("UTF-8"));
    const auto data = parsePersonalData(packedFile(gzip(xml.toUtf8())));
    QVERIFY(data);
    QCOMPARE(data->familyName, QStringLiteral("Łöw"));
}

void TestCardContents::ignoresFillerBehindThePerson()
{
    const QByteArray file =
        personalFile(personalXml(QStringLiteral("5.2.0"), QStringLiteral("<Nachname>Ulm</Nachname>")));
    for (const char filler : {'\0', '\xFF', '\x20'}) {
        const auto data = parsePersonalData(file.leftJustified(850, filler));
        QVERIFY(data);
        QCOMPARE(data->familyName, QStringLiteral("Ulm"));
    }
}

void TestCardContents::refusesAPerson_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &file, const char *reason) {
        QTest::newRow(name) << file << QString::fromLatin1(reason);
    };
    const QString good = personalXml(QStringLiteral("5.2.0"), QStringLiteral("<Nachname>Ulm</Nachname>"));
    const QByteArray packed = gzip(toLatin9(good));
    const auto changed = [&](const char *before, const QString &after) {
        return personalFile(QString(good).replace(QLatin1StringView(before), after));
    };
    row("no octet", {}, "empty");
    row("half of a length", QByteArray(1, '\x01'), "empty");
    row("length of nothing", QByteArray(850, '\0'), "length beyond the end");
    row("erased file", QByteArray(850, '\xFF'), "length beyond the end");
    row("length one too large", packedFile(packed + 'x').chopped(1), "length beyond the end");
    row("no gzip", packedFile(toLatin9(good)), "damaged");
    row("gzip cut short", packedFile(packed.chopped(12)), "cut short");
    row("gzip without its checksum", packedFile(packed.chopped(8)), "cut short");
    row("bomb", packedFile(gzip(QByteArray(10'000'000, ' '))), "too long");
    row("bomb in front of good XML", packedFile(gzip(QByteArray(70'000, ' ') + toLatin9(good))), "too long");
    row("empty document", packedFile(gzip({})), "no well-formed XML");
    row("XML cut short", personalFile(good.chopped(9)), "no well-formed XML");
    row("element not closed", changed("</Nachname>", {}), "no well-formed XML");
    row("two root elements", personalFile(good + QStringLiteral("<b/>")), "no well-formed XML");
    row("unknown entity", changed("Ulm", QStringLiteral("&who;")), "no well-formed XML");
    row("other root element", changed("PersoenlicheVersichertendaten", QStringLiteral("Andere")),
        "other root element");
    row("other character set", changed("ISO-8859-15", QStringLiteral("KOI8-R")), "other character set");
    row("document type", changed("<vsdp:UC_P", QStringLiteral("<!DOCTYPE x><vsdp:UC_P")), "document type");
    row("entity of the file system",
        personalFile(QString(good)
                .replace(QStringLiteral("?><"),
                    QStringLiteral("?><!DOCTYPE x [<!ENTITY who SYSTEM \"file:///etc/passwd\">]><"))
                .replace(QStringLiteral("Ulm"), QStringLiteral("&who;"))),
        "document type");
    row("entities that multiply",
        personalFile(QString(good)
                .replace(QStringLiteral("?><"),
                    QStringLiteral(
                        "?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><"))
                .replace(QStringLiteral("Ulm"), QStringLiteral("&b;"))),
        "document type");
    row("nested without end", changed("Ulm", QStringLiteral("<a>").repeated(5000)), "too deep");
}

void TestCardContents::refusesAPerson()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, reason);
    const auto data = parsePersonalData(file);
    QVERIFY(!data);
    QCOMPARE(data.error().code, ErrorCode::CardAnswerMalformed);
    QCOMPARE(reasonOf(data.error()), reason);
}

void TestCardContents::readsInsuranceOfEitherSchema_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("payer");
    QTest::addColumn<QString>("payerName");
    QTest::newRow("5.1 without another payer") << QStringLiteral("5.1.0") << QString() << QString();
    QTest::newRow("5.2 without another payer") << QStringLiteral("5.2.0") << QString() << QString();
    QTest::newRow("5.2 with another payer")
        << QStringLiteral("5.2.0")
        << QStringLiteral("<AbrechnenderKostentraeger><Kostentraegerkennung>101575519</Kostentraegerkennung>"
                          "<Name>Zahlstelle</Name></AbrechnenderKostentraeger>")
        << QStringLiteral("Zahlstelle");
}

void TestCardContents::readsInsuranceOfEitherSchema()
{
    QFETCH(QString, schema);
    QFETCH(QString, payer);
    QFETCH(QString, payerName);
    const auto data = parseInsuranceData(insuranceFile(gzip(insuranceXml(schema, payer))));
    QVERIFY2(data, data ? "" : qPrintable(reasonOf(data.error())));
    QCOMPARE(data->begin, QStringLiteral("20200101"));
    QCOMPARE(data->insurerId, QStringLiteral("109500969"));
    QCOMPARE(data->insurerName, QStringLiteral("Krankenkasse Süd"));
    QCOMPARE(data->insurerCountry, QStringLiteral("D"));
    QCOMPARE(data->insuredType, QStringLiteral("5"));
    QCOMPARE(data->payerName, payerName);
    QCOMPARE(data->payerId, payerName.isEmpty() ? QString() : QStringLiteral("101575519"));
    QCOMPARE(data->schema, schema);
}

void TestCardContents::refusesWrongOffsets_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("reason");
    const QByteArray packed = gzip(insuranceXml(QStringLiteral("5.2.0"), {}));
    const int last = 7 + static_cast<int>(packed.size());
    const auto row = [&](const char *name, int first, int end, const char *reason) {
        QTest::newRow(name) << offsets(first, end) + packed << QString::fromLatin1(reason);
    };
    QTest::newRow("no octet") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("half a header") << offsets(8, last).first(7) << QStringLiteral("empty");
    QTest::newRow("header only") << offsets(8, last) << QStringLiteral("absent");
    QTest::newRow("erased file") << QByteArray(1250, '\xFF') << QStringLiteral("absent");
    QTest::newRow("zeros") << QByteArray(1250, '\0') << QStringLiteral("absent");
    row("start says absent", 0xFFFF, last, "absent");
    row("both say absent", 0xFFFF, 0xFFFF, "absent");
    row("end before start", last, 8, "absent");
    row("end one behind the last octet", 8, last + 1, "absent");
    row("end far behind", 8, 0xFFFE, "absent");
    row("start behind the last octet", last + 1, last + 2, "absent");
    row("start inside the header", 0, last, "absent");
    row("start one too early", 7, last, "absent");
    row("start one too late", 9, last, "damaged");
    row("end one too early", 8, last - 1, "cut short");
    row("one octet", 8, 8, "cut short");
    QTest::newRow("personal data instead")
        << insuranceFile(gzip(toLatin9(personalXml(QStringLiteral("5.2.0"), {}))))
        << QStringLiteral("other root element");
}

void TestCardContents::refusesWrongOffsets()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, reason);
    const auto data = parseInsuranceData(file);
    QVERIFY(!data);
    QCOMPARE(data.error().code, ErrorCode::CardAnswerMalformed);
    QCOMPARE(reasonOf(data.error()), reason);
}

void TestCardContents::readsTheOpenPartWhateverTheProtectedOne_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("absent") << 0xFFFF << 0xFFFF;
    QTest::newRow("behind the end") << 1000 << 1010;
    QTest::newRow("end before start") << 30 << 20;
    QTest::newRow("inside the open part") << 10 << 20;
}

void TestCardContents::readsTheOpenPartWhateverTheProtectedOne()
{
    QFETCH(int, first);
    QFETCH(int, last);
    const QByteArray packed = gzip(insuranceXml(QStringLiteral("5.2.0"), {}));
    const QByteArray file = offsets(8, 7 + static_cast<int>(packed.size()), first, last) + packed;
    const auto data = parseInsuranceData(file.leftJustified(1250, '\0'));
    QVERIFY(data);
    QCOMPARE(data->insurerId, QStringLiteral("109500969"));
}

void TestCardContents::readsTheStatus()
{
    const QByteArray file = "0"
                            "20250407101158"
        + QByteArray::fromHex("00500200000030000004");
    const StatusData expected{.status = '0',
        .changed = QStringLiteral("20250407101158"),
        .schema = QStringLiteral("5.2.0"),
        .storage = QStringLiteral("3.0.4")};
    for (const QByteArray &filler : {QByteArray(), QByteArray(7, '\xFF')}) {
        const auto data = parseStatusData(file + filler);
        QVERIFY(data);
        QVERIFY(*data == expected);
    }
    QCOMPARE(statusDataFile(expected), file);
}

void TestCardContents::refusesAStatus_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray good = statusDataFile(
        {'0', QStringLiteral("20250407101158"), QStringLiteral("5.2.0"), QStringLiteral("3.0.4")});
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one octet too short") << good.chopped(1);
    QTest::newRow("erased") << QByteArray(25, '\xFF');
    QTest::newRow("letter in the time") << QByteArray(good).replace(3, 1, "x");
    QTest::newRow("no decimal digit in the schema") << QByteArray(good).replace(15, 1, "\xA0");
    QTest::newRow("no decimal digit in the storage") << QByteArray(good).replace(24, 1, "\x0F");
}

void TestCardContents::refusesAStatus()
{
    QFETCH(QByteArray, file);
    const auto data = parseStatusData(file);
    QVERIFY(!data);
    QCOMPARE(data.error().code, ErrorCode::CardAnswerMalformed);
}

void TestCardContents::writesWhatItReads()
{
    const PersonalData person{.kvnr = QStringLiteral("X110639491"),
        .givenNames = QStringLiteral("Zoë <Ž>"),
        .familyName = QStringLiteral("Œuvré & Ÿ \"€\""),
        .title = QStringLiteral("Dr. Š"),
        .nameAffix = QStringLiteral("Gräfin"),
        .namePrefix = QStringLiteral("zu"),
        .birthday = QStringLiteral("19000000"),
        .sex = QStringLiteral("D"),
        .address = {.postOfficeBox = QStringLiteral("5"),
            .postalCode = QStringLiteral("00001"),
            .city = QStringLiteral("Œ"),
            .country = QStringLiteral("D")},
        .schema = QStringLiteral("5.2.0")};
    const auto samePerson = parsePersonalData(personalDataFile(person));
    QVERIFY(samePerson);
    QVERIFY(*samePerson == person);
    const InsuranceData insurance{.begin = QStringLiteral("20240101"),
        .insurerId = QStringLiteral("109500969"),
        .insurerName = QStringLiteral("Kasse für Ältere"),
        .insurerCountry = QStringLiteral("D"),
        .payerId = QStringLiteral("101575519"),
        .payerName = QStringLiteral("Zahlstelle"),
        .insuredType = QStringLiteral("3"),
        .schema = QStringLiteral("5.2.0")};
    const auto sameInsurance = parseInsuranceData(insuranceDataFile(insurance));
    QVERIFY(sameInsurance);
    QVERIFY(*sameInsurance == insurance);
}

void TestCardContents::joinsTheName_data()
{
    QTest::addColumn<PersonalData>("person");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << PersonalData{.givenNames = QStringLiteral("Eva"),
        .familyName = QStringLiteral("Ulm")}
                           << QStringLiteral("Eva Ulm");
    QTest::newRow("all parts") << PersonalData{.givenNames = QStringLiteral("Eva"),
        .familyName = QStringLiteral("Ulm"),
        .title = QStringLiteral("Dr."),
        .nameAffix = QStringLiteral("Gräfin"),
        .namePrefix = QStringLiteral("von")}
                               << QStringLiteral("Dr. Eva Gräfin von Ulm");
    QTest::newRow("one name only") << PersonalData{.familyName = QStringLiteral("Ulm")}
                                   << QStringLiteral("Ulm");
    QTest::newRow("nothing") << PersonalData{} << QString();
}

void TestCardContents::joinsTheName()
{
    QFETCH(PersonalData, person);
    QFETCH(QString, name);
    QCOMPARE(person.name(), name);
}

void TestCardContents::tellsTheBirthdayAsFarAsItIsKnown_data()
{
    QTest::addColumn<QString>("onCard");
    QTest::addColumn<QString>("iso");
    const auto row = [](const char *name, const char *onCard, const char *iso) {
        QTest::newRow(name) << QString::fromLatin1(onCard) << QString::fromLatin1(iso);
    };
    row("whole date", "19710727", "1971-07-27");
    row("day unknown", "19710700", "1971-07");
    row("month and day unknown", "19710000", "1971");
    row("day without month", "19710027", "1971");
    row("leap day", "20000229", "2000-02-29");
    row("no leap year", "19000229", "");
    row("month that is none", "19711301", "");
    row("too short", "1971072", "");
    row("no digits", "1971-7-2", "");
    row("nothing", "", "");
}

void TestCardContents::tellsTheBirthdayAsFarAsItIsKnown()
{
    QFETCH(QString, onCard);
    QFETCH(QString, iso);
    QCOMPARE(PersonalData{.birthday = onCard}.birthdayIso(), iso);
}

void TestCardContents::keepsContentsOutOfErrors()
{
    QString xml = personalXml(QStringLiteral("5.2.0"), QStringLiteral("<Nachname>Geheim</Nachname>"));
    xml.chop(3);
    const auto data = parsePersonalData(personalFile(xml));
    QVERIFY(!data);
    for (const QVariant &fact : data.error().facts)
        QVERIFY(!fact.toString().contains(QStringLiteral("Geheim")));
}

void TestCardContents::readsACardImageOfOthers()
{
    QFile sample(QStringLiteral(DSR_SAMPLES "/egk/EGK_80276883110000168584_gema5.xml"));
    if (!sample.open(QIODevice::ReadOnly))
        QSKIP("The sample card images are not here.");
    const auto image = loadCardImage(sample.readAll());
    QVERIFY(image);
    const auto content = [&](const char *name) {
        const ImageFile *file = image->file(QString::fromLatin1(name));
        return file ? file->content : QByteArray();
    };
    const auto person = parsePersonalData(content("EF.PD"));
    const auto insurance = parseInsuranceData(content("EF.VD"));
    const auto status = parseStatusData(content("EF.StatusVD"));
    QVERIFY(person && insurance && status);
    QCOMPARE(person->name(), QStringLiteral("Dörthe Abigail Freifrau Dåmmer-Ørsted"));
    QCOMPARE(person->birthdayIso(), QStringLiteral("1971-07-27"));
    QCOMPARE(person->address.street, QStringLiteral("Neuwiesenstraße"));
    QCOMPARE(insurance->insurerName, QStringLiteral("Test GKV-SV"));
    QCOMPARE(insurance->payerId, QStringLiteral("109500969"));
    QCOMPARE(status->schema, QStringLiteral("5.2.0"));
}

QTEST_GUILESS_MAIN(TestCardContents)
#include "tst_cardcontents.moc"
