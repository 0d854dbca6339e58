#include "widgets/inspect/inspectplace.h"

#include "core/base/files.h"
#include "tests/core/decode/examples.h"
#include "tests/widgets/registeredtoken.h"
#include "tests/widgets/windowbench.h"
#include "widgets/inspect/comparisonview.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/inspect/termsbar.h"
#include "widgets/inspect/trustdialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

/// The current document, once its tree is there.
InspectDocument *readyDocument(const InspectPlace &place)
{
    const bool ready =
        QTest::qWaitFor([&] { return place.current() && place.current()->pane()->inspection(); }, patience);
    return ready ? place.current() : nullptr;
}

QString kindOf(const InspectDocument *document)
{
    return document ? document->pane()->inspection()->kind() : QString();
}

} // namespace

class TestInspectPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pastedTextBecomesADocument()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        QCOMPARE(place.count(), 0);
        QGuiApplication::clipboard()->setText(QString::fromLatin1(token()));
        place.pasteButton()->click();
        QCOMPARE(kindOf(readyDocument(place)), QStringLiteral("jws"));
        QCOMPARE(
            place.current()->pane()->selection()->node(), &place.current()->pane()->inspection()->root());
    }

    void anEmptyClipboardIsSaid()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        QGuiApplication::clipboard()->clear();
        place.paste();
        QCOMPARE(place.count(), 0);
        QVERIFY(!place.note().isEmpty());
    }

    void keysPasteAndClose()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        place.show();
        place.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&place));
        place.setFocus();
        QGuiApplication::clipboard()->setText(QStringLiteral("[1]"));
        QTest::keyClick(&place, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(place.count(), 1);
        QVERIFY(readyDocument(place));
        QTest::keyClick(place.current()->pane()->tree(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(place.count(), 0);
    }

    void droppedFilesAreOpenedAndRemembered()
    {
        WindowBench bench;
        const QStringList paths{
            bench.path(QStringLiteral("one.json")), bench.path(QStringLiteral("two.json"))};
        for (const QString &path : paths)
            QVERIFY(writeFile(path, "{\"a\":1}"));
        InspectPlace place(bench.setup());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(paths.at(0)), QUrl::fromLocalFile(paths.at(1))});
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&place, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&place, &drop);
        QTRY_COMPARE_WITH_TIMEOUT(place.count(), 2, patience);
        QCOMPARE(QSet<QString>(place.recentFiles().cbegin(), place.recentFiles().cend()),
            QSet<QString>(paths.cbegin(), paths.cend()));
        // They come back in the next window.
        InspectPlace next(bench.setup());
        Q_EMIT next.recentMenu()->aboutToShow();
        QCOMPARE(next.recentMenu()->actions().size(), 2);
        next.recentMenu()->actions().constFirst()->trigger();
        QCOMPARE(kindOf(readyDocument(next)), QStringLiteral("json"));
    }

    void filesOfOneChainAreJudgedTogether()
    {
        const QByteArray payload =
            QByteArray::fromBase64(registeredToken().split('.').at(1), QByteArray::Base64UrlEncoding);
        const QJsonArray chain =
            QJsonDocument::fromJson(payload).object().value(QStringLiteral("attestCertChain")).toArray();
        WindowBench bench;
        QStringList paths;
        for (const QJsonValue &certificate : chain) { // the leaf comes last
            paths.prepend(bench.path(QStringLiteral("%1.crt").arg(paths.size())));
            QVERIFY(writeFile(paths.first(), QByteArray::fromBase64(certificate.toString().toLatin1())));
        }
        // A file that cannot be read does not hold up the others.
        paths.append(bench.path(QStringLiteral("missing")));
        InspectPlace place(bench.setup());
        place.openFiles(paths);
        QTRY_COMPARE_WITH_TIMEOUT(place.count(), static_cast<int>(chain.size()), patience);
        InspectDocument *leaf = nullptr;
        for (int tab = 0; tab < place.count(); ++tab) {
            auto *document = qobject_cast<InspectDocument *>(place.tabs()->widget(tab));
            if (document->name() == QStringLiteral("0.crt"))
                leaf = document;
            QTRY_VERIFY2_WITH_TIMEOUT(
                document->chainText().endsWith(QStringLiteral("0.crt, 1.crt, 2.crt, 3.crt")),
                qPrintable(document->chainText()), patience);
        }
        const auto complete = [&] {
            for (const Finding &finding : leaf->findings()) {
                if (finding.check == QLatin1StringView("android.chain.complete"))
                    return finding.status;
            }
            return FindingStatus::NotChecked;
        };
        QTRY_COMPARE_WITH_TIMEOUT(complete(), FindingStatus::Pass, patience);
    }

    void aFileThatCannotBeReadIsSaid()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        place.openFiles({bench.path(QStringLiteral("missing"))});
        QTRY_VERIFY_WITH_TIMEOUT(!place.note().isEmpty(), patience);
        QCOMPARE(place.count(), 0);
        QVERIFY(place.recentFiles().isEmpty());
    }

    void twoDocumentsAreCompared()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        place.show();
        place.open({QStringLiteral("one"), "{\"a\":1,\"b\":2,\"kvnr\":\"X110411675\"}"});
        QVERIFY(readyDocument(place));
        Q_EMIT place.compareMenu()->aboutToShow();
        QVERIFY(place.compareMenu()->isEmpty());
        // Another order is no difference; another value is one.
        place.open({QStringLiteral("two"), "{\"b\":3,\"kvnr\":\"X110411676\",\"a\":1}"});
        QVERIFY(readyDocument(place));
        InspectDocument *two = place.current();
        Q_EMIT place.compareMenu()->aboutToShow();
        QCOMPARE(place.compareMenu()->actions().size(), 1);
        place.compareMenu()->actions().constFirst()->trigger();
        ComparisonView *view = place.comparison();
        QVERIFY(view);
        QSignalSpy compared(view, &ComparisonView::compared);
        QTRY_COMPARE_WITH_TIMEOUT(compared.size(), 1, patience);
        QCOMPARE(view->differences().size(), 2);
        QCOMPARE(view->differences().at(0).path, QStringLiteral("b"));
        QCOMPARE(view->differences().at(0).left, QStringLiteral("3"));
        QCOMPARE(view->differences().at(0).right, QStringLiteral("2"));
        QVERIFY2(
            !view->differences().at(1).left.contains(QStringLiteral("X110")), "personal values are masked");
        // Enter leads to the place.
        view->table()->setFocus();
        QTest::keyClick(view->table(), Qt::Key_Return);
        QCOMPARE(place.current(), two);
        QCOMPARE(two->pane()->selection()->node()->path(), QStringLiteral("b"));
    }

    void aComparisonOutlivesItsDocuments()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        for (const char *text : {"[1]", "[2]"}) {
            place.open({QString::fromLatin1(text), text});
            QVERIFY(readyDocument(place));
        }
        Q_EMIT place.compareMenu()->aboutToShow();
        place.compareMenu()->actions().constFirst()->trigger();
        ComparisonView *view = place.comparison();
        Q_EMIT place.tabs()->tabCloseRequested(0);
        Q_EMIT place.tabs()->tabCloseRequested(0);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_COMPARE_WITH_TIMEOUT(view->differences().size(), 1, patience);
        Q_EMIT view->placeWanted(QStringLiteral("0"), true);
        QCOMPARE(place.count(), 1);
    }

    void reportsAreSaved_data()
    {
        QTest::addColumn<bool>("pdf");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("as a page") << false << QByteArray("<!doctype html>");
        QTest::newRow("as PDF") << true << QByteArray("%PDF-");
    }
    void reportsAreSaved()
    {
        QFETCH(bool, pdf);
        QFETCH(QByteArray, start);
        WindowBench bench;
        InspectPlace place(bench.setup());
        place.open({QStringLiteral("one"), "{\"a\":\"words\",\"kvnr\":\"X110411675\"}"});
        QVERIFY(readyDocument(place));
        QSignalSpy saved(&place, &InspectPlace::saved);
        const QString path = bench.path(QStringLiteral("report"));
        if (pdf)
            place.savePdf(path);
        else
            place.saveHtml(path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QVERIFY(place.note().contains(path));
        const QByteArray report = readFile(path).value_or(QByteArray());
        QVERIFY2(report.startsWith(start), report.left(40).constData());
        QVERIFY(!report.contains("X110411675"));
        QVERIFY(pdf || report.contains("words"));
    }

    void whatIsImportedCountsAtOnce()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        place.open({.name = QStringLiteral("a"), .bytes = "{}"});
        QVERIFY(readyDocument(place));
        TermsBar *terms = place.current()->termsBar();
        QTRY_VERIFY_WITH_TIMEOUT(terms->trustBox()->count() > 1, patience);
        const int before = terms->trustBox()->count();
        terms->trustButton()->click();
        QVERIFY(place.trustDialog() && place.trustDialog()->isVisible());
        QCOMPARE(place.trustDialog()->snapshots()->count(), before - 1); // the bar has "all" besides

        const QString file = bench.path(QStringLiteral("lab.pem"));
        QVERIFY(writeFile(file, publicTrust().anchors.first().certificate.pem()));
        place.trustDialog()->begin(file);
        QTRY_VERIFY_WITH_TIMEOUT(place.trustDialog()->importButton()->isEnabled(), patience);
        place.trustDialog()->importButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(terms->trustBox()->count(), before + 1, patience);
        QVERIFY(terms->trustBox()->findData(QStringLiteral("lab")) > 0);
        QTRY_VERIFY(
            place.trustDialog()->snapshots()->currentItem()->text().startsWith(QStringLiteral("lab")));

        place.trustDialog()->anchors()->selectRow(0);
        place.trustDialog()->inspectButton()->click();
        QCOMPARE(place.count(), 2);
        QCOMPARE(kindOf(readyDocument(place)), QStringLiteral("certificate"));
    }

    void onlyTheLastTenAreRemembered()
    {
        WindowBench bench;
        InspectPlace place(bench.setup());
        for (int i = 0; i < 12; ++i) {
            const QString path = bench.path(QString::number(i));
            QVERIFY(writeFile(path, "[1]"));
            place.openFiles({path});
            QTRY_COMPARE_WITH_TIMEOUT(place.count(), i + 1, patience);
        }
        QCOMPARE(place.recentFiles().size(), 10);
        QCOMPARE(place.recentFiles().constFirst(), bench.path(QStringLiteral("11")));
    }
};

QTEST_MAIN(TestInspectPlace)
#include "tst_inspectplace.moc"
