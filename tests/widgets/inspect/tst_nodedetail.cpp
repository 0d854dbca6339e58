#include "widgets/inspect/nodedetail.h"

#include "core/base/digest.h"
#include "tests/core/decode/examples.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;

namespace {

void show(InspectPane &pane, const QByteArray &bytes)
{
    QSignalSpy shown(&pane, &InspectPane::shown);
    pane.inspectBytes(bytes, DataKind::Guess, QStringLiteral("sample"));
    QTRY_COMPARE(shown.size(), 1);
}

} // namespace

class TestNodeDetail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsValuePlaceAndHash()
    {
        InspectPane pane;
        NodeDetail detail(&pane);
        show(pane, "{\"a\":{\"b\":\"words\"}}");
        QVERIFY(detail.toPlainText().isEmpty());
        pane.selection()->select(pane.inspection()->find(QStringLiteral("a.b")));
        const QString text = detail.toPlainText();
        for (const QString &part : {QStringLiteral("words"), QStringLiteral("a.b"),
                 QStringLiteral("sample, bytes 10 to 16 (7 byte(s), from 0x000a)"),
                 QString::fromLatin1(sha256("\"words\"").toHex())})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void hashesALargeObjectWithoutWaiting()
    {
        InspectPane pane;
        NodeDetail detail(&pane);
        const QByteArray large = '"' + QByteArray(3'000'000, 'x') + '"';
        show(pane, large);
        pane.selection()->select(&pane.inspection()->root());
        const QString hash = QString::fromLatin1(sha256(large).toHex());
        QVERIFY(!detail.toPlainText().contains(hash));
        QTRY_VERIFY(detail.toPlainText().contains(hash));
    }

    void tellsWhatTheRulesSay()
    {
        InspectPane pane;
        NodeDetail detail(&pane);
        show(pane, "{\"a\":1,\"b\":2}");
        Finding finding;
        finding.check = QStringLiteral("token.signature");
        finding.status = FindingStatus::Fail;
        finding.path = QStringLiteral("a");
        finding.source = 0;
        finding.expected = QStringLiteral("one");
        finding.actual = QStringLiteral("two");
        finding.computation = QStringLiteral("SHA-256(x)");
        finding.explanation = QStringLiteral("The two differ.");
        detail.setFindings({finding});
        pane.selection()->select(pane.inspection()->find(QStringLiteral("b")));
        QVERIFY(!detail.toPlainText().contains(QStringLiteral("two")));
        pane.selection()->select(pane.inspection()->find(QStringLiteral("a")));
        for (const QString &part : {finding.check, finding.expected, finding.actual, finding.computation,
                 finding.explanation, QStringLiteral("failed"), QStringLiteral("dsr")})
            QVERIFY2(detail.toPlainText().contains(part), qPrintable(detail.toPlainText()));
    }

    void personalDataIsShownOnlyWhenAsked()
    {
        InspectPane pane;
        NodeDetail detail(&pane);
        show(pane, test::token());
        Finding finding;
        finding.path = QStringLiteral("header.x5c.0");
        finding.source = 0;
        finding.actual = QStringLiteral("X110411675");
        detail.setFindings({finding});
        pane.selection()->select(pane.inspection()->find(finding.path));
        QVERIFY(!detail.toHtml().contains(QStringLiteral("X110411675")));
        const QByteArray base64 =
            pane.inspection()->contentOf(*pane.inspection()->find(finding.path)).toBase64();
        QVERIFY(!detail.toHtml().contains(QString::fromLatin1(base64.mid(40, 60))));
        pane.personalBox()->click();
        QVERIFY(detail.toPlainText().contains(QStringLiteral("X110411675")));
    }
};

QTEST_MAIN(TestNodeDetail)
#include "tst_nodedetail.moc"
