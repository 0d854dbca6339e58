// One bit of a good token is wrong: nothing may be accepted that means something else, and whoever refuses
// says which check it was and where. DSR_BIT_STEP=1 (./dev soak) flips every bit, otherwise every 61st of
// them.

#include "core/jose/jws.h"
#include "tests/core/check/appledraft.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

class TestBitFlips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingElseIsAccepted_data();
    void nothingElseIsAccepted();
};

namespace {

/// Where it is refused without a place: the token as a whole is none.
const QStringList wholeTokenChecks{QStringLiteral("token.form")};

int stepOfBits()
{
    const int step = qEnvironmentVariableIntValue("DSR_BIT_STEP");
    return step > 0 ? step : 61;
}

} // namespace

void TestBitFlips::nothingElseIsAccepted_data()
{
    QTest::addColumn<bool>("isApple");
    QTest::addColumn<Mode>("mode");
    QTest::newRow("Android, strict") << false << Mode::Strict;
    QTest::newRow("Android, lenient") << false << Mode::Lenient;
    QTest::newRow("Apple, strict") << true << Mode::Strict;
    QTest::newRow("Apple, lenient") << true << Mode::Lenient;
}

void TestBitFlips::nothingElseIsAccepted()
{
    QFETCH(bool, isApple);
    QFETCH(Mode, mode);
    const QTemporaryDir folder;
    const FixedClock clock(RegistrationDraft::now());
    const auto bed = openTestBed(folder.filePath(QStringLiteral("data")), clock);
    QVERIFY(bed);
    AppleDraft apple(*bed,
        makeAppleAuthority(makeAppleRoot(QStringLiteral("SIMULATED attestation root"), clock.now()).value(),
            makeAppleRoot(QStringLiteral("SIMULATED receipt root"), clock.now()).value(), clock.now())
            .value());
    RegistrationDraft android(*bed);
    RegistrationDraft &draft = isApple ? apple.registration : android;
    const QByteArray token = isApple ? apple.token() : android.token();
    const Terms terms = isApple ? apple.termsOf(mode) : android.termsOf(mode);
    QVERIFY(judgeRegistration(token, terms, &draft, JudgeUntil::FirstFailure).passed());
    const Jws good = Jws::parse(token).value();

    QStringList wrong;
    int seen = 0;
    for (qsizetype bit = 0; bit < 8 * token.size(); bit += stepOfBits()) {
        QByteArray flipped = token;
        flipped[bit / 8] = static_cast<char>(flipped.at(bit / 8) ^ (1 << (bit % 8)));
        draft.nonceUsed = false;
        const RegistrationJudgement judgement =
            judgeRegistration(flipped, terms, &draft, JudgeUntil::FirstFailure);
        ++seen;
        const auto jws = Jws::parse(flipped);
        const QString place = QStringLiteral("octet %1 bit %2").arg(bit / 8).arg(bit % 8);
        if (judgement.passed()) {
            if (!jws || jws->payloadBytes != good.payloadBytes || jws->headerBytes != good.headerBytes)
                wrong.append(place + QStringLiteral(": accepted"));
            continue;
        }
        const QString path = judgement.findings.last().path;
        if (judgement.errorCode.isEmpty()
            || (path.isEmpty() && !wholeTokenChecks.contains(judgement.failedCheck)))
            wrong.append(place + QStringLiteral(": %1 without a place or code").arg(judgement.failedCheck));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.mid(0, 20).join(QLatin1Char('\n'))));
    qInfo("%d tokens with one wrong bit, none accepted with another meaning", seen);
}

QTEST_GUILESS_MAIN(TestBitFlips)
#include "tst_bitflips.moc"
