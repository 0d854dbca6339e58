#pragma once

#include "widgets/inspect/nodesearch.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace dsr {

class InspectPane;

/// Looks for text, bytes, hashes and object identifiers in the pane's inspection and leads from one hit to
/// the next; goes to an offset.
class SearchBar : public QWidget
{
    Q_OBJECT
public:
    explicit SearchBar(InspectPane *pane, QWidget *parent = nullptr);

    /// Puts the keyboard into the field, to look for this.
    void begin(SearchKind kind);
    void next();
    void previous();

    QComboBox *kindBox() const { return m_kind; }
    QLineEdit *field() const { return m_field; }
    QString result() const;

Q_SIGNALS:
    /// A search has ended, whatever came of it.
    void searched();

protected:
    void changeEvent(QEvent *event) override;

private:
    SearchKind kind() const;
    void forget();
    void search(bool forward);
    void step(bool forward);
    void tell();
    void retranslate();

    InspectPane *m_pane;
    QComboBox *m_kind;
    QLineEdit *m_field;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_result;
    std::optional<std::vector<const Node *>> m_hits;
    int m_hit = -1;
    bool m_isSearched = false; ///< m_hits belong to what stands in the field
    quint64 m_asked = 0;
};

} // namespace dsr
