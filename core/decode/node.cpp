#include "core/decode/node.h"

#include <QStringList>

namespace dsr {

QString Node::path() const
{
    QStringList names;
    for (const Node *node = this; node->parent; node = node->parent)
        names.prepend(node->name);
    return names.join(QLatin1Char('.'));
}

} // namespace dsr
