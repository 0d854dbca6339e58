#include "widgets/inspect/inspectpane.h"

#include "widgets/inspect/hexpane.h"
#include "widgets/inspect/nodeactions.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHash>
#include <QHeaderView>
#include <QSplitter>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace dsr {

namespace {

constexpr int openDepth = 2; ///< levels that are open at first

/// A large tree takes its time to go, which the window need not wait for.
void discard(InspectionPtr inspection)
{
    if (inspection)
        QThreadPool::globalInstance()->start([gone = std::move(inspection)]() mutable { gone.reset(); });
}

} // namespace

InspectPane::InspectPane(QWidget *parent)
    : QWidget(parent)
    , m_selection(new NodeSelection(this))
    , m_model(new NodeModel(this))
    , m_tree(new QTreeView)
    , m_sources(new QTabBar)
    , m_bytes(new HexPane)
    , m_syntax(new QCheckBox)
    , m_personal(new QCheckBox)
    , m_tools(new QHBoxLayout)
    , m_actions(new NodeActions(m_selection, m_model, this))
{
    m_tree->setModel(m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(NodeModel::NameColumn, 190);
    m_sources->setExpanding(false);
    m_sources->setDrawBase(false);
    m_sources->setUsesScrollButtons(true);
    m_sources->setElideMode(Qt::ElideNone);
    for (QWidget *view : {static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_bytes)}) {
        view->addActions(m_actions->all());
        view->setContextMenuPolicy(Qt::ActionsContextMenu);
    }

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
    m_tools->setSpacing(20);
    m_tools->addWidget(m_syntax);
    m_tools->addWidget(m_personal);
    m_tools->addStretch(1);
    all->addLayout(m_tools);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &index) { m_selection->select(m_model->nodeOf(index)); });
    connect(m_selection, &NodeSelection::changed, this, &InspectPane::followNode);
    connect(m_sources, &QTabBar::currentChanged, this, &InspectPane::showSource);
    connect(m_bytes, &HexPane::byteChosen, this, &InspectPane::selectByte);
    connect(m_syntax, &QCheckBox::toggled, this, &InspectPane::showSyntax);
    connect(m_personal, &QCheckBox::toggled, this, [this](bool on) {
        m_model->setPersonalShown(on);
        hidePersonal();
        Q_EMIT personalShown(on);
    });
    retranslate();
    clear();
}

InspectPane::~InspectPane()
{
    discard(m_model->inspection());
    m_model->show(nullptr, {});
}

const InspectionPtr &InspectPane::inspection() const
{
    return m_model->inspection();
}

int InspectPane::source() const
{
    return qMax(0, m_sources->currentIndex());
}

void InspectPane::inspectBytes(
    const QByteArray &bytes, DataKind kind, const QString &name, const TokenOpener &opener)
{
    const quint64 asked = ++m_asked;
    inBackground<Decoded>(
        this,
        [bytes, kind, name, opener] {
            InspectionPtr inspection = inspect(bytes, kind, name, opener);
            return Decoded{inspection, PersonalBytes::of(*inspection)};
        },
        [this, asked](const Decoded &decoded) {
            if (asked == m_asked)
                showDecoded(decoded);
        });
}

void InspectPane::clear()
{
    ++m_asked;
    showDecoded({});
}

void InspectPane::showDecoded(Decoded decoded)
{
    const InspectionPtr inspection = decoded.inspection;
    m_selection->reset();
    discard(m_model->inspection());
    m_personal->setVisible(!decoded.personal.isEmpty());
    m_model->show(std::move(decoded.inspection), std::move(decoded.personal));
    {
        const QSignalBlocker quiet(m_sources);
        m_sources->hide(); // a bar on the screen is laid out with every tab
        while (m_sources->count() > 0)
            m_sources->removeTab(0);
        if (inspection) {
            QHash<QString, int> times;
            for (const ByteSource &source : inspection->sources()) {
                const int count = ++times[source.name];
                m_sources->addTab(
                    count == 1 ? source.name : QStringLiteral("%1 %2").arg(source.name).arg(count));
            }
        }
    }
    m_sources->setVisible(m_sources->count() > 1);
    showSource(0);
    if (inspection) {
        m_tree->expandToDepth(openDepth - 1);
        Q_EMIT shown();
    }
}

void InspectPane::showSource(int source)
{
    const bool known = inspection() && source >= 0 && source < inspection()->sources().size();
    m_bytes->setBytes(known ? inspection()->sources().at(source).bytes : QByteArray());
    hidePersonal();
    if (const Node *node = m_selection->node(); node && node->source == source)
        followNode(node);
}

void InspectPane::hidePersonal()
{
    m_bytes->setHidden(m_personal->isChecked() ? QList<ByteRange>() : m_model->personal().in(source()));
}

void InspectPane::showSyntax(bool shown)
{
    m_model->setSyntaxShown(shown);
    m_tree->expandToDepth(openDepth - 1);
    followNode(m_selection->node());
}

void InspectPane::followNode(const Node *node)
{
    if (!node)
        return;
    const QModelIndex index = m_model->indexOf(node);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    makeRoomForName(index);
    if (node->source != m_sources->currentIndex()) {
        m_sources->setCurrentIndex(node->source);
        return; // shows the source, and the node in it
    }
    const bool sameSource = node->parent && node->parent->source == node->source;
    // All bytes marked would say nothing.
    m_bytes->mark(node->parent ? node->range : ByteRange(), sameSource ? node->parent->range : ByteRange());
}

/// Deep nodes stand far to the right; their names are what leads to them.
void InspectPane::makeRoomForName(const QModelIndex &index)
{
    const int end = m_tree->visualRect(index).left() + m_tree->sizeHintForIndex(index).width();
    const int wanted = std::min(end, m_tree->width() * 2 / 3);
    if (wanted > m_tree->columnWidth(NodeModel::NameColumn))
        m_tree->setColumnWidth(NodeModel::NameColumn, wanted);
}

void InspectPane::addTool(QWidget *tool)
{
    m_tools->addWidget(tool, 2);
}

void InspectPane::select(const Node *node)
{
    m_selection->select(m_model->nodeOf(m_model->indexOf(node)));
}

void InspectPane::selectByte(qsizetype offset)
{
    if (inspection())
        select(inspection()->nodeAt(source(), offset));
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
    m_actions->retranslate();
}

} // namespace dsr
