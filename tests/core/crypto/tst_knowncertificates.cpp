#include "core/crypto/knowncertificates.h"
#include "tests/core/crypto/certificates.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace dsr;

class TestKnownCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameOctetsAreTheSameCertificate();
    void malformedStaysMalformed();
    void manyThreadsAtOnce();
};

void TestKnownCertificates::sameOctetsAreTheSameCertificate()
{
    const test::Pki pki = test::makePki(Curve::P256);
    KnownCertificates known;
    const auto first = known.read(pki.leaf.der());
    const auto other = known.read(pki.ca.der());
    const auto again = known.read(pki.leaf.der());
    QVERIFY(first && other && again);
    QCOMPARE(*first, pki.leaf);
    QCOMPARE(*other, pki.ca);
    QCOMPARE(&again->subject(), &first->subject()); // not read a second time
}

void TestKnownCertificates::malformedStaysMalformed()
{
    const test::Pki pki = test::makePki(Curve::P256);
    KnownCertificates known;
    QVERIFY(known.read(pki.leaf.der()));
    for (const QByteArray &der : {QByteArray(), pki.leaf.der() + '\0', pki.leaf.der().chopped(1)}) {
        for (int i = 0; i < 2; ++i) {
            const auto certificate = known.read(der);
            QVERIFY(!certificate);
            QCOMPARE(certificate.error().code, ErrorCode::InputMalformed);
        }
    }
}

void TestKnownCertificates::manyThreadsAtOnce()
{
    QList<Certificate> certificates;
    for (int i = 0; i < 4; ++i)
        certificates.append(test::makePki(Curve::P256).leaf);
    KnownCertificates known;
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < 100; ++k) {
                    const Certificate &expected = certificates.at(k % certificates.size());
                    const auto read = known.read(expected.der());
                    good += read && *read == expected ? 1 : 0;
                }
            });
        }
    }
    QCOMPARE(good.load(), 400);
}

QTEST_APPLESS_MAIN(TestKnownCertificates)
#include "tst_knowncertificates.moc"
