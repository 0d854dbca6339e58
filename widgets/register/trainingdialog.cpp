#include "widgets/register/trainingdialog.h"

#include "core/base/advice.h"
#include "core/testbed/testcards.h"
#include "widgets/shared/background.h"
#include "widgets/shared/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace dsr {

namespace {
constexpr int mostCommands = 99;
}

TrainingDialog::TrainingDialog(const WindowSetup &setup, QWidget *parent)
    : QDialog(parent)
    , m_setup(setup)
    , m_title(new QLabel)
    , m_lead(new QLabel)
    , m_cardLabel(new QLabel)
    , m_cards(new QComboBox)
    , m_interfaceLabel(new QLabel)
    , m_interfaces(new QComboBox)
    , m_insert(new QPushButton)
    , m_remove(new QPushButton)
    , m_block(new QPushButton)
    , m_pullLabel(new QLabel)
    , m_pullAfter(new QSpinBox)
    , m_pullInside(new QCheckBox)
    , m_pull(new QPushButton)
    , m_message(new QLabel)
{
    setLook(m_title, "title");
    setLook(m_lead, "quiet");
    setLook(m_insert, "primary");
    for (QLabel *label : {m_lead, m_message})
        label->setWordWrap(true);
    m_cardLabel->setBuddy(m_cards);
    m_interfaceLabel->setBuddy(m_interfaces);
    m_pullLabel->setBuddy(m_pullAfter);
    m_pullAfter->setRange(0, mostCommands);
    m_interfaces->addItems({{}, {}});

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_insert, m_remove, m_block})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *pull = new QHBoxLayout;
    pull->setSpacing(12);
    pull->addWidget(m_pullAfter);
    pull->addWidget(m_pullInside);
    pull->addWidget(m_pull);
    pull->addStretch();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_title, 0, 0, 1, 2);
    grid->addWidget(m_lead, 1, 0, 1, 2);
    grid->addWidget(m_cardLabel, 2, 0);
    grid->addWidget(m_cards, 2, 1);
    grid->addWidget(m_interfaceLabel, 3, 0);
    grid->addWidget(m_interfaces, 3, 1);
    grid->addLayout(buttons, 4, 1);
    grid->addWidget(m_pullLabel, 5, 0);
    grid->addLayout(pull, 5, 1);
    grid->addWidget(m_message, 6, 0, 1, 2);
    grid->setRowStretch(7, 1);

    connect(m_insert, &QPushButton::clicked, this, &TrainingDialog::insert);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        perform([](VirtualSource &reader) -> Result<QString> {
            reader.remove();
            return tr("The reader is empty.");
        });
    });
    connect(m_block, &QPushButton::clicked, this, &TrainingDialog::blockPin);
    connect(m_pull, &QPushButton::clicked, this, &TrainingDialog::pullSoon);
    retranslate();
}

QString TrainingDialog::message() const
{
    return m_message->text();
}

/// Deeds make keys and wait for a card in use, so they happen elsewhere.
void TrainingDialog::perform(const Deed &deed)
{
    inBackground<Result<QString>>(
        this,
        [&workbench = m_setup.workbench, deed]() -> Result<QString> {
            const auto reader = workbench.builtInReader();
            return reader ? deed(**reader) : fail(reader.error());
        },
        [this](const Result<QString> &told) {
            m_message->setText(told ? *told : adviceFor(told.error()).title);
            Q_EMIT played();
        });
}

void TrainingDialog::insert()
{
    const QString id = m_cards->currentData().toString();
    const QString title = m_cards->currentText();
    const auto interface =
        m_interfaces->currentIndex() == 0 ? CardInterface::Contact : CardInterface::Contactless;
    perform([setup = m_setup, id, title, interface](VirtualSource &reader) -> Result<QString> {
        const auto bed = setup.workbench.testBed();
        if (!bed)
            return fail(bed.error());
        auto image = testCardImage(**bed, id, setup.clock);
        if (!image)
            return fail(image.error());
        image->interface = interface;
        reader.insert(std::make_shared<VirtualCard>(std::move(*image)));
        return tr("In the reader: %1").arg(title);
    });
}

void TrainingDialog::blockPin()
{
    perform([](VirtualSource &reader) -> Result<QString> {
        const auto card = reader.card();
        if (!card)
            return tr("There is no card in the reader.");
        CardMemory memory = card->memory();
        memory.pinTries = 0;
        if (const auto set = card->setMemory(std::move(memory)); !set)
            return fail(set.error());
        return tr("The PIN of the card is blocked now.");
    });
}

void TrainingDialog::pullSoon()
{
    perform([count = m_pullAfter->value(), inside = m_pullInside->isChecked()](
                VirtualSource &reader) -> Result<QString> {
        if (!reader.card())
            return tr("There is no card in the reader.");
        reader.removeAfter(count, inside);
        return tr("The card will be pulled after %n command(s).", nullptr, count);
    });
}

void TrainingDialog::fillCards()
{
    const QList<TestCard> cards = testCards();
    const int chosen = qMax(0, m_cards->currentIndex());
    m_cards->clear();
    for (const TestCard &card : cards)
        m_cards->addItem(card.title, card.id);
    m_cards->setCurrentIndex(chosen);
}

void TrainingDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TrainingDialog::retranslate()
{
    fillCards();
    setWindowTitle(tr("Training card"));
    m_title->setText(windowTitle());
    m_lead->setText(tr("Play the card in the built-in reader, also while a registration is running."));
    m_cardLabel->setText(tr("&Card"));
    m_interfaceLabel->setText(tr("R&eader"));
    m_interfaces->setItemText(0, tr("With contacts"));
    m_interfaces->setItemText(1, tr("Contactless"));
    m_insert->setText(tr("&Insert"));
    m_remove->setText(tr("Remo&ve"));
    m_block->setText(tr("&Block PIN"));
    m_pullLabel->setText(tr("P&ull after commands"));
    m_pullAfter->setAccessibleName(tr("Commands that are still answered"));
    m_pullInside->setText(tr("in the &middle of the last one"));
    m_pull->setText(tr("&Pull then"));
    m_message->setAccessibleName(tr("What happened"));
}

} // namespace dsr
