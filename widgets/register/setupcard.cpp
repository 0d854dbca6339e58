#include "widgets/register/setupcard.h"

#include "core/base/advice.h"
#include "core/base/settings.h"
#include "widgets/register/cardpanel.h"
#include "widgets/register/readerchoice.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace dsr {

namespace {

QLabel *sectionLabel()
{
    auto *label = new QLabel;
    setLook(label, "section");
    return label;
}

QFrame *separator()
{
    auto *line = new QFrame;
    setLook(line, "line");
    return line;
}

} // namespace

SetupCard::SetupCard(Settings &settings, QWidget *parent)
    : QFrame(parent)
    , m_settings(settings)
    , m_title(new QLabel)
    , m_lead(new QLabel)
    , m_cardTitle(sectionLabel())
    , m_readers(new ReaderChoice(settings.text(Setting::Reader)))
    , m_cardPanel(new CardPanel)
    , m_pin(new QPushButton)
    , m_training(new QPushButton)
    , m_deviceTitle(sectionLabel())
    , m_device(new QLabel)
    , m_serviceTitle(sectionLabel())
    , m_errorCard(new QFrame)
    , m_errorTitle(sectionLabel())
    , m_errorAction(new QLabel)
{
    setLook(this, "card");
    setLook(m_title, "title");
    setLook(m_lead, "quiet");
    setLook(m_errorCard, "badCard");
    m_lead->setWordWrap(true);
    m_errorTitle->setWordWrap(true);
    m_errorAction->setWordWrap(true);
    auto *errorColumn = new QVBoxLayout(m_errorCard);
    errorColumn->setContentsMargins(14, 11, 14, 11);
    errorColumn->addWidget(m_errorTitle);
    errorColumn->addWidget(m_errorAction);
    m_errorCard->hide();

    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(16);
    int row = 0;
    const auto add = [&](QLabel *title, QWidget *field) {
        if (row > 0)
            grid->addWidget(separator(), row++, 0, 1, 2);
        grid->addWidget(title, row, 0, Qt::AlignTop);
        grid->addWidget(field, row++, 1, Qt::AlignTop);
    };
    add(m_cardTitle, makeCardChoice());
    add(m_deviceTitle, m_device);
    add(m_serviceTitle, makeServiceChoice());

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(32, 28, 32, 26);
    column->setSpacing(9);
    column->addWidget(m_title);
    column->addWidget(m_lead);
    column->addSpacing(16);
    column->addLayout(grid);
    column->addSpacing(8);
    column->addWidget(makeDeveloperPart());
    column->addWidget(m_errorCard);
    column->addSpacing(12);
    column->addWidget(makeButtons());
    retranslate();
}

QWidget *SetupCard::makeCardChoice()
{
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_readers);
    column->addWidget(m_cardPanel);
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(18);
    for (QPushButton *button : {m_pin, m_training}) {
        setLook(button, "link");
        deeds->addWidget(button);
    }
    deeds->addStretch();
    column->addLayout(deeds);
    connect(m_pin, &QPushButton::clicked, this, [this] { Q_EMIT pinWanted(m_readers->chosen()); });
    connect(m_training, &QPushButton::clicked, this, &SetupCard::trainingWanted);
    connect(m_readers, &ReaderChoice::chosenChanged, m_training,
        [this](const QString &reader) { m_training->setVisible(reader.isEmpty()); });
    m_training->setVisible(m_readers->chosen().isEmpty());
    connect(m_cardPanel, &CardPanel::readerWanted, m_readers, &ReaderChoice::choose);
    connect(m_cardPanel, &CardPanel::pinWanted, m_pin, &QPushButton::click);
    connect(m_cardPanel, &CardPanel::choiceWanted, m_readers, &ReaderChoice::focusChoice);
    return all;
}

QWidget *SetupCard::makeServiceChoice()
{
    m_builtIn = new QRadioButton;
    m_other = new QRadioButton;
    m_url = new QLineEdit(m_settings.text(Setting::DmsUrl));
    m_ca = new QLineEdit(m_settings.text(Setting::DmsCa));
    m_browse = new QPushButton;
    m_realOnly = new QCheckBox;
    m_realOnly->setChecked(m_settings.value(Setting::DmsRealCards).toBool());
    m_urlLabel = new QLabel;
    m_caLabel = new QLabel;
    m_urlLabel->setBuddy(m_url);
    m_caLabel->setBuddy(m_ca);
    m_url->setPlaceholderText(QStringLiteral("https://"));

    m_otherFields = new QWidget;
    auto *fields = new QGridLayout(m_otherFields);
    fields->setContentsMargins(26, 2, 0, 2);
    fields->setColumnStretch(1, 1);
    fields->addWidget(m_urlLabel, 0, 0);
    fields->addWidget(m_url, 0, 1, 1, 2);
    fields->addWidget(m_caLabel, 1, 0);
    fields->addWidget(m_ca, 1, 1);
    fields->addWidget(m_browse, 1, 2);
    fields->addWidget(m_realOnly, 2, 1, 1, 2);

    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_builtIn);
    column->addWidget(m_other);
    column->addWidget(m_otherFields);
    connect(m_other, &QRadioButton::toggled, m_otherFields, &QWidget::setVisible);
    for (const QAbstractButton *button :
        {static_cast<QAbstractButton *>(m_other), static_cast<QAbstractButton *>(m_realOnly)})
        connect(button, &QAbstractButton::toggled, this, [this] { Q_EMIT purposeChanged(purpose()); });
    connect(m_browse, &QPushButton::clicked, this, [this] {
        askOpenPath(window(), tr("Certificate of the service"),
            tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
            [this](const QString &path) { m_ca->setText(path); });
    });
    const bool other = !m_url->text().isEmpty();
    (other ? m_other : m_builtIn)->setChecked(true);
    m_otherFields->setVisible(other);
    return all;
}

QWidget *SetupCard::makeDeveloperPart()
{
    m_developers = new QPushButton;
    m_developers->setCheckable(true);
    setLook(m_developers, "link");
    m_profileLabel = new QLabel;
    m_profile = new QComboBox;
    m_profile->addItem(QString(), QStringLiteral("rfc"));
    m_profile->addItem(QString(), QStringLiteral("gms"));
    m_profile->setCurrentIndex(m_settings.text(Setting::Profile) == QLatin1StringView("gms") ? 1 : 0);
    m_profileLabel->setBuddy(m_profile);

    m_developerFields = new QWidget;
    auto *fields = new QHBoxLayout(m_developerFields);
    fields->setContentsMargins(8, 0, 0, 4);
    fields->setSpacing(14);
    fields->addWidget(m_profileLabel);
    fields->addWidget(m_profile);
    fields->addStretch();
    m_developerFields->hide();

    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_developers, 0, Qt::AlignLeft);
    column->addWidget(m_developerFields);
    connect(m_developers, &QPushButton::toggled, this, [this](bool open) {
        m_developerFields->setVisible(open);
        retranslate();
    });
    return all;
}

QWidget *SetupCard::makeButtons()
{
    m_runAll = new QPushButton;
    m_stepwise = new QPushButton;
    m_open = new QPushButton;
    setLook(m_runAll, "primary");
    setLook(m_open, "link");
    auto *all = new QWidget;
    auto *buttons = new QHBoxLayout(all);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(10);
    buttons->addWidget(m_runAll);
    buttons->addWidget(m_stepwise);
    buttons->addStretch();
    buttons->addWidget(m_open);
    m_runAll->setDefault(true);
    connect(m_runAll, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_stepwise, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_open, &QPushButton::clicked, this, &SetupCard::openSessionWanted);
    return all;
}

SetupChoice SetupCard::choice() const
{
    SetupChoice choice;
    choice.reader = m_readers->chosen();
    if (m_other->isChecked()) {
        choice.dmsUrl = m_url->text().trimmed();
        choice.dmsCa = m_ca->text().trimmed();
    }
    choice.profile = m_profile->currentIndex() == 1 ? Profile::Gms : Profile::Rfc;
    return choice;
}

CardPurpose SetupCard::purpose() const
{
    if (m_builtIn->isChecked())
        return CardPurpose::Tests; // it trusts the test certificates of this computer alone
    return m_realOnly->isChecked() ? CardPurpose::Production : CardPurpose::Any;
}

void SetupCard::start(bool stepwise)
{
    const SetupChoice chosen = choice();
    if (m_other->isChecked() && chosen.dmsUrl.isEmpty()) {
        m_url->setFocus();
        return;
    }
    remember(chosen);
    Q_EMIT startWanted(chosen, stepwise);
}

void SetupCard::remember(const SetupChoice &choice)
{
    m_settings.setValue(Setting::Reader, choice.reader);
    m_settings.setValue(Setting::DmsUrl, choice.dmsUrl);
    m_settings.setValue(Setting::DmsCa, choice.dmsCa);
    m_settings.setValue(Setting::DmsRealCards, m_realOnly->isChecked());
    m_settings.setValue(Setting::Profile, m_profile->currentData());
}

void SetupCard::setReaders(CardServiceState service, const QList<ReaderInfo> &readers)
{
    m_readers->setReaders(service, readers);
}

void SetupCard::setBusy(bool busy)
{
    m_runAll->setEnabled(!busy);
    m_stepwise->setEnabled(!busy);
    m_open->setEnabled(!busy);
}

void SetupCard::showError(const std::optional<Error> &error)
{
    m_error = error;
    m_errorCard->setVisible(error.has_value());
    if (!error)
        return;
    const Advice advice = adviceFor(*error);
    m_errorTitle->setText(advice.title);
    m_errorAction->setText(advice.action);
    m_errorCard->setToolTip(technicalText(*error));
    m_errorCard->setAccessibleName(advice.title);
    m_errorCard->setAccessibleDescription(advice.action);
}

void SetupCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SetupCard::retranslate()
{
    m_title->setText(tr("Register a device"));
    m_lead->setText(
        tr("The insured person confirms with the health card and its PIN that the phone is theirs. "
           "The service then issues a certificate for the phone."));
    m_cardTitle->setText(tr("Health card"));
    m_deviceTitle->setText(tr("Device"));
    m_device->setText(tr("Simulated Android phone"));
    m_serviceTitle->setText(tr("Service"));
    m_builtIn->setText(tr("&Built-in service of this computer"));
    m_other->setText(tr("&Another service"));
    m_urlLabel->setText(tr("A&ddress"));
    m_caLabel->setText(tr("Certificate a&uthority"));
    m_ca->setPlaceholderText(tr("File with its certificate (PEM)"));
    m_browse->setText(tr("B&rowse…"));
    m_pin->setText(tr("&PIN…"));
    m_training->setText(tr("&Training card…"));
    m_realOnly->setText(tr("Only real health &cards count there"));
    m_developers->setText(m_developers->isChecked() ? tr("▾  &For developers") : tr("▸  &For developers"));
    m_profileLabel->setText(tr("&Profile of the messages"));
    m_profile->setItemText(0, tr("RFC – as specified"));
    m_profile->setItemText(1, tr("GMS – as the reference server expects"));
    m_runAll->setText(tr("&Run all"));
    m_stepwise->setText(tr("&Step by step"));
    m_open->setText(tr("&Open session…"));
    m_readers->setAccessibleName(m_cardTitle->text());
    showError(m_error);
}

} // namespace dsr
