#include "widgets/register/resultdetails.h"

#include "core/base/advice.h"
#include "widgets/shared/table.h"
#include "widgets/shared/theme.h"
#include "widgets/steps/findingmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace dsr {

ResultDetails::ResultDetails(QWidget *parent)
    : QFrame(parent)
    , m_facts(new QLabel)
    , m_findings(new FindingModel(this))
    , m_table(makeTable(m_findings))
{
    setLook(this, "card");
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setColumnWidth(FindingModel::ResultColumn, 115);
    m_table->setColumnWidth(FindingModel::CheckColumn, 275);
    m_table->setColumnWidth(FindingModel::ExpectedColumn, 130);
    m_table->setColumnWidth(FindingModel::FoundColumn, 140);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->addWidget(m_facts);
    column->addWidget(m_table, 1);
    retranslate();
}

void ResultDetails::showRecord(const RunRecord &record)
{
    m_record = record;
    m_findings->show(record.dmsFindings, record.clientFindings);
    retranslate();
}

QString ResultDetails::technicalText() const
{
    return m_facts->text();
}

void ResultDetails::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ResultDetails::retranslate()
{
    QStringList lines;
    if (m_record.error) {
        const auto fact = [this](const char *name) {
            return m_record.error->facts.value(QLatin1StringView(name)).toString();
        };
        const std::pair<QString, QString> known[] = {{tr("Step: %1"), m_record.stoppedAt},
            {tr("Check: %1"), fact("check")}, {tr("Error code: %1"), fact("errorCode")},
            {tr("Trace id: %1"), fact("traceId")}};
        for (const auto &[label, value] : known) {
            if (!value.isEmpty())
                lines.append(label.arg(value));
        }
        lines.append(dsr::technicalText(*m_record.error));
    }
    m_facts->setText(lines.join(QLatin1Char('\n')));
    m_facts->setVisible(!lines.isEmpty());
    m_findings->retranslate();
    m_table->setAccessibleName(tr("Checks"));
}

} // namespace dsr
