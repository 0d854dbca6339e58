#include "core/crypto/request.h"

#include "core/crypto/certificatebuilder.h"
#include "core/crypto/derwriter.h"

#include <QTest>

using namespace dsr;

class TestRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIsRead();
    void withoutAttributes();
    void attributesElementMayBeAbsent();
    void changedRequestIsNotSelfSigned();
    void signedWithAnotherKey();
    void refused_data();
    void refused();
    void noKey();

private:
    static QByteArray subject() { return nameDer({{"2.5.4.3", QStringLiteral("TRUST_CLIENT")}}); }
};

namespace {
/// A request as anybody may write it: content and signature over it.
QByteArray requestDer(const QByteArray &info, const PrivateKey &key)
{
    return der::sequence({info, der::sequence({der::objectIdentifier("1.2.840.10045.4.3.2")}),
        der::bitString(*key.sign(info))});
}
} // namespace

void TestRequest::builtIsRead()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const auto request = signRequest(subject(), QStringLiteral("nonce ä"), key);
    QVERIFY(request);
    const CertificateRequest read = *CertificateRequest::fromDer(request->der());
    QCOMPARE(read.version(), 0);
    QCOMPARE(read.subject().der, subject());
    QCOMPARE(read.publicKey(), key.publicKey());
    QCOMPARE(read.challengePassword(), std::optional(QStringLiteral("nonce ä")));
    QVERIFY(read.hasAttributesElement());
    QVERIFY(read.isSelfSigned());
}

void TestRequest::withoutAttributes()
{
    const auto request = signRequest(subject(), {}, *PrivateKey::generate(Curve::P256));
    QVERIFY(!request->challengePassword());
    QVERIFY(request->hasAttributesElement());
    QVERIFY(request->isSelfSigned());
}

void TestRequest::attributesElementMayBeAbsent()
{
    // The form of Apple's example app (dsr-protocol 5).
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const auto request = CertificateRequest::fromDer(
        requestDer(der::sequence({der::integer(0), subject(), key.publicKey().spki()}), key));
    QVERIFY(request);
    QVERIFY(!request->hasAttributesElement());
    QVERIFY(!request->challengePassword());
}

void TestRequest::changedRequestIsNotSelfSigned()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    QByteArray der = signRequest(subject(), {}, key)->der();
    der.replace("TRUST_CLIENT", "TRUST_CLIENU");
    const auto request = CertificateRequest::fromDer(der);
    QVERIFY(request);
    QVERIFY(!request->isSelfSigned());
}

void TestRequest::signedWithAnotherKey()
{
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    const QByteArray info =
        der::sequence({der::integer(0), subject(), key.publicKey().spki(), der::explicitTag(0, {})});
    QVERIFY(CertificateRequest::fromDer(requestDer(info, key))->isSelfSigned());
    QVERIFY(
        !CertificateRequest::fromDer(requestDer(info, *PrivateKey::generate(Curve::P256)))->isSelfSigned());
}

void TestRequest::refused_data()
{
    QTest::addColumn<QByteArray>("der");
    const QByteArray good = signRequest(subject(), {}, *PrivateKey::generate(Curve::P256))->der();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("octet behind") << good + '\0';
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("text") << QByteArray("request");
    const PrivateKey key = *PrivateKey::generate(Curve::P256);
    QTest::newRow("key that is none by its form")
        << requestDer(der::sequence({der::integer(0), subject(), der::sequence({der::integer(1)})}), key);
}

void TestRequest::refused()
{
    QFETCH(QByteArray, der);
    const auto request = CertificateRequest::fromDer(der);
    QVERIFY(!request);
    QCOMPARE(request.error().code, ErrorCode::InputMalformed);
}

void TestRequest::noKey()
{
    QVERIFY(!signRequest(subject(), {}, PrivateKey()));
    QVERIFY(!CertificateRequest().isValid());
    QVERIFY(CertificateRequest().der().isEmpty());
}

QTEST_GUILESS_MAIN(TestRequest)
#include "tst_request.moc"
