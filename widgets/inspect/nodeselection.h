#pragma once

#include "core/decode/node.h"

#include <QObject>

namespace dsr {

/// The one selected node of an inspection, and the way to it. Tree, bytes, details and findings follow it and
/// none of them talks to another.
class NodeSelection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const Node *node() const { return m_node; } ///< nullptr = none
    /// Tells listeners if it is another one.
    void select(const Node *node);
    /// Forgets everything, because another inspection is shown.
    void reset();

    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }
    void goBack();
    void goForward();

Q_SIGNALS:
    void changed(const dsr::Node *node);

private:
    void show(const Node *node);

    const Node *m_node = nullptr;
    std::vector<const Node *> m_back;
    std::vector<const Node *> m_forward;
};

} // namespace dsr
