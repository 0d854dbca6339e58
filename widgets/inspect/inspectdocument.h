#pragma once

#include "core/base/clock.h"
#include "core/check/finding.h"
#include "core/check/jointjudgement.h"
#include "core/check/trustsnapshot.h"
#include "core/decode/inspect.h"

#include <QWidget>

#include <functional>

class QLabel;

namespace dsr {

class FindingList;
class InspectPane;
class NodeDetail;
class SearchBar;
class TermsBar;

/// What a document is made of.
struct InspectInput
{
    QString name; ///< "token.jws"
    QByteArray bytes;
    DataKind kind = DataKind::Guess;
};

/// Another file that was handed over together with this one.
struct Companion
{
    QString name;
    InspectionPtr inspection;
    friend bool operator==(const Companion &, const Companion &) = default;
};

/// One thing that is inspected: terms, tree, bytes, checks and details around one selection. Judges in a pool
/// thread; other terms are another judgement of the same tree.
class InspectDocument : public QWidget
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    InspectDocument(const InspectInput &input, const Clock &clock, QWidget *parent = nullptr);

    /// What can be trusted, and what opens Play Integrity tokens; judges again if other things are trusted.
    void setTrust(const QList<TrustSnapshot> &known, const PlayKeys &playKeys = {});
    /// Files that may be one chain with this one; they are judged together.
    void setCompanions(const QList<Companion> &companions);
    const QList<Finding> &findings() const { return m_findings; }
    /// Says with which files it was judged as one chain; empty if with none.
    QString chainText() const;
    /// Makes the report of what is shown, personal data as on the screen; for a pool thread.
    std::function<QByteArray()> report() const;

    QString name() const { return m_name; }
    InspectPane *pane() const { return m_pane; }
    NodeDetail *detail() const { return m_detail; }
    TermsBar *termsBar() const { return m_termsBar; }
    SearchBar *searchBar() const { return m_searchBar; }
    FindingList *findingList() const { return m_findingList; }

Q_SIGNALS:
    /// The findings are on the screen.
    void judged();
    /// A sentence about what was done.
    void told(const QString &sentence);
    void trustWanted();

private:
    void addKeys();
    void judge();
    bool openTokens();
    void showFindings(const QList<Finding> &findings);
    void showChain(const JointJudgement &judgement, const QStringList &names);

    QString m_name;
    DataKind m_kind;
    const Clock &m_clock;
    TermsBar *m_termsBar;
    QLabel *m_chain;
    InspectPane *m_pane;
    SearchBar *m_searchBar;
    FindingList *m_findingList;
    NodeDetail *m_detail;
    QList<Companion> m_companions;
    QList<Finding> m_findings;
    bool m_trustKnown = false;
    bool m_triedToOpen = false;
    quint64 m_asked = 0; ///< which judgement is wanted; older ones are dropped
};

} // namespace dsr
