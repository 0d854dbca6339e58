#include "core/check/kvnr.h"

#include <QTest>

class TestKvnr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkDigit_data();
    void checkDigit();
    void candidates_data();
    void candidates();
    void masked();
};

void TestKvnr::checkDigit_data()
{
    QTest::addColumn<QString>("kvnr");
    QTest::addColumn<bool>("right");
    // dsr-protocol 7.4
    QTest::newRow("first letter of the alphabet") << QStringLiteral("A123456780") << true;
    QTest::newRow("letter with two digits") << QStringLiteral("X110411675") << true;
    QTest::newRow("sum above forty") << QStringLiteral("S040464113") << true;
    QTest::newRow("software card of the Android client") << QStringLiteral("X764228532") << false;
    QTest::newRow("software card of the Apple client") << QStringLiteral("X114428530") << false;
    QTest::newRow("two digits swapped") << QStringLiteral("X110416175") << false;
    QTest::newRow("small letter") << QStringLiteral("x110411675") << false;
    QTest::newRow("too short") << QStringLiteral("X11041167") << false;
    QTest::newRow("empty") << QString() << false;
}

void TestKvnr::checkDigit()
{
    QFETCH(QString, kvnr);
    QFETCH(bool, right);
    QCOMPARE(dsr::hasKvnrCheckDigit(kvnr), right);
}

void TestKvnr::candidates_data()
{
    QTest::addColumn<QStringList>("units");
    QTest::addColumn<QStringList>("found");
    const QString kvnr = QStringLiteral("X110411675");
    const QString institution = QStringLiteral("109500969");
    QTest::newRow("institution code first") << QStringList{institution, kvnr} << QStringList{kvnr};
    QTest::newRow("institution code last") << QStringList{kvnr, institution} << QStringList{kvnr};
    QTest::newRow("none") << QStringList{institution} << QStringList();
    QTest::newRow("two") << QStringList{kvnr, QStringLiteral("A123456780")}
                         << QStringList{kvnr, QStringLiteral("A123456780")};
    QTest::newRow("letter that is not of the alphabet")
        << QStringList{QStringLiteral("Ä110411675")} << QStringList();
    QTest::newRow("digits of another script") << QStringList{QStringLiteral("X11041167٥")} << QStringList();
    QTest::newRow("eleven characters") << QStringList{kvnr + QLatin1Char('0')} << QStringList();
}

void TestKvnr::candidates()
{
    QFETCH(QStringList, units);
    QFETCH(QStringList, found);
    QCOMPARE(dsr::kvnrCandidates(units), found);
}

void TestKvnr::masked()
{
    QCOMPARE(dsr::maskedKvnr(QStringLiteral("X110411675")), QStringLiteral("X1104…75"));
    QCOMPARE(dsr::maskedKvnr(QStringLiteral("X11041")), QStringLiteral("…"));
}

QTEST_GUILESS_MAIN(TestKvnr)
#include "tst_kvnr.moc"
