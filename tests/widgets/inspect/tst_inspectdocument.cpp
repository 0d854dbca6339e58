#include "widgets/inspect/inspectdocument.h"

#include "tests/widgets/registeredtoken.h"
#include "widgets/inspect/findinglist.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodedetail.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/inspect/termsbar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QThreadPool>
#include <QTreeView>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

/// The token of a real registration, judged.
class Bench
{
public:
    Bench()
        : document({QStringLiteral("token.jws"), registeredToken()}, clock)
    {
        QSignalSpy judged(&document, &InspectDocument::judged);
        document.show();
        document.setTrust(registeredTrust());
        ready = !judged.isEmpty() || judged.wait(patience);
    }
    /// Does something that judges again, and waits for it.
    template <typename Change> bool judgedBy(Change change)
    {
        QSignalSpy judged(&document, &InspectDocument::judged);
        change();
        return !judged.isEmpty() || judged.wait(patience);
    }
    FindingList &list() { return *document.findingList(); }
    InspectPane &pane() { return *document.pane(); }
    int rowOf(const QString &check)
    {
        for (int row = 0; row < list().count(); ++row) {
            if (list().finding(row).check == check)
                return row;
        }
        return -1;
    }
    FindingStatus statusOf(const QString &check)
    {
        const int row = rowOf(check);
        return row < 0 ? FindingStatus::NotChecked : list().finding(row).status;
    }

    SystemClock clock;
    InspectDocument document;
    bool ready = false;
};

} // namespace

class TestInspectDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsJudged()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QCOMPARE(bench.statusOf(QStringLiteral("token.signature")), FindingStatus::Pass);
        QCOMPARE(bench.document.findings().size(), bench.list().count());
        QVERIFY(std::ranges::none_of(bench.document.findings(),
            [](const Finding &finding) { return finding.status == FindingStatus::Fail; }));
    }

    void nothingIsJudgedBeforeTheTrustIsKnown()
    {
        const SystemClock clock;
        InspectDocument document({QStringLiteral("token.jws"), registeredToken()}, clock);
        QTRY_VERIFY_WITH_TIMEOUT(document.pane()->inspection(), patience);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(document.findings().isEmpty());
    }

    void encryptedTokenIsOpenedWhenItsKeyComes()
    {
        const QString inside =
            QStringLiteral("payload.integrityVerdict.plaintext.payload.appIntegrity.appRecognitionVerdict");
        Bench bench;
        QVERIFY(bench.ready);
        QVERIFY(!bench.pane().inspection()->find(inside));
        const TestBed &bed = registered().bench.bed;
        // Nothing but the keys changes: first to wrong ones, then to the right ones.
        const auto wrong = std::make_shared<const Secret>(QByteArray(32, '\x07'));
        const PublicKey verification = bed.playSigningKey.publicKey();
        QVERIFY(bench.judgedBy([&] {
            bench.document.setTrust(registeredTrust(), {.decryption = wrong, .verification = verification});
        }));
        QVERIFY(!bench.pane().inspection()->find(inside));
        bench.document.setTrust(
            registeredTrust(), {.decryption = bed.playDecryptionKey, .verification = verification});
        QTRY_VERIFY_WITH_TIMEOUT(bench.pane().inspection()->find(inside), patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            bench.statusOf(QStringLiteral("playintegrity.decoded")), FindingStatus::Pass, patience);
    }

    void whatIsOpenedAtOnceIsJudgedOnce()
    {
        const SystemClock clock;
        const TestBed &bed = registered().bench.bed;
        InspectDocument document({QStringLiteral("token.jws"), registeredToken()}, clock);
        QSignalSpy judged(&document, &InspectDocument::judged);
        document.setTrust(registeredTrust(),
            {.decryption = bed.playDecryptionKey, .verification = bed.playSigningKey.publicKey()});
        QVERIFY(!judged.isEmpty() || judged.wait(patience));
        QVERIFY(document.pane()->inspection()->find(QStringLiteral("payload.integrityVerdict.plaintext")));
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(judged.size(), 1);
    }

    void theSameKeysAreNoReasonToJudgeAgain()
    {
        const TestBed &bed = registered().bench.bed;
        const auto keys = [&] {
            return PlayKeys{std::make_shared<const Secret>(bed.playDecryptionKey->clone()),
                bed.playSigningKey.publicKey()};
        };
        Bench bench;
        QVERIFY(bench.judgedBy([&] { bench.document.setTrust(registeredTrust(), keys()); }));
        QSignalSpy changed(bench.document.termsBar(), &TermsBar::changed);
        bench.document.setTrust(registeredTrust(), keys());
        QVERIFY(changed.isEmpty());
    }

    void oneSelectionLeadsFromFindingToBytesAndBack()
    {
        Bench bench;
        QVERIFY(bench.ready);
        const int row = bench.rowOf(QStringLiteral("token.signature"));
        const Finding finding = bench.list().finding(row);
        QVERIFY(finding.source >= 0);
        bench.list().table()->setFocus();
        bench.list().table()->selectRow(row);
        const Node *node = bench.pane().selection()->node();
        QVERIFY(node);
        QCOMPARE(node->path(), finding.path);
        QCOMPARE(bench.pane().model()->nodeOf(bench.pane().tree()->currentIndex()), node);
        QVERIFY(bench.document.detail()->toPlainText().contains(finding.check));
        // Back: another node has other findings, and this one has its row again.
        bench.pane().selection()->select(&bench.pane().inspection()->root());
        QVERIFY(!bench.list().table()->currentIndex().isValid()
            || bench.list().finding(bench.list().table()->currentIndex().row()).path.isEmpty());
        bench.pane().selection()->select(node);
        QCOMPARE(bench.list().finding(bench.list().table()->currentIndex().row()).path, finding.path);
    }

    void anotherTimeJudgesTheSameTreeAndMarksWhatFlipped()
    {
        Bench bench;
        QVERIFY(bench.ready);
        const InspectionPtr tree = bench.pane().inspection();
        TermsBar *terms = bench.document.termsBar();
        QVERIFY(bench.list().changedBox()->isHidden());
        QVERIFY(bench.judgedBy([&] { QTest::keyClick(terms->timeBox(), Qt::Key_End); }));
        QVERIFY(bench.judgedBy(
            [&] { terms->dateField()->setDateTime(QDateTime(QDate(2090, 1, 1), QTime(0, 0))); }));
        QCOMPARE(bench.pane().inspection(), tree);
        QVERIFY(!bench.list().changedBox()->isHidden());
        bench.list().changedBox()->setChecked(true);
        QVERIFY(bench.list().count() > 0);
        QVERIFY(bench.list().count() < bench.document.findings().size());
        for (int row = 0; row < bench.list().count(); ++row) {
            const QString text = bench.list().table()->model()->index(row, 0).data().toString();
            QVERIFY2(text.contains(QStringLiteral("before:")), qPrintable(text));
        }
        QVERIFY(std::ranges::any_of(bench.document.findings(),
            [](const Finding &finding) { return finding.status == FindingStatus::Fail; }));
    }

    void withoutTheTestBedTheCardIsNotTrusted()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QVERIFY(bench.judgedBy([&] { bench.document.setTrust({publicTrust()}); }));
        QVERIFY(std::ranges::any_of(bench.document.findings(),
            [](const Finding &finding) { return finding.status == FindingStatus::Fail; }));
    }

    void theSameTrustAgainJudgesNothing()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QSignalSpy judged(&bench.document, &InspectDocument::judged);
        bench.document.setTrust(registeredTrust());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(judged.size(), 0);
    }

    void findingsAreFiltered_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("by result") << int(FindingStatus::Pass) << "";
        QTest::newRow("by id") << -1 << "token.";
        QTest::newRow("by both") << int(FindingStatus::Pass) << "TOKEN.";
        QTest::newRow("by words of nothing") << -1 << "no such words";
    }
    void findingsAreFiltered()
    {
        QFETCH(int, status);
        QFETCH(QString, words);
        Bench bench;
        QVERIFY(bench.ready);
        const int all = bench.list().count();
        bench.list().statusBox()->setCurrentIndex(
            status < 0 ? 0 : bench.list().statusBox()->findData(status));
        bench.list().wordsField()->setText(words);
        QVERIFY(bench.list().count() < all);
        for (int row = 0; row < bench.list().count(); ++row) {
            const Finding &finding = bench.list().finding(row);
            QVERIFY(status < 0 || finding.status == static_cast<FindingStatus>(status));
        }
        QVERIFY(words.startsWith(QStringLiteral("no")) == (bench.list().count() == 0));
    }

    void personalDataIsNowhereUntilAskedFor()
    {
        Bench bench;
        QVERIFY(bench.ready);
        const QString kvnr = registeredKvnr();
        const auto visible = [&] {
            QString text;
            const QAbstractItemModel *table = bench.list().table()->model();
            for (int row = 0; row < table->rowCount(); ++row) {
                for (int column = 0; column < table->columnCount(); ++column)
                    text += table->index(row, column).data().toString() + QLatin1Char('\n');
            }
            return text + bench.document.detail()->toHtml();
        };
        const auto selectAll = [&](const auto &self, const Node &node) -> bool {
            bench.pane().select(&node);
            if (visible().contains(kvnr))
                return true;
            return std::ranges::any_of(node.children, [&](const Node &child) { return self(self, child); });
        };
        QVERIFY(!selectAll(selectAll, bench.pane().inspection()->root()));
        bench.pane().personalBox()->click();
        QVERIFY(selectAll(selectAll, bench.pane().inspection()->root()));
    }
};

QTEST_MAIN(TestInspectDocument)
#include "tst_inspectdocument.moc"
