#pragma once

#include "widgets/inspect/inspectdocument.h"
#include "widgets/shared/windowsetup.h"

#include <QPointer>

class QDragEnterEvent;
class QAction;
class QLabel;
class QMenu;
class QMimeData;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace dsr {

class ComparisonView;
class TrustDialog;

/// The place where anything is taken apart and judged: what is pasted, dropped or opened becomes a document
/// in a tab of its own.
class InspectPlace : public QWidget
{
    Q_OBJECT
public:
    explicit InspectPlace(const WindowSetup &setup, QWidget *parent = nullptr);

    void open(const InspectInput &input);
    /// Reads the files in a pool thread; each becomes a document. Certificates of one chain are judged
    /// together.
    void openFiles(const QStringList &paths);
    /// What the clipboard has: files, or text.
    void paste();
    /// Compares the current document with another open one, in a tab of its own.
    void compareWith(InspectDocument *other);
    /// Opens the dialog of what is trusted.
    void showTrust();
    /// The report of the current document, as window and command line write it alike.
    void saveHtml(const QString &path);
    void savePdf(const QString &path);

    /// nullptr if none is open.
    InspectDocument *current() const;
    int count() const;
    QStringList recentFiles() const;
    QString note() const;
    QTabWidget *tabs() const { return m_tabs; }
    QPushButton *openButton() const { return m_open; }
    QPushButton *pasteButton() const { return m_paste; }
    QMenu *recentMenu() const { return m_recentMenu; }
    QMenu *compareMenu() const { return m_compareMenu; }
    QMenu *reportMenu() const { return m_reportMenu; }
    /// The comparison on the screen; nullptr if it is none.
    ComparisonView *comparison() const;
    /// nullptr until it was shown.
    TrustDialog *trustDialog() const { return m_trustDialog; }

Q_SIGNALS:
    /// A document was added; its tree follows.
    void opened(dsr::InspectDocument *document);
    /// A file was written, or could not be; `note` says which.
    void saved();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeEmpty();
    void addKey(const QKeySequence &key, const std::function<void()> &run);
    /// Files that were handed over together.
    struct Bundle
    {
        qsizetype pending = 0; ///< still being read
        QList<QPointer<InspectDocument>> documents;
    };
    void introduce(const Bundle &bundle);
    void take(const QMimeData &content);
    void askForFile();
    void close(int tab);
    void remember(const QString &path);
    void fillRecent();
    void fillCompare();
    QList<InspectDocument *> documents() const;
    void showPlace(InspectDocument *document, const QString &path);
    void askForReport(
        const QString &suffix, const QString &filter, void (InspectPlace::*saveReport)(const QString &));
    void save(const QString &path, const std::function<QByteArray()> &make);
    void tell(const QString &sentence);
    void readTrust();
    void refresh();
    void retranslate();

    WindowSetup m_setup;
    /// What this machine can judge by.
    struct Trust
    {
        QList<TrustSnapshot> known;
        PlayKeys playKeys;
    };
    std::optional<Trust> m_trust; ///< nothing until it was read
    TrustDialog *m_trustDialog = nullptr;
    QLabel *m_title;
    QLabel *m_note;
    QPushButton *m_open;
    QPushButton *m_recent;
    QMenu *m_recentMenu;
    QPushButton *m_paste;
    QPushButton *m_compare;
    QMenu *m_compareMenu;
    QPushButton *m_report;
    QMenu *m_reportMenu;
    QAction *m_html;
    QAction *m_pdf;
    QStackedWidget *m_pages;
    QLabel *m_empty;
    QLabel *m_emptyHint;
    QTabWidget *m_tabs;
};

} // namespace dsr
