// A card image that gematik publishes, from the other side of all that we made ourselves: its holder, its
// chain, its way through a registration.

#include "core/base/advice.h"
#include "core/card/cardcontents.h"
#include "core/card/healthcard.h"
#include "core/card/virtual/cardimagefile.h"
#include "tests/core/flow/flowbench.h"

#include <QFile>
#include <QTest>

using namespace dsr;

namespace {

constexpr const char *imagePath = DSR_SAMPLES "/egk/EGK_80276883110000168584_gema5.xml";
constexpr const char *caPath = DSR_SAMPLES "/egk/GEM.EGK-CA57-TEST-ONLY.pem";

QByteArray contentOf(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray digitsOf(const Secret &secret)
{
    QByteArray digits;
    secret.use([&](QByteArrayView bytes) { digits = bytes.toByteArray(); });
    return digits;
}

} // namespace

class TestPublishedCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesItsHolder_data();
    void namesItsHolder();
    void fitsItsAuthority();
    void isRegisteredByALenientService_data();
    void isRegisteredByALenientService();
    void isRefusedByAStrictService();

private:
    /// The bench with this card in its reader; answers are right.
    void insertInto(FlowBench &bench, CardInterface interface) const;

    CardImage m_image;
};

void TestPublishedCard::initTestCase()
{
    for (const char *path : {imagePath, caPath}) {
        if (!QFile::exists(QString::fromLatin1(path)))
            QSKIP(qPrintable(QStringLiteral("%1 is not here").arg(QString::fromLatin1(path))));
    }
    auto image = loadCardImage(contentOf(imagePath));
    QVERIFY(image);
    m_image = std::move(*image);
}

void TestPublishedCard::insertInto(FlowBench &bench, CardInterface interface) const
{
    CardImage image = m_image.clone();
    image.interface = interface;
    bench.driver.pins = {digitsOf(image.pin)};
    bench.driver.cans = {digitsOf(image.can)};
    bench.insert(std::move(image));
}

void TestPublishedCard::namesItsHolder_data()
{
    QTest::addColumn<CardInterface>("interface");
    QTest::newRow("over the contacts") << CardInterface::Contact;
    QTest::newRow("through the air") << CardInterface::Contactless;
}

void TestPublishedCard::namesItsHolder()
{
    QFETCH(const CardInterface, interface);
    CardImage image = m_image.clone();
    image.interface = interface;
    const Secret can = image.can.clone();
    VirtualSource source(std::make_shared<VirtualCard>(std::move(image)));
    const auto connection = source.open(VirtualSource::readerName(), {});
    QVERIFY(connection);
    HealthCard card(**connection);
    const auto info = card.identify();
    QVERIFY(info);
    QCOMPARE(info->objectSystemVersion, QStringLiteral("4.5.2"));
    if (info->contactless)
        QVERIFY(card.openChannel(can));
    QCOMPARE(card.iccsn().value_or(QString()), QStringLiteral("80276883110000168584"));
    const auto file = card.file(CardFile::PersonalData);
    QVERIFY(file);
    const auto person = parsePersonalData(*file);
    QVERIFY(person);
    QCOMPARE(person->kvnr, QStringLiteral("X110630769"));
    // Letters that are other octets in ISO-8859-15 than in UTF-8.
    for (const QChar letter : QStringLiteral("öåØ"))
        QVERIFY2(person->name().contains(letter), qPrintable(person->name()));
    const auto insurance = card.file(CardFile::InsuranceData);
    QVERIFY(insurance);
    QCOMPARE(parseInsuranceData(*insurance)->insurerId.size(), 9);
}

void TestPublishedCard::fitsItsAuthority()
{
    const auto authority = Certificate::fromPem(contentOf(caPath));
    QVERIFY(authority);
    const ImageFile *file = m_image.file(QStringLiteral("EF.C.CH.AUT.E256"));
    QVERIFY(file);
    const auto certificate = Certificate::fromDer(file->content);
    QVERIFY(certificate);
    QCOMPARE(certificate->issuer().der, authority->subject().der);
    QVERIFY(certificate->isSignedBy(authority->publicKey()));
    QCOMPARE(certificate->publicKey(), m_image.authKey.publicKey());
    QVERIFY(!certificate->isSignedBy(certificate->publicKey()));
}

void TestPublishedCard::isRegisteredByALenientService_data()
{
    namesItsHolder_data();
}

void TestPublishedCard::isRegisteredByALenientService()
{
    QFETCH(const CardInterface, interface);
    FlowBench bench(Mode::Lenient);
    insertInto(bench, interface);
    const RunRecord record = bench.run();
    QVERIFY2(!record.error, record.error ? qPrintable(technicalText(*record.error)) : "");
    QCOMPARE(record.outcome, Outcome::Registered);
    QCOMPARE(record.kvnr, QStringLiteral("X110630769"));
    QCOMPARE(bench.local.store()->registrations()->first().userIdentifier, record.kvnr);
    const auto path = std::find_if(record.dmsFindings.cbegin(), record.dmsFindings.cend(),
        [](const Finding &finding) { return finding.check == QLatin1StringView("egk.certificate.path"); });
    QVERIFY(path != record.dmsFindings.cend());
    QVERIFY(path->status == FindingStatus::Warn); // it says why a strict one would refuse
}

void TestPublishedCard::isRefusedByAStrictService()
{
    FlowBench bench(Mode::Strict);
    insertInto(bench, CardInterface::Contact);
    const RunRecord record = bench.run();
    QCOMPARE(record.outcome, Outcome::Refused);
    QCOMPARE(record.stoppedAt, QStringLiteral("send-registration"));
    QCOMPARE(record.error->facts.value(QStringLiteral("check")).toString(),
        QStringLiteral("egk.certificate.path"));
    QCOMPARE(bench.registrations(), 0);
    QCOMPARE(bench.card->pinTriesLeft(), 3);
}

QTEST_GUILESS_MAIN(TestPublishedCard)
#include "tst_publishedcard.moc"
