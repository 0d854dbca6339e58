#pragma once

#include "core/flow/runrecord.h"

#include <optional>

namespace dsr {

/// One arrow of the diagram: which it is, and between which lifelines.
struct SequenceRow
{
    int step = 0;
    int arrow = 0; ///< index into the step's arrows
    int from = 0; ///< index into SequenceLayout::lifelines
    int to = 0;
    bool isAlone() const { return from == to; }
    friend bool operator==(const SequenceRow &, const SequenceRow &) = default;
};

/// Who and what stands where in a sequence diagram, counted in lifelines and rows, without a pixel.
class SequenceLayout
{
public:
    SequenceLayout() = default;
    explicit SequenceLayout(const QList<StepRecord> &steps);

    /// Parties that send or receive something, in the order of the RFC.
    const QList<Participant> &lifelines() const { return m_lifelines; }
    const QList<SequenceRow> &rows() const { return m_rows; }
    /// First row of a step and how many it has; nothing for a step without arrows.
    struct Span
    {
        int first = 0;
        int count = 0;
        friend bool operator==(const Span &, const Span &) = default;
    };
    std::optional<Span> spanOf(int step) const;
    /// The row of a step whose message is this artifact; -1 = none.
    int rowOf(int step, const QString &artifact, const QList<StepRecord> &steps) const;

private:
    QList<Participant> m_lifelines;
    QList<SequenceRow> m_rows;
};

} // namespace dsr
