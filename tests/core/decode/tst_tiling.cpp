#include "core/base/gzip.h"
#include "core/decode/inspect.h"
#include "tests/core/check/appledraft.h"
#include "tests/core/check/attestationdraft.h"
#include "tests/core/decode/examples.h"
#include "tests/core/decode/tiling.h"
#include "tests/fuzz/tokenmutator.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

QList<DataKind> allKinds()
{
    QList<DataKind> kinds;
    for (const QString &id : dataKindIds())
        kinds.append(*dataKindFromId(id));
    return kinds;
}

/// Whole tokens as our simulators make them.
struct Token
{
    const char *name;
    QByteArray bytes;
    const char *kind;
    const char *innermost; ///< a node that is there only if everything around it was understood
};

QList<Token> madeTokens()
{
    const FixedClock clock(RegistrationDraft::now());
    const QTemporaryDir folder;
    const TestBed bed = openTestBed(folder.path(), clock).value();
    const AppleAuthority authority =
        makeAppleAuthority(bed.appleRoot, bed.appleReceiptRoot, RegistrationDraft::now()).value();
    const AttestationDraft attestation(bed);
    return {
        {"Android registration", RegistrationDraft(bed).token(), "jws",
            "payload.subjectCert.tbsCertificate.extensions.keyDescription.extnValue.attestationChallenge"},
        {"Apple registration", AppleDraft(bed, authority).token(), "jws",
            "payload.attestation.attStmt.receipt.content.encapContentInfo.eContent.creationTime"},
        {"Android attestation", attestation.token(), "attestationToken",
            "payload.attestationCertChain.1.tbsCertificate.extensions.keyDescription.extnValue."
            "hardwareEnforced"},
        {"Apple attestation", attestation.appleToken(), "attestationToken",
            "payload.assertion.authenticatorData.counter"}};
}

const QList<Token> &tokens()
{
    static const QList<Token> made = madeTokens();
    return made;
}

QList<QByteArray> seedsMade()
{
    const QByteArray jws = token();
    const QByteArray certificate = certificateDer(*PrivateKey::generate(Curve::P256));
    QList<QByteArray> made{jws, certificate,
        Certificate::fromDer(certificate)->pem() + Certificate::fromDer(certificate)->pem(),
        certificateDer(*PrivateKey::generateRsa(2048)),
        signRequest(nameDer({{"2.5.4.3", QStringLiteral("x")}}), {}, *PrivateKey::generate(Curve::P256))
            ->der(),
        QByteArray("[{\"command\":\"00a4040c07d2760001448000\",\"response\":\"9000\"},\n {\"a\" : [1, 2.5e3, "
                   "null, true, \"\\u00e4\\ud83d\\ude00\\/\"], \"a\": {}}] "),
        QByteArray("{\"entries\": {\"2c8cdddfd5e03bfc\": {\"status\": \"REVOKED\"}, \"AB\": {}}}"),
        QByteArray("{\"requestDetails\": {\"timestampMillis\": \"1795000000000\"}, \"appIntegrity\": "
                   "{\"certificateSha256Digest\": [\"Br8M\"], \"appRecognitionVerdict\": \"FINE\"}}"),
        "Authorization: Bearer " + jws + "\n" + certificate.toBase64() + " x\n",
        certificate.toBase64().toHex(), PrivateKey::generate(Curve::P256)->publicKey().spki(),
        QByteArray::fromHex("621a8002076c8201418302c5048801208a0105c502036ea103910103"),
        gzip("<?xml version='1.0'?><a b='1'>x<c/></a>"),
        QByteArray("> 00a4040c\n< 9000\n> 00b0820000\n< 5a0a802768831100001685849000\n"),
        QByteArray("GET /nonce HTTP/1.1\r\nHost: a\r\n\r\n"), QByteArray(300, '\x01')};
    for (const Token &token : tokens())
        made.append(token.bytes);
    return made;
}

const QList<QByteArray> &seeds()
{
    static const QList<QByteArray> made = seedsMade();
    return made;
}

QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    for (int i = random.bounded(1, 4); i > 0 && !bytes.isEmpty(); --i) {
        const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
        switch (random.bounded(4)) {
        case 0:
            bytes.truncate(at);
            break;
        case 1:
            bytes.remove(at, random.bounded(1, 20));
            break;
        case 2:
            bytes.insert(at, QByteArray(random.bounded(1, 4), static_cast<char>(random.bounded(256))));
            break;
        default:
            bytes[at] = static_cast<char>(random.bounded(256));
        }
    }
    return bytes;
}

} // namespace

class TestTiling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeInputs_data();
    void wholeInputs();
    void everyPrefix();
    void damagedInputs();
    void tokensAreUnderstood_data() { tokenRows(); }
    void tokensAreUnderstood();
    void damageInsideTheToken_data() { tokenRows(); }
    void damageInsideTheToken();
    void changedInsideTheToken_data() { tokenRows(); }
    void changedInsideTheToken();
    void foreignSamples();

private:
    static void tokenRows();
};

void TestTiling::tokenRows()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < tokens().size(); ++i)
        QTest::newRow(tokens().at(i).name) << i;
}

void TestTiling::tokensAreUnderstood()
{
    QFETCH(int, number);
    const Token &token = tokens().at(number);
    const InspectionPtr inspection = inspect(token.bytes);
    QCOMPARE(inspection->kind(), QString::fromLatin1(token.kind));
    QVERIFY(inspection->find(QString::fromLatin1(token.innermost)));
}

void TestTiling::wholeInputs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one octet") << QByteArray("\x30");
    QTest::newRow("deeply nested arrays") << QByteArray(100'000, '[');
    QTest::newRow("deeply nested elements") << QByteArray("\x30\x80").repeated(50'000);
    QTest::newRow("more fields than are shown") << '[' + QByteArray("1,").repeated(300'000) + "1]";
    QTest::newRow("more lines than are shown") << QByteArray("x\n").repeated(250'000);
    QTest::newRow("more octets than are shown in lines") << QByteArray(4'000'000, '\0');
    QTest::newRow("dots only") << QByteArray("..");
    QTest::newRow("armour without an end") << QByteArray("-----BEGIN CERTIFICATE-----");
    QTest::newRow("armour of a private key")
        << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    QTest::newRow("two armours and text")
        << QByteArray("a\n-----BEGIN X-----\nAAAA\n-----END X-----\nb\n-----BEGIN Y-----\n");
    int number = 0;
    for (const QByteArray &seed : seeds())
        QTest::addRow("seed %d", number++) << seed;
}

void TestTiling::wholeInputs()
{
    QFETCH(QByteArray, bytes);
    for (const DataKind kind : allKinds())
        QCOMPARE(tilingFault(*inspect(bytes, kind)), QString());
}

void TestTiling::everyPrefix()
{
    for (const QByteArray &seed : seeds()) {
        const qsizetype step = qMax(qsizetype(1), seed.size() / 200);
        for (qsizetype length = 0; length < seed.size(); length += step)
            QCOMPARE(tilingFault(*inspect(seed.left(length))), QString());
    }
}

void TestTiling::damagedInputs()
{
    QRandomGenerator random(20261124);
    const QList<QByteArray> &all = seeds();
    const QList<DataKind> kinds = allKinds();
    for (int i = 0; i < 1000; ++i) {
        const QByteArray bytes = mutated(all.at(i % all.size()), random);
        const DataKind kind = kinds.at(i % kinds.size());
        const QString fault = tilingFault(*inspect(bytes, kind));
        QVERIFY2(
            fault.isEmpty(), qPrintable(fault + QLatin1Char('\n') + QString::fromLatin1(bytes.toBase64())));
    }
}

void TestTiling::damageInsideTheToken()
{
    QFETCH(int, number);
    QRandomGenerator random(7);
    const Jws jws = *Jws::parse(tokens().at(number).bytes);
    for (int i = 0; i < 200; ++i) {
        const QByteArray bytes =
            jwsCompact(jwsSigningInput(mutated(jws.headerBytes, random), mutated(jws.payloadBytes, random)),
                jws.signature);
        QCOMPARE(tilingFault(*inspect(bytes, DataKind::Jws)), QString());
    }
}

/// The same changes that a fuzzer makes: they keep a token a token, and reach what is encoded in it.
void TestTiling::changedInsideTheToken()
{
    QFETCH(int, number);
    QRandomGenerator random(9);
    const QByteArray &original = tokens().at(number).bytes;
    int reached = 0;
    for (int i = 0; i < 300; ++i) {
        const auto change = [&](const QByteArray &bytes) { return mutated(bytes, random); };
        const QByteArray bytes = TokenMutator(random.generate(), change).mutated(original);
        QCOMPARE(bytes.count('.'), 2);
        const InspectionPtr inspection = inspect(bytes, DataKind::Jws);
        QCOMPARE(tilingFault(*inspection), QString());
        const Node *innermost = inspection->find(QString::fromLatin1(tokens().at(number).innermost));
        reached += bytes != original && innermost ? 1 : 0;
    }
    QVERIFY2(reached > 50, qPrintable(QString::number(reached)));
}

void TestTiling::foreignSamples()
{
    if (!QDir(QStringLiteral(DSR_SAMPLES)).exists())
        QSKIP("the foreign samples are not beside this checkout");
    int seen = 0;
    QDirIterator files(QStringLiteral(DSR_SAMPLES), QDir::Files, QDirIterator::Subdirectories);
    QRandomGenerator random(11);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QString fault = tilingFault(*inspect(bytes));
        QVERIFY2(fault.isEmpty(), qPrintable(file.fileName() + fault));
        // Damage in the large tables of vectors teaches nothing that the small files do not.
        constexpr qsizetype small = 20'000;
        for (int i = 0; i < (bytes.size() < small ? 10 : 0); ++i) {
            const QByteArray damaged = mutated(bytes, random);
            QVERIFY2(tilingFault(*inspect(damaged)).isEmpty(), qPrintable(file.fileName()));
        }
        ++seen;
    }
    QVERIFY(seen > 100);
}

QTEST_GUILESS_MAIN(TestTiling)
#include "tst_tiling.moc"
