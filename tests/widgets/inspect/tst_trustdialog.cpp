#include "widgets/inspect/trustdialog.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "tests/core/check/trustlistwriter.h"
#include "tests/core/crypto/certificates.h"
#include "tests/widgets/windowbench.h"
#include "widgets/inspect/anchormodel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {

constexpr int patience = 30'000;

/// A dialog over a data folder of its own, with files to be imported.
struct Bench
{
    Bench()
        : dialog(window.dataDir(), clock)
        , imported(&dialog, &TrustDialog::imported)
    {
        dialog.setTrust(TrustStore(window.dataDir()).all().value());
        dialog.show();
    }
    QString file(const char *name, const QByteArray &bytes)
    {
        const QString path = window.path(QString::fromLatin1(name));
        writeFile(path, bytes).value();
        return path;
    }
    bool isAsked()
    {
        return QTest::qWaitFor([&] { return dialog.nameField()->isVisible(); }, patience);
    }
    bool isTold()
    {
        return QTest::qWaitFor([&] { return !dialog.message().isEmpty(); }, patience);
    }
    QString cell(int row, AnchorModel::Column column)
    {
        return dialog.anchors()->model()->index(row, column).data().toString();
    }

    WindowBench window;
    SystemClock clock;
    TrustDialog dialog;
    QSignalSpy imported;
};

} // namespace

class TestTrustDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatASnapshotHolds()
    {
        Bench bench;
        QCOMPARE(bench.dialog.snapshots()->count(), 1);
        QVERIFY(bench.dialog.snapshots()->item(0)->text().startsWith(QStringLiteral("public")));
        const QList<TrustAnchor> &anchors = publicTrust().anchors;
        QCOMPARE(bench.dialog.anchors()->model()->rowCount(), static_cast<int>(anchors.size()));
        QVERIFY(bench.dialog.facts().contains(QString::number(anchors.size())));
        for (int row = 0; row < anchors.size(); ++row) {
            QCOMPARE(bench.cell(row, AnchorModel::RoleColumn), trustRoleName(anchors.at(row).role));
            QCOMPARE(bench.cell(row, AnchorModel::FingerprintColumn).toLatin1(),
                anchors.at(row).certificate.sha256Fingerprint().toHex());
            QVERIFY(!bench.cell(row, AnchorModel::SubjectColumn).isEmpty());
            QVERIFY(bench.cell(row, AnchorModel::KindColumn).isEmpty());
        }
    }

    void simulatedAnchorsSaySo()
    {
        Bench bench;
        QVERIFY(bench.window.workbench().testBed());
        bench.dialog.setTrust(TrustStore(bench.window.dataDir()).all().value());
        bench.dialog.snapshots()->setCurrentRow(1);
        QStringList kinds;
        for (int row = 0; row < bench.dialog.anchors()->model()->rowCount(); ++row)
            kinds.append(bench.cell(row, AnchorModel::KindColumn));
        QVERIFY(kinds.contains(QStringLiteral("simulated")));
        QVERIFY(kinds.contains(QStringLiteral("test environment")));
        QVERIFY(!kinds.contains(QString()));
    }

    void anAnchorIsLookedInto()
    {
        Bench bench;
        QSignalSpy wanted(&bench.dialog, &TrustDialog::inspectWanted);
        QVERIFY(!bench.dialog.inspectButton()->isEnabled());
        bench.dialog.anchors()->selectRow(1);
        QTest::mouseClick(bench.dialog.inspectButton(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).toByteArray(), publicTrust().anchors.at(1).certificate.der());
    }

    void certificatesAreImportedUnderANameWithARole()
    {
        Bench bench;
        const Certificate root = makePki(Curve::P256).ca;
        bench.dialog.begin(bench.file("my-lab.pem", root.pem()));
        QVERIFY(bench.isAsked());
        QCOMPARE(bench.dialog.nameField()->text(), QStringLiteral("my-lab"));
        QVERIFY(bench.dialog.roleBox()->isVisible());
        QVERIFY(!bench.dialog.signerButton()->isVisible());
        bench.dialog.nameField()->clear();
        QVERIFY(!bench.dialog.importButton()->isEnabled());
        QTest::keyClicks(bench.dialog.nameField(), QStringLiteral("lab"));
        bench.dialog.roleBox()->setCurrentIndex(
            bench.dialog.roleBox()->findData(static_cast<int>(TrustRole::Android)));
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.size(), 1, patience);
        QVERIFY(!bench.dialog.nameField()->isVisible());
        const auto kept = TrustStore(bench.window.dataDir()).find(QStringLiteral("lab"));
        QVERIFY(kept);
        QCOMPARE(kept->anchors.size(), 1);
        QCOMPARE(kept->anchors.first().role, TrustRole::Android);
        QCOMPARE(kept->anchors.first().certificate, root);
        // It is the one that is looked at then.
        bench.dialog.setTrust(TrustStore(bench.window.dataDir()).all().value());
        QVERIFY(bench.dialog.snapshots()->currentItem()->text().startsWith(QStringLiteral("lab")));
        QCOMPARE(bench.cell(0, AnchorModel::RoleColumn), trustRoleName(TrustRole::Android));
    }

    void aSnapshotKeepsItsNameAndRoles()
    {
        Bench bench;
        TrustSnapshot given = publicTrust();
        given.name = QStringLiteral("of-monday");
        bench.dialog.begin(bench.file("given.json", toBytes(given)));
        QVERIFY(bench.isAsked());
        QCOMPARE(bench.dialog.nameField()->text(), QStringLiteral("of-monday"));
        QVERIFY(!bench.dialog.roleBox()->isVisible());
        QTest::keyClick(bench.dialog.nameField(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.size(), 1, patience);
        const auto kept = TrustStore(bench.window.dataDir()).find(QStringLiteral("of-monday"));
        QVERIFY(kept);
        QCOMPARE(kept->anchors, given.anchors);
    }

    void whatCannotBeImportedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("Trust me.");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a damaged certificate")
            << QByteArray("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        QTest::newRow("a trust list without a date")
            << trustListXml({}).replace("ListIssueDateTime", "ListIssue");
    }
    void whatCannotBeImportedIsSaid()
    {
        QFETCH(const QByteArray, bytes);
        Bench bench;
        const QString path = bench.file("file", bytes);
        bench.dialog.begin(path);
        QVERIFY(bench.isTold());
        QVERIFY2(bench.dialog.message().startsWith(path), qPrintable(bench.dialog.message()));
        QVERIFY(!bench.dialog.nameField()->isVisible());
        QVERIFY(bench.dialog.chooseButton()->isEnabled());
    }

    void aFileThatIsNotThereIsSaid()
    {
        Bench bench;
        const QString path = bench.window.path(QStringLiteral("missing"));
        bench.dialog.begin(path);
        QVERIFY(bench.isTold());
        QVERIFY(bench.dialog.message().contains(path));
    }

    void aNameThatCannotBeIsSaidAndCanBeMended()
    {
        Bench bench;
        bench.dialog.begin(bench.file("root.pem", makePki(Curve::P256).ca.pem()));
        QVERIFY(bench.isAsked());
        bench.dialog.nameField()->setText(QStringLiteral("public"));
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QVERIFY(bench.isTold());
        QVERIFY(bench.dialog.message().contains(QStringLiteral("public")));
        QVERIFY(!bench.dialog.message().contains(QStringLiteral("help")));
        QVERIFY(bench.imported.isEmpty());
        bench.dialog.nameField()->setText(QStringLiteral("ours"));
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.size(), 1, patience);
    }

    void aTrustListNeedsItsSigner()
    {
        Bench bench;
        const Certificate signer = makePki(Curve::P256).ca;
        const QByteArray list =
            trustListXml({{.certificate = publicTrust().anchors.last().certificate.der().toBase64()}},
                signatureTemplate());
        bench.dialog.begin(bench.file("tsl.xml", list));
        QVERIFY(bench.isAsked());
        QVERIFY(bench.dialog.signerButton()->isVisible());
        QVERIFY(!bench.dialog.roleBox()->isVisible());
        QVERIFY(!bench.dialog.importButton()->isEnabled());
        const QString noCertificate = bench.file("signer.txt", "It was me.");
        bench.dialog.setSigner(noCertificate);
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QVERIFY(bench.isTold());
        QVERIFY(bench.dialog.message().contains(noCertificate));
        // Nobody has signed it: the reason is another one, and nothing is kept.
        bench.dialog.setSigner(bench.file("signer.pem", signer.pem()));
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.dialog.message().contains(noCertificate), patience);
        QVERIFY(bench.dialog.message().contains(QStringLiteral("sign"))
            || bench.dialog.message().contains(QStringLiteral("xmlsec1")));
        QVERIFY(bench.imported.isEmpty());
        QCOMPARE(TrustStore(bench.window.dataDir()).all()->size(), 1);
    }

    void replacingIsSaidBefore()
    {
        Bench bench;
        const QString file = bench.file("lab.pem", makePki(Curve::P256).ca.pem());
        bench.dialog.begin(file);
        QVERIFY(bench.isAsked());
        QCOMPARE(bench.dialog.hint(), QString());
        QTest::mouseClick(bench.dialog.importButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.imported.size(), 1, patience);
        bench.dialog.setTrust(TrustStore(bench.window.dataDir()).all().value());
        bench.dialog.begin(file);
        QVERIFY(bench.isAsked());
        QVERIFY(bench.dialog.hint().contains(QStringLiteral("Replaces")));
    }
};

QTEST_MAIN(TestTrustDialog)
#include "tst_trustdialog.moc"
