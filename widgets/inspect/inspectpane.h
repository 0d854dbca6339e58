#pragma once

#include "core/decode/inspect.h"
#include "widgets/inspect/personalbytes.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QHBoxLayout;
class QTabBar;
class QTreeView;

namespace dsr {

class HexPane;
class NodeActions;
class NodeModel;
class NodeSelection;

/// Tree and bytes of one inspection as one thing: what is chosen here is marked there. One tab per source of
/// bytes. Decodes in a pool thread.
class InspectPane : public QWidget
{
    Q_OBJECT
public:
    explicit InspectPane(QWidget *parent = nullptr);
    ~InspectPane() override;

    /// Decodes and shows; what was shown before stays until the new tree is ready.
    void inspectBytes(
        const QByteArray &bytes, DataKind kind, const QString &name, const TokenOpener &opener = {});
    void clear();
    /// nullptr while nothing is shown.
    const InspectionPtr &inspection() const;
    /// Selects the node, or what it is part of if it is not shown itself.
    void select(const Node *node);
    /// The source whose bytes are on the screen.
    int source() const;

    /// Puts something more into the row below the tree.
    void addTool(QWidget *tool);

    NodeSelection *selection() const { return m_selection; }
    NodeActions *actions() const { return m_actions; }
    QTreeView *tree() const { return m_tree; }
    HexPane *bytes() const { return m_bytes; }
    NodeModel *model() const { return m_model; }
    QCheckBox *personalBox() const { return m_personal; }

Q_SIGNALS:
    /// A tree is on the screen.
    void shown();
    void personalShown(bool shown);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// A decoding with what else has to be known before it is shown.
    struct Decoded
    {
        InspectionPtr inspection;
        PersonalBytes personal;
    };
    void showDecoded(Decoded decoded);
    void followNode(const Node *node);
    void makeRoomForName(const QModelIndex &index);
    void showSource(int source);
    void selectByte(qsizetype offset);
    void showSyntax(bool shown);
    void hidePersonal();
    void retranslate();

    NodeSelection *m_selection;
    NodeModel *m_model;
    QTreeView *m_tree;
    QTabBar *m_sources;
    HexPane *m_bytes;
    QCheckBox *m_syntax;
    QCheckBox *m_personal;
    QHBoxLayout *m_tools;
    NodeActions *m_actions;
    quint64 m_asked = 0; ///< which inspection is wanted; older ones are dropped
};

} // namespace dsr
