#pragma once

#include "widgets/inspect/termschoice.h"

#include <QWidget>

#include <map>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace dsr {

/// The terms to judge by: time, profile, trust, and what is expected.
class TermsBar : public QWidget
{
    Q_OBJECT
public:
    explicit TermsBar(const QDateTime &now, QWidget *parent = nullptr);

    /// What can be trusted, and what opens Play Integrity tokens; the choice stays where its name does.
    void setTrust(const QList<TrustSnapshot> &known, const PlayKeys &playKeys = {});
    const QList<TrustSnapshot> &known() const { return m_known; }
    const TermsChoice &choice() const { return m_choice; }

    QComboBox *timeBox() const { return m_time; }
    QDateTimeEdit *dateField() const { return m_date; }
    QComboBox *profileBox() const { return m_profile; }
    QComboBox *trustBox() const { return m_trust; }
    QPushButton *trustButton() const { return m_trustButton; }
    QPushButton *expectedButton() const { return m_expectedButton; }
    /// The field of an expectation, by a name of `expectationNames`.
    QLineEdit *field(const QString &name) const;
    QString problem() const;

Q_SIGNALS:
    void changed();
    /// Somebody wants to see what is trusted, or to add to it.
    void trustWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeExpected();
    void update();
    void readExpected();
    QList<TrustSnapshot> chosenTrust() const;
    void retranslate();

    struct Field
    {
        QLabel *label;
        QLineEdit *edit;
    };
    TermsChoice m_choice;
    std::map<QString, Field> m_fields;
    QList<TrustSnapshot> m_known;
    QLabel *m_timeLabel;
    QComboBox *m_time;
    QDateTimeEdit *m_date;
    QLabel *m_profileLabel;
    QComboBox *m_profile;
    QLabel *m_trustLabel;
    QComboBox *m_trust;
    QPushButton *m_trustButton;
    QPushButton *m_expectedButton;
    QWidget *m_expected;
    QLabel *m_problem;
};

} // namespace dsr
