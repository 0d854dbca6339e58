#include "widgets/steps/sequencelayout.h"

#include <algorithm>

namespace dsr {

SequenceLayout::SequenceLayout(const QList<StepRecord> &steps)
{
    for (const StepRecord &step : steps) {
        for (const Arrow &arrow : step.arrows) {
            for (const Participant party : {arrow.from, arrow.to}) {
                if (!m_lifelines.contains(party))
                    m_lifelines.append(party);
            }
        }
    }
    std::ranges::sort(m_lifelines);
    for (int step = 0; step < steps.size(); ++step) {
        const QList<Arrow> &arrows = steps.at(step).arrows;
        for (int i = 0; i < arrows.size(); ++i) {
            m_rows.append({step, i, static_cast<int>(m_lifelines.indexOf(arrows.at(i).from)),
                static_cast<int>(m_lifelines.indexOf(arrows.at(i).to))});
        }
    }
}

std::optional<SequenceLayout::Span> SequenceLayout::spanOf(int step) const
{
    const auto rows = std::ranges::equal_range(m_rows, step, {}, &SequenceRow::step);
    if (rows.empty())
        return {};
    return Span{static_cast<int>(rows.begin() - m_rows.begin()), static_cast<int>(rows.size())};
}

int SequenceLayout::rowOf(int step, const QString &artifact, const QList<StepRecord> &steps) const
{
    const auto span = spanOf(step);
    if (!span || artifact.isEmpty())
        return -1;
    for (int row = span->first; row < span->first + span->count; ++row) {
        if (steps.at(step).arrows.at(m_rows.at(row).arrow).artifact == artifact)
            return row;
    }
    return -1;
}

} // namespace dsr
