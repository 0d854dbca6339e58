#include "widgets/inspect/inspectpane.h"

#include "widgets/inspect/hexpane.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QSplitter>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace dsr {

namespace {
constexpr int openDepth = 2; ///< levels that are open at first

bool hasPersonal(const Node &node)
{
    return node.personal || std::ranges::any_of(node.children, hasPersonal);
}

/// The bytes of what is personal itself, not of all that contains it.
void collectPersonal(const Node &node, int source, QList<ByteRange> &ranges)
{
    if (node.personal && node.source == source && !std::ranges::any_of(node.children, hasPersonal))
        ranges.append(node.range);
    for (const Node &child : node.children)
        collectPersonal(child, source, ranges);
}
} // namespace

InspectPane::InspectPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new NodeModel(this))
    , m_tree(new QTreeView)
    , m_sources(new QTabBar)
    , m_bytes(new HexPane)
    , m_syntax(new QCheckBox)
    , m_personal(new QCheckBox)
{
    m_tree->setModel(m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(NodeModel::NameColumn, 190);
    m_sources->setExpanding(false);
    m_sources->setDrawBase(false);
    m_sources->setUsesScrollButtons(true);
    m_sources->setElideMode(Qt::ElideNone);

    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_sources);
    column->addWidget(m_bytes, 1);
    auto *halves = new QSplitter(Qt::Horizontal);
    halves->addWidget(m_tree);
    halves->addWidget(right);
    halves->setChildrenCollapsible(false);
    halves->setSizes({500, 500});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(halves, 1);
    auto *options = new QHBoxLayout;
    options->setSpacing(20);
    options->addWidget(m_syntax);
    options->addWidget(m_personal);
    options->addStretch();
    all->addLayout(options);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &index) { showNode(m_model->nodeOf(index)); });
    connect(m_sources, &QTabBar::currentChanged, this, &InspectPane::showSource);
    connect(m_bytes, &HexPane::byteChosen, this, &InspectPane::selectByte);
    connect(m_syntax, &QCheckBox::toggled, this, [this](bool on) {
        const Node *chosen = m_model->nodeOf(m_tree->currentIndex());
        m_model->setSyntaxShown(on);
        m_tree->expandToDepth(openDepth - 1);
        m_tree->setCurrentIndex(m_model->indexOf(chosen));
    });
    connect(m_personal, &QCheckBox::toggled, this, [this](bool on) {
        m_model->setPersonalShown(on);
        hidePersonal();
    });
    retranslate();
    clear();
}

void InspectPane::inspectBytes(const QByteArray &bytes, DataKind kind, const QString &name)
{
    const quint64 asked = ++m_asked;
    inBackground<InspectionPtr>(
        this, [bytes, kind, name] { return inspect(bytes, kind, name); },
        [this, asked](const InspectionPtr &inspection) {
            if (asked == m_asked)
                showInspection(inspection);
        });
}

void InspectPane::clear()
{
    ++m_asked;
    showInspection(nullptr);
}

void InspectPane::showInspection(const InspectionPtr &inspection)
{
    m_model->show(inspection);
    {
        const QSignalBlocker quiet(m_sources);
        while (m_sources->count() > 0)
            m_sources->removeTab(0);
        if (inspection) {
            for (const ByteSource &source : inspection->sources())
                m_sources->addTab(source.name);
        }
    }
    m_sources->setVisible(m_sources->count() > 1);
    m_personal->setVisible(inspection && hasPersonal(inspection->root()));
    showSource(0);
    if (inspection) {
        m_tree->expandToDepth(openDepth - 1);
        Q_EMIT shown();
    }
}

void InspectPane::showSource(int source)
{
    const InspectionPtr &inspection = m_model->inspection();
    const bool known = inspection && source >= 0 && source < inspection->sources().size();
    m_bytes->setBytes(known ? inspection->sources().at(source).bytes : QByteArray());
    hidePersonal();
}

void InspectPane::hidePersonal()
{
    QList<ByteRange> ranges;
    if (m_model->inspection() && !m_personal->isChecked())
        collectPersonal(m_model->inspection()->root(), qMax(0, m_sources->currentIndex()), ranges);
    m_bytes->setHidden(ranges);
}

void InspectPane::showNode(const Node *node)
{
    if (!node)
        return;
    if (node->source != m_sources->currentIndex())
        m_sources->setCurrentIndex(node->source);
    const bool sameSource = node->parent && node->parent->source == node->source;
    m_bytes->mark(node->range, sameSource ? node->parent->range : ByteRange());
}

void InspectPane::selectByte(qsizetype offset)
{
    const InspectionPtr &inspection = m_model->inspection();
    if (!inspection)
        return;
    const QModelIndex index =
        m_model->indexOf(inspection->nodeAt(qMax(0, m_sources->currentIndex()), offset));
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void InspectPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void InspectPane::retranslate()
{
    m_tree->setAccessibleName(tr("Content as a tree"));
    m_sources->setAccessibleName(tr("Sources of bytes"));
    m_syntax->setText(tr("Show &encoding"));
    m_personal->setText(tr("Show &personal data"));
}

} // namespace dsr
