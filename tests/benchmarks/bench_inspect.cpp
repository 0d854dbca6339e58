// Decoding and verifying of one Android chain of five certificates, the work that other libraries are
// measured by. DSR_CHAIN names the PEM file; if there is none yet, the chain of a simulated phone is written
// there.

#include "core/base/files.h"
#include "core/crypto/knowncertificates.h"
#include "core/crypto/verifiedlinks.h"
#include "core/decode/inspect.h"
#include "core/decode/keydescription.h"
#include "core/device/androidphone.h"
#include "core/testbed/testbed.h"

#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>

namespace {

/// The certificates of the chain, leaf first.
QList<QByteArray> chain;

QByteArray simulatedChain()
{
    const QTemporaryDir folder;
    const dsr::SystemClock clock;
    const auto bed = dsr::openTestBed(folder.filePath(QStringLiteral("data")), clock).value();
    dsr::AndroidPhone phone(bed, clock);
    phone.newKeys().value();
    const QByteArray challenge(32, 'c');
    const auto evidence =
        phone.attest({.keypairMtls = challenge, .attest = challenge, .integrity = challenge}, false).value();
    QByteArray pem = evidence.subjectCert.pem();
    for (const dsr::Certificate &certificate : evidence.chain)
        pem += certificate.pem();
    return pem;
}

void readChain()
{
    const QString path = QString::fromLocal8Bit(std::getenv("DSR_CHAIN"));
    if (!QFile::exists(path))
        dsr::writeFile(path, simulatedChain()).value();
    const QByteArray pem = dsr::readFile(path).value();
    constexpr QByteArrayView begin = "-----BEGIN CERTIFICATE-----";
    for (qsizetype at = pem.indexOf(begin); at >= 0; at = pem.indexOf(begin, at + 1))
        chain.append(dsr::Certificate::fromPem(QByteArrayView(pem).sliced(at)).value().der());
}

/// Leaf with its key description to a tree with the place of every byte.
void decode(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(dsr::inspect(chain.first(), dsr::DataKind::Certificate));
}
BENCHMARK(decode)->Unit(benchmark::kMicrosecond);

bool verify(dsr::VerifiedLinks &links, dsr::KnownCertificates *known)
{
    QList<dsr::Certificate> certificates;
    for (const QByteArray &der : chain) {
        // A leaf is new every time.
        const bool isKnown = known && !certificates.isEmpty();
        certificates.append((isKnown ? known->read(der) : dsr::Certificate::fromDer(der)).value());
    }
    certificates.append(certificates.last()); // the root signs itself
    return links.firstUnsigned(certificates, QDateTime::currentDateTimeUtc()) < 0;
}

void verifyCold(benchmark::State &state)
{
    for (auto _ : state) {
        dsr::VerifiedLinks none;
        if (!verify(none, nullptr))
            state.SkipWithError("the chain does not verify");
    }
}
BENCHMARK(verifyCold)->Unit(benchmark::kMicrosecond);

/// The upper part of the chain was seen before.
void verifyKnown(benchmark::State &state)
{
    dsr::VerifiedLinks links;
    dsr::KnownCertificates known;
    for (auto _ : state) {
        if (!verify(links, &known))
            state.SkipWithError("the chain does not verify");
    }
}
BENCHMARK(verifyKnown)->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char **argv)
{
    readChain();
    // What was decoded, for comparison before speeds are compared.
    const auto certificate = dsr::Certificate::fromDer(chain.first()).value();
    const auto description =
        dsr::parseKeyDescription(certificate.extension(dsr::keyAttestationOid).value().value).value();
    benchmark::AddCustomContext("challenge", description.attestationChallenge.toHex().toStdString());
    benchmark::AddCustomContext("certificates", std::to_string(chain.size()));
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
