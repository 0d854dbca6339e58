#include "core/flow/report.h"
#include "tests/core/flow/samplerecord.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatHappened();
    void outcome_data();
    void outcome();
    void tellsAtWhichMessageAStepStopped();
    void standsAlone();
    void isWellFormed();
    void everythingIsEscaped_data();
    void everythingIsEscaped();
    void placeholdersStayText();
    void kvnrIsMasked();
    void largeArtifactIsCutOff();
    void languageIsNamed();
};

void TestReport::tellsWhatHappened()
{
    const QString page = QString::fromUtf8(dsr::htmlReport(sampleRecord()));
    for (const char *part : {"Register a device", "https://127.0.0.1:4433", "Reader 00 00", "Fetch a nonce",
             "01–03", "12&nbsp;ms", "NONCE_INVALID", "nonce.known", "a nonce of this service", "00 ff 80",
             "2026-03-02T09:00:00.123Z", "-----BEGIN CERTIFICATE-----", "class=\"fail\"", "class=\"warn\"",
             "class=\"notChecked\"", "class=\"skipped\""})
        QVERIFY2(page.contains(QString::fromUtf8(part)), part);
}

void TestReport::outcome_data()
{
    QTest::addColumn<dsr::Outcome>("outcome");
    QTest::addColumn<QString>("text");
    QTest::newRow("running") << dsr::Outcome::Running << QStringLiteral("The registration is not finished.");
    QTest::newRow("registered") << dsr::Outcome::Registered << QStringLiteral("The device is registered.");
    QTest::newRow("refused") << dsr::Outcome::Refused
                             << QStringLiteral("The service refused the registration.");
    QTest::newRow("failed") << dsr::Outcome::Failed
                            << QStringLiteral("The registration could not be completed.");
}

void TestReport::outcome()
{
    QFETCH(dsr::Outcome, outcome);
    QFETCH(QString, text);
    dsr::RunRecord record = sampleRecord();
    record.outcome = outcome;
    const QString page = QString::fromUtf8(dsr::htmlReport(record));
    QVERIFY(
        page.contains(QStringLiteral("<p class=\"%1\"><b>%2</b></p>").arg(dsr::outcomeId(outcome), text)));
}

void TestReport::tellsAtWhichMessageAStepStopped()
{
    dsr::RunRecord record = sampleRecord();
    const QString page = QString::fromUtf8(dsr::htmlReport(record));
    QVERIFY(page.contains(QStringLiteral("<ul><li class=\"done\">09 register: done</li>"
                                         "<li class=\"skipped\">10 verify: not known</li>"
                                         "<li class=\"failed\">18 certificate: failed</li></ul>")));
    QCOMPARE(page.count(QStringLiteral("<ul>")), 1); // steps that are done need no such list
    record.steps[1].arrow = record.steps[1].arrowsDone = 1;
    QVERIFY(QString::fromUtf8(dsr::htmlReport(record))
            .contains(QStringLiteral("<li class=\"failed\">10 verify: failed</li>"
                                     "<li class=\"skipped\">18 certificate: not reached</li>")));
}

void TestReport::standsAlone()
{
    const QString page = QString::fromUtf8(dsr::htmlReport(sampleRecord()));
    for (const char *reference :
        {"<script", "<link", "<img", "<iframe", " src=", " href=", "url(", "@import"})
        QVERIFY2(!page.contains(QString::fromLatin1(reference)), reference);
    QVERIFY(page.contains(QStringLiteral("default-src 'none'")));
    QVERIFY(page.contains(QStringLiteral("charset=\"utf-8\"")));
}

void TestReport::isWellFormed()
{
    const QString page = QString::fromUtf8(dsr::htmlReport(sampleRecord()));
    QStringList open;
    auto tags = QRegularExpression(QStringLiteral("<(/?)([a-z0-9]+)[^>]*>")).globalMatch(page);
    while (tags.hasNext()) {
        const auto tag = tags.next();
        const QString name = tag.captured(2);
        if (name == QStringLiteral("meta") || name == QStringLiteral("br"))
            continue;
        if (tag.captured(1).isEmpty())
            open.append(name);
        else
            QCOMPARE(name, open.isEmpty() ? QString() : open.takeLast());
    }
    QCOMPARE(open, QStringList());
}

void TestReport::everythingIsEscaped_data()
{
    QTest::addColumn<int>("field");
    const char *fields[] = {"title", "reader", "dms", "profile", "kvnr", "device", "certificate",
        "error fact", "step number", "step title", "step purpose", "arrow", "artifact name", "artifact text",
        "check", "expected", "actual", "explanation"};
    for (int i = 0; i < static_cast<int>(std::size(fields)); ++i)
        QTest::newRow(fields[i]) << i;
}

void TestReport::everythingIsEscaped()
{
    QFETCH(int, field);
    dsr::RunRecord record = sampleRecord();
    dsr::StepRecord &step = record.steps[0];
    dsr::Finding &finding = record.dmsFindings[0];
    const QString evil = QStringLiteral("</pre><script>alert('&\"')</script>");
    QString facts;
    QString artifactText;
    QString *fields[] = {&record.title, &record.reader, &record.dms, &record.profile, &record.kvnr,
        &record.deviceIdentifier, &record.certificatePem, &facts, &step.number, &step.title, &step.purpose,
        &record.steps[1].arrows[0].label, &step.artifacts[1].name, &artifactText, &finding.check,
        &finding.expected, &finding.actual, &finding.explanation};
    *fields[field] = evil;
    if (!facts.isEmpty())
        record.error->facts.insert(QStringLiteral("description"), facts);
    if (!artifactText.isEmpty())
        step.artifacts[1].bytes = artifactText.toUtf8();
    const QString page = QString::fromUtf8(dsr::htmlReport(record));
    QVERIFY(!page.contains(QStringLiteral("<script")));
    if (fields[field] != &record.kvnr) // which is masked, not shown
        QVERIFY(page.contains(evil.toHtmlEscaped()));
}

void TestReport::placeholdersStayText()
{
    dsr::RunRecord record = sampleRecord();
    record.steps[0].title = QStringLiteral("at %1 %2 %7 and %L3");
    record.dmsFindings[0].expected = QStringLiteral("%1 %2");
    const QString page = QString::fromUtf8(dsr::htmlReport(record));
    QVERIFY(page.contains(QStringLiteral("at %1 %2 %7 and %L3")));
    QVERIFY(page.contains(QStringLiteral("<td>%1 %2</td>")));
}

void TestReport::kvnrIsMasked()
{
    const dsr::RunRecord record = sampleRecord();
    const QString page = QString::fromUtf8(dsr::htmlReport(record));
    QVERIFY(!page.contains(record.kvnr));
    QVERIFY(page.contains(QStringLiteral("…75")));
}

void TestReport::largeArtifactIsCutOff()
{
    dsr::RunRecord record = sampleRecord();
    record.steps[0].artifacts[1].bytes = QByteArray(1'000'000, 'j');
    const QByteArray page = dsr::htmlReport(record);
    QVERIFY(page.size() < 100'000);
    QVERIFY(page.contains("1000000"));
}

void TestReport::languageIsNamed()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QStringLiteral("de")));
    QVERIFY(dsr::htmlReport(sampleRecord()).contains("<html lang=\"de\">"));
    QLocale::setDefault(before);
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
