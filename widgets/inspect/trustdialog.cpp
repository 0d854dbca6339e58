#include "widgets/inspect/trustdialog.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/check/trustlist.h"
#include "widgets/inspect/anchormodel.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/table.h"
#include "widgets/shared/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace dsr {

namespace {
constexpr TrustRole roles[] = {TrustRole::Any, TrustRole::Android, TrustRole::AppleAttestation,
    TrustRole::AppleReceipt, TrustRole::EgkRoot, TrustRole::EgkIssuer, TrustRole::OcspSigner};

/// Reads and keeps the file; the name under which it is known now.
Result<QString> keepFile(
    TrustFile file, const QString &signerPath, const QString &dataDir, const QDateTime &now)
{
    if (!signerPath.isEmpty()) {
        const auto pem = readFile(signerPath);
        if (!pem)
            return fail(pem.error());
        const auto signer = Certificate::fromPem(*pem);
        if (!signer) {
            return fail(ErrorCode::UsageInvalid, QStringLiteral("trust"),
                {{QStringLiteral("reason"),
                    TrustDialog::tr("%1 is no certificate in the form PEM.").arg(signerPath)}});
        }
        file.signer = *signer;
    }
    const auto snapshot = readTrust(file, now);
    if (!snapshot)
        return fail(snapshot.error());
    if (const auto kept = TrustStore(dataDir).keep(*snapshot); !kept)
        return fail(kept.error());
    return snapshot->name;
}

} // namespace

TrustDialog::TrustDialog(const QString &dataDir, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_dataDir(dataDir)
    , m_clock(clock)
    , m_model(new AnchorModel(this))
    , m_title(new QLabel)
    , m_lead(new QLabel)
    , m_snapshots(new QListWidget)
    , m_facts(new QLabel)
    , m_anchors(makeTable(m_model))
    , m_choose(new QPushButton)
    , m_inspect(new QPushButton)
    , m_form(nullptr)
    , m_fileLabel(new QLabel)
    , m_nameLabel(new QLabel)
    , m_name(new QLineEdit)
    , m_hint(new QLabel)
    , m_roleLabel(new QLabel)
    , m_role(new QComboBox)
    , m_signerLabel(new QLabel)
    , m_signer(new QPushButton)
    , m_import(new QPushButton)
    , m_cancel(new QPushButton)
    , m_message(new QLabel)
{
    setLook(m_title, "title");
    setLook(m_lead, "quiet");
    m_form = makeForm();
    for (QLabel *label : {m_lead, m_facts, m_message})
        label->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_lead);
    column->addWidget(makeStock(), 1);
    column->addWidget(m_form);
    column->addWidget(m_message);
    m_form->hide();
    m_message->hide();
    for (QPushButton *button : {m_choose, m_inspect, m_signer, m_cancel})
        button->setAutoDefault(false);
    m_import->setDefault(true);
    resize(980, 520);
    retranslate();
}

QWidget *TrustDialog::makeStock()
{
    setLook(m_facts, "quiet");
    setLook(m_inspect, "link");
    m_snapshots->setMaximumWidth(230);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_choose);
    buttons->addStretch();
    buttons->addWidget(m_inspect);
    auto *stock = new QWidget;
    auto *grid = new QGridLayout(stock);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_snapshots, 0, 0, 2, 1);
    grid->addWidget(m_facts, 0, 1);
    grid->addWidget(m_anchors, 1, 1);
    grid->addLayout(buttons, 2, 0, 1, 2);
    connect(m_snapshots, &QListWidget::currentRowChanged, this, &TrustDialog::showChosen);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        askOpenPath(this, tr("Import a file to be trusted"), tr("All files (*)"),
            [this](const QString &path) { begin(path); });
    });
    connect(m_inspect, &QPushButton::clicked, this, &TrustDialog::inspectChosen);
    connect(m_anchors, &QTableView::activated, this, &TrustDialog::inspectChosen);
    connect(m_anchors->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &now) { m_inspect->setEnabled(now.isValid()); });
    return stock;
}

QWidget *TrustDialog::makeForm()
{
    auto *form = new QFrame;
    setLook(form, "card");
    setLook(m_fileLabel, "section");
    setLook(m_hint, "quiet");
    setLook(m_import, "primary");
    m_nameLabel->setBuddy(m_name);
    m_roleLabel->setBuddy(m_role);
    m_signerLabel->setBuddy(m_signer);
    for (const TrustRole role : roles)
        m_role->addItem(QString(), static_cast<int>(role));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_import);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(14, 11, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_fileLabel, 0, 0, 1, 3);
    grid->addWidget(m_nameLabel, 1, 0);
    grid->addWidget(m_name, 1, 1);
    grid->addWidget(m_hint, 1, 2);
    grid->addWidget(m_roleLabel, 2, 0);
    grid->addWidget(m_role, 2, 1);
    grid->addWidget(m_signerLabel, 3, 0);
    grid->addWidget(m_signer, 3, 1);
    grid->addLayout(buttons, 4, 1, 1, 2);
    connect(m_name, &QLineEdit::textChanged, this, &TrustDialog::refreshForm);
    connect(m_signer, &QPushButton::clicked, this, [this] {
        askOpenPath(this, tr("Certificate of the signer"),
            tr("Certificates (*.pem *.crt *.cer);;All files (*)"),
            [this](const QString &path) { setSigner(path); });
    });
    connect(m_import, &QPushButton::clicked, this, &TrustDialog::import);
    connect(m_cancel, &QPushButton::clicked, this, &TrustDialog::giveUp);
    return form;
}

QString TrustDialog::facts() const
{
    return m_facts->text();
}

QString TrustDialog::hint() const
{
    return m_hint->text();
}

QString TrustDialog::message() const
{
    return m_message->text();
}

void TrustDialog::setTrust(const QList<TrustSnapshot> &known)
{
    const int row = m_snapshots->currentRow();
    const QString chosen =
        !m_wanted.isEmpty() ? std::exchange(m_wanted, {}) : (row >= 0 ? m_known.at(row).name : QString());
    m_known = known;
    {
        const QSignalBlocker quiet(m_snapshots);
        m_snapshots->clear();
        for (const TrustSnapshot &snapshot : known) {
            m_snapshots->addItem(tr("%1 (%2)", "name and date")
                    .arg(snapshot.name, snapshot.date.date().toString(Qt::ISODate)));
        }
        const auto found = std::ranges::find(known, chosen, &TrustSnapshot::name);
        m_snapshots->setCurrentRow(found == known.end() ? 0 : static_cast<int>(found - known.begin()));
    }
    showChosen();
    refreshForm();
}

void TrustDialog::showChosen()
{
    const int row = m_snapshots->currentRow();
    const bool isOne = row >= 0 && row < m_known.size();
    const TrustSnapshot chosen = isOne ? m_known.at(row) : TrustSnapshot();
    m_model->show(chosen.anchors);
    m_anchors->resizeColumnsToContents();
    m_inspect->setEnabled(false);
    QStringList sentences;
    if (isOne) {
        sentences.append(
            tr("%n certificate(s) that are trusted.", nullptr, static_cast<int>(chosen.anchors.size())));
        if (!chosen.statusList.isEmpty()) {
            sentences.append(tr("With a list of revoked keys of %1.")
                    .arg(QLocale().formattedDataSize(chosen.statusList.size())));
        }
        if (!chosen.origin.isEmpty() && chosen.origin != chosen.name)
            sentences.append(tr("From %1.").arg(chosen.origin));
    }
    m_facts->setText(sentences.join(QLatin1Char(' ')));
}

void TrustDialog::inspectChosen()
{
    if (const TrustAnchor *anchor = m_model->anchor(m_anchors->currentIndex().row())) {
        Q_EMIT inspectWanted(
            m_model->index(m_anchors->currentIndex().row(), AnchorModel::SubjectColumn).data().toString(),
            anchor->certificate.der());
    }
}

Result<TrustDialog::Candidate> TrustDialog::readCandidate(const QString &path, const QDateTime &now)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    Candidate candidate;
    candidate.file = {.bytes = *bytes, .name = QFileInfo(path).fileName(), .signer = {}, .keptAs = {}};
    candidate.isList = looksLikeTrustList(*bytes);
    if (candidate.isList) {
        if (const auto list = parseTrustList(*bytes, path); !list)
            return fail(list.error());
        return candidate; // who signed it is still to be said
    }
    const auto snapshot = readTrust(candidate.file, now);
    if (!snapshot)
        return fail(snapshot.error());
    candidate.snapshot = *snapshot;
    return candidate;
}

void TrustDialog::begin(const QString &path)
{
    giveUp();
    m_busy = true;
    refreshForm();
    inBackground<Result<Candidate>>(
        this, [path, now = m_clock.now()] { return readCandidate(path, now); },
        [this, path](const Result<Candidate> &candidate) {
            m_busy = false;
            if (candidate)
                ask(*candidate);
            else if (candidate.error().code == ErrorCode::InputMalformed)
                tell(tr("%1 holds nothing that could be trusted: no certificate, no trust snapshot, no list. "
                        "Or it is damaged.")
                         .arg(path),
                    false);
            else
                tell(candidate.error());
            refreshForm();
        });
}

void TrustDialog::ask(const Candidate &candidate)
{
    m_candidate = candidate;
    m_signerPath.clear();
    m_name->setText(candidate.snapshot.name);
    m_role->setCurrentIndex(0);
    // Only certificates that come without a role are asked for one.
    const QList<TrustAnchor> &anchors = candidate.snapshot.anchors;
    const bool takesRole = !anchors.isEmpty() && std::ranges::all_of(anchors, [](const TrustAnchor &anchor) {
        return anchor.role == TrustRole::Any;
    });
    for (QWidget *part : {static_cast<QWidget *>(m_roleLabel), static_cast<QWidget *>(m_role)})
        part->setVisible(takesRole);
    for (QWidget *part : {static_cast<QWidget *>(m_signerLabel), static_cast<QWidget *>(m_signer)})
        part->setVisible(candidate.isList);
    m_form->show();
    m_name->setFocus();
}

void TrustDialog::giveUp()
{
    m_candidate.reset();
    m_form->hide();
    m_message->hide();
    m_message->clear();
}

void TrustDialog::setSigner(const QString &path)
{
    m_signerPath = path;
    refreshForm();
}

void TrustDialog::refreshForm()
{
    m_choose->setEnabled(!m_busy);
    m_import->setEnabled(false);
    if (!m_candidate)
        return;
    const bool isList = m_candidate->isList;
    const QString &name = m_candidate->file.name;
    const auto count = static_cast<int>(m_candidate->snapshot.anchors.size());
    m_fileLabel->setText(isList ? tr("%1: a trust list of the telematics infrastructure").arg(name)
            : !m_candidate->snapshot.statusList.isEmpty()
            ? tr("%1: a list of revoked keys, %n certificate(s)", nullptr, count).arg(name)
            : tr("%1: %n certificate(s)", nullptr, count).arg(name));
    m_signer->setText(m_signerPath.isEmpty() ? tr("&Choose…") : QFileInfo(m_signerPath).fileName());
    m_name->setPlaceholderText(isList ? tr("by its number") : QString());
    const bool isThere =
        std::ranges::find(m_known, m_name->text().trimmed(), &TrustSnapshot::name) != m_known.end();
    m_hint->setText(isThere ? tr("Replaces the one of this name.") : QString());
    const bool isComplete = isList ? !m_signerPath.isEmpty() : !m_name->text().trimmed().isEmpty();
    m_import->setEnabled(isComplete && !m_busy);
}

void TrustDialog::import()
{
    m_busy = true;
    refreshForm();
    TrustFile file = m_candidate->file;
    file.keptAs = m_name->text().trimmed();
    file.role = static_cast<TrustRole>(m_role->currentData().toInt());
    inBackground<Result<QString>>(
        this,
        [file, signerPath = m_signerPath, dataDir = m_dataDir, now = m_clock.now()] {
            return keepFile(file, signerPath, dataDir, now);
        },
        [this](const Result<QString> &name) {
            m_busy = false;
            if (name) {
                giveUp();
                m_wanted = *name;
                tell(tr("“%1” is trusted from now on.").arg(*name), true);
                Q_EMIT imported(*name);
            } else {
                tell(name.error());
            }
            refreshForm();
        });
}

void TrustDialog::tell(const QString &sentence, bool good)
{
    m_message->setText(sentence);
    setLook(m_message, good ? "good" : "bad");
    m_message->show();
}

/// What was asked for wrongly is said by its reason alone: the help of the command line is no help here.
void TrustDialog::tell(const Error &error)
{
    const Advice advice = adviceFor(error);
    tell(error.code == ErrorCode::UsageInvalid ? error.facts.value(QStringLiteral("reason")).toString()
                                               : QStringLiteral("%1 %2").arg(advice.title, advice.action),
        false);
}

void TrustDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TrustDialog::retranslate()
{
    setWindowTitle(tr("What is trusted"));
    m_title->setText(windowTitle());
    m_lead->setText(
        tr("Evidence counts if it leads back to one of these certificates. Choose in the document "
           "by which of them it is judged."));
    m_snapshots->setAccessibleName(tr("Trust snapshots"));
    m_anchors->setAccessibleName(tr("Certificates of the snapshot"));
    m_choose->setText(tr("&Import…"));
    m_inspect->setText(tr("&Open in Inspect"));
    m_nameLabel->setText(tr("&Name"));
    m_roleLabel->setText(tr("&Vouches for"));
    for (int i = 0; i < m_role->count(); ++i)
        m_role->setItemText(i, trustRoleName(static_cast<TrustRole>(m_role->itemData(i).toInt())));
    m_signerLabel->setText(tr("&Signed by"));
    m_import->setText(tr("I&mport"));
    m_cancel->setText(tr("C&ancel"));
    m_message->setAccessibleName(tr("What happened"));
    m_model->retranslate();
    showChosen();
    refreshForm();
}

} // namespace dsr
