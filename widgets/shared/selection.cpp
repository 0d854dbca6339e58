#include "widgets/shared/selection.h"

namespace dsr {

void Selection::select(int step, const QString &artifact)
{
    if (step == m_step && artifact == m_artifact)
        return;
    m_step = step;
    m_artifact = artifact;
    Q_EMIT changed(m_step, m_artifact);
}

} // namespace dsr
