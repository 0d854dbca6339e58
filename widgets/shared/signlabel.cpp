#include "widgets/shared/signlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace dsr {

SignLabel::SignLabel(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_words(new QLabel(this))
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(7);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_words, 1, Qt::AlignVCenter);
}

void SignLabel::setMark(const Mark &mark)
{
    m_mark = mark;
    m_words->setText(mark.word);
    setAccessibleName(mark.word);
    paintIcon();
}

QString SignLabel::words() const
{
    return m_mark.word;
}

void SignLabel::setLarge()
{
    m_size = 28;
    setLook(m_words, "title");
    layout()->setSpacing(12);
    m_words->setWordWrap(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    paintIcon();
}

void SignLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

void SignLabel::paintIcon()
{
    m_icon->setPixmap(
        signIcon(m_mark, Theme::of(palette())).pixmap(QSize(m_size, m_size), devicePixelRatioF()));
}

} // namespace dsr
