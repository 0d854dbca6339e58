#include "widgets/shared/selection.h"

#include <QSignalSpy>
#include <QTest>

using namespace dsr;

class TestSelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsChangesOnly()
    {
        Selection selection;
        QSignalSpy changed(&selection, &Selection::changed);
        selection.select(2, QStringLiteral("nonce"));
        selection.select(2, QStringLiteral("nonce"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first(), (QList<QVariant>{2, QStringLiteral("nonce")}));
        selection.select(2);
        QCOMPARE(changed.size(), 2);
        QVERIFY(selection.artifact().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
