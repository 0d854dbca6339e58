#include "core/base/files.h"
#include "core/card/cardcontents.h"
#include "core/check/kvnr.h"
#include "core/testbed/testbed.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

using dsr::ErrorCode;

namespace {

const dsr::FixedClock &clockOfTheTest()
{
    static const dsr::FixedClock clock(QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC));
    return clock;
}

dsr::Result<dsr::TestBed> opened(const QString &folder)
{
    return dsr::openTestBed(folder, clockOfTheTest());
}

QByteArray bytesOf(const dsr::Secret &secret)
{
    QByteArray bytes;
    secret.use([&](QByteArrayView view) { bytes = view.toByteArray(); });
    return bytes;
}

/// Everything that makes a test bed this one and no other.
QByteArrayList identityOf(const dsr::TestBed &bed)
{
    QByteArrayList parts{bed.created.toString(Qt::ISODateWithMs).toLatin1(), bed.iccsn.toLatin1(),
        bytesOf(*bed.playDecryptionKey), bytesOf(*bed.pin), bytesOf(*bed.puk), bytesOf(*bed.can),
        bed.playSigningKey.publicKey().spki()};
    for (const dsr::Identity *identity : {&bed.egkRoot, &bed.egkCa, &bed.card, &bed.ocspSigner, &bed.dmsCa,
             &bed.tlsCa, &bed.tlsServer, &bed.googleRoot, &bed.googleIntermediate, &bed.googleBatch,
             &bed.appleRoot, &bed.appleReceiptRoot})
        parts << identity->certificate.der() << identity->key.publicKey().spki();
    return parts;
}

constexpr auto ownerOnly =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;

bool isSecret(const QString &fileName)
{
    return fileName.contains(QLatin1StringView(".key")) || fileName.contains(QLatin1StringView("secrets"));
}

/// Copies the test bed; unlike QFile::copy without waiting for the disk, file by file.
QString copyOfTestBed(const QString &dataDir, const QTemporaryDir &target)
{
    const QString copy = target.filePath(QStringLiteral("testbed"));
    std::filesystem::copy((dataDir + QStringLiteral("/testbed")).toStdString(), copy.toStdString());
    return copy;
}

const QString receiptCertificate = QStringLiteral("appleReceiptRoot.crt.pem");
const QString receiptKey = QStringLiteral("appleReceiptRoot.key.pem");

/// What a program before the second Apple root would have left.
bool makeOlder(const QString &folder)
{
    const QString path = folder + QStringLiteral("/testbed.json");
    QJsonObject description = QJsonDocument::fromJson(dsr::readFile(path).value()).object();
    description.remove(QStringLiteral("revision"));
    return QFile::remove(folder + QLatin1Char('/') + receiptCertificate)
        && QFile::remove(folder + QLatin1Char('/') + receiptKey)
        && dsr::writeFile(path, QJsonDocument(description).toJson());
}

/// What was in the test bed before it had two Apple roots.
QByteArrayList olderPart(const dsr::TestBed &bed)
{
    return identityOf(bed).first(identityOf(bed).size() - 2);
}

bool overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestTestBed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isMadeOnceAndStaysTheSame();
    void namesSayThatItIsATest();
    void certificatesFitTogether();
    void cardHoldsItsCertificateAndKey();
    void cardSaysTheSameAsItsCertificate();
    void furtherCards();
    void secretsAreForTheirOwnerOnly();
    void twoThreadsAgree();
    void twoProgramsAgree();
    void whatAnEndedProgramLeftIsRemoved_data();
    void whatAnEndedProgramLeftIsRemoved();
    void whatALivingProgramWorksOnStays();
    void damageIsNamed_data();
    void damageIsNamed();
    void keyOfAnotherCertificateIsNoticed();
    void folderThatCannotBeMade();
    void fileInTheWay();
    void resetMakesANewOne();
    void olderOneIsCompleted_data();
    void olderOneIsCompleted();
    void olderOneIsReadAsItIs();
    void threadsThatCompleteAgree();
    void completingWithoutRoomLosesNothing();
    void exportedWithoutKeys();
    void exportedWithKeys();
    void exportIntoAFile();

private:
    QTemporaryDir m_folder;
    std::optional<dsr::TestBed> m_bed;
};

void TestTestBed::initTestCase()
{
    auto made = opened(m_folder.path());
    QVERIFY(made);
    m_bed = std::move(*made);
}

void TestTestBed::isMadeOnceAndStaysTheSame()
{
    const auto again = opened(m_folder.path());
    QVERIFY(again);
    QCOMPARE(identityOf(*again), identityOf(*m_bed));
    QCOMPARE(m_bed->created, clockOfTheTest().now());
    // Nothing of the making is left beside it.
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList{QStringLiteral("testbed")});
}

void TestTestBed::namesSayThatItIsATest()
{
    QStringList roles;
    for (const dsr::TestBedRoot &root : dsr::testBedRoots(*m_bed)) {
        const QString name = root.certificate.subject().text();
        QVERIFY2(name.contains(QStringLiteral("TEST-ONLY")) || name.contains(QStringLiteral("SIMULATED")),
            qPrintable(name));
        QVERIFY(root.certificate.isSignedBy(root.certificate.publicKey()));
        roles.append(root.role);
    }
    QCOMPARE(roles,
        QStringList({QStringLiteral("egkRoot"), QStringLiteral("dmsCa"), QStringLiteral("tlsCa"),
            QStringLiteral("googleRoot"), QStringLiteral("appleRoot"), QStringLiteral("appleReceiptRoot")}));
    for (const dsr::Identity *phone : {&m_bed->googleRoot, &m_bed->googleIntermediate, &m_bed->googleBatch})
        QVERIFY(phone->certificate.subject().text().contains(QStringLiteral("SIMULATED")));
    QVERIFY(m_bed->card.certificate.subject().text().contains(QStringLiteral("TEST-ONLY")));
    QVERIFY(
        m_bed->card.certificate.subject().values("2.5.4.10").first().endsWith(QStringLiteral("NOT-VALID")));
}

void TestTestBed::certificatesFitTogether()
{
    const QList<std::pair<const dsr::Identity *, const dsr::Identity *>> pairs{
        {&m_bed->egkCa, &m_bed->egkRoot}, {&m_bed->card, &m_bed->egkCa}, {&m_bed->ocspSigner, &m_bed->egkCa},
        {&m_bed->tlsServer, &m_bed->tlsCa}, {&m_bed->googleIntermediate, &m_bed->googleRoot},
        {&m_bed->googleBatch, &m_bed->googleIntermediate}};
    for (const auto &[subject, issuer] : pairs) {
        QCOMPARE(subject->certificate.issuer().der, issuer->certificate.subject().der);
        QVERIFY(subject->certificate.isSignedBy(issuer->certificate.publicKey()));
        QVERIFY(subject->certificate.notAfter() <= issuer->certificate.notAfter());
    }
}

void TestTestBed::cardHoldsItsCertificateAndKey()
{
    const dsr::CardImage image = m_bed->cardImage();
    const dsr::ImageFile *file = image.file(QStringLiteral("EF.C.CH.AUT.E256"));
    QVERIFY(file);
    QCOMPARE(file->content, m_bed->card.certificate.der());
    QVERIFY(image.authKey.publicKey() == m_bed->card.certificate.publicKey());
    QCOMPARE(m_bed->card.certificate.publicKey().curve(), dsr::Curve::BrainpoolP256r1);
    QVERIFY(image.pin.equals(*m_bed->pin));
    QCOMPARE(m_bed->iccsn.size(), 20);
    QVERIFY(m_bed->iccsn.startsWith(QStringLiteral("80276")));
    const QStringList kvnr = dsr::kvnrCandidates(m_bed->card.certificate.subject().values("2.5.4.11"));
    QCOMPARE(kvnr.size(), 1);
    QVERIFY(dsr::hasKvnrCheckDigit(kvnr.first()));
}

void TestTestBed::cardSaysTheSameAsItsCertificate()
{
    const dsr::CardImage image = m_bed->cardImage();
    const dsr::ImageFile *personFile = image.file(QStringLiteral("EF.PD"));
    const dsr::ImageFile *insuranceFile = image.file(QStringLiteral("EF.VD"));
    const dsr::ImageFile *statusFile = image.file(QStringLiteral("EF.StatusVD"));
    QVERIFY(personFile);
    QVERIFY(insuranceFile);
    QVERIFY(statusFile);
    QVERIFY(personFile->content.size() <= 0x352 && insuranceFile->content.size() <= 0x4E2);
    const auto person = dsr::parsePersonalData(personFile->content);
    const auto insurance = dsr::parseInsuranceData(insuranceFile->content);
    const auto status = dsr::parseStatusData(statusFile->content);
    QVERIFY(person && insurance && status);
    const dsr::DistinguishedName &subject = m_bed->card.certificate.subject();
    QVERIFY(subject.values("2.5.4.11").contains(person->kvnr));
    QVERIFY(subject.values("2.5.4.11").contains(insurance->insurerId));
    QCOMPARE(QStringList{person->givenNames}, subject.values("2.5.4.42"));
    QCOMPARE(QStringList{person->familyName}, subject.values("2.5.4.4"));
    QVERIFY(subject.values("2.5.4.10").first().startsWith(insurance->insurerName));
    QVERIFY(!person->birthdayIso().isEmpty());
    for (const QString &schema : {person->schema, insurance->schema})
        QCOMPARE(schema, status->schema);
}

void TestTestBed::furtherCards()
{
    const auto key = dsr::PrivateKey::generate(dsr::Curve::BrainpoolP256r1);
    QVERIFY(key);
    const QDateTime from(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime to(QDate(2024, 12, 31), QTime(23, 59, 59), Qt::UTC);
    const auto card = dsr::issueCardCertificate(
        *m_bed, QStringLiteral("A123456780"), from, to, *key, QStringLiteral("http://localhost/ocsp"));
    QVERIFY(card);
    QCOMPARE(dsr::kvnrCandidates(card->certificate.subject().values("2.5.4.11")),
        QStringList{QStringLiteral("A123456780")});
    QCOMPARE(card->certificate.notBefore(), from);
    QCOMPARE(card->certificate.notAfter(), to);
    QVERIFY(card->certificate.isSignedBy(m_bed->egkCa.certificate.publicKey()));
    QVERIFY(card->certificate.serialHex() != m_bed->card.certificate.serialHex());
}

void TestTestBed::secretsAreForTheirOwnerOnly()
{
    const QDir folder(m_folder.filePath(QStringLiteral("testbed")));
    int secrets = 0;
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        if (!isSecret(file.fileName()))
            continue;
        ++secrets;
        QVERIFY2(file.permissions() == ownerOnly, qPrintable(file.fileName()));
    }
    QCOMPARE(secrets, 12 + 3);
    const auto forOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY((QFileInfo(folder.path()).permissions() & forOthers) == 0);
}

void TestTestBed::twoThreadsAgree()
{
    QTemporaryDir folder;
    QList<dsr::Result<dsr::TestBed>> beds(4, dsr::fail(ErrorCode::Internal));
    std::vector<std::thread> threads;
    for (auto &bed : beds)
        threads.emplace_back([&] { bed = opened(folder.path()); });
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &bed : beds) {
        QVERIFY(bed);
        QCOMPARE(identityOf(*bed), identityOf(*beds.first()));
    }
}

void TestTestBed::twoProgramsAgree()
{
    QTemporaryDir folder;
    QProcess first;
    QProcess second;
    for (QProcess *process : {&first, &second}) {
        process->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open"), folder.path()});
    }
    QByteArrayList fingerprints;
    for (QProcess *process : {&first, &second}) {
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
        fingerprints.append(process->readAllStandardOutput().trimmed());
    }
    QCOMPARE(fingerprints.first().size(), 64);
    QCOMPARE(fingerprints.first(), fingerprints.last());
}

namespace {

/// A program that stands still in the middle of making a test bed.
class Stuck
{
public:
    explicit Stuck(const QString &folder)
    {
        m_program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--stand-still"), folder});
    }
    ~Stuck() { kill(); }
    Stuck(const Stuck &) = delete;
    Stuck &operator=(const Stuck &) = delete;
    bool standsStill() { return m_program.waitForReadyRead(60'000); }
    void kill()
    {
        m_program.kill();
        m_program.waitForFinished();
    }

private:
    QProcess m_program;
};

QStringList entriesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

void TestTestBed::whatAnEndedProgramLeftIsRemoved_data()
{
    QTest::addColumn<bool>("another");
    QTest::newRow("when nobody has made a test bed yet") << false;
    QTest::newRow("when another program has made one") << true;
}

void TestTestBed::whatAnEndedProgramLeftIsRemoved()
{
    QFETCH(const bool, another);
    QTemporaryDir folder;
    Stuck first(folder.path());
    QVERIFY(first.standsStill());
    first.kill();
    QVERIFY(!entriesOf(folder.path()).contains(QStringLiteral("testbed")));
    QVERIFY(!entriesOf(folder.path()).isEmpty());
    if (another)
        copyOfTestBed(m_folder.path(), folder);
    const auto bed = opened(folder.path());
    QVERIFY(bed);
    QCOMPARE(entriesOf(folder.path()), QStringList(QStringLiteral("testbed")));
}

void TestTestBed::whatALivingProgramWorksOnStays()
{
    QTemporaryDir folder;
    Stuck first(folder.path());
    QVERIFY(first.standsStill());
    copyOfTestBed(m_folder.path(), folder);
    const QStringList before = entriesOf(folder.path());
    QVERIFY(before.size() > 1);
    QVERIFY(opened(folder.path()));
    QCOMPARE(entriesOf(folder.path()), before);
    first.kill();
    QVERIFY(opened(folder.path()));
    QCOMPARE(entriesOf(folder.path()), QStringList(QStringLiteral("testbed")));
}

void TestTestBed::damageIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("removed");
    for (const QString &name : QDir(m_folder.filePath(QStringLiteral("testbed"))).entryList(QDir::Files)) {
        QTest::addRow("%s damaged", qPrintable(name)) << name << false;
        QTest::addRow("%s missing", qPrintable(name)) << name << true;
    }
}

void TestTestBed::damageIsNamed()
{
    QFETCH(QString, name);
    QFETCH(bool, removed);
    QTemporaryDir copy;
    const QString folder = copyOfTestBed(m_folder.path(), copy);
    const QString path = folder + QLatin1Char('/') + name;
    QVERIFY(removed ? QFile::remove(path) : overwrite(path, "damaged"));
    const auto bed = opened(copy.path());
    QVERIFY(!bed);
    QCOMPARE(bed.error().code, ErrorCode::TestbedMalformed);
    QCOMPARE(bed.error().facts.value(QStringLiteral("path")).toString(), path);
    QVERIFY(!bed.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
}

void TestTestBed::keyOfAnotherCertificateIsNoticed()
{
    QTemporaryDir copy;
    const QString folder = copyOfTestBed(m_folder.path(), copy);
    QVERIFY(QFile::remove(folder + QStringLiteral("/dmsCa.key.pem")));
    QVERIFY(
        QFile::copy(folder + QStringLiteral("/tlsCa.key.pem"), folder + QStringLiteral("/dmsCa.key.pem")));
    const auto bed = opened(copy.path());
    QVERIFY(!bed);
    QCOMPARE(bed.error().facts.value(QStringLiteral("path")).toString(),
        folder + QStringLiteral("/dmsCa.key.pem"));
}

void TestTestBed::folderThatCannotBeMade()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(dsr::writeFile(file, "not a folder"));
    for (const QString &place : {file, file + QStringLiteral("/below")}) {
        const auto bed = opened(place);
        QVERIFY(!bed);
        QCOMPARE(bed.error().code, ErrorCode::DataDirUnusable);
        QCOMPARE(bed.error().facts.value(QStringLiteral("path")).toString(), place);
    }
}

void TestTestBed::fileInTheWay()
{
    QTemporaryDir folder;
    QVERIFY(dsr::writeFile(folder.filePath(QStringLiteral("testbed")), "not a folder"));
    const auto bed = opened(folder.path());
    QVERIFY(!bed);
    QCOMPARE(bed.error().code, ErrorCode::TestbedMalformed);
}

void TestTestBed::resetMakesANewOne()
{
    QTemporaryDir folder;
    const auto first = opened(folder.path());
    QVERIFY(first);
    QVERIFY(dsr::writeFile(folder.filePath(QStringLiteral("testbed/egkRoot.crt.pem")), "damaged"));
    const auto second = dsr::resetTestBed(folder.path(), clockOfTheTest());
    QVERIFY(second);
    const QByteArrayList before = identityOf(*first);
    const QByteArrayList after = identityOf(*second);
    for (qsizetype i = 7; i < before.size(); ++i) // behind the PIN and what else has one value for all
        QVERIFY(before.at(i) != after.at(i));
    QCOMPARE(identityOf(opened(folder.path()).value()), after);
    QTemporaryDir empty;
    QVERIFY(dsr::resetTestBed(empty.path(), clockOfTheTest()));
}

void TestTestBed::olderOneIsCompleted_data()
{
    QTest::addColumn<QStringList>("leftBehind");
    QTest::newRow("never opened since") << QStringList();
    QTest::newRow("cut off after the certificate") << QStringList{receiptCertificate};
    QTest::newRow("cut off before the description") << QStringList{receiptCertificate, receiptKey};
}

void TestTestBed::olderOneIsCompleted()
{
    QFETCH(QStringList, leftBehind);
    QTemporaryDir copy;
    const QString folder = copyOfTestBed(m_folder.path(), copy);
    QVERIFY(makeOlder(folder));
    for (const QString &name : leftBehind)
        QVERIFY(dsr::writeFile(folder + QLatin1Char('/') + name, "half"));
    const auto bed = opened(copy.path());
    QVERIFY(bed);
    QCOMPARE(olderPart(*bed), olderPart(*m_bed));
    QVERIFY(bed->appleReceiptRoot.certificate.publicKey() == bed->appleReceiptRoot.key.publicKey());
    QVERIFY(!(bed->appleReceiptRoot.certificate == m_bed->appleReceiptRoot.certificate));
    QCOMPARE(bed->appleReceiptRoot.certificate.notAfter(), m_bed->appleReceiptRoot.certificate.notAfter());
    // Stored: the next program finds the same, and nothing else was left behind.
    QCOMPARE(identityOf(opened(copy.path()).value()), identityOf(*bed));
    QCOMPARE(QFileInfo(folder + QLatin1Char('/') + receiptKey).permissions(), ownerOnly);
    QCOMPARE(QDir(folder).entryList(QDir::Files),
        QDir(m_folder.filePath(QStringLiteral("testbed"))).entryList(QDir::Files));
    QCOMPARE(QDir(copy.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList{QStringLiteral("testbed")});
}

/// Who only asks for trust writes nothing; a receipt has no root then.
void TestTestBed::olderOneIsReadAsItIs()
{
    QTemporaryDir copy;
    const QString folder = copyOfTestBed(m_folder.path(), copy);
    QVERIFY(makeOlder(folder));
    const auto roles = [&] {
        QList<dsr::TrustRole> found;
        const auto trust = dsr::testBedTrust(copy.path());
        for (const dsr::TrustAnchor &anchor : trust.value()->anchors)
            found.append(anchor.role);
        return found;
    };
    const QList<dsr::TrustRole> older{dsr::TrustRole::EgkRoot, dsr::TrustRole::EgkIssuer,
        dsr::TrustRole::OcspSigner, dsr::TrustRole::Android, dsr::TrustRole::AppleAttestation};
    QCOMPARE(roles(), older);
    QVERIFY(!QFile::exists(folder + QLatin1Char('/') + receiptCertificate));
    QVERIFY(opened(copy.path()));
    QCOMPARE(roles(), older + QList<dsr::TrustRole>{dsr::TrustRole::AppleReceipt});
}

void TestTestBed::threadsThatCompleteAgree()
{
    QTemporaryDir copy;
    QVERIFY(makeOlder(copyOfTestBed(m_folder.path(), copy)));
    QList<dsr::Result<dsr::TestBed>> beds(4, dsr::fail(ErrorCode::Internal));
    std::vector<std::thread> threads;
    for (auto &bed : beds)
        threads.emplace_back([&] { bed = opened(copy.path()); });
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &bed : beds) {
        QVERIFY(bed);
        QCOMPARE(identityOf(*bed), identityOf(*beds.first()));
    }
}

/// A folder stands where the certificate should be written.
void TestTestBed::completingWithoutRoomLosesNothing()
{
    QTemporaryDir copy;
    const QString folder = copyOfTestBed(m_folder.path(), copy);
    QVERIFY(makeOlder(folder));
    QVERIFY(QDir(folder).mkdir(receiptCertificate));
    const auto refused = opened(copy.path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DataDirUnusable);
    QVERIFY(dsr::testBedTrust(copy.path()));
    QVERIFY(QDir(folder).rmdir(receiptCertificate));
    const auto bed = opened(copy.path());
    QVERIFY(bed);
    QCOMPARE(olderPart(*bed), olderPart(*m_bed));
}

void TestTestBed::exportedWithoutKeys()
{
    QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("new/export"));
    const auto names = dsr::exportTestBed(*m_bed, target, false);
    QVERIFY(names);
    QStringList sorted = *names;
    sorted.sort();
    QCOMPARE(QDir(target).entryList(QDir::Files, QDir::Name), sorted);
    QCOMPARE(sorted.size(), 12);
    for (const QString &name : sorted) {
        const auto pem = dsr::readFile(target + QLatin1Char('/') + name);
        QVERIFY(pem && dsr::Certificate::fromPem(*pem));
        QVERIFY(!pem->contains("PRIVATE"));
    }
    QVERIFY(sorted.contains(QStringLiteral("dmsCa.crt.pem")));
}

void TestTestBed::exportedWithKeys()
{
    QTemporaryDir folder;
    const auto names = dsr::exportTestBed(*m_bed, folder.path(), true);
    QVERIFY(names);
    QCOMPARE(names->size(), 24);
    for (const QString &name : *names) {
        const QFileInfo file(folder.filePath(name));
        QVERIFY(file.exists());
        if (isSecret(name))
            QVERIFY2(file.permissions() == ownerOnly, qPrintable(name));
    }
}

void TestTestBed::exportIntoAFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(dsr::writeFile(file, "not a folder"));
    const auto names = dsr::exportTestBed(*m_bed, file, true);
    QVERIFY(!names);
    QCOMPARE(names.error().code, ErrorCode::DataDirUnusable);
}

/// The other program of twoProgramsAgree: opens the test bed and prints which one it is.
static int openAndPrint(const QString &folder)
{
    const auto bed = opened(folder);
    if (!bed)
        return 1;
    std::puts(bed->egkRoot.certificate.sha256Fingerprint().toHex().constData());
    return 0;
}

/// The program of Stuck: a certificate is a larger file than it may write, so the system ends it there; but
/// it says so and waits.
static int openAndStandStill(const QString &folder)
{
    constexpr rlim_t lessThanACertificate = 400;
    std::signal(SIGXFSZ, [](int) {
        std::ignore = write(STDOUT_FILENO, "!", 1);
        for (;;)
            pause();
    });
    const rlimit limit{lessThanACertificate, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    std::ignore = opened(folder);
    return 1;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QLatin1StringView("--open"))
        return openAndPrint(arguments.at(2));
    if (arguments.size() == 3 && arguments.at(1) == QLatin1StringView("--stand-still"))
        return openAndStandStill(arguments.at(2));
    TestTestBed test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_testbed.moc"
