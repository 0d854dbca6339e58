#include "widgets/steps/exchangemodel.h"
#include "widgets/steps/exchangeview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace dsr;

namespace {

const QByteArray exchanges = R"([
  {"command": "00 A4 04 0C", "response": "90 00", "meaning": "SELECT MF: done", "microseconds": 1500},
  {"command": "0C 20 00 02 1D 87", "response": "99 02 63 C2 63 C2", "plainCommand": "00 20 00 02 08 **",
   "plainResponse": "63 C2", "meaning": "VERIFY: wrong", "microseconds": 2250},
  {"command": "00 B0 82 00 00", "response": "", "meaning": "READ: no answer", "microseconds": 10}])";

} // namespace

class TestExchangeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnArtifact()
    {
        const QList<CardExchange> read = exchangesFrom(exchanges);
        QCOMPARE(read.size(), 3);
        QCOMPARE(read.at(1).plainCommand, QStringLiteral("00 20 00 02 08 **"));
        QCOMPARE(read.at(0).microseconds, 1500);
    }

    void anythingElseIsEmpty_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("90 00");
        QTest::newRow("an object") << QByteArray("{\"command\":\"00\"}");
    }
    void anythingElseIsEmpty()
    {
        QFETCH(const QByteArray, json);
        QVERIFY(exchangesFrom(json).isEmpty());
    }

    void showsWordsAndTheStatusThatCounts()
    {
        ExchangeView view;
        view.showExchanges(exchanges);
        const auto text = [&](int row, int column) {
            return view.model()->index(row, column).data().toString();
        };
        QCOMPARE(text(0, ExchangeModel::MeaningColumn), QStringLiteral("SELECT MF: done"));
        QCOMPARE(text(0, ExchangeModel::StatusColumn), QStringLiteral("9000"));
        QCOMPARE(text(1, ExchangeModel::StatusColumn), QStringLiteral("63C2"));
        QCOMPARE(text(2, ExchangeModel::StatusColumn), QString());
        // Only what was protected has the lock.
        const auto lock = [&](int row) {
            return !view.model()->index(row, ExchangeModel::MeaningColumn).data(Qt::DecorationRole).isNull();
        };
        QVERIFY(!lock(0) && lock(1) && !lock(2));
    }

    void showsTheBytesOfTheChosenCommand()
    {
        ExchangeView view;
        view.showExchanges(exchanges);
        QVERIFY(view.bytesText().contains(QStringLiteral("00 A4 04 0C")));
        view.table()->selectRow(1);
        QVERIFY(view.bytesText().contains(QStringLiteral("0C 20 00 02 1D 87")));
        QVERIFY(view.bytesText().contains(QStringLiteral("00 20 00 02 08 **")));
        view.table()->selectRow(2);
        QVERIFY(view.bytesText().contains(QStringLiteral("no answer")));
        view.showExchanges({});
        QVERIFY(view.bytesText().isEmpty());
    }

    void copiesCommandsThatCanBeSentAgain()
    {
        ExchangeView view;
        view.showExchanges(exchanges);
        view.copyButton()->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, view.text());
        QStringList commands;
        for (const QString &line : copied.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (!line.startsWith(QLatin1Char('#')))
                commands.append(line);
        }
        QCOMPARE(commands,
            (QStringList{QStringLiteral("00 A4 04 0C"), QStringLiteral("0C 20 00 02 1D 87"),
                QStringLiteral("00 B0 82 00 00")}));
    }
};

QTEST_MAIN(TestExchangeView)
#include "tst_exchangeview.moc"
