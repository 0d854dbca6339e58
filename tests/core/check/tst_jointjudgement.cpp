#include "core/check/jointjudgement.h"

#include "core/check/inspectionjudge.h"
#include "core/decode/inspect.h"
#include "core/device/androidphone.h"
#include "core/flow/inspectionterms.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace dsr;

namespace {

/// "id status", sorted.
QStringList resultsOf(const QList<Finding> &findings)
{
    QStringList results;
    for (const Finding &finding : findings)
        results.append(finding.check + QLatin1Char(' ') + findingStatusId(finding.status));
    results.sort();
    return results;
}

/// "id status path" in their order.
QStringList linesOf(const QList<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines.append(finding.check + QLatin1Char(' ') + findingStatusId(finding.status) + QLatin1Char(' ')
            + finding.path);
    return lines;
}

QList<Finding> allOf(const JointJudgement &judgement)
{
    QList<Finding> all;
    for (const QList<Finding> &findings : judgement.findings)
        all += findings;
    return all;
}

const Finding *findingOf(const QList<Finding> &findings, const char *check)
{
    const auto found = std::ranges::find(findings, QLatin1StringView(check), &Finding::check);
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

class TestJointJudgement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_bed = openTestBed(m_folder.path(), m_clock).value();
        m_chain = newChain();
        QCOMPARE(m_chain.size(), 4); // leaf, batch, intermediate, root
        m_terms =
            termsOf({.time = m_clock.now(), .trust = {trustOf(*m_bed)}, .expected = {}, .playKeys = {}});
        m_whole = judgeInspection(*inspect(pem({0, 1, 2, 3})), m_terms);
        QCOMPARE(findingOf(m_whole, "android.chain.root")->status, FindingStatus::Pass);
    }

    void filesOfOneChainAreJudgedLikeOneFile_data()
    {
        QTest::addColumn<QList<QByteArray>>("files");
        QTest::addColumn<QList<int>>("chain");
        QTest::newRow("leaf first") << QList<QByteArray>{pem({0}), pem({1}), pem({2}), pem({3})}
                                    << QList<int>{0, 1, 2, 3};
        QTest::newRow("by their names")
            << QList<QByteArray>{pem({2}), pem({0}), pem({3}), pem({1})} << QList<int>{1, 3, 0, 2};
        QTest::newRow("in DER") << QList<QByteArray>{der(0), der(1), der(2), der(3)}
                                << QList<int>{0, 1, 2, 3};
        QTest::newRow("in base64") << QList<QByteArray>{der(3).toBase64(), der(2), der(1), der(0).toBase64()}
                                   << QList<int>{3, 2, 1, 0};
        QTest::newRow("the issuers in one file")
            << QList<QByteArray>{pem({1, 2, 3}), pem({0})} << QList<int>{1, 0};
    }
    void filesOfOneChainAreJudgedLikeOneFile()
    {
        QFETCH(const QList<QByteArray>, files);
        QFETCH(const QList<int>, chain);
        const QList<InspectionPtr> inspections = inspected(files);
        const JointJudgement judgement = judgeTogether(inspections, m_terms);
        QCOMPARE(judgement.chains, QList<QList<int>>{chain});
        QCOMPARE(resultsOf(allOf(judgement)), resultsOf(m_whole));
        for (qsizetype file = 0; file < files.size(); ++file) {
            for (const Finding &finding : judgement.findings.at(file)) {
                const Node *node = inspections.at(file)->find(finding.path);
                QVERIFY2(node, qPrintable(finding.check + QLatin1Char(' ') + finding.path));
                QCOMPARE(finding.source, node->source);
                QCOMPARE(finding.range, node->range);
            }
        }
        // What the key description says is found where it stands.
        const Finding *level = findingOf(judgement.findings.at(chain.first()), "android.boot.locked");
        QVERIFY(level);
        QVERIFY2(level->path.contains(QStringLiteral("keyDescription")), qPrintable(level->path));
    }

    void aFindingLeadsToTheFileItIsAbout()
    {
        QByteArray forged = der(2);
        forged[forged.size() - 1] = static_cast<char>(forged.back() ^ 1);
        const QList<InspectionPtr> files = inspected({der(3), forged, der(0), der(1)});
        const JointJudgement judgement = judgeTogether(files, m_terms);
        QCOMPARE(judgement.chains, (QList<QList<int>>{{2, 3, 1, 0}}));
        const Finding *finding = findingOf(judgement.findings.at(1), "android.chain.signatures");
        QVERIFY(finding);
        QCOMPARE(finding->status, FindingStatus::Fail);
    }

    void whatDoesNotBelongIsJudgedByItself_data()
    {
        QTest::addColumn<QList<QByteArray>>("files");
        QTest::newRow("one file") << QList<QByteArray>{pem({0, 1, 2, 3})};
        QTest::newRow("a gap between leaf and root") << QList<QByteArray>{der(0), der(3)};
        QTest::newRow("the same leaf twice") << QList<QByteArray>{der(0), der(0)};
        QTest::newRow("no attested key") << QList<QByteArray>{der(1), der(2), der(3)};
        QTest::newRow("a health card and its issuer")
            << QList<QByteArray>{m_bed->card.certificate.der(), m_bed->egkCa.certificate.der()};
        QTest::newRow("an issuer among other members")
            << QList<QByteArray>{der(0), "{\"x5c\":[\"" + der(1).toBase64() + "\"],\"a\":1}"};
        QTest::newRow("nothing at all") << QList<QByteArray>{};
    }
    void whatDoesNotBelongIsJudgedByItself()
    {
        QFETCH(const QList<QByteArray>, files);
        const QList<InspectionPtr> inspections = inspected(files);
        const JointJudgement judgement = judgeTogether(inspections, m_terms);
        QVERIFY(judgement.chains.isEmpty());
        QCOMPARE(judgement.findings.size(), files.size());
        for (qsizetype file = 0; file < files.size(); ++file) {
            QCOMPARE(linesOf(judgement.findings.at(file)),
                linesOf(judgeInspection(*inspections.at(file), m_terms)));
        }
    }

    void otherFilesStayWhatTheyAre()
    {
        const QByteArray card = m_bed->card.certificate.der();
        const QList<InspectionPtr> files = inspected({card, pem({1, 2, 3}), pem({0})});
        const JointJudgement judgement = judgeTogether(files, m_terms);
        QCOMPARE(judgement.chains, (QList<QList<int>>{{2, 1}}));
        QCOMPARE(linesOf(judgement.findings.first()), linesOf(judgeInspection(*files.first(), m_terms)));
        QVERIFY(!judgement.findings.first().isEmpty());
    }

    void twoLeavesMayShareTheirIssuers()
    {
        const QByteArray other = newChain().first().der();
        QVERIFY(other != der(0));
        const JointJudgement judgement = judgeTogether(inspected({der(0), pem({1, 2, 3}), other}), m_terms);
        QCOMPARE(judgement.chains, (QList<QList<int>>{{0, 1}, {2, 1}}));
        QVERIFY(findingOf(judgement.findings.at(0), "android.boot.locked"));
        QVERIFY(findingOf(judgement.findings.at(2), "android.boot.locked"));
        QStringList shared;
        for (const Finding &finding : judgement.findings.at(1))
            shared.append(finding.check + finding.path);
        QCOMPARE(shared.removeDuplicates(), 0);
    }

private:
    QList<Certificate> newChain()
    {
        AndroidPhone phone(*m_bed, m_clock);
        phone.newKeys().value();
        const QByteArray challenge(32, '\x01');
        return phone.attest({.keypairMtls = challenge, .attest = challenge, .integrity = challenge}, true)
            .value()
            .chain;
    }
    QByteArray der(qsizetype index) const { return m_chain.at(index).der(); }
    QByteArray pem(std::initializer_list<qsizetype> indexes) const
    {
        QByteArray armour;
        for (const qsizetype index : indexes)
            armour += m_chain.at(index).pem();
        return armour;
    }
    static QList<InspectionPtr> inspected(const QList<QByteArray> &files)
    {
        QList<InspectionPtr> inspections;
        for (const QByteArray &file : files)
            inspections.append(inspect(file));
        return inspections;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::optional<TestBed> m_bed;
    QList<Certificate> m_chain;
    Terms m_terms;
    QList<Finding> m_whole;
};

QTEST_GUILESS_MAIN(TestJointJudgement)
#include "tst_jointjudgement.moc"
