#include "widgets/steps/exchangeview.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/table.h"
#include "widgets/shared/theme.h"
#include "widgets/steps/exchangemodel.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace dsr {

ExchangeView::ExchangeView(QWidget *parent)
    : QWidget(parent)
    , m_model(new ExchangeModel(this))
    , m_table(makeTable(m_model))
    , m_bytes(new QPlainTextEdit)
    , m_note(new QLabel)
    , m_copy(new QPushButton)
    , m_save(new QPushButton)
{
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ExchangeModel::MeaningColumn, QHeaderView::Stretch);
    m_bytes->setReadOnly(true);
    m_bytes->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_bytes->setTabChangesFocus(true);
    setLook(m_note, "quiet");
    for (QPushButton *button : {m_copy, m_save})
        setLook(button, "link");

    auto *halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_table);
    halves->addWidget(m_bytes);
    halves->setSizes({300, 150});
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addWidget(halves, 1);
    column->addLayout(row);

    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExchangeView::showBytes);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(text());
        m_note->setText(tr("Copied."));
    });
    connect(m_save, &QPushButton::clicked, this, &ExchangeView::save);
    retranslate();
}

void ExchangeView::showExchanges(const QByteArray &json)
{
    m_model->show(exchangesFrom(json));
    m_note->clear();
    m_table->selectRow(0);
    showBytes();
}

QString ExchangeView::bytesText() const
{
    return m_bytes->toPlainText();
}

void ExchangeView::showBytes()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model->exchanges().size()) {
        m_bytes->clear();
        return;
    }
    const CardExchange &exchange = m_model->exchanges().at(row);
    QStringList lines{QStringLiteral("> ") + exchange.command,
        QStringLiteral("< ") + (exchange.response.isEmpty() ? tr("no answer") : exchange.response)};
    if (!exchange.plainCommand.isEmpty()) {
        lines.append({QString(), tr("Inside the channel:"), QStringLiteral("> ") + exchange.plainCommand,
            QStringLiteral("< ")
                + (exchange.plainResponse.isEmpty() ? tr("no answer") : exchange.plainResponse)});
    }
    m_bytes->setPlainText(lines.join(QLatin1Char('\n')));
}

QString ExchangeView::text() const
{
    QString all;
    for (const CardExchange &exchange : m_model->exchanges()) {
        all += QStringLiteral("# %1\n%2\n# %3\n").arg(exchange.meaning, exchange.command, exchange.response);
        if (!exchange.plainCommand.isEmpty())
            all += QStringLiteral("#   %1\n#   %2\n").arg(exchange.plainCommand, exchange.plainResponse);
    }
    return all;
}

void ExchangeView::save()
{
    askSavePath(window(), tr("Save exchange with the card"), QStringLiteral("card.apdu"),
        tr("Commands (*.apdu);;All files (*)"), [this](const QString &path) {
            inBackground<Result<void>>(
                this,
                [path, bytes = text().toUtf8()] { return writeFile(path, bytes, FileAccess::OwnerOnly); },
                [this, path](const Result<void> &saved) {
                    m_note->setText(saved ? tr("Saved as %1.").arg(path) : adviceFor(saved.error()).title);
                });
        });
}

void ExchangeView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ExchangeView::retranslate()
{
    m_model->retranslate();
    m_copy->setText(tr("Copy a&ll"));
    m_save->setText(tr("Sa&ve…"));
    m_table->setAccessibleName(tr("Exchange with the card"));
    m_bytes->setAccessibleName(tr("Bytes of the chosen command"));
    showBytes();
}

} // namespace dsr
