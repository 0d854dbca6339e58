#include "core/check/finding.h"

#include <QTest>

class TestFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesJson_data();
    void survivesJson();
    void hasTheClauseOfTheRegistry();
    void emptyTextsAreNull();
};

void TestFinding::survivesJson_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("text");
    QTest::newRow("pass") << int(dsr::FindingStatus::Pass) << QStringLiteral("pass");
    QTest::newRow("fail") << int(dsr::FindingStatus::Fail) << QStringLiteral("fail");
    QTest::newRow("warn") << int(dsr::FindingStatus::Warn) << QStringLiteral("warn");
    QTest::newRow("not checked") << int(dsr::FindingStatus::NotChecked) << QStringLiteral("notChecked");
}

void TestFinding::survivesJson()
{
    QFETCH(int, status);
    QFETCH(QString, text);
    const dsr::Finding finding{.check = QStringLiteral("token.signature"),
        .status = static_cast<dsr::FindingStatus>(status),
        .path = QStringLiteral("signature"),
        .expected = QStringLiteral("64"),
        .actual = QStringLiteral("63"),
        .explanation = QStringLiteral("A sentence."),
        .microseconds = 12};
    const QJsonObject object = dsr::toJson(finding);
    QCOMPARE(object.value(QStringLiteral("status")).toString(), text);
    const dsr::Finding again = dsr::findingFromJson(object);
    QCOMPARE(again.check, finding.check);
    QCOMPARE(again.status, finding.status);
    QCOMPARE(again.path, finding.path);
    QCOMPARE(again.expected, finding.expected);
    QCOMPARE(again.actual, finding.actual);
    QCOMPARE(again.explanation, finding.explanation);
    QCOMPARE(again.microseconds, finding.microseconds);
}

void TestFinding::hasTheClauseOfTheRegistry()
{
    const QJsonObject object = dsr::toJson(dsr::Finding{.check = QStringLiteral("token.form")});
    QCOMPARE(object.value(QStringLiteral("clause")).toString(), QStringLiteral("dsr C-03, T-03"));
    QVERIFY(dsr::toJson(dsr::Finding{.check = QStringLiteral("no.such.check")})
            .value(QStringLiteral("clause"))
            .isNull());
}

void TestFinding::emptyTextsAreNull()
{
    const QJsonObject object = dsr::toJson(dsr::Finding{.check = QStringLiteral("token.form")});
    for (const char *name : {"path", "expected", "actual", "explanation", "source", "start", "length"})
        QVERIFY2(
            object.contains(QLatin1StringView(name)) && object.value(QLatin1StringView(name)).isNull(), name);
}

QTEST_GUILESS_MAIN(TestFinding)
#include "tst_finding.moc"
