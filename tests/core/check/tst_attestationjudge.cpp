#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/check/inspectionjudge.h"
#include "core/crypto/noncederivation.h"
#include "core/crypto/tokencipher.h"
#include "core/decode/inspect.h"
#include "tests/core/check/attestationdraft.h"
#include "tests/core/check/faults.h"
#include "tests/core/decode/tiling.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

namespace {

using Draft = AttestationDraft;

constexpr auto fails = FindingStatus::Fail;
constexpr auto warns = FindingStatus::Warn;

/// What only the service of the device knows.
const QStringList androidLive{QStringLiteral("android.chain.pinned"), QStringLiteral("mtls.binding"),
    QStringLiteral("nonce.fresh"), QStringLiteral("nonce.known"), QStringLiteral("nonce.unused"),
    QStringLiteral("store.known"), QStringLiteral("token.type.registered")};

/// Ids in order; "trust.simulated" is no finding about the token.
QString idsWith(const QList<Finding> &findings, FindingStatus status)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        if (finding.status == status && finding.check != QLatin1StringView("trust.simulated"))
            ids.append(finding.check);
    }
    ids.sort();
    return ids.join(QLatin1Char(' '));
}

/// What was found to be wrong, refused or not.
QString found(const QList<Finding> &findings)
{
    QStringList ids = (idsWith(findings, fails) + QLatin1Char(' ') + idsWith(findings, warns))
                          .split(QLatin1Char(' '), Qt::SkipEmptyParts);
    ids.sort();
    return ids.join(QLatin1Char(' '));
}

const Finding &findingOf(const QList<Finding> &findings, const QString &check)
{
    const auto it = std::ranges::find(findings, check, &Finding::check);
    if (it == findings.end())
        qFatal("%s was not judged", qPrintable(check));
    return *it;
}

/// Opens the integrity verdict, so that its findings have a place in the tree.
InspectionPtr inspected(const QByteArray &bytes, const Terms &terms)
{
    return inspect(bytes, DataKind::Guess, {}, [&](QByteArrayView token) -> std::optional<QByteArray> {
        const auto plaintext = decryptJwe(token, *terms.playKeys.decryption);
        return plaintext ? std::optional(*plaintext) : std::nullopt;
    });
}

/// As somebody sees it who says what kind of token it is.
QList<Finding> judged(const QByteArray &token, const Terms &terms)
{
    return judgeInspection(*inspect(token, DataKind::AttestationToken), terms);
}

void setClaim(Draft &draft, const char *name, const QJsonValue &value)
{
    draft.registration.editClaims = [=](QJsonObject &claims) {
        claims.insert(QLatin1StringView(name), value);
    };
}

void removeClaim(Draft &draft, const char *name)
{
    draft.registration.editClaims = [=](QJsonObject &claims) { claims.remove(QLatin1StringView(name)); };
}

/// Another entry in the chain.
void setChainEntry(Draft &draft, int index, const QString &entry)
{
    draft.registration.editClaims = [=](QJsonObject &claims) {
        QJsonArray chain = claims.value(QStringLiteral("attestationCertChain")).toArray();
        chain.replace(index, entry);
        claims.insert(QStringLiteral("attestationCertChain"), chain);
    };
}

void describeFreshKey(Draft &draft, const std::function<void(KeyDescriptionContent &)> &edit)
{
    draft.registration.makeEvidence({.mtlsKey = edit});
}

void editVerdict(Draft &draft, const std::function<void(QJsonObject &)> &edit)
{
    draft.registration.makeEvidence({.verdict = edit});
}

void setInPart(QJsonObject &verdict, const char *part, const char *name, const QJsonValue &value)
{
    QJsonObject object = verdict.value(QLatin1StringView(part)).toObject();
    object.insert(QLatin1StringView(name), value);
    verdict.insert(QLatin1StringView(part), object);
}

QString fingerprintOfAnotherKey()
{
    return QString::fromLatin1(toBase64(PrivateKey::generate(Curve::P256)->publicKey().fingerprint()));
}

qint64 secondsAgo(int seconds)
{
    return RegistrationDraft::now().addSecs(-seconds).toSecsSinceEpoch();
}

/// One fault in a good attestation, and what both modes say about it.
struct AttestationFault
{
    const char *name;
    const char *check;
    void (*make)(Draft &);
    FindingStatus strict = fails;
    FindingStatus lenient = fails;
    const char *unjudged = ""; ///< ids that lose their input
};

/// What is wrong in a way that only attestations know; the rest is tried with the faults of registrations.
const QList<AttestationFault> androidFaults{
    {"signed as a card would", "token.algorithm",
        [](Draft &d) {
            d.registration.algorithm = "BP256R1";
            d.registration.card.key = PrivateKey::generate(Curve::BrainpoolP256r1).value();
            d.registration.editCard([&](CertificateContent &content) {
                content.publicKey = d.registration.card.key.publicKey();
            });
        }},
    {"certificate with a key of another curve", "token.key",
        [](Draft &d) {
            d.registration.card.key = PrivateKey::generate(Curve::BrainpoolP256r1).value();
            d.registration.editCard([&](CertificateContent &content) {
                content.publicKey = d.registration.card.key.publicKey();
            });
        },
        fails, fails, "token.signature"},
    {"integrity verdict missing", "token.claims", [](Draft &d) { removeClaim(d, "integrityVerdict"); }, fails,
        fails, "mtls.key playintegrity.service playintegrity.nonce"},
    {"time of issue with a fraction", "token.claims", [](Draft &d) { setClaim(d, "iat", 1.5); }, fails, fails,
        "mtls.key token.age token.future"},
    {"two claims with different chains", "token.chainclaim",
        [](Draft &d) { setClaim(d, "attestCertChain", QJsonArray{QStringLiteral("AAAA")}); }, fails, warns},
    {"no chain", "token.chainclaim", [](Draft &d) { removeClaim(d, "attestationCertChain"); }, fails, warns,
        "android.chain.form android.subjectcert.form android.subjectcert.challenge "
        "android.subjectcert.signature android.revocation.entry playintegrity.consistent"},
    {"issued thirty-one minutes ago", "token.age", [](Draft &d) { setClaim(d, "iat", secondsAgo(31 * 60)); }},
    {"not the nonce that was expected", "nonce.known",
        [](Draft &d) {
            d.registration.editTerms = [](Terms &terms) { terms.expected.nonce = QByteArray(64, '\x5a'); };
        }},
    {"about another device than that of the certificate", "mtls.key",
        [](Draft &d) { setClaim(d, "sub", fingerprintOfAnotherKey()); }},
    {"second element is not base64", "android.chain.form",
        [](Draft &d) { setChainEntry(d, 1, QStringLiteral("A A")); }, fails, fails,
        "android.chain.pinned android.subjectcert.level android.subjectcert.issuer "
        "android.subjectcert.signature"},
    {"fresh certificate alone", "android.chain.form",
        [](Draft &d) {
            d.registration.editClaims = [](QJsonObject &claims) {
                const QJsonArray chain = claims.value(QStringLiteral("attestationCertChain")).toArray();
                claims.insert(QStringLiteral("attestationCertChain"), QJsonArray{chain.first()});
            };
        },
        fails, fails, "android.subjectcert.signature"},
    {"fresh certificate cut by one byte", "android.subjectcert.form",
        [](Draft &d) {
            setChainEntry(d, 0, QString::fromLatin1(toBase64(d.registration.subjectCert.der().chopped(1))));
        },
        fails, fails,
        "android.subjectcert.extension android.subjectcert.challenge android.subjectcert.issuer "
        "android.subjectcert.signature playintegrity.consistent"},
    {"challenge of a registration", "android.subjectcert.challenge",
        [](Draft &d) {
            const QByteArray challenge = nonceKeypairMtls(d.registration.nonce);
            describeFreshKey(d, [=](KeyDescriptionContent &content) { content.challenge = challenge; });
        }},
    {"fresh key with another size than it says", "android.subjectcert.key",
        [](Draft &d) {
            d.registration.editSubjectCert([](CertificateContent &content) {
                content.publicKey = PrivateKey::generate(Curve::P384)->publicKey();
            });
        },
        fails, warns},
    {"verdict bound to the nonce of a registration", "playintegrity.nonce",
        [](Draft &d) {
            const QByteArray wrong = nonceIntegrity(d.registration.nonce);
            editVerdict(d, [=](QJsonObject &verdict) {
                setInPart(verdict, "requestDetails", "nonce", QString::fromLatin1(toBase64Url(wrong)));
            });
        }},
    {"app that Play does not know", "playintegrity.app.verdict",
        [](Draft &d) {
            editVerdict(d, [](QJsonObject &verdict) {
                setInPart(verdict, "appIntegrity", "appRecognitionVerdict", QStringLiteral("UNEVALUATED"));
            });
        },
        warns, warns},
    {"no verdict on the app", "playintegrity.app.verdict",
        [](Draft &d) {
            editVerdict(d, [](QJsonObject &verdict) {
                setInPart(verdict, "appIntegrity", "appRecognitionVerdict", QJsonValue());
            });
        }},
    {"app that is not licensed", "playintegrity.license",
        [](Draft &d) {
            editVerdict(d, [](QJsonObject &verdict) {
                setInPart(verdict, "accountDetails", "appLicensingVerdict", QStringLiteral("UNLICENSED"));
            });
        },
        warns, warns},
    {"phone of basic integrity", "playintegrity.device",
        [](Draft &d) {
            editVerdict(d, [](QJsonObject &verdict) {
                setInPart(verdict, "deviceIntegrity", "deviceRecognitionVerdict",
                    QJsonArray{
                        QStringLiteral("MEETS_BASIC_INTEGRITY"), QStringLiteral("MEETS_STRONG_INTEGRITY")});
            });
        },
        warns, warns},
    {"no verdict on the phone", "playintegrity.device",
        [](Draft &d) {
            editVerdict(d, [](QJsonObject &verdict) { verdict.remove(QStringLiteral("deviceIntegrity")); });
            d.registration.editTerms = [](Terms &terms) { terms.switchedOn.clear(); };
        }},
};

const QList<AttestationFault> appleFaults{
    {"assertion missing", "token.claims", [](Draft &d) { removeClaim(d, "assertion"); }, fails, fails,
        "mtls.key apple.assertion.form apple.assertion.signature apple.rpid"},
    {"issued thirty-one minutes ago", "token.age", [](Draft &d) { setClaim(d, "iat", secondsAgo(31 * 60)); }},
    {"assertion is not base64", "apple.assertion.form",
        [](Draft &d) { setClaim(d, "assertion", QStringLiteral("A A")); }, fails, fails,
        "apple.assertion.authdata apple.assertion.signature apple.rpid"},
    {"one octet behind the assertion", "apple.assertion.form",
        [](Draft &d) { d.editAssertion = [](QByteArray &cbor) { cbor += '\0'; }; }},
    {"authenticator data of 36 octets", "apple.assertion.authdata",
        [](Draft &d) { d.quirks.authenticatorData = [](QByteArray &data) { data.truncate(36); }; }, fails,
        fails, "apple.rpid apple.assertion.counter apple.extensions.form"},
    {"category as text", "apple.extensions.form",
        [](Draft &d) {
            d.quirks.authenticator = [](AuthenticatorContent &content) {
                // {"apple_validation_category_01": "4"}
                content.extensions = QByteArray::fromHex("a1781c") + "apple_validation_category_01"
                    + QByteArray::fromHex("6134");
            };
        },
        fails, warns, "apple.extensions.category apple.extensions.version"},
    {"app that is not accepted", "apple.rpid",
        [](Draft &d) {
            d.quirks.authenticator = [](AuthenticatorContent &content) {
                content.rpIdHash = sha256("A9FL89PFFL.de.gematik.other");
            };
        }},
    {"counter of a key that was just attested", "apple.assertion.counter",
        [](Draft &d) { d.quirks.authenticator = [](AuthenticatorContent &content) { content.counter = 0; }; },
        fails, warns},
    {"asserts the nonce for statements", "apple.assertion.signature",
        [](Draft &d) {
            d.assertedHash = sha256(
                nonceIntegrity(d.registration.nonce) + d.registration.card.key.publicKey().fingerprint());
        }},
    {"asserts the hash of the right hash", "apple.assertion.signature",
        [](Draft &d) { d.assertedHash = sha256(d.clientDataHash()); }},
    {"asserts for another device", "apple.assertion.signature",
        [](Draft &d) {
            d.assertedHash = sha256(nonceAttestDerived(d.registration.nonce)
                + PrivateKey::generate(Curve::P256)->publicKey().fingerprint());
        }},
    {"key that was not attested", "apple.assertion.signature",
        [](Draft &d) {
            const QByteArray other = PrivateKey::generate(Curve::P256)->publicKey().spki();
            d.registration.editTerms = [=](Terms &terms) { terms.expected.publicKey = other; };
        }},
    {"signed for developers", "apple.extensions.category",
        [](Draft &d) {
            d.quirks.authenticator = [](AuthenticatorContent &content) {
                content.extensions = appAttestExtensionsCbor(QStringLiteral("1"), 5);
            };
        },
        fails, warns},
    {"version that is not accepted", "apple.extensions.version",
        [](Draft &d) {
            d.registration.editTerms = [](Terms &terms) {
                terms.appleBundleVersions = {QStringLiteral("2")};
            };
        },
        fails, warns},
};

/// A fault of registrations that means the same in an attestation, if it does.
bool isFaultOfAttestations(const Fault &fault)
{
    static const QSet<QByteArray> otherwise{"token.algorithm", "token.key", "token.claims", "token.age",
        "nonce.known", "nonce.unused", "nonce.fresh", "android.chain.form", "android.subjectcert.form",
        "android.subjectcert.challenge", "playintegrity.service", "playintegrity.nonce"};
    // Evidence that cannot be there is refused by a service only.
    const bool isLive = qstrcmp(fault.name, "no status list at all") == 0;
    return !fault.gmsDialect && !isLive && androidAttestationOrder().contains(QByteArray(fault.check))
        && !otherwise.contains(fault.check);
}

} // namespace

class TestAttestationJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodTokens_data();
    void goodTokens();
    void kindIsToldByTheClaims_data();
    void kindIsToldByTheClaims();
    void everyJudgedCheckHasAFault();
    void fault_data();
    void fault();
    void faultOfARegistration_data();
    void faultOfARegistration();
    void evidenceIsFoundInsideAMessage();
    void expectedNonceIsTheOneThatWasIssued();
    void withoutTheKeyTheAssertionIsNotVerified();
    void simulatedRootIsLabelled();
    void mistakesAreExplained_data();
    void mistakesAreExplained();
    void otherNameOfTheChain();
    void requestHashInPlaceOfTheNonce();
    void systemMayBeNewerThanTheAttestKey();

private:
    QTemporaryDir m_folder;
    std::optional<TestBed> m_bed;
};

void TestAttestationJudge::initTestCase()
{
    const FixedClock clock(RegistrationDraft::now());
    auto opened = openTestBed(m_folder.path(), clock);
    QVERIFY(opened);
    m_bed = std::move(*opened);
}

void TestAttestationJudge::goodTokens_data()
{
    QTest::addColumn<bool>("isApple");
    QTest::addColumn<QList<QByteArray>>("order");
    QTest::addColumn<QString>("live");
    QTest::newRow("Android") << false << androidAttestationOrder() << androidLive.join(QLatin1Char(' '));
    QTest::newRow("Apple")
        << true << appleAttestationOrder()
        << QStringLiteral(
               "apple.assertion.counter apple.assertion.sameapp apple.extensions.changed apple.receipt.age "
               "apple.receipt.appid apple.receipt.certificates apple.receipt.chain apple.receipt.expiry "
               "apple.receipt.fields apple.receipt.form apple.receipt.future apple.receipt.key "
               "apple.receipt.marker apple.receipt.metric apple.receipt.onfile apple.receipt.refresh "
               "apple.receipt.signature apple.receipt.type apple.receipt.window mtls.binding nonce.fresh "
               "nonce.known nonce.unused store.known token.type.registered");
}

void TestAttestationJudge::goodTokens()
{
    QFETCH(bool, isApple);
    QFETCH(QList<QByteArray>, order);
    QFETCH(QString, live);
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const Draft draft(*m_bed);
        const Terms terms = draft.termsOf(mode);
        const InspectionPtr inspection = inspected(isApple ? draft.appleToken() : draft.token(), terms);
        QCOMPARE(inspection->kind(), QStringLiteral("attestationToken"));
        QCOMPARE(test::tilingFault(*inspection), QString());
        const QList<Finding> findings = judgeInspection(*inspection, terms);
        QCOMPARE(found(findings), QString());
        QCOMPARE(idsWith(findings, FindingStatus::NotChecked), live);
        QList<QByteArray> ids;
        for (const Finding &finding : findings) {
            if (finding.check != QLatin1StringView("trust.simulated"))
                ids.append(finding.check.toLatin1());
            QVERIFY2(finding.status != FindingStatus::NotChecked || !finding.explanation.isEmpty(),
                qPrintable(finding.check));
            QVERIFY2(finding.path.isEmpty() || inspection->find(finding.path),
                qPrintable(finding.check + QLatin1Char(' ') + finding.path));
        }
        QCOMPARE(ids, order);
    }
}

using Edit = void (*)(Draft &);
Q_DECLARE_METATYPE(Edit)

void TestAttestationJudge::kindIsToldByTheClaims_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const char *kind, Edit edit) {
        QTest::newRow(name) << edit << QString::fromLatin1(kind);
    };
    row("of the reference server", "attestationToken", [](Draft &d) {
        d.registration.editClaims = [](QJsonObject &claims) {
            claims.insert(
                QStringLiteral("attestCertChain"), claims.take(QStringLiteral("attestationCertChain")));
            claims.remove(QStringLiteral("deviceAttributes"));
        };
    });
    row("without a chain", "attestationToken", [](Draft &d) { removeClaim(d, "attestationCertChain"); });
    row("with a request for a certificate", "jws",
        [](Draft &d) { setClaim(d, "csr", QStringLiteral("AAAA")); });
    row("of the service itself", "deviceToken", [](Draft &d) { setClaim(d, "deviceHealth", QJsonObject()); });
    row("without claims", "jws", [](Draft &d) { d.registration.payload = "[]"; });
}

void TestAttestationJudge::kindIsToldByTheClaims()
{
    QFETCH(Edit, edit);
    QFETCH(QString, kind);
    Draft draft(*m_bed);
    edit(draft);
    QCOMPARE(inspect(draft.token())->kind(), kind);
}

void TestAttestationJudge::everyJudgedCheckHasAFault()
{
    QSet<QByteArray> known;
    for (const AttestationFault &fault : androidFaults + appleFaults)
        known.insert(fault.check);
    for (const Fault &fault : registrationFaults()) {
        if (isFaultOfAttestations(fault))
            known.insert(fault.check);
    }
    const Draft draft(*m_bed);
    int judgedChecks = 0;
    for (const QByteArray &token : {draft.token(), draft.appleToken()}) {
        for (const Finding &finding : judged(token, draft.termsOf(Mode::Strict))) {
            if (finding.status != FindingStatus::Pass)
                continue;
            ++judgedChecks;
            // A service that does not answer is not seen in a token.
            QVERIFY2(known.contains(finding.check.toLatin1())
                    || finding.check == QLatin1StringView("playintegrity.service"),
                qPrintable(finding.check));
        }
    }
    QVERIFY(judgedChecks > 60);
}

void TestAttestationJudge::fault_data()
{
    QTest::addColumn<bool>("isApple");
    QTest::addColumn<int>("number");
    for (const bool isApple : {false, true}) {
        const QList<AttestationFault> &faults = isApple ? appleFaults : androidFaults;
        for (int i = 0; i < faults.size(); ++i)
            QTest::addRow("%s, %s", isApple ? "Apple" : "Android", faults.at(i).name) << isApple << i;
    }
}

void TestAttestationJudge::fault()
{
    QFETCH(bool, isApple);
    QFETCH(int, number);
    const AttestationFault &fault = (isApple ? appleFaults : androidFaults).at(number);
    const QString check = QString::fromLatin1(fault.check);
    Draft draft(*m_bed);
    fault.make(draft);
    const QByteArray token = isApple ? draft.appleToken() : draft.token();
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const QList<Finding> findings = judged(token, draft.termsOf(mode));
        QCOMPARE(found(findings), check);
        const Finding &finding = findingOf(findings, check);
        QCOMPARE(finding.status, mode == Mode::Strict ? fault.strict : fault.lenient);
        QVERIFY(!finding.path.isEmpty());
        QVERIFY(!finding.expected.isEmpty() || !finding.actual.isEmpty() || !finding.explanation.isEmpty());
        for (const QByteArray &id : QByteArray(fault.unjudged).split(' ')) {
            if (!id.isEmpty()) {
                const Finding &lost = findingOf(findings, QString::fromLatin1(id));
                QVERIFY2(lost.status == FindingStatus::NotChecked, id.constData());
            }
        }
    }
}

void TestAttestationJudge::faultOfARegistration_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < registrationFaults().size(); ++i) {
        const Fault &fault = registrationFaults().at(i);
        if (isFaultOfAttestations(fault))
            QTest::addRow("%s: %s", fault.check, fault.name) << i;
    }
}

/// The rules are the same, so what breaks them in a registration breaks them here, and nothing else.
void TestAttestationJudge::faultOfARegistration()
{
    QFETCH(qsizetype, index);
    const Fault &fault = registrationFaults().at(index);
    const QString check = QString::fromLatin1(fault.check);
    Draft draft(*m_bed);
    fault.make(draft.registration);
    const QList<Finding> strict = judged(draft.token(), draft.termsOf(Mode::Strict));
    QStringList expected{check};
    for (const QByteArray &word : QByteArray(fault.consequences).split(' ')) {
        if (word.startsWith('+') && androidAttestationOrder().contains(word.sliced(1)))
            expected.append(QString::fromLatin1(word.sliced(1)));
    }
    expected.sort();
    QCOMPARE(found(strict), expected.join(QLatin1Char(' ')));

    // Some rules are stricter or looser for attestations; a verdict that is missing always counts.
    const CheckInfo &info = *findCheck(check);
    const bool isMissing = check.startsWith(QLatin1StringView("playintegrity."))
        && QByteArray(fault.errorCode).startsWith("MISSING_");
    const auto expectedStatus = [&](std::optional<Severity> severity, FindingStatus otherwise) {
        if (!severity || isMissing)
            return otherwise;
        return *severity == Severity::Fail ? fails : warns;
    };
    QCOMPARE(findingOf(strict, check).status,
        expectedStatus(info.strictAtAttestation, qstrlen(fault.errorCode) > 0 ? fails : warns));
    const QList<Finding> lenient = judged(draft.token(), draft.termsOf(Mode::Lenient));
    QCOMPARE(findingOf(lenient, check).status, expectedStatus(info.lenientAtAttestation, fault.lenient));
}

void TestAttestationJudge::evidenceIsFoundInsideAMessage()
{
    const Draft draft(*m_bed);
    const QByteArray body = R"({"token":")" + draft.token() + R"(","codeChallenge":"x"})";
    const Terms terms = draft.termsOf(Mode::Strict);
    const InspectionPtr inspection = inspected(body, terms);
    const QList<Finding> findings = judgeInspection(*inspection, terms);
    QCOMPARE(found(findings), QString());
    QCOMPARE(findingOf(findings, QStringLiteral("android.subjectcert.challenge")).path,
        QStringLiteral("token.payload.attestationCertChain.0.tbsCertificate.extensions.keyDescription."
                       "extnValue.attestationChallenge"));
    for (const Finding &finding : findings)
        QVERIFY2(finding.path.isEmpty() || inspection->find(finding.path), qPrintable(finding.path));
}

void TestAttestationJudge::expectedNonceIsTheOneThatWasIssued()
{
    const Draft draft(*m_bed);
    Terms terms = draft.termsOf(Mode::Strict);
    terms.expected.nonce = draft.registration.nonce;
    const QList<Finding> findings = judged(draft.token(), terms);
    QCOMPARE(found(findings), QString());
    QCOMPARE(findingOf(findings, QStringLiteral("nonce.known")).status, FindingStatus::Pass);
    QCOMPARE(findingOf(findings, QStringLiteral("nonce.unused")).status, FindingStatus::NotChecked);
    const Finding &challenge = findingOf(findings, QStringLiteral("android.subjectcert.challenge"));
    QCOMPARE(challenge.status, FindingStatus::Pass);
    QCOMPARE(challenge.computation, QStringLiteral("SHA-256(nonce ‖ \"1\")"));
    QCOMPARE(findingOf(findings, QStringLiteral("playintegrity.nonce")).computation,
        QStringLiteral("SHA-256(nonce ‖ \"2\")"));
}

void TestAttestationJudge::withoutTheKeyTheAssertionIsNotVerified()
{
    const Draft draft(*m_bed);
    Terms terms = draft.termsOf(Mode::Strict);
    terms.expected.publicKey.clear();
    const QList<Finding> findings = judged(draft.appleToken(), terms);
    QCOMPARE(found(findings), QString());
    QCOMPARE(
        findingOf(findings, QStringLiteral("apple.assertion.signature")).status, FindingStatus::NotChecked);
}

void TestAttestationJudge::simulatedRootIsLabelled()
{
    Draft draft(*m_bed);
    const QList<Finding> findings = judged(draft.token(), draft.termsOf(Mode::Strict));
    const Finding &label = findingOf(findings, QStringLiteral("trust.simulated"));
    QCOMPARE(label.status, warns);
    QCOMPARE(label.path, QStringLiteral("payload.attestationCertChain"));
    draft.registration.editTerms = [](Terms &terms) { terms.androidAnchors.first().simulated = false; };
    for (const Finding &finding : judged(draft.token(), draft.termsOf(Mode::Strict)))
        QVERIFY(finding.check != QLatin1StringView("trust.simulated"));
}

void TestAttestationJudge::mistakesAreExplained_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("isApple");
    QTest::addColumn<QString>("words");
    const auto row = [](bool isApple, const char *name, const char *words) {
        const QList<AttestationFault> &faults = isApple ? appleFaults : androidFaults;
        for (int i = 0; i < faults.size(); ++i) {
            if (qstrcmp(faults.at(i).name, name) == 0)
                QTest::newRow(name) << i << isApple << QString::fromLatin1(words);
        }
    };
    row(false, "challenge of a registration", "for registrations");
    row(true, "asserts the nonce for statements", "for something else (INTEGRITY)");
    row(true, "asserts the hash of the right hash", "once too often");
}

void TestAttestationJudge::mistakesAreExplained()
{
    QFETCH(int, number);
    QFETCH(bool, isApple);
    QFETCH(QString, words);
    const AttestationFault &fault = (isApple ? appleFaults : androidFaults).at(number);
    Draft draft(*m_bed);
    fault.make(draft);
    const QList<Finding> findings =
        judged(isApple ? draft.appleToken() : draft.token(), draft.termsOf(Mode::Strict));
    const Finding &finding = findingOf(findings, QString::fromLatin1(fault.check));
    QVERIFY2(finding.explanation.contains(words), qPrintable(finding.explanation));
    QVERIFY(!finding.computation.isEmpty());
}

/// The reference server reads the chain under the name of registrations.
void TestAttestationJudge::otherNameOfTheChain()
{
    Draft draft(*m_bed);
    draft.registration.editClaims = [](QJsonObject &claims) {
        claims.insert(QStringLiteral("attestCertChain"), claims.take(QStringLiteral("attestationCertChain")));
    };
    const InspectionPtr inspection = inspect(draft.token());
    const QList<Finding> findings = judgeInspection(*inspection, draft.termsOf(Mode::Strict));
    QCOMPARE(found(findings), QString());
    QCOMPARE(findingOf(findings, QStringLiteral("android.subjectcert.signature")).path,
        QStringLiteral("payload.attestCertChain.0"));
}

/// Apps of today ask Play for a standard token.
void TestAttestationJudge::requestHashInPlaceOfTheNonce()
{
    Draft draft(*m_bed);
    editVerdict(draft, [](QJsonObject &verdict) {
        QJsonObject details = verdict.value(QStringLiteral("requestDetails")).toObject();
        details.insert(QStringLiteral("requestHash"), details.take(QStringLiteral("nonce")));
        verdict.insert(QStringLiteral("requestDetails"), details);
    });
    const QList<Finding> findings = judged(draft.token(), draft.termsOf(Mode::Strict));
    QCOMPARE(found(findings), QString());
    QVERIFY(findingOf(findings, QStringLiteral("playintegrity.nonce")).path.endsWith(u"requestHash"));
}

void TestAttestationJudge::systemMayBeNewerThanTheAttestKey()
{
    Draft draft(*m_bed);
    draft.registration.makeEvidence(
        {.attestKey = [](KeyDescriptionContent &content) { content.osVersion = 150000; }});
    QCOMPARE(found(judged(draft.token(), draft.termsOf(Mode::Strict))), QString());
}

QTEST_GUILESS_MAIN(TestAttestationJudge)
#include "tst_attestationjudge.moc"
