#include "widgets/inspect/searchbar.h"

#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace dsr {

SearchBar::SearchBar(InspectPane *pane, QWidget *parent)
    : QWidget(parent)
    , m_pane(pane)
    , m_kind(new QComboBox)
    , m_field(new QLineEdit)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_result(new QLabel)
{
    for (const SearchKind kind :
        {SearchKind::Text, SearchKind::Bytes, SearchKind::Hash, SearchKind::Oid, SearchKind::Offset})
        m_kind->addItem(QString(), static_cast<int>(kind));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(140);
    m_previous->setArrowType(Qt::UpArrow);
    m_next->setArrowType(Qt::DownArrow);
    for (QToolButton *button : {m_previous, m_next})
        button->setFocusPolicy(Qt::TabFocus);
    setLook(m_result, "quiet");
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_kind);
    row->addWidget(m_field, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_result);

    connect(m_field, &QLineEdit::textChanged, this, &SearchBar::forget);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SearchBar::forget);
    connect(m_field, &QLineEdit::returnPressed, this, &SearchBar::next);
    connect(m_next, &QToolButton::clicked, this, &SearchBar::next);
    connect(m_previous, &QToolButton::clicked, this, &SearchBar::previous);
    connect(pane, &InspectPane::shown, this, &SearchBar::forget);
    retranslate();
}

SearchKind SearchBar::kind() const
{
    return static_cast<SearchKind>(m_kind->currentData().toInt());
}

QString SearchBar::result() const
{
    return m_result->text();
}

void SearchBar::begin(SearchKind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(kind)));
    m_field->setFocus();
    m_field->selectAll();
}

void SearchBar::next()
{
    search(true);
}

void SearchBar::previous()
{
    search(false);
}

void SearchBar::forget()
{
    ++m_asked;
    m_isSearched = false;
    m_hits.reset();
    m_hit = -1;
    m_result->clear();
}

void SearchBar::search(bool forward)
{
    if (!m_pane->inspection() || m_field->text().isEmpty())
        return;
    if (m_isSearched) {
        step(forward);
        return;
    }
    using Hits = std::optional<std::vector<const Node *>>;
    const quint64 asked = ++m_asked;
    inBackground<Hits>(
        this,
        [inspection = m_pane->inspection(), kind = kind(), query = m_field->text(),
            source = m_pane->source()] { return findNodes(*inspection, kind, query, source); },
        [this, asked, forward](const Hits &hits) {
            if (asked != m_asked)
                return;
            m_hits = hits;
            m_isSearched = kind() != SearchKind::Offset; // which is of the source on the screen
            step(forward);
            Q_EMIT searched();
        });
}

void SearchBar::step(bool forward)
{
    if (m_hits && !m_hits->empty()) {
        const int count = static_cast<int>(m_hits->size());
        if (m_hit < 0)
            m_hit = forward ? 0 : count - 1;
        else
            m_hit = (m_hit + (forward ? 1 : count - 1)) % count;
        m_pane->select(m_hits->at(static_cast<size_t>(m_hit)));
    }
    tell();
}

void SearchBar::tell()
{
    if (!m_hits)
        m_result->setText(tr("This cannot be looked for."));
    else if (m_hits->empty())
        m_result->setText(tr("Not found."));
    else
        m_result->setText(tr("%1 of %2", "hits").arg(m_hit + 1).arg(m_hits->size()));
}

void SearchBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SearchBar::retranslate()
{
    m_kind->setAccessibleName(tr("What to look for"));
    m_kind->setItemText(0, tr("Text"));
    m_kind->setItemText(1, tr("Bytes (hex)"));
    m_kind->setItemText(2, tr("Hash"));
    m_kind->setItemText(3, tr("OID"));
    m_kind->setItemText(4, tr("Go to offset"));
    m_field->setAccessibleName(tr("Search"));
    m_field->setPlaceholderText(tr("Search"));
    m_previous->setToolTip(tr("Previous"));
    m_previous->setAccessibleName(tr("Previous"));
    m_next->setToolTip(tr("Next"));
    m_next->setAccessibleName(tr("Next"));
    if (m_isSearched)
        tell();
}

} // namespace dsr
