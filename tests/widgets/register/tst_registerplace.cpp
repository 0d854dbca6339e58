#include "widgets/register/registerplace.h"

#include "core/base/files.h"
#include "core/flow/sessionfile.h"
#include "tests/widgets/windowbench.h"
#include "widgets/register/pinpanel.h"
#include "widgets/register/resultcard.h"
#include "widgets/register/resultdetails.h"
#include "widgets/shared/secretfield.h"
#include "widgets/shared/selection.h"
#include "widgets/steps/stepdetail.h"
#include "widgets/steps/stepmodel.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

/// The digits of the built-in card's PIN, and others.
QString testPin(WindowBench &bench)
{
    QString pin;
    (*bench.workbench().testBed())->pin->use([&](QByteArrayView digits) {
        pin = QString::fromLatin1(digits);
    });
    return pin;
}

QString wrongPin(WindowBench &bench)
{
    QString pin = testPin(bench);
    pin[0] = pin.at(0) == QLatin1Char('1') ? QLatin1Char('2') : QLatin1Char('1');
    return pin;
}

void typePin(const RegisterPlace &place, const QString &digits)
{
    QTest::keyClicks(place.pinPanel()->field(), digits);
    QTest::keyClick(place.pinPanel()->field(), Qt::Key_Return);
}

RunRecord lastRecord(const QSignalSpy &finished)
{
    return finished.last().first().value<RunRecord>();
}

} // namespace

class TestRegisterPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void registersWithKeyboardAndMouse()
    {
        WindowBench bench;
        RegisterPlace place(bench.setup());
        place.resize(1150, 720);
        place.show();
        QVERIFY(QTest::qWaitForWindowActive(&place));
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.setupCard()->runAllButton()->setFocus();
        QTest::keyClick(place.setupCard()->runAllButton(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        QVERIFY(place.isRunning());
        QVERIFY(place.pinPanel()->isVisible());
        QVERIFY(place.pinPanel()->field()->hasFocus());
        QVERIFY(place.pinPanel()->triesText().contains(QStringLiteral("3")));
        typePin(place, testPin(bench));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);

        const RunRecord record = lastRecord(finished);
        QCOMPARE(record.outcome, Outcome::Registered);
        QVERIFY(!place.isRunning());
        QVERIFY(!place.pinPanel()->isVisible());
        QVERIFY(place.resultCard()->isVisible());
        QCOMPARE(place.resultCard()->title(), QStringLiteral("The device is registered."));
        QCOMPARE(place.steps()->doneSteps(), place.steps()->rowCount());
        QCOMPARE((*bench.workbench().localDms())->store()->registrations()->size(), qsizetype(1));

        // The person is masked until somebody asks.
        QVERIFY(!place.resultCard()->personText().contains(record.kvnr));
        QTest::mouseClick(place.resultCard()->personButton(), Qt::LeftButton);
        QCOMPARE(place.resultCard()->personText(), record.kvnr);

        // Key and certificate are kept in a new folder.
        const QDir identities(bench.dataDir() + QStringLiteral("/identities"));
        const QStringList kept = identities.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(kept.size(), qsizetype(1));
        QVERIFY(identities.exists(kept.first() + QStringLiteral("/key.pem")));

        QSignalSpy proved(&place, &RegisterPlace::proved);
        QTest::mouseClick(place.resultCard()->proveButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(proved.size(), 1, patience);
        QVERIFY(proved.first().first().toBool());
        QVERIFY(place.resultCard()->noteText().contains(QStringLiteral("accepts")));

        // And again, from the beginning.
        QTest::mouseClick(place.resultCard()->againButton(), Qt::LeftButton);
        QVERIFY(place.setupCard()->isVisible());
    }

    void aWrongPinIsAskedForAgainAndNeverRepeated()
    {
        WindowBench bench;
        RegisterPlace place(bench.setup());
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({}, false);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        typePin(place, wrongPin(bench));
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 2, patience);
        QVERIFY(place.pinPanel()->triesText().contains(QStringLiteral("2")));
        QCOMPARE((*bench.workbench().builtInCard())->pinTriesLeft(), 2);
        QVERIFY(place.pinPanel()->field()->text().isEmpty());
        place.useTestSecret();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(lastRecord(finished).outcome, Outcome::Registered);
        QCOMPARE((*bench.workbench().builtInCard())->pinTriesLeft(), 3);
    }

    void cancellingAtThePinEndsTheRun()
    {
        WindowBench bench;
        RegisterPlace place(bench.setup());
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({}, false);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        place.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(lastRecord(finished).error->code, ErrorCode::Cancelled);
        QCOMPARE((*bench.workbench().builtInCard())->pinTriesLeft(), 3);
    }

    void oneStepAtATime()
    {
        WindowBench bench;
        RegisterPlace place(bench.setup());
        place.resize(1150, 720);
        place.show();
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({}, true);
        for (int done = 0; done < 3; ++done) {
            QTRY_VERIFY_WITH_TIMEOUT(place.nextButton()->isEnabled(), patience);
            QCOMPARE(place.steps()->doneSteps(), done);
            QTest::mouseClick(place.nextButton(), Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(place.steps()->doneSteps(), done + 1, patience);
        }
        QCOMPARE(place.selection()->step(), 2);
        QTRY_COMPARE(place.detail()->artifacts()->count(), 1);
        place.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(lastRecord(finished).error->code, ErrorCode::Cancelled);
        QCOMPARE(lastRecord(finished).steps.at(2).status, StepStatus::Done);
    }

    void cancellingAfterTheServiceHasRegisteredKeepsTheCertificate()
    {
        WindowBench bench;
        RegisterPlace place(bench.setup());
        place.show();
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({}, true);
        QTRY_VERIFY_WITH_TIMEOUT(place.isRunning(), patience);
        const int last = place.steps()->rowCount() - 1;
        for (int done = 0; done < last; ++done) {
            QTRY_VERIFY_WITH_TIMEOUT(place.nextButton()->isEnabled(), patience);
            QTest::mouseClick(place.nextButton(), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(place.steps()->doneSteps() == done + 1 || !asked.isEmpty(), patience);
            if (!asked.isEmpty()) {
                asked.clear();
                typePin(place, testPin(bench));
            }
            QTRY_COMPARE_WITH_TIMEOUT(place.steps()->doneSteps(), done + 1, patience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(place.nextButton()->isEnabled(), patience);
        place.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(lastRecord(finished).outcome, Outcome::Registered);
        QVERIFY2(place.resultCard()->title().contains(QStringLiteral("stopped")),
            qPrintable(place.resultCard()->title()));
        const QDir identities(bench.dataDir() + QStringLiteral("/identities"));
        const QString kept = identities.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
        QVERIFY(identities.exists(kept + QStringLiteral("/certificate.pem")));
    }

    void aRefusalNamesCheckCodeAndTrace()
    {
        // A service with another test PKI: it trusts neither this card nor this phone.
        WindowBench stranger;
        const auto dms = stranger.workbench().localDms();
        QVERIFY(dms);
        const QString caFile = stranger.path(QStringLiteral("ca.pem"));
        QVERIFY(writeFile(caFile, (*dms)->address().tlsCa.first().pem()));

        WindowBench bench;
        RegisterPlace place(bench.setup());
        place.resize(1150, 720);
        place.show();
        QSignalSpy asked(&place, &RegisterPlace::secretAsked);
        QSignalSpy finished(&place, &RegisterPlace::finished);
        place.start({.dmsUrl = (*dms)->address().tls.toString(), .dmsCa = caFile}, false);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        place.useTestSecret();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);

        const RunRecord record = lastRecord(finished);
        QCOMPARE(record.outcome, Outcome::Refused);
        QVERIFY(place.resultCard()->title().contains(QStringLiteral("does not accept")));
        QVERIFY(!place.resultCard()->proveButton()->isVisible());
        QCOMPARE(place.steps()->record().steps.at(place.selection()->step()).id, record.stoppedAt);
        QVERIFY(!place.resultDetails()->isVisible());
        QTest::mouseClick(place.resultCard()->detailsButton(), Qt::LeftButton);
        QVERIFY(place.resultDetails()->isVisible());
        const QString technical = place.resultDetails()->technicalText();
        for (const char *fact : {"check", "errorCode", "traceId"}) {
            const QString value = record.error->facts.value(QLatin1StringView(fact)).toString();
            QVERIFY2(!value.isEmpty(), fact);
            QVERIFY2(technical.contains(value), qPrintable(technical));
        }
        QVERIFY(stranger.workbench().localDms().value()->store()->registrations()->isEmpty());
    }

    void whatCannotStartIsSaidOnTheSetupPage_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("caFile");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("not an address") << QStringLiteral("nonsense") << QString() << ErrorCode::UsageInvalid;
        QTest::newRow("no such CA file")
            << QStringLiteral("https://127.0.0.1:1") << QStringLiteral("/does/not/exist.pem")
            << ErrorCode::InputUnreadable;
    }
    void whatCannotStartIsSaidOnTheSetupPage()
    {
        QFETCH(QString, url);
        QFETCH(QString, caFile);
        WindowBench bench;
        RegisterPlace place(bench.setup());
        place.show();
        QSignalSpy failed(&place, &RegisterPlace::failed);
        place.start({.dmsUrl = url, .dmsCa = caFile}, false);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QTEST(failed.first().first().value<Error>().code, "code");
        QVERIFY(place.setupCard()->isVisible());
        QVERIFY(place.setupCard()->runAllButton()->isEnabled());
    }

    void aSavedSessionOpensReadOnly()
    {
        WindowBench bench;
        const QString path = bench.path(QStringLiteral("run.dsrsession"));
        {
            RegisterPlace place(bench.setup());
            QSignalSpy asked(&place, &RegisterPlace::secretAsked);
            QSignalSpy finished(&place, &RegisterPlace::finished);
            place.start({}, false);
            QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
            place.useTestSecret();
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
            QVERIFY(writeFile(path, sessionBytes(lastRecord(finished))));
        }
        RegisterPlace place(bench.setup());
        place.resize(1150, 720);
        place.show();
        place.openSession(path);
        QTRY_VERIFY_WITH_TIMEOUT(place.resultCard()->isVisible(), patience);
        QCOMPARE(place.resultCard()->title(), QStringLiteral("The device is registered."));
        QVERIFY(!place.resultCard()->proveButton()->isVisible());
        QCOMPARE(place.steps()->doneSteps(), 11);
        place.selection()->select(9, QStringLiteral("registration.answer"));
        QVERIFY(place.detail()->artifacts()->count() >= 2);

        QSignalSpy failed(&place, &RegisterPlace::failed);
        QVERIFY(writeFile(path, "{}"));
        place.openSession(path);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::SessionMalformed);
        QVERIFY(place.setupCard()->isVisible());
    }

    void goingAwayWhileRunningCancels()
    {
        WindowBench bench;
        {
            RegisterPlace place(bench.setup());
            QSignalSpy asked(&place, &RegisterPlace::secretAsked);
            place.start({}, false);
            QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
        }
        QCOMPARE((*bench.workbench().builtInCard())->pinTriesLeft(), 3);
    }
};

QTEST_MAIN(TestRegisterPlace)
#include "tst_registerplace.moc"
