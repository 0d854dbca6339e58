#pragma once

#include "core/flow/runrecord.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace dsr {

class SignLabel;

/// How a run ended, for the person at the counter, and what can be done now.
class ResultCard : public QFrame
{
    Q_OBJECT
public:
    explicit ResultCard(QWidget *parent = nullptr);

    /// `live`: the run was just made here and its key is at hand; else a session was opened.
    void showRecord(const RunRecord &record, bool live);
    /// What came of proving the certificate.
    void showProof(const Result<QByteArray> &answer);
    /// A sentence about what was saved, or why not.
    void showNote(const QString &note, bool good);
    void setProving(bool proving);

    QPushButton *proveButton() const { return m_prove; }
    QPushButton *detailsButton() const { return m_details; }
    QPushButton *againButton() const { return m_again; }
    QPushButton *personButton() const { return m_showPerson; }
    QString title() const;
    QString personText() const;
    QString noteText() const;

Q_SIGNALS:
    void proveWanted();
    void againWanted();
    void detailsToggled(bool open);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeFacts();
    QWidget *makeButtons();
    QPushButton *makeDetailsButton();
    void retranslate();
    void retranslateButtons();
    void retranslateOutcome();
    void retranslateFacts();
    void retranslateNote();

    RunRecord m_record;
    bool m_live = false;
    std::optional<Result<QByteArray>> m_proof;
    SignLabel *m_title;
    QLabel *m_action;
    QLabel *m_personLabel;
    QLabel *m_person;
    QPushButton *m_showPerson;
    QLabel *m_validityLabel;
    QLabel *m_validity;
    QWidget *m_facts;
    QLabel *m_note;
    QPushButton *m_prove;
    QPushButton *m_again;
    QPushButton *m_details;
};

} // namespace dsr
