#pragma once

#include "core/decode/inspect.h"

#include <QWidget>

class QCheckBox;
class QTabBar;
class QTreeView;

namespace dsr {

class HexPane;
class NodeModel;

/// Tree and bytes of one inspection as one thing: what is chosen here is marked there. One tab per source of
/// bytes. Decodes in a pool thread.
class InspectPane : public QWidget
{
    Q_OBJECT
public:
    explicit InspectPane(QWidget *parent = nullptr);

    /// Decodes and shows; what was shown before stays until the new tree is ready.
    void inspectBytes(const QByteArray &bytes, DataKind kind, const QString &name);
    void clear();

    QTreeView *tree() const { return m_tree; }
    HexPane *bytes() const { return m_bytes; }
    NodeModel *model() const { return m_model; }

Q_SIGNALS:
    /// A tree is on the screen.
    void shown();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showInspection(const InspectionPtr &inspection);
    void showNode(const Node *node);
    void showSource(int source);
    void selectByte(qsizetype offset);
    void hidePersonal();
    void retranslate();

    NodeModel *m_model;
    QTreeView *m_tree;
    QTabBar *m_sources;
    HexPane *m_bytes;
    QCheckBox *m_syntax;
    QCheckBox *m_personal;
    quint64 m_asked = 0; ///< which inspection is wanted; older ones are dropped
};

} // namespace dsr
