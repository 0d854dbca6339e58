#include "widgets/inspect/inspectdocument.h"

#include "core/flow/inspectionreport.h"
#include "widgets/inspect/findinglist.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeactions.h"
#include "widgets/inspect/nodedetail.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/inspect/searchbar.h"
#include "widgets/inspect/termsbar.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QAction>
#include <QLabel>
#include <QShortcut>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace dsr {

namespace {
bool isSame(const PlayKeys &a, const PlayKeys &b)
{
    const bool sameSecret =
        a.decryption && b.decryption ? a.decryption->equals(*b.decryption) : a.decryption == b.decryption;
    return sameSecret && a.verification == b.verification;
}
} // namespace

InspectDocument::InspectDocument(const InspectInput &input, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_name(input.name)
    , m_kind(input.kind)
    , m_clock(clock)
    , m_termsBar(new TermsBar(clock.now()))
    , m_chain(new QLabel)
    , m_pane(new InspectPane)
    , m_searchBar(new SearchBar(m_pane))
    , m_findingList(new FindingList(m_pane))
    , m_detail(new NodeDetail(m_pane))
{
    auto *lower = new QSplitter(Qt::Horizontal);
    lower->setChildrenCollapsible(false);
    lower->addWidget(m_findingList);
    lower->addWidget(m_detail);
    lower->setSizes({580, 420});
    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_pane);
    halves->addWidget(lower);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    m_pane->addTool(m_searchBar);
    setLook(m_chain, "quiet");
    m_chain->setWordWrap(true);
    m_chain->hide();
    column->addWidget(m_termsBar);
    column->addWidget(m_chain);
    column->addWidget(halves, 1);
    addKeys();
    setFocusProxy(m_pane->tree());

    connect(m_pane, &InspectPane::shown, this, [this] {
        m_pane->selection()->select(&m_pane->inspection()->root());
        judge();
    });
    connect(m_termsBar, &TermsBar::changed, this, &InspectDocument::judge);
    connect(m_termsBar, &TermsBar::trustWanted, this, &InspectDocument::trustWanted);
    connect(m_pane->actions(), &NodeActions::told, this, &InspectDocument::told);
    m_pane->inspectBytes(input.bytes, input.kind, input.name);
}

void InspectDocument::addKeys()
{
    addActions({m_pane->actions()->back(), m_pane->actions()->forward()});
    const auto add = [this](const QKeySequence &key, const std::function<void()> &run) {
        auto *shortcut = new QShortcut(key, this);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence::Find, [this] { m_searchBar->begin(SearchKind::Text); });
    add(Qt::CTRL | Qt::Key_G, [this] { m_searchBar->begin(SearchKind::Offset); });
    add(Qt::Key_F3, [this] { m_searchBar->next(); });
    add(Qt::SHIFT | Qt::Key_F3, [this] { m_searchBar->previous(); });
}

void InspectDocument::setTrust(const QList<TrustSnapshot> &known, const PlayKeys &playKeys)
{
    const bool same =
        std::ranges::equal(known, m_termsBar->known(), [](const TrustSnapshot &a, const TrustSnapshot &b) {
            return a.name == b.name && a.date == b.date && a.anchors == b.anchors
                && a.statusList == b.statusList;
        });
    const bool sameKeys = isSame(playKeys, m_termsBar->choice().inspection.playKeys);
    if (m_trustKnown && same && sameKeys)
        return;
    m_trustKnown = true;
    m_triedToOpen = m_triedToOpen && sameKeys;
    m_termsBar->setTrust(known, playKeys);
}

/// Keys and bytes come in any order. Decodes once more, with the keys, if that may open something.
bool InspectDocument::openTokens()
{
    const TokenOpener opener = tokenOpener(m_termsBar->choice().inspection.playKeys);
    const InspectionPtr &inspection = m_pane->inspection();
    if (m_triedToOpen || !opener || !inspection->hasClosedTokens())
        return false;
    m_triedToOpen = true;
    m_pane->inspectBytes(inspection->sources().first().bytes, m_kind, m_name, opener);
    return true;
}

void InspectDocument::judge()
{
    // Without anchors every chain would end nowhere, which says nothing about it.
    if (!m_pane->inspection() || !m_trustKnown)
        return;
    if (openTokens())
        return; // judged when the opened tree is there, and only then
    const quint64 asked = ++m_asked;
    QList<InspectionPtr> files{m_pane->inspection()};
    QStringList names{m_name};
    for (const Companion &companion : m_companions) {
        files.append(companion.inspection);
        names.append(companion.name);
    }
    inBackground<JointJudgement>(
        this,
        [files, choice = m_termsBar->choice(), now = m_clock.now()] {
            return judgeTogether(files, inspectionTerms(choice, *files.first(), now));
        },
        [this, asked, names](const JointJudgement &judgement) {
            if (asked != m_asked)
                return;
            showChain(judgement, names);
            showFindings(judgement.findings.first());
        });
}

void InspectDocument::setCompanions(const QList<Companion> &companions)
{
    if (companions == m_companions)
        return;
    m_companions = companions;
    m_findings.clear(); // what comes out differently now is no matter of other terms
    judge();
}

void InspectDocument::showChain(const JointJudgement &judgement, const QStringList &names)
{
    QStringList chain;
    for (const QList<int> &files : judgement.chains) {
        if (!chain.isEmpty() || !files.contains(0))
            continue;
        for (const int file : files)
            chain.append(names.at(file));
    }
    m_chain->setText(
        chain.isEmpty() ? QString() : tr("Judged as one chain: %1").arg(chain.join(QStringLiteral(", "))));
    m_chain->setVisible(!chain.isEmpty());
}

QString InspectDocument::chainText() const
{
    return m_chain->text();
}

std::function<QByteArray()> InspectDocument::report() const
{
    const PersonalData personal =
        m_pane->model()->isPersonalShown() ? PersonalData::Shown : PersonalData::Masked;
    return [inspection = m_pane->inspection(), findings = m_findings, personal] {
        return inspectionHtml(*inspection, findings, personal);
    };
}

void InspectDocument::showFindings(const QList<Finding> &findings)
{
    m_pane->model()->setFindings(findings);
    m_detail->setFindings(findings);
    m_findingList->showFindings(findings, m_findings);
    m_findings = findings;
    Q_EMIT judged();
}

} // namespace dsr
