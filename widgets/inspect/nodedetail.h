#pragma once

#include "core/check/finding.h"
#include "widgets/inspect/personalbytes.h"

#include <QTextBrowser>

namespace dsr {

class InspectPane;

/// All about the selected node: what it means, where it stands, its fingerprint, and what the rules say about
/// it: expected, found, clause, how computed, why.
class NodeDetail : public QTextBrowser
{
    Q_OBJECT
public:
    explicit NodeDetail(InspectPane *pane, QWidget *parent = nullptr);

    void setFindings(const QList<Finding> &findings);

protected:
    void changeEvent(QEvent *event) override;

private:
    void followNode(const Node *node);
    void refresh();
    QString facts(const Node &node) const;
    QString place(const Node &node) const;
    QString valueHtml(const Node &node) const;
    QString findingsHtml(const Node &node) const;
    QString findingHtml(const Finding &finding) const;

    InspectPane *m_pane;
    QList<Finding> m_findings;
    QString m_hash; ///< of the node's content; empty until it is known
};

} // namespace dsr
