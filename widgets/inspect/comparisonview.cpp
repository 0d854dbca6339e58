#include "widgets/inspect/comparisonview.h"

#include "widgets/inspect/differencemodel.h"
#include "widgets/inspect/personalbytes.h"
#include "widgets/shared/background.h"
#include "widgets/shared/table.h"
#include "widgets/shared/theme.h"

#include <QEvent>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace dsr {

namespace {

void maskValue(
    QString &value, const Inspection &inspection, const PersonalBytes &personal, const QString &path)
{
    const Node *node = inspection.find(path);
    if (node && !value.isEmpty() && personal.reaches(*node))
        value = QStringLiteral("••••••");
}

/// What differs, with personal values masked: a comparison needs to know that they differ, not what they are.
QList<Difference> maskedDifferences(const Inspection &left, const Inspection &right)
{
    QList<Difference> differences = compare(left, right);
    const PersonalBytes inLeft = PersonalBytes::of(left);
    const PersonalBytes inRight = PersonalBytes::of(right);
    for (Difference &difference : differences) {
        maskValue(difference.left, left, inLeft, difference.path);
        maskValue(difference.right, right, inRight, difference.path);
    }
    return differences;
}

} // namespace

ComparisonView::ComparisonView(Side left, Side right, QWidget *parent)
    : QWidget(parent)
    , m_left(std::move(left))
    , m_right(std::move(right))
    , m_model(new DifferenceModel(this))
    , m_title(new QLabel)
    , m_summary(new QLabel)
    , m_table(makeTable(m_model))
{
    setLook(m_title, "section");
    setLook(m_summary, "quiet");
    m_model->setNames(m_left.name, m_right.name);
    m_table->setTextElideMode(Qt::ElideMiddle); // the end of a path says most
    m_table->setColumnWidth(DifferenceModel::KindColumn, 110);
    m_table->setColumnWidth(DifferenceModel::PathColumn, 340);
    m_table->setColumnWidth(DifferenceModel::LeftColumn, 320);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 10, 4, 0);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);

    connect(m_table, &QTableView::activated, this, &ComparisonView::lead);
    retranslate();
    inBackground<QList<Difference>>(
        this,
        [one = m_left.inspection, other = m_right.inspection] { return maskedDifferences(*one, *other); },
        [this](const QList<Difference> &differences) {
            m_isCompared = true;
            m_model->show(differences);
            m_table->selectRow(0);
            retranslate();
            Q_EMIT compared();
        });
}

ComparisonView::~ComparisonView()
{
    // A large tree takes its time to go, which the window need not wait for.
    QThreadPool::globalInstance()->start(
        [left = std::move(m_left.inspection), right = std::move(m_right.inspection)]() mutable {
            left.reset();
            right.reset();
        });
}

const QList<Difference> &ComparisonView::differences() const
{
    return m_model->differences();
}

QString ComparisonView::summary() const
{
    return m_summary->text();
}

void ComparisonView::lead(const QModelIndex &index)
{
    const Difference &difference = differences().at(index.row());
    const bool inRight =
        difference.kind == Difference::Kind::Added || index.column() == DifferenceModel::RightColumn;
    Q_EMIT placeWanted(difference.path, inRight && difference.kind != Difference::Kind::Removed);
}

void ComparisonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ComparisonView::retranslate()
{
    m_title->setText(tr("What differs in meaning"));
    const int count = static_cast<int>(differences().size());
    m_summary->setText(!m_isCompared ? tr("Comparing…")
            : count == 0             ? tr("The two mean the same.")
                                     : tr("%n difference(s). Enter leads to the place.", nullptr, count));
    m_table->setAccessibleName(tr("Differences"));
    m_model->retranslate();
}

} // namespace dsr
