#include "widgets/inspect/inspectplace.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/flow/truststore.h"
#include "widgets/inspect/comparisonview.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/pdf.h"
#include "widgets/inspect/trustdialog.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"
#include "widgets/shared/theme.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dsr {

namespace {

constexpr qsizetype keptFiles = 10;

/// An ampersand in a name is no key.
QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1StringView("&&"));
}

QStringList localFiles(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

InspectPlace::InspectPlace(const WindowSetup &setup, QWidget *parent)
    : QWidget(parent)
    , m_setup(setup)
    , m_title(new QLabel)
    , m_note(new QLabel)
    , m_open(new QPushButton)
    , m_recent(new QPushButton)
    , m_recentMenu(new QMenu(this))
    , m_paste(new QPushButton)
    , m_compare(new QPushButton)
    , m_compareMenu(new QMenu(this))
    , m_report(new QPushButton)
    , m_reportMenu(new QMenu(this))
    , m_html(m_reportMenu->addAction(QString()))
    , m_pdf(m_reportMenu->addAction(QString()))
    , m_pages(new QStackedWidget)
    , m_empty(new QLabel)
    , m_emptyHint(new QLabel)
    , m_tabs(new QTabWidget)
{
    setLook(this, "page");
    setAcceptDrops(true);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    auto *card = new QFrame;
    setLook(card, "card");
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(10, 6, 10, 8);
    inside->addWidget(m_tabs);
    m_pages->addWidget(makeEmpty());
    m_pages->addWidget(card);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 12);
    all->setSpacing(10);
    all->addWidget(makeHead());
    all->addWidget(m_pages, 1);

    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &InspectPlace::close);
    connect(m_tabs, &QTabWidget::currentChanged, this, &InspectPlace::refresh);
    addKey(QKeySequence::Open, [this] { askForFile(); });
    addKey(QKeySequence::Paste, [this] { paste(); });
    addKey(Qt::CTRL | Qt::Key_W, [this] { close(m_tabs->currentIndex()); });
    retranslate();
    refresh();
}

QWidget *InspectPlace::makeHead()
{
    setLook(m_title, "title");
    setLook(m_note, "quiet");
    for (QPushButton *button : {m_recent, m_compare, m_report})
        setLook(button, "menu");
    m_recent->setMenu(m_recentMenu);
    m_compare->setMenu(m_compareMenu);
    m_report->setMenu(m_reportMenu);
    connect(m_compareMenu, &QMenu::aboutToShow, this, &InspectPlace::fillCompare);
    connect(m_html, &QAction::triggered, this,
        [this] { askForReport(QStringLiteral("html"), tr("Web pages (*.html)"), &InspectPlace::saveHtml); });
    connect(m_pdf, &QAction::triggered, this,
        [this] { askForReport(QStringLiteral("pdf"), tr("PDF files (*.pdf)"), &InspectPlace::savePdf); });
    connect(m_open, &QPushButton::clicked, this, &InspectPlace::askForFile);
    connect(m_paste, &QPushButton::clicked, this, &InspectPlace::paste);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &InspectPlace::fillRecent);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addSpacing(12);
    row->addWidget(m_note, 1);
    row->addWidget(m_open);
    row->addWidget(m_recent);
    row->addWidget(m_paste);
    row->addWidget(m_compare);
    row->addWidget(m_report);
    return head;
}

QWidget *InspectPlace::makeEmpty()
{
    setLook(m_empty, "section");
    setLook(m_emptyHint, "quiet");
    for (QLabel *label : {m_empty, m_emptyHint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto *card = new QFrame;
    setLook(card, "card");
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(60, 40, 60, 40);
    column->addStretch();
    column->addWidget(m_empty);
    column->addSpacing(8);
    column->addWidget(m_emptyHint);
    column->addStretch();
    return card;
}

void InspectPlace::addKey(const QKeySequence &key, const std::function<void()> &run)
{
    // Of the window, because the focus is in the rail at first; a place that is not shown has no keys.
    auto *shortcut = new QShortcut(key, this);
    connect(shortcut, &QShortcut::activated, this, run);
}

InspectDocument *InspectPlace::current() const
{
    return qobject_cast<InspectDocument *>(m_tabs->currentWidget());
}

ComparisonView *InspectPlace::comparison() const
{
    return qobject_cast<ComparisonView *>(m_tabs->currentWidget());
}

QList<InspectDocument *> InspectPlace::documents() const
{
    QList<InspectDocument *> all;
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (auto *document = qobject_cast<InspectDocument *>(m_tabs->widget(tab)))
            all.append(document);
    }
    return all;
}

int InspectPlace::count() const
{
    return m_tabs->count();
}

QString InspectPlace::note() const
{
    return m_note->text();
}

void InspectPlace::open(const InspectInput &input)
{
    const auto isTaken = [open = documents()](const QString &name) {
        return std::ranges::any_of(open, [&](const InspectDocument *other) { return other->name() == name; });
    };
    InspectInput named = input;
    for (int number = 2; isTaken(named.name); ++number)
        named.name = tr("%1 (%2)", "name of a document, number").arg(input.name).arg(number);
    auto *document = new InspectDocument(named, m_setup.clock);
    connect(document, &InspectDocument::told, this, &InspectPlace::tell);
    connect(document, &InspectDocument::trustWanted, this, &InspectPlace::showTrust);
    const int tab = m_tabs->addTab(document, menuText(document->name()));
    m_tabs->setCurrentIndex(tab);
    m_note->clear();
    refresh();
    if (m_trust)
        document->setTrust(m_trust->known, m_trust->playKeys);
    else
        readTrust();
    document->setFocus();
    Q_EMIT opened(document);
}

void InspectPlace::openFiles(const QStringList &paths)
{
    const auto bundle = std::make_shared<Bundle>(Bundle{.pending = paths.size(), .documents = {}});
    for (const QString &path : paths) {
        inBackground<Result<QByteArray>>(
            this, [path] { return readFile(path); },
            [this, path, bundle](const Result<QByteArray> &bytes) {
                --bundle->pending;
                if (bytes) {
                    remember(path);
                    open({.name = QFileInfo(path).fileName(), .bytes = *bytes});
                    bundle->documents.append(current());
                    connect(
                        current()->pane(), &InspectPane::shown, this, [this, bundle] { introduce(*bundle); });
                } else {
                    const Advice advice = adviceFor(bytes.error());
                    tell(QStringLiteral("%1 %2").arg(advice.title, advice.action));
                }
                introduce(*bundle);
            });
    }
}

/// As soon as all of them are taken apart, each learns of the others.
void InspectPlace::introduce(const Bundle &bundle)
{
    QList<InspectDocument *> documents;
    for (InspectDocument *document : bundle.documents) {
        if (document)
            documents.append(document);
    }
    const auto isReady = [](const InspectDocument *document) {
        return document->pane()->inspection() != nullptr;
    };
    if (bundle.pending > 0 || !std::ranges::all_of(documents, isReady))
        return;
    for (InspectDocument *document : std::as_const(documents)) {
        QList<Companion> others;
        for (const InspectDocument *other : std::as_const(documents)) {
            if (other != document)
                others.append({other->name(), other->pane()->inspection()});
        }
        document->setCompanions(others);
    }
}

/// The test bed is made first if there is none: its anchors belong to what can be trusted.
void InspectPlace::readTrust()
{
    inBackground<Result<Trust>>(
        this,
        [&workbench = m_setup.workbench, dataDir = m_setup.dataDir]() -> Result<Trust> {
            if (const auto bed = workbench.testBed(); !bed)
                return fail(bed.error());
            const TrustStore store(dataDir);
            const auto known = store.all();
            if (!known)
                return fail(known.error());
            const auto playKeys = store.playKeys();
            if (!playKeys)
                return fail(playKeys.error());
            return Trust{*known, *playKeys};
        },
        [this](const Result<Trust> &trust) {
            if (!trust) {
                const Advice advice = adviceFor(trust.error());
                tell(QStringLiteral("%1 %2").arg(advice.title, advice.action));
            }
            m_trust = trust.value_or(Trust{{publicTrust()}, {}});
            for (InspectDocument *document : documents())
                document->setTrust(m_trust->known, m_trust->playKeys);
            if (m_trustDialog)
                m_trustDialog->setTrust(m_trust->known);
        });
}

void InspectPlace::showTrust()
{
    if (!m_trustDialog) {
        m_trustDialog = new TrustDialog(m_setup.dataDir, m_setup.clock, this);
        connect(m_trustDialog, &TrustDialog::imported, this, &InspectPlace::readTrust);
        connect(m_trustDialog, &TrustDialog::inspectWanted, this,
            [this](const QString &name, const QByteArray &der) {
                open({.name = name, .bytes = der, .kind = DataKind::Certificate});
            });
        if (m_trust)
            m_trustDialog->setTrust(m_trust->known);
    }
    m_trustDialog->show();
    m_trustDialog->raise();
    m_trustDialog->activateWindow();
}

void InspectPlace::paste()
{
    const QMimeData *content = QGuiApplication::clipboard()->mimeData();
    const QMimeData nothing;
    take(content ? *content : nothing);
}

void InspectPlace::take(const QMimeData &content)
{
    const QStringList paths = localFiles(content);
    const QByteArray text = content.text().toUtf8();
    if (!paths.isEmpty())
        openFiles(paths);
    else if (text.isEmpty())
        tell(tr("There is nothing to inspect in the clipboard."));
    else
        open({.name = tr("Pasted text"), .bytes = text});
}

void InspectPlace::askForFile()
{
    askOpenPath(window(), tr("Inspect a file"), tr("All files (*)"),
        [this](const QString &path) { openFiles({path}); });
}

void InspectPlace::close(int tab)
{
    QWidget *document = m_tabs->widget(tab);
    if (!document)
        return;
    m_tabs->removeTab(tab);
    document->deleteLater();
    refresh();
}

QStringList InspectPlace::recentFiles() const
{
    return m_setup.settings.value(Setting::RecentInspections).toStringList();
}

void InspectPlace::remember(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    m_setup.settings.setValue(Setting::RecentInspections, QStringList(files.mid(0, keptFiles)));
    refresh();
}

void InspectPlace::fillRecent()
{
    m_recentMenu->clear();
    const QStringList files = recentFiles();
    for (const QString &path : files) {
        m_recentMenu
            ->addAction(menuText(QFileInfo(path).fileName()), this, [this, path] { openFiles({path}); })
            ->setToolTip(path);
    }
}

void InspectPlace::fillCompare()
{
    m_compareMenu->clear();
    for (InspectDocument *other : documents()) {
        if (other != current())
            m_compareMenu->addAction(menuText(other->name()), this, [this, other] { compareWith(other); });
    }
}

void InspectPlace::compareWith(InspectDocument *other)
{
    InspectDocument *document = current();
    if (!document || !document->pane()->inspection() || !other->pane()->inspection())
        return;
    auto *view = new ComparisonView(
        {document->name(), document->pane()->inspection()}, {other->name(), other->pane()->inspection()});
    connect(view, &ComparisonView::placeWanted, this,
        [this, left = QPointer(document), right = QPointer(other)](
            const QString &path, bool inRight) { showPlace(inRight ? right : left, path); });
    m_tabs->setCurrentIndex(
        m_tabs->addTab(view, tr("%1 ↔ %2", "names").arg(document->name(), other->name())));
    view->setFocus();
}

void InspectPlace::showPlace(InspectDocument *document, const QString &path)
{
    if (!document)
        return; // closed meanwhile
    m_tabs->setCurrentWidget(document);
    document->pane()->select(document->pane()->inspection()->find(path));
    document->setFocus();
}

void InspectPlace::askForReport(
    const QString &suffix, const QString &filter, void (InspectPlace::*saveReport)(const QString &))
{
    const InspectDocument *document = current();
    if (!document || !document->pane()->inspection())
        return;
    const QString name = QFileInfo(document->name()).completeBaseName() + QLatin1Char('.') + suffix;
    askSavePath(window(), tr("Save report"), name, filter,
        [this, saveReport](const QString &path) { (this->*saveReport)(path); });
}

void InspectPlace::saveHtml(const QString &path)
{
    save(path, current()->report());
}

void InspectPlace::savePdf(const QString &path)
{
    save(path, [html = current()->report()] { return pdfFromHtml(html()); });
}

void InspectPlace::save(const QString &path, const std::function<QByteArray()> &make)
{
    inBackground<Result<void>>(
        this, [path, make] { return writeFile(path, make(), FileAccess::OwnerOnly); },
        [this, path](const Result<void> &written) {
            tell(written ? tr("Saved as %1.").arg(path) : adviceFor(written.error()).title);
            Q_EMIT saved();
        });
}

void InspectPlace::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

void InspectPlace::refresh()
{
    m_pages->setCurrentIndex(count() == 0 ? 0 : 1);
    m_recent->setEnabled(!recentFiles().isEmpty());
    m_compare->setEnabled(current() && documents().size() > 1);
    m_report->setEnabled(current());
}

void InspectPlace::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void InspectPlace::dropEvent(QDropEvent *event)
{
    take(*event->mimeData());
    event->acceptProposedAction();
}

/// What was imported meanwhile is known from now on.
void InspectPlace::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readTrust();
}

void InspectPlace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void InspectPlace::retranslate()
{
    m_title->setText(tr("Inspect"));
    m_open->setText(tr("&Open…"));
    m_recent->setText(tr("Recen&t"));
    m_paste->setText(tr("P&aste"));
    m_compare->setText(tr("Co&mpare with"));
    m_report->setText(tr("Re&port"));
    m_html->setText(tr("As &web page…"));
    m_pdf->setText(tr("As P&DF…"));
    m_empty->setText(tr("Drop or paste anything here: a token, a certificate, an attestation, a card file, a "
                        "recorded session."));
    m_emptyHint->setText(tr("It is taken apart to the last byte, explained and judged. Nothing leaves this "
                            "computer."));
    m_tabs->setAccessibleName(tr("Open documents"));
}

} // namespace dsr
