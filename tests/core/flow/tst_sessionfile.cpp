#include "core/flow/sessionfile.h"
#include "tests/core/flow/samplerecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using dsr::ErrorCode;
using dsr::RunRecord;

namespace {

QJsonObject sampleObject()
{
    return QJsonDocument::fromJson(dsr::sessionBytes(sampleRecord())).object();
}

} // namespace

class TestSessionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void isJsonThatPeopleCanRead();
    void unknownMembersAreIgnored();
    void notASession_data();
    void notASession();
    void missingMemberIsNamed_data();
    void missingMemberIsNamed();
    void otherVersions_data();
    void otherVersions();
    void aFileOfVersionOneDoesNotSayWhereAStepStopped();
    void whereAStepStoppedHasToBeANumber_data();
    void whereAStepStoppedHasToBeANumber();
    void anyTruncationIsMalformed();
    void anyDamagedOctetIsReadOrMalformed();
};

void TestSessionFile::roundTrip()
{
    const RunRecord given = sampleRecord();
    const QByteArray bytes = dsr::sessionBytes(given);
    const auto read = dsr::sessionFromBytes(bytes);
    QVERIFY(read);
    QCOMPARE(read->recipe, given.recipe);
    QCOMPARE(read->title, given.title);
    QCOMPARE(read->reader, given.reader);
    QCOMPARE(read->dms, given.dms);
    QCOMPARE(read->profile, given.profile);
    QCOMPARE(read->startedAt, given.startedAt);
    QCOMPARE(read->finishedAt, given.finishedAt);
    QCOMPARE(read->outcome, given.outcome);
    QCOMPARE(read->stoppedAt, given.stoppedAt);
    QCOMPARE(read->certificatePem, given.certificatePem);
    QCOMPARE(read->deviceIdentifier, given.deviceIdentifier);
    QCOMPARE(read->kvnr, given.kvnr);
    QCOMPARE(read->error->code, given.error->code);
    QCOMPARE(read->error->where, given.error->where);
    QCOMPARE(read->error->facts.value(QStringLiteral("status")).toInt(), 400);
    QCOMPARE(read->steps.size(), given.steps.size());
    for (qsizetype i = 0; i < given.steps.size(); ++i) {
        const dsr::StepRecord &a = read->steps.at(i);
        const dsr::StepRecord &b = given.steps.at(i);
        QCOMPARE(a.id, b.id);
        QCOMPARE(a.number, b.number);
        QCOMPARE(a.title, b.title);
        QCOMPARE(a.purpose, b.purpose);
        QCOMPARE(a.clause, b.clause);
        QCOMPARE(a.status, b.status);
        QCOMPARE(a.milliseconds, b.milliseconds);
        QCOMPARE(a.arrow, b.arrow);
        QCOMPARE(a.arrowsDone, b.arrowsDone);
        QCOMPARE(a.error.has_value(), b.error.has_value());
        QCOMPARE(a.arrows.size(), b.arrows.size());
        for (qsizetype k = 0; k < b.arrows.size(); ++k) {
            QCOMPARE(a.arrows.at(k).number, b.arrows.at(k).number);
            QCOMPARE(a.arrows.at(k).from, b.arrows.at(k).from);
            QCOMPARE(a.arrows.at(k).to, b.arrows.at(k).to);
            QCOMPARE(a.arrows.at(k).label, b.arrows.at(k).label);
            QCOMPARE(a.arrows.at(k).artifact, b.arrows.at(k).artifact);
        }
        QCOMPARE(a.artifacts.size(), b.artifacts.size());
        for (qsizetype k = 0; k < b.artifacts.size(); ++k) {
            QCOMPARE(a.artifacts.at(k).name, b.artifacts.at(k).name);
            QCOMPARE(a.artifacts.at(k).kind, b.artifacts.at(k).kind);
            QCOMPARE(a.artifacts.at(k).bytes, b.artifacts.at(k).bytes);
            QCOMPARE(a.artifacts.at(k).incoming, b.artifacts.at(k).incoming);
        }
    }
    QCOMPARE(toJson(read->clientFindings), toJson(given.clientFindings));
    QCOMPARE(toJson(read->dmsFindings), toJson(given.dmsFindings));
    QCOMPARE(dsr::sessionBytes(*read), bytes);
}

void TestSessionFile::isJsonThatPeopleCanRead()
{
    const QJsonObject session = sampleObject();
    QCOMPARE(session.value(QStringLiteral("format")).toString(), QStringLiteral("dsrsession"));
    QCOMPARE(session.value(QStringLiteral("version")).toInt(), dsr::sessionVersion);
    QCOMPARE(session.value(QStringLiteral("outcome")).toString(), QStringLiteral("refused"));
    QCOMPARE(
        session.value(QStringLiteral("startedAt")).toString(), QStringLiteral("2026-03-02T09:00:00.123Z"));
    QVERIFY(dsr::sessionBytes(sampleRecord()).count('\n') > 50);
}

void TestSessionFile::unknownMembersAreIgnored()
{
    QJsonObject session = sampleObject();
    session.insert(QStringLiteral("mood"), QStringLiteral("good"));
    QVERIFY(dsr::sessionFromBytes(QJsonDocument(session).toJson()));
}

void TestSessionFile::notASession_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("It was a nice session.");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("another format") << QByteArray(R"({"format":"har","version":1})");
    QTest::newRow("nothing but the format") << QByteArray(R"({"format":"dsrsession","version":1})");
    QTest::newRow("deeply nested") << QByteArray(100'000, '[');
}

void TestSessionFile::notASession()
{
    QFETCH(QByteArray, bytes);
    const auto read = dsr::sessionFromBytes(bytes, QStringLiteral("/some/file"));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::SessionMalformed);
    QCOMPARE(read.error().facts.value(QStringLiteral("path")).toString(), QStringLiteral("/some/file"));
    QVERIFY(!read.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
}

void TestSessionFile::missingMemberIsNamed_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : sampleObject().keys()) {
        if (name != QStringLiteral("error"))
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestSessionFile::missingMemberIsNamed()
{
    QFETCH(QString, name);
    for (const QJsonValue &wrong : {QJsonValue(QJsonValue::Undefined), QJsonValue(true)}) {
        QJsonObject session = sampleObject();
        session.insert(name, wrong);
        const auto read = dsr::sessionFromBytes(QJsonDocument(session).toJson());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::SessionMalformed);
        QCOMPARE(read.error().facts.value(QStringLiteral("reason")).toString(), name);
    }
}

void TestSessionFile::otherVersions_data()
{
    QTest::addColumn<QJsonValue>("version");
    QTest::newRow("newer") << QJsonValue(dsr::sessionVersion + 1);
    QTest::newRow("much newer") << QJsonValue(1e300);
    QTest::newRow("none") << QJsonValue(0);
    QTest::newRow("half") << QJsonValue(1.5);
    QTest::newRow("text") << QJsonValue(QStringLiteral("1"));
}

void TestSessionFile::otherVersions()
{
    QFETCH(QJsonValue, version);
    QJsonObject session = sampleObject();
    session.insert(QStringLiteral("version"), version);
    const auto read = dsr::sessionFromBytes(QJsonDocument(session).toJson());
    QVERIFY(!read);
    QCOMPARE(read.error().facts.value(QStringLiteral("reason")).toString(), QStringLiteral("version"));
}

void TestSessionFile::aFileOfVersionOneDoesNotSayWhereAStepStopped()
{
    QJsonObject session = sampleObject();
    QJsonArray steps;
    for (const QJsonValue &value : session.value(QStringLiteral("steps")).toArray()) {
        QJsonObject step = value.toObject();
        step.remove(QStringLiteral("arrow"));
        step.remove(QStringLiteral("arrowsDone"));
        steps.append(step);
    }
    session.insert(QStringLiteral("steps"), steps);
    session.insert(QStringLiteral("version"), 1);
    const auto read = dsr::sessionFromBytes(QJsonDocument(session).toJson());
    QVERIFY(read);
    const dsr::StepRecord &failed = read->steps.at(1);
    QCOMPARE(failed.status, dsr::StepStatus::Failed);
    for (int i = 0; i < failed.arrows.size(); ++i)
        QVERIFY(!dsr::arrowStatus(failed, i));
    QCOMPARE(dsr::arrowStatus(read->steps.at(0), 0), dsr::StepStatus::Done);
}

void TestSessionFile::whereAStepStoppedHasToBeANumber_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("index") << QStringLiteral("arrow");
    QTest::newRow("count") << QStringLiteral("arrowsDone");
}

void TestSessionFile::whereAStepStoppedHasToBeANumber()
{
    QFETCH(const QString, name);
    for (const QJsonValue &wrong : {QJsonValue(QJsonValue::Undefined), QJsonValue(QStringLiteral("2"))}) {
        QJsonObject session = sampleObject();
        QJsonArray steps = session.value(QStringLiteral("steps")).toArray();
        QJsonObject step = steps.at(1).toObject();
        step.insert(name, wrong);
        steps[1] = step;
        session.insert(QStringLiteral("steps"), steps);
        const auto read = dsr::sessionFromBytes(QJsonDocument(session).toJson());
        QVERIFY(!read);
        QCOMPARE(read.error().facts.value(QStringLiteral("reason")).toString(), name);
    }
}

void TestSessionFile::anyTruncationIsMalformed()
{
    const QByteArray bytes = dsr::sessionBytes(sampleRecord()).trimmed();
    for (qsizetype length = 0; length < bytes.size(); length += 97) {
        const auto read = dsr::sessionFromBytes(bytes.left(length));
        QVERIFY2(!read, QByteArray::number(length).constData());
        QCOMPARE(read.error().code, ErrorCode::SessionMalformed);
    }
    QVERIFY(!dsr::sessionFromBytes(bytes.chopped(1)));
}

void TestSessionFile::anyDamagedOctetIsReadOrMalformed()
{
    const QByteArray bytes = dsr::sessionBytes(sampleRecord());
    int malformed = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray damaged = bytes;
        damaged[i] = static_cast<char>(damaged.at(i) ^ 0x5a);
        const auto read = dsr::sessionFromBytes(damaged);
        if (!read) {
            ++malformed;
            QCOMPARE(read.error().code, ErrorCode::SessionMalformed);
        }
    }
    QVERIFY(malformed > bytes.size() / 10);
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
