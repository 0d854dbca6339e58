#include "widgets/register/readerchoice.h"

#include "widgets/shared/theme.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::ReaderChoice)
};
constexpr const char *readerProperty = "reader";
} // namespace

ReaderChoice::ReaderChoice(const QString &chosen, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
    , m_service(new QLabel)
    , m_wanted(chosen)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    setLook(m_service, "small");
    m_service->setWordWrap(true);
    m_column->addWidget(m_service);
    connect(m_group, &QButtonGroup::buttonClicked, this,
        [this](QAbstractButton *button) { choose(button->property(readerProperty).toString()); });
    rebuild();
}

void ReaderChoice::choose(const QString &reader)
{
    if (reader == m_wanted)
        return;
    m_wanted = reader;
    // A reader that went away was kept as long as it was chosen. Queued: its own button may be the sender.
    QMetaObject::invokeMethod(this, &ReaderChoice::rebuild, Qt::QueuedConnection);
    Q_EMIT chosenChanged(reader);
}

void ReaderChoice::focusChoice()
{
    m_group->checkedButton()->setFocus(Qt::OtherFocusReason);
}

void ReaderChoice::setReaders(CardServiceState service, const QList<ReaderInfo> &readers)
{
    m_state = service;
    m_readers = readers;
    rebuild();
}

void ReaderChoice::rebuild()
{
    const bool focused = focusWidget() && focusWidget()->hasFocus();
    qDeleteAll(m_group->buttons());
    addChoice({}, tr("Built-in card"), tr("for training and tests"));
    for (const ReaderInfo &reader : m_readers)
        addChoice(reader.name, reader.name, readerStateText(reader));
    // Nobody works with another card than the chosen one because a cable was pulled.
    if (!m_group->checkedButton())
        addChoice(m_wanted, m_wanted, tr("not connected"));
    if (focused)
        m_group->checkedButton()->setFocus();
    m_service->setText(m_state == CardServiceState::Missing
            ? tr("The card service of this computer is not running. Card readers appear here when it runs.")
            : tr("Card readers appear here when they are connected."));
    m_service->setVisible(m_readers.isEmpty() && m_state != CardServiceState::Unknown);
}

void ReaderChoice::addChoice(const QString &reader, const QString &title, const QString &state)
{
    auto *button = new QRadioButton(tr("%1 – %2", "reader – state of its card").arg(title, state));
    button->setProperty(readerProperty, reader);
    m_group->addButton(button);
    m_column->insertWidget(m_column->count() - 1, button);
    button->setChecked(reader == m_wanted);
}

void ReaderChoice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

QString readerStateText(const ReaderInfo &reader)
{
    if (reader.mute)
        return Text::tr("the card does not answer");
    if (reader.inUse)
        return Text::tr("used by another program");
    if (!reader.cardPresent)
        return Text::tr("no card");
    return reader.contactless ? Text::tr("contactless card") : Text::tr("card inserted");
}

} // namespace dsr
