#include "core/crypto/certificatebuilder.h"
#include "core/crypto/cms.h"
#include "tests/support/cmswriter.h"

#include <QTest>

using namespace dsr;

namespace {

struct Signer
{
    PrivateKey key;
    Certificate certificate;
};

Signer signer(const char *name, Curve curve = Curve::P256)
{
    const PrivateKey key = PrivateKey::generate(curve).value();
    const CertificateContent content{.serial = randomSerial(),
        .subject = nameDer({{"2.5.4.3", QString::fromLatin1(name)}}),
        .notBefore = QDateTime::fromSecsSinceEpoch(1700000000, Qt::UTC),
        .notAfter = QDateTime::fromSecsSinceEpoch(1800000000, Qt::UTC),
        .publicKey = key.publicKey()};
    return {key, signCertificate(content, content.subject, key).value()};
}

} // namespace

class TestCms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signedIsRead_data();
    void signedIsRead();
    void signerIsFoundByItsName();
    void everyFlippedBitOfTheContentIsFound();
    void damage_data();
    void damage();
};

void TestCms::signedIsRead_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("indefinite");
    for (const int size : {1, 999, 5000, 100'000}) {
        QTest::addRow("%d octets in DER", size) << size << false;
        QTest::addRow("%d octets in BER", size) << size << true;
    }
}

void TestCms::signedIsRead()
{
    QFETCH(int, size);
    QFETCH(bool, indefinite);
    const Signer one = signer("one");
    const Signer other = signer("other", Curve::P384);
    const QByteArray content(size, 'c');
    const QByteArray cms = signMessage(content, one.certificate, one.key, {other.certificate},
        indefinite ? CmsForm::Indefinite : CmsForm::Definite)
                               .value();
    QCOMPARE(static_cast<quint8>(cms.at(1)) == 0x80, indefinite);
    const auto message = readSignedMessage(cms);
    QVERIFY(message);
    QCOMPARE(message->content, content);
    QCOMPARE(message->signerCount, 1);
    QVERIFY(message->signatureVerified);
    QVERIFY(message->signer == one.certificate);
    QCOMPARE(message->certificates.size(), 2);
    QVERIFY(message->certificates.contains(other.certificate));
}

void TestCms::signerIsFoundByItsName()
{
    const Signer one = signer("one");
    const Signer other = signer("other");
    // signed with a key that is not the one of the certificate
    const auto wrongKey = signMessage("x", one.certificate, other.key, {}, CmsForm::Definite);
    QVERIFY(!wrongKey);
    QByteArray cms =
        signMessage("x", one.certificate, one.key, {other.certificate}, CmsForm::Definite).value();
    const QByteArray serial = one.certificate.serialBytes();
    const qsizetype last = cms.lastIndexOf(serial) + serial.size() - 1;
    cms[last] = static_cast<char>(cms.at(last) ^ 1);
    const auto message = readSignedMessage(cms);
    QVERIFY(message);
    QVERIFY(!message->signer);
    QVERIFY(!message->signatureVerified);
}

void TestCms::everyFlippedBitOfTheContentIsFound()
{
    const Signer one = signer("one");
    const QByteArray content("what is signed");
    const QByteArray cms = signMessage(content, one.certificate, one.key, {}, CmsForm::Definite).value();
    const qsizetype start = cms.indexOf(content);
    for (qsizetype bit = 0; bit < content.size() * 8; ++bit) {
        QByteArray changed = cms;
        const qsizetype at = start + bit / 8;
        changed[at] = static_cast<char>(changed.at(at) ^ (1 << (bit % 8)));
        const auto message = readSignedMessage(changed);
        QVERIFY(message);
        QVERIFY(message->signer);
        QVERIFY(!message->signatureVerified);
    }
}

void TestCms::damage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const Signer one = signer("one");
    const QByteArray cms = signMessage("x", one.certificate, one.key, {}, CmsForm::Indefinite).value();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("cut in half") << cms.left(cms.size() / 2);
    QTest::newRow("without its end") << cms.chopped(2);
    QTest::newRow("with more behind") << cms + '\0';
    QTest::newRow("a certificate") << one.certificate.der();
    QTest::newRow("other content") << QByteArray::fromHex("300f06092a864886f70d010701a0020400");
}

void TestCms::damage()
{
    QFETCH(QByteArray, bytes);
    const auto message = readSignedMessage(bytes);
    QVERIFY(!message);
    QCOMPARE(message.error().code, ErrorCode::InputMalformed);
}

QTEST_GUILESS_MAIN(TestCms)
#include "tst_cms.moc"
