#include "tests/core/check/faults.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/crypto/noncederivation.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using dsr::FindingStatus;
using dsr::JudgeUntil;
using dsr::Mode;
using dsr::RegistrationDraft;

namespace {

QSet<QString> idsWith(const dsr::RegistrationJudgement &judgement, FindingStatus status)
{
    QSet<QString> ids;
    for (const dsr::Finding &finding : judgement.findings) {
        if (finding.status == status)
            ids.insert(finding.check);
    }
    return ids;
}

const dsr::Finding *findingOf(const dsr::RegistrationJudgement &judgement, const QString &check)
{
    for (const dsr::Finding &finding : judgement.findings) {
        if (finding.check == check)
            return &finding;
    }
    return nullptr;
}

FindingStatus statusOf(const dsr::RegistrationJudgement &judgement, const char *check)
{
    const dsr::Finding *finding = findingOf(judgement, QString::fromLatin1(check));
    return finding ? finding->status : FindingStatus::NotChecked;
}

/// Ids of one kind among the consequences of a fault.
QSet<QString> consequences(const dsr::Fault &fault, char kind)
{
    QSet<QString> ids;
    for (const QByteArray &word : QByteArray(fault.consequences).split(' ')) {
        if (word.startsWith(kind))
            ids.insert(QString::fromLatin1(word.mid(1)));
    }
    return ids;
}

QString sorted(const QSet<QString> &ids)
{
    QStringList list = ids.values();
    list.sort();
    return list.join(QLatin1Char(' '));
}

/// Of the ids that a mode fails or warns about, what is left when the label of simulated evidence is taken
/// away.
QSet<QString> found(const dsr::RegistrationJudgement &judgement)
{
    QSet<QString> ids = idsWith(judgement, FindingStatus::Fail) + idsWith(judgement, FindingStatus::Warn);
    ids.remove(QStringLiteral("trust.simulated"));
    return ids;
}

} // namespace

class TestRegistrationJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodTokenPassesInBothModes();
    void findingsStandInTheOrderOfTheRegistry();
    void withoutTheServiceLiveChecksAreNotMade();
    void expectedNonceIsTheOneThatWasIssued();
    void simulatedEvidenceIsLabelled();
    void dialectOfTheReferenceServer();
    void everyJudgedCheckHasAFault();
    void faultIsFoundByItsCheckOnly_data();
    void faultIsFoundByItsCheckOnly();
    void tolerated_data();
    void tolerated();
    void nonceIsUsedUpOnlyByARightSignature();
    void lenientNeedsACertificateOfTheKey();
    void lenientTakesAnotherFormOfInsuranceNumber();
    void policiesCountOnlyWhenTheyAreSwitchedOn();
    void inspectorWithoutListAndKeysDoesNotLook();
    void softwareRootIsNeverTrusted();
    void explanationsAreSentences();
    void noFlippedBitPasses();

private:
    const dsr::TestBed &bed() const { return *m_bed; }

    QTemporaryDir m_folder;
    std::optional<dsr::TestBed> m_bed;
};

void TestRegistrationJudge::initTestCase()
{
    const dsr::FixedClock clock(RegistrationDraft::now());
    auto opened = dsr::openTestBed(m_folder.path(), clock);
    QVERIFY(opened);
    m_bed = std::move(*opened);
}

void TestRegistrationJudge::goodTokenPassesInBothModes()
{
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        RegistrationDraft draft(bed());
        const dsr::RegistrationJudgement judgement = draft.judge(mode);
        QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
        QCOMPARE(sorted(found(judgement)), QString());
        QSet<QString> skipped{QStringLiteral("android.purpose")}; // of the other dialect
        if (mode == Mode::Lenient) {
            for (const QByteArray &id : dsr::androidRegistrationOrder()) {
                if (id.startsWith("egk.ocsp."))
                    skipped.insert(QString::fromLatin1(id));
            }
        }
        QCOMPARE(sorted(idsWith(judgement, FindingStatus::NotChecked)), sorted(skipped));
        QVERIFY(judgement.errorCode.isEmpty());
        QCOMPARE(judgement.httpStatus, 0);
        QCOMPARE(judgement.evidence.deviceIdentifier,
            QString::fromLatin1(dsr::toBase64(draft.mtlsKey.publicKey().fingerprint())));
        QVERIFY(dsr::Certificate(draft.subjectCert) == judgement.evidence.subjectCert);
        QCOMPARE(judgement.evidence.type, QStringLiteral("android"));
        QVERIFY(!judgement.evidence.gmsDialect);
        QCOMPARE(judgement.evidence.kvnr.size(), 10);
        QCOMPARE(draft.noncesConsumed, 1);
    }
}

void TestRegistrationJudge::findingsStandInTheOrderOfTheRegistry()
{
    RegistrationDraft draft(bed());
    QList<QByteArray> expected;
    for (const QByteArray &id : dsr::androidRegistrationOrder()) {
        if (!id.startsWith("transport.") && id != "issue.certificate" && id != "store.commit")
            expected.append(id);
    }
    expected.append("trust.simulated");
    QList<QByteArray> actual;
    for (const dsr::Finding &finding : draft.judge(Mode::Strict).findings)
        actual.append(finding.check.toLatin1());
    QCOMPARE(actual, expected);
}

void TestRegistrationJudge::withoutTheServiceLiveChecksAreNotMade()
{
    RegistrationDraft draft(bed());
    const auto judgement =
        dsr::judgeRegistration(draft.token(), draft.termsOf(Mode::Strict), nullptr, JudgeUntil::End);
    QVERIFY(judgement.passed());
    for (const char *id : {"nonce.known", "nonce.unused", "nonce.fresh", "egk.ocsp.reachable",
             "egk.ocsp.status", "store.unique"}) {
        QVERIFY2(statusOf(judgement, id) == FindingStatus::NotChecked, id);
        QVERIFY2(!findingOf(judgement, QString::fromLatin1(id))->explanation.isEmpty(), id);
    }
    QCOMPARE(statusOf(judgement, "nonce.canonical"), FindingStatus::Pass);
    QCOMPARE(statusOf(judgement, "csr.nonce.value"), FindingStatus::Pass);
}

/// Whoever looks at a token may know which nonce it was to be made for.
void TestRegistrationJudge::expectedNonceIsTheOneThatWasIssued()
{
    RegistrationDraft draft(bed());
    dsr::Terms terms = draft.termsOf(Mode::Strict);
    const auto judged = [&] {
        return dsr::judgeRegistration(draft.token(), terms, nullptr, JudgeUntil::End);
    };
    terms.expected.nonce = draft.nonce;
    QCOMPARE(statusOf(judged(), "nonce.known"), FindingStatus::Pass);
    QCOMPARE(statusOf(judged(), "nonce.unused"), FindingStatus::NotChecked);
    terms.expected.nonce = QByteArray(dsr::nonceSize, 'n');
    QCOMPARE(sorted(found(judged())), QStringLiteral("nonce.known"));
}

void TestRegistrationJudge::simulatedEvidenceIsLabelled()
{
    RegistrationDraft draft(bed());
    auto judgement = draft.judge(Mode::Strict);
    QVERIFY(judgement.evidence.simulated);
    QCOMPARE(statusOf(judgement, "trust.simulated"), FindingStatus::Warn);
    QVERIFY(findingOf(judgement, QStringLiteral("trust.simulated"))
            ->explanation.contains(QStringLiteral("SIMULATED")));

    draft.editTerms = [](dsr::Terms &terms) { terms.simulation = false; };
    judgement = draft.judge(Mode::Strict);
    QCOMPARE(judgement.failedCheck, QStringLiteral("android.chain.root"));
    QCOMPARE(statusOf(judgement, "trust.simulated"), FindingStatus::Warn);

    draft.editTerms = [](dsr::Terms &terms) { terms.androidAnchors.first().simulated = false; };
    judgement = draft.judge(Mode::Strict);
    QVERIFY(judgement.passed());
    QVERIFY(!judgement.evidence.simulated);
    QCOMPARE(statusOf(judgement, "trust.simulated"), FindingStatus::Pass);
}

void TestRegistrationJudge::dialectOfTheReferenceServer()
{
    RegistrationDraft draft(bed(), true);
    const auto lenient = draft.judge(Mode::Lenient);
    QVERIFY2(lenient.passed(), qPrintable(lenient.failedCheck));
    QCOMPARE(sorted(found(lenient)), QString());
    QVERIFY(lenient.evidence.gmsDialect);
    QCOMPARE(statusOf(lenient, "android.purpose"), FindingStatus::Pass);
    QCOMPARE(statusOf(lenient, "android.challenge"), FindingStatus::Pass);
    QCOMPARE(statusOf(lenient, "android.binding"), FindingStatus::Pass);
    for (const dsr::Finding &finding : lenient.findings) {
        if (finding.check.startsWith(QLatin1StringView("android.subjectcert."))
            || finding.check.startsWith(QLatin1StringView("android.attestkey.")))
            QCOMPARE(finding.status, FindingStatus::NotChecked);
    }

    const auto strict = draft.judge(Mode::Strict);
    QCOMPARE(strict.failedCheck, QStringLiteral("token.claims"));
    QCOMPARE(strict.errorCode, QStringLiteral("INVALID_TOKEN_SYNTAX"));

    // The challenge of the dialect is not the one of an attest key.
    draft.makeEvidence({.mtlsKey = [&](dsr::KeyDescriptionContent &description) {
        description.challenge = dsr::nonceAttest(draft.nonce);
    }});
    QCOMPARE(draft.judge(Mode::Lenient).failedCheck, QStringLiteral("android.challenge"));
}

void TestRegistrationJudge::everyJudgedCheckHasAFault()
{
    QSet<QString> judged;
    for (const bool gmsDialect : {false, true}) {
        RegistrationDraft draft(bed(), gmsDialect);
        judged += idsWith(draft.judge(gmsDialect ? Mode::Lenient : Mode::Strict), FindingStatus::Pass);
    }
    QSet<QString> withFault;
    for (const dsr::Fault &fault : dsr::registrationFaults())
        withFault.insert(QString::fromLatin1(fault.check));
    QCOMPARE(sorted(judged - withFault), QString());
    QCOMPARE(sorted(withFault - judged), QString());
    QVERIFY(judged.size() > 90);
}

void TestRegistrationJudge::faultIsFoundByItsCheckOnly_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < dsr::registrationFaults().size(); ++i) {
        const dsr::Fault &fault = dsr::registrationFaults().at(i);
        QTest::addRow("%s: %s", fault.check, fault.name) << i;
    }
}

void TestRegistrationJudge::faultIsFoundByItsCheckOnly()
{
    QFETCH(qsizetype, index);
    const dsr::Fault &fault = dsr::registrationFaults().at(index);
    const QString check = QString::fromLatin1(fault.check);
    RegistrationDraft draft(bed(), fault.gmsDialect);
    fault.make(draft);

    const QSet<QString> undecided = consequences(fault, '?');
    const QSet<QString> expected = consequences(fault, '+') + QSet<QString>{check};
    // Ids that should have lost their input, with a sentence that says so, and did not.
    const auto stillChecked = [&](const dsr::RegistrationJudgement &judgement) {
        QSet<QString> ids = consequences(fault, '-');
        for (const dsr::Finding &finding : judgement.findings) {
            if (finding.status == FindingStatus::NotChecked && !finding.explanation.isEmpty())
                ids.remove(finding.check);
        }
        return sorted(ids);
    };

    if (!fault.gmsDialect) {
        const auto strict = draft.judge(Mode::Strict);
        QCOMPARE(sorted(found(strict) - undecided), sorted(expected));
        QCOMPARE(stillChecked(strict), QString());
        const bool refused = qstrlen(fault.errorCode) > 0;
        QCOMPARE(strict.passed(), !refused);
        QCOMPARE(strict.failedCheck, refused ? check : QString());
        QCOMPARE(strict.errorCode, QString::fromLatin1(fault.errorCode));
        QCOMPARE(strict.httpStatus, refused ? fault.httpStatus : 0);

        // A service stops there and says the same.
        const auto first = draft.judge(Mode::Strict, JudgeUntil::FirstFailure);
        QCOMPARE(first.failedCheck, strict.failedCheck);
        QCOMPARE(first.errorCode, strict.errorCode);
        QCOMPARE(idsWith(first, FindingStatus::Fail).size(), refused ? 1 : 0);
    }

    const auto lenient = draft.judge(Mode::Lenient);
    QCOMPARE(stillChecked(lenient), QString());
    QCOMPARE(statusOf(lenient, fault.check), fault.lenient);
    QCOMPARE(sorted(found(lenient) - undecided - expected), QString());
    if (fault.lenient == FindingStatus::Fail)
        QCOMPARE(lenient.failedCheck, check);
    else if (undecided.isEmpty())
        QVERIFY2(lenient.passed(), qPrintable(lenient.failedCheck));
}

using Edit = void (*)(RegistrationDraft &);
Q_DECLARE_METATYPE(Edit)

void TestRegistrationJudge::tolerated_data()
{
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *name, Edit edit) { QTest::newRow(name) << edit; };
    row("base64 of claims without padding", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            for (const char *name : {"sub", "csr", "subjectCert", "attestPublicKey"}) {
                const QString text = claims.value(QLatin1StringView(name)).toString();
                claims.insert(QLatin1StringView(name), QString(text).remove(QLatin1Char('=')));
            }
        };
    });
    row("claim of the attest key in the spelling of RFC-04", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("attestPulicKey"), claims.take(QStringLiteral("attestPublicKey")));
        };
    });
    row("type in capitals", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("type"), QStringLiteral("ANDROID"));
        };
    });
    row("unknown claims and header members", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("x"), QJsonArray{1});
            claims.insert(QStringLiteral("exp"), RegistrationDraft::now().addSecs(1).toSecsSinceEpoch());
        };
        draft.editHeader = [](QJsonObject &header) { header.insert(QStringLiteral("kid"), 7); };
    });
    row("token issued sixty minutes ago", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("iat"), RegistrationDraft::now().addSecs(-3600).toSecsSinceEpoch());
        };
    });
    row("token issued five minutes ahead", [](RegistrationDraft &draft) {
        draft.editClaims = [](QJsonObject &claims) {
            claims.insert(QStringLiteral("iat"), RegistrationDraft::now().addSecs(300).toSecsSinceEpoch());
        };
    });
    row("nonce in the last second of its life",
        [](RegistrationDraft &draft) { draft.nonceExpires = RegistrationDraft::now(); });
    row("certificate of the card's CA in the header", [](RegistrationDraft &draft) {
        draft.furtherCertificates = {draft.bed.egkCa.certificate.der(), draft.bed.egkRoot.certificate.der()};
    });
    row("card within five minutes of its end", [](RegistrationDraft &draft) {
        draft.editCard([](dsr::CertificateContent &content) {
            content.notAfter = RegistrationDraft::now().addSecs(-299);
        });
    });
    row("card for the authentication of clients", [](RegistrationDraft &draft) {
        draft.editCard([](dsr::CertificateContent &content) {
            content.extensions.append(dsr::extendedKeyUsage({"1.3.6.1.5.5.7.3.2"}));
        });
    });
    row("insurance number before the institution code", [](RegistrationDraft &draft) {
        draft.setCardUnits({QStringLiteral("X110411675"), QStringLiteral("109500969")});
    });
    row("revocation that begins tomorrow", [](RegistrationDraft &draft) {
        draft.editOcspAnswer = [](dsr::OcspAnswer &answer) {
            answer.status = dsr::OcspCertStatus::Revoked;
            answer.revokedAt = RegistrationDraft::now().addDays(1);
        };
    });
    row("OCSP times at the edge of their tolerance", [](RegistrationDraft &draft) {
        draft.editOcspAnswer = [](dsr::OcspAnswer &answer) {
            answer.thisUpdate = RegistrationDraft::now().addSecs(37);
            answer.producedAt = RegistrationDraft::now().addSecs(-37);
            answer.nextUpdate = RegistrationDraft::now().addSecs(-37);
        };
    });
    row("OCSP answer of a delegate that is not listed", [](RegistrationDraft &draft) {
        draft.editTerms = [](dsr::Terms &terms) { terms.ocspSigners.clear(); };
    });
    row("OCSP answer of the CA itself", [](RegistrationDraft &draft) { draft.ocspSigner = draft.bed.egkCa; });
    row("chain without its root", [](RegistrationDraft &draft) { draft.chain.removeLast(); });
    row("factory chain that expired yesterday", [](RegistrationDraft &draft) {
        draft.editChain(1, [](dsr::CertificateContent &content) {
            content.notAfter = RegistrationDraft::now().addDays(-1);
        });
    });
    row("provisioning map directly above the leaf", [](RegistrationDraft &draft) {
        draft.editChain(1, [](dsr::CertificateContent &content) {
            content.extensions.append({dsr::provisioningInfoOid, false, QByteArray::fromHex("a10108")});
        });
    });
    row("both keys in StrongBox", [](RegistrationDraft &draft) {
        draft.makeEvidenceAlike([](dsr::KeyDescriptionContent &description) {
            description.attestationSecurityLevel = 2;
            description.keyMintSecurityLevel = 2;
        });
    });
    row("nonce of the request in the subject only", [](RegistrationDraft &draft) {
        draft.setRequest(draft.goodRequest(dsr::nonceCsrMtls(draft.nonce), {}));
    });
    row("nonce of the request in the attribute only", [](RegistrationDraft &draft) {
        draft.setRequest(draft.goodRequest({}, dsr::nonceCsrMtls(draft.nonce)));
    });
}

void TestRegistrationJudge::tolerated()
{
    QFETCH(Edit, edit);
    RegistrationDraft draft(bed());
    edit(draft);
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const auto judgement = draft.judge(mode);
        QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
        QCOMPARE(sorted(found(judgement)), QString());
    }
}

void TestRegistrationJudge::nonceIsUsedUpOnlyByARightSignature()
{
    for (const JudgeUntil until : {JudgeUntil::End, JudgeUntil::FirstFailure}) {
        RegistrationDraft draft(bed());
        draft.editToken = [](QByteArray token) {
            const qsizetype place = token.lastIndexOf('.') + 1;
            token[place] = token.at(place) == 'A' ? 'B' : 'A';
            return token;
        };
        QCOMPARE(draft.judge(Mode::Strict, until).failedCheck, QStringLiteral("token.signature"));
        QCOMPARE(draft.noncesConsumed, 0);
        draft.editToken = nullptr;
        QVERIFY(draft.judge(Mode::Strict, until).passed());
        QCOMPARE(draft.noncesConsumed, 1);
    }
}

void TestRegistrationJudge::lenientNeedsACertificateOfTheKey()
{
    RegistrationDraft draft(bed());
    draft.editClaims = [](QJsonObject &claims) {
        claims.insert(QStringLiteral("subjectCert"), QStringLiteral("AAAA"));
    };
    const auto lenient = draft.judge(Mode::Lenient);
    QCOMPARE(statusOf(lenient, "android.subjectcert.form"), FindingStatus::Warn);
    QCOMPARE(lenient.failedCheck, QStringLiteral("android.binding"));
    QCOMPARE(lenient.errorCode, QStringLiteral("FINGERPRINT_COMPARISON_FAILURE"));
    QCOMPARE(statusOf(draft.judge(Mode::Strict), "android.binding"), FindingStatus::NotChecked);
}

void TestRegistrationJudge::lenientTakesAnotherFormOfInsuranceNumber()
{
    RegistrationDraft draft(bed());
    draft.setCardUnits({QStringLiteral("109500969"), QStringLiteral("Versicherte")});
    const auto lenient = draft.judge(Mode::Lenient);
    QVERIFY(lenient.passed());
    QCOMPARE(lenient.evidence.kvnr, QStringLiteral("Versicherte"));
    QCOMPARE(statusOf(lenient, "egk.kvnr.checkdigit"), FindingStatus::Warn);
    QCOMPARE(statusOf(draft.judge(Mode::Strict), "egk.kvnr.checkdigit"), FindingStatus::NotChecked);
}

void TestRegistrationJudge::policiesCountOnlyWhenTheyAreSwitchedOn()
{
    const char *const policies[] = {"android.patchlevel", "android.model", "playintegrity.strong"};
    for (const bool isGood : {true, false}) {
        RegistrationDraft draft(bed());
        if (!isGood) {
            draft.makeEvidence({.attestKey = [](auto &description) { description.osPatchLevel = 202001; },
                .mtlsKey = [](auto &description) { description.osPatchLevel = 202001; },
                .verdict =
                    [](QJsonObject &verdict) {
                        QJsonObject device = verdict.value(QStringLiteral("deviceIntegrity")).toObject();
                        device.insert(QStringLiteral("deviceRecognitionVerdict"),
                            QJsonArray{QStringLiteral("MEETS_DEVICE_INTEGRITY")});
                        verdict.insert(QStringLiteral("deviceIntegrity"), device);
                    }});
        }
        draft.editTerms = [&](dsr::Terms &terms) {
            terms.switchedOn.clear();
            if (!isGood)
                terms.announcedModel = QStringLiteral("another");
        };
        for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
            const auto judgement = draft.judge(mode);
            QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
            for (const char *policy : policies)
                QCOMPARE(statusOf(judgement, policy), FindingStatus::NotChecked);
        }
    }
}

void TestRegistrationJudge::inspectorWithoutListAndKeysDoesNotLook()
{
    RegistrationDraft draft(bed());
    draft.editTerms = [](dsr::Terms &terms) {
        terms.statusList = nullptr;
        terms.playKeys.decryption = nullptr;
    };
    const auto judgement =
        dsr::judgeRegistration(draft.token(), draft.termsOf(Mode::Strict), nullptr, JudgeUntil::End);
    QVERIFY2(judgement.passed(), qPrintable(judgement.failedCheck));
    for (const dsr::Finding &finding : judgement.findings) {
        if (finding.check.startsWith(QLatin1StringView("playintegrity."))
            || finding.check.startsWith(QLatin1StringView("android.revocation."))) {
            QVERIFY2(finding.status == FindingStatus::NotChecked, qPrintable(finding.check));
            QVERIFY2(!finding.explanation.isEmpty(), qPrintable(finding.check));
        }
    }
}

void TestRegistrationJudge::softwareRootIsNeverTrusted()
{
    QFile file(
        QStringLiteral(DSR_SAMPLES "/android/roots/UNTRUSTED-android-software-ec_A2059ED10E435B57.pem"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the root of phones in software is not among the samples");
    const auto root = dsr::Certificate::fromPem(file.readAll());
    QVERIFY(root);
    RegistrationDraft draft(bed());
    draft.chain.last() = {*root, {}};
    draft.editTerms = [&](dsr::Terms &terms) { terms.androidAnchors.append({.certificate = *root}); };
    const auto judgement = draft.judge(Mode::Strict);
    QCOMPARE(statusOf(judgement, "android.chain.root"), FindingStatus::Fail);
}

void TestRegistrationJudge::explanationsAreSentences()
{
    for (const dsr::Fault &fault : dsr::registrationFaults()) {
        RegistrationDraft draft(bed(), fault.gmsDialect);
        fault.make(draft);
        for (const dsr::Finding &finding : draft.judge(Mode::Strict).findings) {
            if (finding.status == FindingStatus::Pass)
                continue;
            const bool hasFacts = !finding.expected.isEmpty() || !finding.actual.isEmpty();
            QVERIFY2(hasFacts || !finding.explanation.isEmpty(), qPrintable(finding.check));
            if (!finding.explanation.isEmpty() && finding.check != QLatin1StringView("egk.ocsp.reachable"))
                QVERIFY2(finding.explanation.endsWith(QLatin1Char('.')), qPrintable(finding.explanation));
        }
    }
}

void TestRegistrationJudge::noFlippedBitPasses()
{
    // Every bit takes a minute or two; the sample meets each part of the token.
    const int step = qEnvironmentVariableIntValue("DSR_EVERY_BIT") != 0 ? 1 : 97;
    RegistrationDraft draft(bed());
    const QByteArray good = draft.token();
    const dsr::Terms terms = draft.termsOf(Mode::Strict);
    QVERIFY(dsr::judgeRegistration(good, terms, &draft, JudgeUntil::FirstFailure).passed());
    for (qsizetype bit = 0; bit < good.size() * 8; bit += step) {
        QByteArray flipped = good;
        flipped[bit / 8] = static_cast<char>(flipped.at(bit / 8) ^ (1 << (bit % 8)));
        const auto judgement = dsr::judgeRegistration(flipped, terms, &draft, JudgeUntil::FirstFailure);
        QVERIFY2(!judgement.passed(), qPrintable(QStringLiteral("bit %1").arg(bit)));
        QVERIFY2(
            judgement.failedCheck.startsWith(QLatin1StringView("token.")), qPrintable(judgement.failedCheck));
    }
}

QTEST_GUILESS_MAIN(TestRegistrationJudge)
#include "tst_registrationjudge.moc"
