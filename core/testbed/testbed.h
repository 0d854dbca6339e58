#pragma once

#include "core/base/clock.h"
#include "core/card/virtual/cardimage.h"
#include "core/check/trustsnapshot.h"
#include "core/crypto/certificate.h"

#include <QDateTime>

#include <optional>

namespace dsr {

/// A certificate of the test PKI with its key.
struct Identity
{
    Certificate certificate;
    PrivateKey key;
};

/// An invented insured person.
struct CardHolder
{
    QString kvnr;
    QString givenNames;
    QString familyName;
    QString birthday; ///< YYYYMMDD
    QString sex; ///< M, W, X or D
    bool kvnrFirst = false; ///< in the certificate, before the number of the insurer
};

/// The test PKI of this machine: everything the built-in card, phone and DMS need. Made at first use in the
/// data folder (keys 0600), the same ever after. Roots carry TEST-ONLY or SIMULATED in their names and are
/// trusted by the local DMS alone. A value; thread-safe to read.
struct TestBed
{
    QDateTime created;
    Identity egkRoot; ///< TEST-ONLY
    Identity egkCa; ///< TEST-ONLY, issues card certificates
    Identity card; ///< C.CH.AUT of the built-in card
    Identity ocspSigner;
    Identity dmsCa; ///< issues client certificates
    Identity tlsCa; ///< issues the server certificate of the local DMS
    Identity tlsServer;
    Identity googleRoot; ///< SIMULATED
    Identity googleIntermediate;
    Identity googleBatch; ///< signs attest keys like a phone's secure environment
    Identity appleRoot; ///< SIMULATED, of App Attest keys
    Identity appleReceiptRoot; ///< SIMULATED, of receipts
    std::shared_ptr<const Secret> playDecryptionKey; ///< 32 octets for A256KW
    PrivateKey playSigningKey; ///< ES256 of the simulated Play Integrity service
    QString iccsn;
    std::shared_ptr<const Secret> pin;
    std::shared_ptr<const Secret> puk;
    std::shared_ptr<const Secret> can;

    /// Whose card the built-in one is.
    CardHolder holder() const;
    /// The built-in card, ready for a VirtualCard.
    CardImage cardImage() const;
    /// A card of another person with this certificate; PIN, PUK and CAN are the same.
    CardImage cardImage(const CardHolder &holder, const Identity &identity, const QString &number) const;
};

/// What counts while the test bed plays its part: its card CAs, and its simulated roots of Google and Apple.
TrustSnapshot trustOf(const TestBed &bed);

/// One root for `testbed show`.
struct TestBedRoot
{
    QString role; ///< "egkRoot", "dmsCa" …
    Certificate certificate;
};
QList<TestBedRoot> testBedRoots(const TestBed &bed);

/// Opens the test bed in `dataDir`, making it if there is none and adding what one of an earlier program
/// lacks. Two programs that start at once agree on one. DataDirUnusable, DiskFull, TestbedMalformed (fact
/// "path").
Result<TestBed> openTestBed(const QString &dataDir, const Clock &clock);
/// trustOf the test bed in `dataDir`, nothing if there is none. Makes nothing and reads no key.
/// TestbedMalformed.
Result<std::optional<TrustSnapshot>> testBedTrust(const QString &dataDir);
/// The keys of the Play Integrity stand-in of the test bed in `dataDir`; empty if there is none.
/// TestbedMalformed.
Result<PlayKeys> testBedPlayKeys(const QString &dataDir);
/// Throws the test bed of `dataDir` away and makes a new one.
Result<TestBed> resetTestBed(const QString &dataDir, const Clock &clock);
/// Writes all certificates as PEM into `folder`, with the keys only if asked for (0600).
Result<QStringList> exportTestBed(const TestBed &bed, const QString &folder, bool withKeys);

/// A further card of the same CA for other holders and for faults.
Result<Identity> issueCardCertificate(const TestBed &bed, const CardHolder &holder,
    const QDateTime &notBefore, const QDateTime &notAfter, const PrivateKey &key, const QString &ocspUrl);
/// The same for the holder of the built-in card with another KVNR.
Result<Identity> issueCardCertificate(const TestBed &bed, const QString &kvnr, const QDateTime &notBefore,
    const QDateTime &notAfter, const PrivateKey &key, const QString &ocspUrl);

} // namespace dsr
