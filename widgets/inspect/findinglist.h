#pragma once

#include "core/check/finding.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace dsr {

class FindingModel;
class InspectPane;

/// What the rules say about an inspection, with filters for result and words. Follows the selection of the
/// pane, and leads to the node of a finding.
class FindingList : public QWidget
{
    Q_OBJECT
public:
    explicit FindingList(InspectPane *pane, QWidget *parent = nullptr);

    /// `before`: what was found under other terms; what came out differently is marked.
    void showFindings(const QList<Finding> &findings, const QList<Finding> &before = {});
    /// The row's finding, as filtered.
    const Finding &finding(int row) const;
    int count() const;

    QTableView *table() const { return m_table; }
    QComboBox *statusBox() const { return m_status; }
    QLineEdit *wordsField() const { return m_words; }
    QCheckBox *changedBox() const { return m_changed; }
    QString summary() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    class Filter;
    void fill();
    void follow();
    void choose(const QModelIndex &index);
    void summarise();
    void retranslate();

    InspectPane *m_pane;
    QList<Finding> m_findings;
    QList<Finding> m_before;
    FindingModel *m_model;
    Filter *m_filter;
    QLabel *m_title;
    QLabel *m_summary;
    QComboBox *m_status;
    QLineEdit *m_words;
    QCheckBox *m_changed;
    QTableView *m_table;
    bool m_following = false; ///< the table is being set to what was selected elsewhere
};

} // namespace dsr
