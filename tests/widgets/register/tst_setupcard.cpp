#include "widgets/register/setupcard.h"

#include "tests/widgets/windowbench.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace dsr;
using namespace dsr::test;

namespace {
QRadioButton *radio(const SetupCard &card, const char *text)
{
    for (QRadioButton *button : card.findChildren<QRadioButton *>()) {
        if (button->text().contains(QLatin1StringView(text)))
            return button;
    }
    return nullptr;
}
} // namespace

class TestSetupCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstChoiceIsAllBuiltIn()
    {
        WindowBench bench;
        const SetupCard card(bench.settings());
        QVERIFY(card.choice().reader.isEmpty());
        QVERIFY(card.choice().dmsUrl.isEmpty());
        QCOMPARE(card.choice().profile, Profile::Rfc);
    }

    void bothButtonsStart()
    {
        WindowBench bench;
        SetupCard card(bench.settings());
        QSignalSpy started(&card, &SetupCard::startWanted);
        card.runAllButton()->click();
        QCOMPARE(started.last().at(1).toBool(), false);
        card.stepwiseButton()->click();
        QCOMPARE(started.last().at(1).toBool(), true);
        card.setBusy(true);
        card.runAllButton()->click();
        QCOMPARE(started.size(), 2);
    }

    void anotherServiceIsRemembered()
    {
        WindowBench bench;
        {
            SetupCard card(bench.settings());
            radio(card, "nother service")->setChecked(true);
            QSignalSpy started(&card, &SetupCard::startWanted);
            card.runAllButton()->click();
            QCOMPARE(started.size(), 0); // no address yet
            const auto fields = card.findChildren<QLineEdit *>();
            fields.at(0)->setText(QStringLiteral("https://localhost:1 "));
            fields.at(1)->setText(QStringLiteral("/ca.pem"));
            card.findChild<QComboBox *>()->setCurrentIndex(1);
            card.runAllButton()->click();
            QCOMPARE(started.size(), 1);
        }
        const SetupCard again(bench.settings());
        QCOMPARE(again.choice().dmsUrl, QStringLiteral("https://localhost:1"));
        QCOMPARE(again.choice().dmsCa, QStringLiteral("/ca.pem"));
        QCOMPARE(again.choice().profile, Profile::Gms);
    }

    void anErrorIsASentenceWithAnAction()
    {
        WindowBench bench;
        SetupCard card(bench.settings());
        card.show();
        const auto says = [&](const char *words) {
            for (const QLabel *label : card.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(QLatin1StringView(words)))
                    return true;
            }
            return false;
        };
        QVERIFY(!says("disk is full"));
        card.showError(Error{ErrorCode::DiskFull, {}, {}});
        QVERIFY(says("disk is full"));
        QVERIFY(says("Free some space"));
        card.showError({});
        QVERIFY(!says("disk is full"));
    }
};

QTEST_MAIN(TestSetupCard)
#include "tst_setupcard.moc"
