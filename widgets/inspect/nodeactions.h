#pragma once

#include "core/decode/inspection.h"

#include <QObject>

class QAction;
class QWidget;

namespace dsr {

class NodeModel;
class NodeSelection;

/// What can be done with the selected node, for menus and keys: go back and forward, copy it in every form,
/// save its bytes.
class NodeActions : public QObject
{
    Q_OBJECT
public:
    /// Keys work while the focus is in `owner`; dialogs open over its window.
    NodeActions(NodeSelection *selection, NodeModel *model, QWidget *owner);

    QList<QAction *> all() const;
    QAction *back() const { return m_back; }
    QAction *forward() const { return m_forward; }
    QAction *copyValue() const { return m_copyValue; }
    QAction *copyPath() const { return m_copyPath; }
    QAction *copyHex() const { return m_copyHex; }
    QAction *copyBase64() const { return m_copyBase64; }
    QAction *copyPem() const { return m_copyPem; }
    QAction *saveBytes() const { return m_saveBytes; }

    void retranslate();

Q_SIGNALS:
    /// A sentence about what was done.
    void told(const QString &sentence);

private:
    QAction *add(const QKeySequence &key, const std::function<void()> &run);
    void copy(const QString &text);
    void save();
    QByteArray content() const;
    void update();

    NodeSelection *m_selection;
    NodeModel *m_model;
    QWidget *m_owner;
    QAction *m_back;
    QAction *m_forward;
    QAction *m_copyValue;
    QAction *m_copyPath;
    QAction *m_copyHex;
    QAction *m_copyBase64;
    QAction *m_copyPem;
    QAction *m_saveBytes;
};

/// What programs get of a node: text and numbers as they are, bytes as hex.
QString plainValue(const Node &node);
/// The node's object as PEM; empty for kinds that have no PEM form.
QString pemOf(const Node &node, const QByteArray &content);

} // namespace dsr
