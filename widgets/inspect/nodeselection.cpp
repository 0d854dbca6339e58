#include "widgets/inspect/nodeselection.h"

namespace dsr {

void NodeSelection::select(const Node *node)
{
    if (node == m_node)
        return;
    if (m_node)
        m_back.push_back(m_node);
    m_forward.clear();
    show(node);
}

void NodeSelection::reset()
{
    m_back.clear();
    m_forward.clear();
    show(nullptr);
}

void NodeSelection::goBack()
{
    if (m_back.empty())
        return;
    const Node *node = m_back.back();
    m_back.pop_back();
    m_forward.push_back(m_node);
    show(node);
}

void NodeSelection::goForward()
{
    if (m_forward.empty())
        return;
    const Node *node = m_forward.back();
    m_forward.pop_back();
    m_back.push_back(m_node);
    show(node);
}

void NodeSelection::show(const Node *node)
{
    m_node = node;
    Q_EMIT changed(node);
}

} // namespace dsr
