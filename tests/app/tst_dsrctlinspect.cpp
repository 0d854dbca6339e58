// inspect, diff and trust with the real program, as a script uses them.

#include "core/check/trustsnapshot.h"
#include "core/testbed/testbed.h"
#include "tests/app/process.h"
#include "tests/core/check/attestationdraft.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTest>

using namespace dsr;

class TestDsrctlInspect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesATokenApart();
    void judgesAnAttestationToken_data();
    void judgesAnAttestationToken();
    void treeIsTheContract();
    void termsDecide_data();
    void termsDecide();
    void severalFilesGiveAList();
    void filesOfOneChainAreJudgedTogether();
    void readsStandardInput();
    void longWordsStandApart();
    void formsForPeople_data();
    void formsForPeople();
    void wrongUse_data();
    void wrongUse();
    void diffTellsMeaning();
    void trustIsKeptAndCompared();
    void importRefuses_data();
    void importRefuses();

private:
    QStringList inspect(const QStringList &more) const
    {
        return QStringList{"--data-dir", m_box.dataDir(), "--at", "2026-11-25T12:00:00Z", "inspect"} + more;
    }
    Sandbox m_box;
    QString m_token; ///< path
    QString m_kvnr;
};

namespace {

const QStringList nodeMembers{"children", "flaw", "kind", "length", "name", "path", "personal", "source",
    "start", "syntax", "text", "value"};

QString statusOf(const QJsonObject &answer, const char *check)
{
    for (const QJsonValue &finding : answer.value("findings").toArray()) {
        if (finding.toObject().value("check").toString() == QLatin1StringView(check))
            return finding.toObject().value("status").toString();
    }
    return {};
}

/// Ranges of the leaves by source.
void collectLeaves(const QJsonObject &node, QMap<int, QMap<qint64, qint64>> &leaves, QStringList &faults)
{
    if (membersOf(node) != nodeMembers)
        faults.append(node.value("path").toString());
    const QJsonArray children = node.value("children").toArray();
    const int source = node.value("source").toInt();
    // What an encoding carries lies in another source.
    const bool goesOn = std::any_of(children.begin(), children.end(),
        [&](const QJsonValue &child) { return child.toObject().value("source").toInt() == source; });
    if (!goesOn && node.value("length").toInteger() > 0)
        leaves[source][node.value("start").toInteger()] = node.value("length").toInteger();
    for (const QJsonValue &child : children)
        collectLeaves(child.toObject(), leaves, faults);
}

} // namespace

void TestDsrctlInspect::initTestCase()
{
    const Call call = m_box.ctl({"--data-dir", m_box.dataDir(), "--at", "2026-11-25T12:00:00Z", "--json",
        "register", "--virtual-card", "--test-pin", "--local-dms", "--out", m_box.path("out")});
    QCOMPARE(call.exitCode, 0);
    m_token = m_box.path("out/token.jws");
    m_kvnr = call.object().value("kvnr").toString();
    QVERIFY(!m_kvnr.isEmpty());
}

void TestDsrctlInspect::takesATokenApart()
{
    const Call call = m_box.ctl(inspect({"--json", m_token}));
    QVERIFY2(call.exitCode == 0, call.err);
    const QJsonObject answer = call.object();
    QCOMPARE(membersOf(answer), (QStringList{"findings", "input", "kind", "root", "sources", "summary"}));
    QCOMPARE(answer.value("kind").toString(), QStringLiteral("jws"));
    const QByteArray bytes = contentOf(m_token);
    QCOMPARE(answer.value("input").toObject(),
        (QJsonObject{{"name", "token.jws"}, {"bytes", bytes.size()},
            {"sha256",
                QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())}}));
    QCOMPARE(statusOf(answer, "token.signature"), QStringLiteral("pass"));
    QCOMPARE(statusOf(answer, "android.chain.signatures"), QStringLiteral("pass"));
    QCOMPARE(statusOf(answer, "nonce.unused"), QStringLiteral("notChecked"));
    QCOMPARE(statusOf(answer, "trust.simulated"), QStringLiteral("warn"));
    QCOMPARE(answer.value("summary").toObject().value("fail").toInt(), 0);
}

void TestDsrctlInspect::judgesAnAttestationToken_data()
{
    QTest::addColumn<bool>("isApple");
    QTest::addColumn<QString>("bound"); ///< the check that needs nonce and key
    QTest::newRow("Android") << false << "android.subjectcert.challenge";
    QTest::newRow("Apple") << true << "apple.assertion.signature";
}

void TestDsrctlInspect::judgesAnAttestationToken()
{
    QFETCH(bool, isApple);
    QFETCH(QString, bound);
    const auto bed = openTestBed(m_box.dataDir(), SystemClock());
    QVERIFY(bed);
    const AttestationDraft draft(*bed);
    const QString file = m_box.file("attest.jws", isApple ? draft.appleToken() : draft.token());
    const auto expected = [](const char *name, const QByteArray &value) {
        return QStringList{"--expect", name + QString("=") + QString::fromLatin1(value.toBase64())};
    };
    const QStringList terms{"--data-dir", m_box.dataDir(), "--at",
        RegistrationDraft::now().toString(Qt::ISODate), "--json", "inspect"};
    const Call call = m_box.ctl(terms + expected("nonce", draft.registration.nonce)
        + expected("publicKey", draft.key.publicKey().spki()) + QStringList{file});
    QVERIFY2(call.exitCode == 0, call.err + call.out);
    const QJsonObject answer = call.object();
    QCOMPARE(answer.value("kind").toString(), QStringLiteral("attestationToken"));
    for (const QString &check :
        {QString("token.signature"), QString("nonce.known"), QString("mtls.key"), bound})
        QCOMPARE(statusOf(answer, check.toLatin1().constData()), QStringLiteral("pass"));
    for (const char *check : {"nonce.unused", "mtls.binding", "store.known"})
        QCOMPARE(statusOf(answer, check), QStringLiteral("notChecked"));

    const Call other = m_box.ctl(terms + expected("nonce", QByteArray(64, 'n')) + QStringList{file});
    QCOMPARE(other.exitCode, 1);
    QCOMPARE(statusOf(other.object(), "nonce.known"), QStringLiteral("fail"));
}

void TestDsrctlInspect::treeIsTheContract()
{
    const QJsonObject answer = m_box.ctl(inspect({"--json", m_token})).object();
    QMap<int, QMap<qint64, qint64>> leaves;
    QStringList faults;
    collectLeaves(answer.value("root").toObject(), leaves, faults);
    QCOMPARE(faults, QStringList());
    const QJsonArray sources = answer.value("sources").toArray();
    QVERIFY(sources.size() > 10);
    for (int i = 0; i < sources.size(); ++i) {
        const QJsonObject source = sources.at(i).toObject();
        const qsizetype size = QByteArray::fromBase64(source.value("bytes").toString().toLatin1()).size();
        qint64 end = 0;
        for (auto leaf = leaves[i].cbegin(); leaf != leaves[i].cend(); ++leaf) {
            QCOMPARE(leaf.key(), end);
            end += leaf.value();
        }
        QCOMPARE(end, size);
        QCOMPARE(source.value("cameFrom").isNull(), i == 0);
    }
}

void TestDsrctlInspect::termsDecide_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("exitCode");
    const QString empty = m_box.file("empty.pem", publicTrust().anchors.first().certificate.pem());
    QTest::newRow("trust of this machine") << QStringList() << "android.chain.root" << "pass" << 0;
    QTest::newRow("a test bed by name")
        << QStringList{"--trust", "testbed"} << "android.chain.root" << "pass" << 0;
    QTest::newRow("foreign roots from a file")
        << QStringList{"--trust", empty} << "android.chain.root" << "fail" << 1;
    QTest::newRow("foreign roots by name")
        << QStringList{"--trust", "public"} << "android.chain.root" << "fail" << 1;
    QTest::newRow("the right nonce is not asked for") << QStringList() << "nonce.known" << "notChecked" << 0;
    QTest::newRow("Play token of this machine") << QStringList() << "playintegrity.decoded" << "pass" << 0;
    const QString list = m_box.file("status.json", R"({"entries":{}})");
    QTest::newRow("a status list besides")
        << QStringList{"--trust", "testbed", "--trust", list} << "android.revocation.entry" << "pass" << 0;
    QTest::newRow("no status list") << QStringList() << "android.revocation.entry" << "notChecked" << 0;
    QTest::newRow("two years later") << QStringList{"--at", "2028-11-25T12:00:00Z"} << "token.age" << "fail"
                                     << 1;
}

void TestDsrctlInspect::termsDecide()
{
    QFETCH(QStringList, options);
    QFETCH(QString, check);
    const Call call = m_box.ctl(inspect(options + QStringList{"--json", m_token}));
    QTEST(statusOf(call.object(), check.toLatin1().constData()), "status");
    QTEST(call.exitCode, "exitCode");
}

void TestDsrctlInspect::filesOfOneChainAreJudgedTogether()
{
    const QByteArray payload =
        QByteArray::fromBase64(contentOf(m_token).split('.').at(1), QByteArray::Base64UrlEncoding);
    const QJsonArray chain = QJsonDocument::fromJson(payload).object().value("attestCertChain").toArray();
    QStringList files;
    for (const QJsonValue &certificate : chain) // the leaf comes last
        files.prepend(m_box.file(QStringLiteral("chain%1.crt").arg(files.size()),
            QByteArray::fromBase64(certificate.toString().toLatin1())));
    QVERIFY(files.size() > 2);
    const Call call = m_box.ctl(inspect(QStringList{"--json"} + files));
    const QJsonArray answers = call.array();
    QCOMPARE(answers.size(), files.size());
    QCOMPARE(answers.last().toObject().value("input").toObject().value("name").toString(), "chain0.crt");
    QCOMPARE(statusOf(answers.last().toObject(), "android.chain.root"), QStringLiteral("pass"));
    QCOMPARE(statusOf(answers.last().toObject(), "android.chain.complete"), QStringLiteral("pass"));
    QVERIFY(call.err.contains("chain0.crt"));
    // One of them missing: the chain ends at the one below.
    files.removeAt(1);
    const QJsonArray gap = m_box.ctl(inspect(QStringList{"--json"} + files)).array();
    QCOMPARE(statusOf(gap.at(1).toObject(), "android.chain.complete"), QStringLiteral("fail"));
}

void TestDsrctlInspect::severalFilesGiveAList()
{
    const QString json = m_box.file("a.json", R"({"a":1})");
    const Call call = m_box.ctl(inspect({"--json", json, m_token}));
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.array().size(), 2);
    QCOMPARE(call.array().first().toObject().value("kind").toString(), QStringLiteral("json"));
    QCOMPARE(call.array().last().toObject().value("kind").toString(), QStringLiteral("jws"));
}

void TestDsrctlInspect::readsStandardInput()
{
    const Call call = m_box.ctl(inspect({"--json", "--as", "text", "-"}), R"({"a":1})");
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.object().value("kind").toString(), QStringLiteral("text"));
    QCOMPARE(call.object().value("input").toObject().value("name").toString(), QStringLiteral("stdin"));
}

void TestDsrctlInspect::longWordsStandApart()
{
    const Call call = m_box.ctl(inspect({"--lang", "de", "--at", "2028-11-25T12:00:00Z", m_token}));
    QCOMPARE(call.exitCode, 1);
    QVERIFY(QString::fromUtf8(call.out).contains(QStringLiteral("nicht bestanden token.age ")));
}

void TestDsrctlInspect::formsForPeople_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("namesPerson");
    QTest::newRow("text") << QStringList() << "token.signature" << false;
    QTest::newRow("German") << QStringList{"--lang", "de"} << "nicht geprüft" << false;
    QTest::newRow("inside the Play token") << QStringList() << "PLAY_RECOGNIZED" << false;
    QTest::newRow("text with personal data") << QStringList{"--personal"} << "token.signature" << true;
    QTest::newRow("page") << QStringList{"--format", "html"} << "<!doctype html>" << false;
    QTest::newRow("page with personal data")
        << QStringList{"--format", "html", "--personal"} << "<details open>" << true;
}

void TestDsrctlInspect::formsForPeople()
{
    QFETCH(QStringList, options);
    QFETCH(QString, part);
    QFETCH(bool, namesPerson);
    const Call call = m_box.ctl(inspect(options + QStringList{m_token}));
    QVERIFY2(call.exitCode == 0, call.err);
    const QString text = QString::fromUtf8(call.out);
    QVERIFY(text.contains(part));
    QCOMPARE(text.contains(m_kvnr), namesPerson);
}

void TestDsrctlInspect::wrongUse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("no file") << QStringList() << 2;
    QTest::newRow("a file that is not there") << QStringList{m_box.path("nothing")} << 3;
    QTest::newRow("a trust file that is not there")
        << QStringList{"--trust", m_box.path("nothing"), m_token} << 3;
    QTest::newRow("a trust file that is none") << QStringList{"--trust", m_token, m_token} << 3;
    QTest::newRow("an unknown kind") << QStringList{"--as", "novel", m_token} << 2;
    QTest::newRow("an unknown profile") << QStringList{"--profile", "rfc", m_token} << 2;
    QTest::newRow("an unknown form") << QStringList{"--format", "pdf", m_token} << 2;
    QTest::newRow("an unknown expectation") << QStringList{"--expect", "pin=1", m_token} << 2;
    QTest::newRow("an expectation without value") << QStringList{"--expect", "nonce", m_token} << 2;
    QTest::newRow("one of two Play keys") << QStringList{"--play-decryption-key", m_token, m_token} << 2;
    QTest::newRow("keys that are none")
        << QStringList{"--play-decryption-key", m_token, "--play-verification-key", m_token, m_token} << 3;
    QTest::newRow("two files in one page") << QStringList{"--format", "html", m_token, m_token} << 2;
}

void TestDsrctlInspect::wrongUse()
{
    QFETCH(QStringList, options);
    const Call call = m_box.ctl(inspect(options));
    QTEST(call.exitCode, "exitCode");
    QVERIFY(!call.err.isEmpty());
    QVERIFY(call.out.isEmpty());
}

void TestDsrctlInspect::diffTellsMeaning()
{
    const QString left = m_box.file("l.json", R"({"a":1,"b":{"c":"x"}})");
    const QString right = m_box.file("r.json", "{ \"b\": {\"c\":\"y\"}, \"a\": 1 }");
    const Call call = m_box.ctl({"--json", "diff", left, right});
    QCOMPARE(call.exitCode, 0);
    QCOMPARE(call.array(),
        (QJsonArray{QJsonObject{{"path", "b.c"}, {"kind", "changed"}, {"left", "x"}, {"right", "y"}}}));
    QCOMPARE(m_box.ctl({"--json", "diff", left, left}).array(), QJsonArray());
    QVERIFY(m_box.ctl({"diff", left, left}).out.contains("The two mean the same."));
}

void TestDsrctlInspect::trustIsKeptAndCompared()
{
    const QStringList base{"--data-dir", m_box.dataDir(), "--at", "2026-11-25T12:00:00Z", "--json"};
    const auto bed = openTestBed(m_box.dataDir(), SystemClock());
    QVERIFY(bed);
    const QString file = m_box.file("roots.pem", bed->googleRoot.certificate.pem());
    const Call imported =
        m_box.ctl(base + QStringList{"trust", "import", file, "--name", "lab", "--role", "android"});
    QVERIFY2(imported.exitCode == 0, imported.err);
    QCOMPARE(imported.object().value("date").toString(), QStringLiteral("2026-11-25T12:00:00.000Z"));

    QStringList names;
    for (const QJsonValue &snapshot : m_box.ctl(base + QStringList{"trust", "list"}).array())
        names.append(snapshot.toObject().value("name").toString());
    QCOMPARE(names, (QStringList{"public", "testbed", "lab"}));

    const QJsonObject diff =
        m_box.ctl(base + QStringList{"trust", "diff", "public", "lab", "--evidence", m_token}).object();
    QCOMPARE(diff.value("differences").toArray().size(), 8); // seven roots gone, one new
    bool flips = false;
    for (const QJsonValue &flip : diff.value("flips").toArray()) {
        flips = flips
            || (flip.toObject().value("check").toString() == QLatin1StringView("android.chain.root")
                && flip.toObject().value("first").toString() == QLatin1StringView("fail")
                && flip.toObject().value("second").toString() == QLatin1StringView("pass"));
    }
    QVERIFY(flips);
}

void TestDsrctlInspect::importRefuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    const QString file = m_box.file("root.pem", publicTrust().anchors.first().certificate.pem());
    QTest::newRow("a name that is taken") << QStringList{file, "--name", "public"} << 2;
    QTest::newRow("a name that leads elsewhere") << QStringList{file, "--name", "../x"} << 2;
    QTest::newRow("an unknown role") << QStringList{file, "--role", "king"} << 2;
    QTest::newRow("no certificate") << QStringList{m_token, "--name", "x"} << 3;
}

void TestDsrctlInspect::importRefuses()
{
    QFETCH(QStringList, options);
    const Call call = m_box.ctl(QStringList{"--data-dir", m_box.dataDir(), "trust", "import"} + options);
    QTEST(call.exitCode, "exitCode");
    QVERIFY(!call.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestDsrctlInspect)
#include "tst_dsrctlinspect.moc"
