#pragma once

#include "core/base/clock.h"
#include "core/flow/truststore.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableView;

namespace dsr {

class AnchorModel;

/// What is trusted on this computer, snapshot by snapshot, and the import of further ones. Not modal: it
/// stays open beside the documents it matters for.
class TrustDialog : public QDialog
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    TrustDialog(const QString &dataDir, const Clock &clock, QWidget *parent = nullptr);

    /// The snapshots to show; the choice stays where its name does.
    void setTrust(const QList<TrustSnapshot> &known);
    /// Reads a file that shall be imported, and asks what is still to be said about it.
    void begin(const QString &path);
    /// The certificate (PEM) that must have signed the trust list.
    void setSigner(const QString &path);

    QListWidget *snapshots() const { return m_snapshots; }
    QTableView *anchors() const { return m_anchors; }
    QPushButton *chooseButton() const { return m_choose; }
    QPushButton *inspectButton() const { return m_inspect; }
    QLineEdit *nameField() const { return m_name; }
    QComboBox *roleBox() const { return m_role; }
    QPushButton *signerButton() const { return m_signer; }
    QPushButton *importButton() const { return m_import; }
    QString facts() const;
    /// What is worth knowing about the chosen name.
    QString hint() const;
    QString message() const;

Q_SIGNALS:
    /// There is another snapshot in the data folder.
    void imported(const QString &name);
    /// Somebody wants to look into the certificate of an anchor.
    void inspectWanted(const QString &name, const QByteArray &der);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// A file that was read and may be imported.
    struct Candidate
    {
        TrustFile file;
        bool isList = false; ///< a trust list, of which nothing is known until its signature was verified
        TrustSnapshot snapshot;
    };
    static Result<Candidate> readCandidate(const QString &path, const QDateTime &now);

    QWidget *makeStock();
    QWidget *makeForm();
    void ask(const Candidate &candidate);
    void giveUp();
    void import();
    void showChosen();
    void inspectChosen();
    void refreshForm();
    void tell(const QString &sentence, bool good);
    void tell(const Error &error);
    void retranslate();

    QString m_dataDir;
    const Clock &m_clock;
    QList<TrustSnapshot> m_known;
    std::optional<Candidate> m_candidate;
    QString m_signerPath;
    QString m_wanted; ///< name of the snapshot that was imported last
    bool m_busy = false;

    AnchorModel *m_model;
    QLabel *m_title;
    QLabel *m_lead;
    QListWidget *m_snapshots;
    QLabel *m_facts;
    QTableView *m_anchors;
    QPushButton *m_choose;
    QPushButton *m_inspect;
    QWidget *m_form;
    QLabel *m_fileLabel;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_hint;
    QLabel *m_roleLabel;
    QComboBox *m_role;
    QLabel *m_signerLabel;
    QPushButton *m_signer;
    QPushButton *m_import;
    QPushButton *m_cancel;
    QLabel *m_message;
};

} // namespace dsr
