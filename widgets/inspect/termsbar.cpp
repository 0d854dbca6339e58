#include "widgets/inspect/termsbar.h"

#include "widgets/shared/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDateTimeEdit>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::TermsBar)
};

/// What people call an expectation.
QString labelOf(const QString &name)
{
    const std::pair<const char *, QString> labels[] = {{"nonce", Text::tr("Nonce of the service")},
        {"challenge", Text::tr("Challenge")}, {"clientDataHash", Text::tr("Hash of the client data")},
        {"appId", Text::tr("App ID")}, {"keyId", Text::tr("Key ID")},
        {"environment", Text::tr("Environment")}, {"packageName", Text::tr("Package")},
        {"publicKey", Text::tr("Public key")}, {"kvnr", Text::tr("Insurance number")},
        {"deviceReferenceId", Text::tr("Device reference")}};
    for (const auto &[known, label] : labels) {
        if (name == QLatin1StringView(known))
            return label;
    }
    return name;
}

} // namespace

TermsBar::TermsBar(const QDateTime &now, QWidget *parent)
    : QWidget(parent)
    , m_timeLabel(new QLabel)
    , m_time(new QComboBox)
    , m_date(new QDateTimeEdit(now.toLocalTime()))
    , m_profileLabel(new QLabel)
    , m_profile(new QComboBox)
    , m_trustLabel(new QLabel)
    , m_trust(new QComboBox)
    , m_trustButton(new QPushButton(QStringLiteral("…"))) // there is no room for words
    , m_expectedButton(new QPushButton)
    , m_expected(makeExpected())
    , m_problem(new QLabel)
{
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    for (const JudgeTime time : {JudgeTime::Now, JudgeTime::Evidence, JudgeTime::Date})
        m_time->addItem(QString(), static_cast<int>(time));
    for (const JudgeProfile profile : {JudgeProfile::Strict, JudgeProfile::Lenient, JudgeProfile::Wallet})
        m_profile->addItem(QString(), static_cast<int>(profile));
    m_trust->addItem(QString());
    m_trust->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_trust->setMinimumContentsLength(5);
    m_trust->setMaximumWidth(260);
    setLook(m_trustButton, "link");
    m_expectedButton->setCheckable(true);
    setLook(m_problem, "bad");
    m_problem->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    const auto add = [&](QLabel *label, QWidget *box) {
        setLook(label, "quiet");
        label->setBuddy(box);
        row->addWidget(label);
        row->addWidget(box, box == m_trust ? 1 : 0);
    };
    add(m_timeLabel, m_time);
    row->addWidget(m_date);
    add(m_profileLabel, m_profile);
    add(m_trustLabel, m_trust);
    row->addWidget(m_trustButton);
    row->addWidget(m_expectedButton);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_expected);
    column->addWidget(m_problem);
    m_expected->hide();
    m_problem->hide();
    m_date->hide();

    for (QComboBox *box : {m_time, m_profile, m_trust})
        connect(box, &QComboBox::currentIndexChanged, this, &TermsBar::update);
    connect(m_date, &QDateTimeEdit::dateTimeChanged, this, &TermsBar::update);
    connect(m_trustButton, &QPushButton::clicked, this, &TermsBar::trustWanted);
    connect(m_expectedButton, &QPushButton::toggled, m_expected, &QWidget::setVisible);
    retranslate();
}

QWidget *TermsBar::makeExpected()
{
    constexpr int columns = 2;
    auto *fields = new QWidget;
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    int place = 0;
    for (const QString &name : expectationNames()) {
        const Field field{new QLabel, new QLineEdit};
        setLook(field.label, "quiet");
        field.label->setBuddy(field.edit);
        grid->addWidget(field.label, place / columns, place % columns * 2);
        grid->addWidget(field.edit, place / columns, place % columns * 2 + 1);
        connect(field.edit, &QLineEdit::editingFinished, this, &TermsBar::readExpected);
        m_fields.emplace(name, field);
        ++place;
    }
    return fields;
}

QLineEdit *TermsBar::field(const QString &name) const
{
    const auto found = m_fields.find(name);
    return found == m_fields.end() ? nullptr : found->second.edit;
}

QString TermsBar::problem() const
{
    return m_problem->text();
}

QList<TrustSnapshot> TermsBar::chosenTrust() const
{
    const QString name = m_trust->currentData().toString();
    if (name.isEmpty())
        return m_known;
    QList<TrustSnapshot> chosen;
    for (const TrustSnapshot &snapshot : m_known) {
        if (snapshot.name == name)
            chosen.append(snapshot);
    }
    return chosen;
}

void TermsBar::setTrust(const QList<TrustSnapshot> &known, const PlayKeys &playKeys)
{
    m_known = known;
    m_choice.inspection.playKeys = playKeys;
    {
        const QSignalBlocker quiet(m_trust);
        const QString chosen = m_trust->currentData().toString();
        while (m_trust->count() > 1)
            m_trust->removeItem(1);
        for (const TrustSnapshot &snapshot : known) {
            m_trust->addItem(
                tr("%1 (%2)", "name and date").arg(snapshot.name, snapshot.date.date().toString(Qt::ISODate)),
                snapshot.name);
        }
        m_trust->setCurrentIndex(std::max(0, m_trust->findData(chosen)));
    }
    update();
}

void TermsBar::update()
{
    m_choice.moment = static_cast<JudgeTime>(m_time->currentData().toInt());
    m_choice.inspection.time = m_date->dateTime().toUTC();
    m_choice.inspection.profile = static_cast<JudgeProfile>(m_profile->currentData().toInt());
    m_choice.inspection.trust = chosenTrust();
    m_date->setVisible(m_choice.moment == JudgeTime::Date);
    Q_EMIT changed();
}

/// All or nothing: what cannot be read is said, and nothing is judged by half of it.
void TermsBar::readExpected()
{
    Expectations expected;
    for (const auto &[name, field] : m_fields) {
        const QString value = field.edit->text().trimmed();
        if (value.isEmpty())
            continue;
        if (const auto set = expect(expected, name, value); !set) {
            m_problem->setText(set.error().facts.value(QLatin1StringView("reason")).toString());
            m_problem->show();
            return;
        }
    }
    m_problem->clear();
    m_problem->hide();
    m_choice.inspection.expected = expected;
    Q_EMIT changed();
}

void TermsBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TermsBar::retranslate()
{
    m_timeLabel->setText(tr("&Time"));
    m_time->setItemText(0, tr("now"));
    m_time->setItemText(1, tr("of the evidence"));
    m_time->setItemText(2, tr("at"));
    m_date->setAccessibleName(tr("Date and time to judge for"));
    m_profileLabel->setText(tr("&Rules"));
    m_profile->setItemText(0, tr("strict"));
    m_profile->setItemText(1, tr("lenient"));
    m_profile->setItemText(2, tr("Google Wallet"));
    m_trustLabel->setText(tr("Tr&ust"));
    m_trust->setItemText(0, tr("all that is known"));
    m_trustButton->setAccessibleName(tr("Show what is trusted, and import"));
    m_trustButton->setToolTip(m_trustButton->accessibleName());
    m_expectedButton->setText(tr("E&xpected values"));
    for (const auto &[name, field] : m_fields) {
        field.label->setText(labelOf(name));
        field.edit->setToolTip(name);
    }
}

} // namespace dsr
