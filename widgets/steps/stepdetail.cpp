#include "widgets/steps/stepdetail.h"

#include "core/base/advice.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/shared/selection.h"
#include "widgets/shared/signlabel.h"
#include "widgets/steps/exchangeview.h"
#include "widgets/steps/stepmodel.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace dsr {

StepDetail::StepDetail(StepModel *model, Selection *selection, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_selection(selection)
    , m_title(new QLabel)
    , m_state(new SignLabel)
    , m_purpose(new QLabel)
    , m_clause(new QLabel)
    , m_artifacts(new QTabBar)
    , m_inspect(new QPushButton)
    , m_nothing(new QLabel)
    , m_pane(new InspectPane)
    , m_exchange(new ExchangeView)
{
    setLook(this, "card");
    setLook(m_title, "section");
    setLook(m_purpose, "quiet");
    setLook(m_clause, "small");
    setLook(m_nothing, "quiet");
    setLook(m_inspect, "link");
    m_purpose->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_clause->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_artifacts->setExpanding(false);
    m_artifacts->setDrawBase(false);
    m_artifacts->setElideMode(Qt::ElideNone);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addSpacing(12);
    head->addWidget(m_state);
    head->addStretch();
    auto *sense = new QHBoxLayout;
    sense->setSpacing(20);
    sense->addWidget(m_purpose, 1);
    sense->addWidget(m_clause, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 11, 14, 10);
    column->setSpacing(5);
    column->addLayout(head);
    column->addLayout(sense);
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_artifacts, 1);
    tabs->addWidget(m_inspect);
    column->addLayout(tabs);
    column->addWidget(m_pane, 1);
    column->addWidget(m_exchange, 1);
    column->addWidget(m_nothing, 1);

    connect(selection, &Selection::changed, this, &StepDetail::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &StepDetail::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &first, const QModelIndex &last) {
            if (m_selection->step() >= first.row() && m_selection->step() <= last.row())
                refresh();
        });
    connect(m_artifacts, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab >= 0)
            m_selection->select(m_selection->step(), m_artifacts->tabData(tab).toString());
    });
    connect(m_inspect, &QPushButton::clicked, this, [this] {
        if (const Artifact *artifact = chosen())
            Q_EMIT inspectWanted(*artifact);
    });
    refresh();
}

const Artifact *StepDetail::chosen() const
{
    const StepRecord *step = m_model->step(m_selection->step());
    const int tab = m_artifacts->currentIndex();
    return step && tab >= 0 && tab < step->artifacts.size() ? &step->artifacts.at(tab) : nullptr;
}

void StepDetail::refresh()
{
    const StepRecord *step = m_model->step(m_selection->step());
    m_title->setText(step ? step->title : QString());
    m_state->setVisible(step);
    m_purpose->setText(step ? step->purpose : QString());
    m_clause->setText(step ? step->clause : QString());
    if (step)
        m_state->setMark(markOf(step->status));
    if (step && step->error) {
        const Advice advice = adviceFor(*step->error);
        m_purpose->setText(QStringLiteral("%1 %2").arg(advice.title, advice.action));
    }
    refreshTabs();
    m_inspect->setText(tr("&Open in Inspect"));
    m_artifacts->setAccessibleName(tr("What went in and out"));
    m_nothing->setText(
        step ? tr("This step has nothing to look at yet.") : tr("Select a step to look into it."));
    inspectChosen();
}

void StepDetail::refreshTabs()
{
    const StepRecord *step = m_model->step(m_selection->step());
    const QList<Artifact> artifacts = step ? step->artifacts : QList<Artifact>();
    const Theme &theme = Theme::of(palette());
    const QSignalBlocker quiet(m_artifacts);
    while (m_artifacts->count() > artifacts.size())
        m_artifacts->removeTab(m_artifacts->count() - 1);
    int chosen = 0;
    for (int i = 0; i < artifacts.size(); ++i) {
        const Artifact &artifact = artifacts.at(i);
        if (i >= m_artifacts->count())
            m_artifacts->addTab(QString());
        m_artifacts->setTabText(i, artifactTitle(artifact.name));
        m_artifacts->setTabData(i, artifact.name);
        m_artifacts->setTabIcon(
            i, lineIcon(artifact.incoming ? QStringLiteral("in") : QStringLiteral("out"), theme.quiet));
        m_artifacts->setTabToolTip(i,
            artifact.incoming
                ? tr("Came in, %n byte(s)", nullptr, static_cast<int>(artifact.bytes.size()))
                : tr("Made here, %n byte(s)", nullptr, static_cast<int>(artifact.bytes.size())));
        if (artifact.name == m_selection->artifact())
            chosen = i;
    }
    m_artifacts->setCurrentIndex(chosen);
    m_artifacts->setVisible(!artifacts.isEmpty());
    m_inspect->setVisible(!artifacts.isEmpty());
    const bool isExchange = chosen < artifacts.size()
        && artifacts.at(chosen).name.startsWith(QLatin1StringView("card.exchange."));
    m_pane->setVisible(!artifacts.isEmpty() && !isExchange);
    m_exchange->setVisible(isExchange);
    m_nothing->setVisible(artifacts.isEmpty());
}

void StepDetail::inspectChosen()
{
    const StepRecord *step = m_model->step(m_selection->step());
    const Artifact *artifact = chosen();
    if (!artifact) {
        m_inspected.clear();
        m_pane->clear();
        return;
    }
    const QString wanted =
        step->id + QLatin1Char('/') + artifact->name + QString::number(qHash(artifact->bytes), 16);
    if (wanted == m_inspected)
        return;
    m_inspected = wanted;
    if (m_exchange->isVisibleTo(this))
        m_exchange->showExchanges(artifact->bytes);
    else
        m_pane->inspectBytes(artifact->bytes, artifact->kind, artifact->name);
}

void StepDetail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace dsr
