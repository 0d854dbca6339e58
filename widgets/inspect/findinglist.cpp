#include "widgets/inspect/findinglist.h"

#include "core/decode/decoding.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/mark.h"
#include "widgets/shared/table.h"
#include "widgets/steps/findingmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <optional>

namespace dsr {

namespace {

constexpr FindingStatus statuses[] = {
    FindingStatus::Fail, FindingStatus::Warn, FindingStatus::Pass, FindingStatus::NotChecked};

/// A value as far as it may be seen.
void maskValue(QString &value, bool personal)
{
    if (!value.isEmpty() && (personal || looksLikeKvnr(value)))
        value = QStringLiteral("••••••");
}

} // namespace

class FindingList::Filter : public QSortFilterProxyModel
{
public:
    explicit Filter(FindingModel *model, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_model(model)
    {
        setSourceModel(model);
    }

    void set(std::optional<FindingStatus> status, const QString &words, bool onlyChanged)
    {
        m_status = status;
        m_words = words;
        m_onlyChanged = onlyChanged;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const Finding &finding = m_model->finding(row);
        if (m_status && finding.status != *m_status)
            return false;
        if (m_onlyChanged && !m_model->isChanged(row))
            return false;
        if (m_words.isEmpty() || finding.check.contains(m_words, Qt::CaseInsensitive)
            || finding.path.contains(m_words, Qt::CaseInsensitive)
            || finding.explanation.contains(m_words, Qt::CaseInsensitive))
            return true;
        for (int column = 0; column < FindingModel::ColumnCount; ++column) {
            const QString text = m_model->index(row, column, parent).data().toString();
            if (text.contains(m_words, Qt::CaseInsensitive))
                return true;
        }
        return false;
    }

private:
    FindingModel *m_model;
    std::optional<FindingStatus> m_status;
    QString m_words;
    bool m_onlyChanged = false;
};

FindingList::FindingList(InspectPane *pane, QWidget *parent)
    : QWidget(parent)
    , m_pane(pane)
    , m_model(new FindingModel(this))
    , m_filter(new Filter(m_model, this))
    , m_title(new QLabel)
    , m_summary(new QLabel)
    , m_status(new QComboBox)
    , m_words(new QLineEdit)
    , m_changed(new QCheckBox)
    , m_table(makeTable(m_filter))
{
    setLook(m_title, "section");
    setLook(m_summary, "quiet");
    m_table->setColumnHidden(FindingModel::JudgeColumn, true);
    m_table->setColumnWidth(FindingModel::ResultColumn, 140);
    m_table->setColumnWidth(FindingModel::CheckColumn, 250);
    m_table->setColumnWidth(FindingModel::ExpectedColumn, 90);
    m_status->addItem(QString());
    for (const FindingStatus status : statuses)
        m_status->addItem(QString(), static_cast<int>(status));
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(90);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_status);
    row->addWidget(m_words, 1);
    row->addWidget(m_changed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);

    const auto filter = [this] {
        const QVariant status = m_status->currentData();
        m_filter->set(
            status.isValid() ? std::optional(static_cast<FindingStatus>(status.toInt())) : std::nullopt,
            m_words->text().trimmed(), m_changed->isChecked());
    };
    connect(m_status, &QComboBox::currentIndexChanged, this, filter);
    connect(m_words, &QLineEdit::textChanged, this, filter);
    connect(m_changed, &QCheckBox::toggled, this, filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FindingList::choose);
    connect(pane->selection(), &NodeSelection::changed, this, &FindingList::follow);
    connect(pane, &InspectPane::personalShown, this, &FindingList::fill);
    retranslate();
}

void FindingList::showFindings(const QList<Finding> &findings, const QList<Finding> &before)
{
    m_findings = findings;
    m_before = before;
    fill();
}

void FindingList::fill()
{
    QList<Finding> shown = m_findings;
    const InspectionPtr &inspection = m_pane->inspection();
    const bool all = m_pane->model()->isPersonalShown();
    for (Finding &finding : shown) {
        const Node *node = inspection && finding.source >= 0 ? inspection->find(finding.path) : nullptr;
        const bool personal = node && m_pane->model()->personal().reaches(*node);
        for (QString *value : {&finding.expected, &finding.actual}) {
            if (!all)
                maskValue(*value, personal);
        }
    }
    const QScopedValueRollback quiet(m_following, true);
    m_model->show(shown, {}, m_before);
    m_changed->setVisible(!m_before.isEmpty());
    if (m_before.isEmpty())
        m_changed->setChecked(false);
    summarise();
    follow();
}

const Finding &FindingList::finding(int row) const
{
    return m_model->finding(m_filter->mapToSource(m_filter->index(row, 0)).row());
}

int FindingList::count() const
{
    return m_filter->rowCount();
}

QString FindingList::summary() const
{
    return m_summary->text();
}

/// Shows the row of the selected node; none if no finding is about it.
void FindingList::follow()
{
    const QScopedValueRollback quiet(m_following, true);
    const Node *node = m_pane->selection()->node();
    const QString path = node ? node->path() : QString();
    const int current = m_table->currentIndex().row();
    if (node && current >= 0 && finding(current).path == path)
        return;
    for (int row = 0; node && row < count(); ++row) {
        if (finding(row).source >= 0 && finding(row).path == path) {
            m_table->selectRow(row);
            return;
        }
    }
    m_table->clearSelection();
    m_table->selectionModel()->clearCurrentIndex();
}

void FindingList::choose(const QModelIndex &index)
{
    if (m_following || !index.isValid() || !m_pane->inspection())
        return;
    const Finding &chosen = finding(index.row());
    if (const Node *node = chosen.source >= 0 ? m_pane->inspection()->find(chosen.path) : nullptr)
        m_pane->select(node);
}

void FindingList::summarise()
{
    QStringList parts;
    for (const FindingStatus status : statuses) {
        const auto count = std::ranges::count(m_findings, status, &Finding::status);
        if (count > 0)
            parts.append(tr("%1 %2", "number and result of checks").arg(count).arg(markOf(status).word));
    }
    const int changed = m_model->changedCount();
    if (!m_before.isEmpty())
        parts.append(changed == 0 ? tr("nothing came out differently")
                                  : tr("%n came out differently", nullptr, changed));
    m_summary->setText(m_findings.isEmpty() ? tr("There is nothing here that a rule judges.")
                                            : parts.join(QStringLiteral(" · ")));
}

void FindingList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FindingList::retranslate()
{
    m_title->setText(tr("Checks"));
    m_status->setAccessibleName(tr("Show results"));
    m_status->setItemText(0, tr("all results"));
    for (int i = 0; i < static_cast<int>(std::size(statuses)); ++i)
        m_status->setItemText(i + 1, markOf(statuses[i]).word);
    m_words->setAccessibleName(tr("Words to look for in the checks"));
    m_words->setPlaceholderText(tr("Filter"));
    m_changed->setText(tr("Only &different"));
    m_table->setAccessibleName(tr("Checks"));
    m_model->retranslate();
    summarise();
}

} // namespace dsr
