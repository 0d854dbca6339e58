#pragma once

#include "tests/core/flow/flowbench.h"

namespace dsr::test {

/// One real registration a process: card, phone and service of a test bed of its own.
struct Registered
{
    Registered()
    {
        const RunRecord record = bench.run();
        kvnr = record.kvnr;
        for (const StepRecord &step : record.steps) {
            for (const Artifact &artifact : step.artifacts) {
                if (artifact.name == QStringLiteral("token"))
                    token = artifact.bytes;
            }
        }
        trust = {publicTrust(), trustOf(bench.bed)};
    }

    FlowBench bench;
    QByteArray token;
    QString kvnr;
    QList<TrustSnapshot> trust;
};

inline const Registered &registered()
{
    static const Registered made;
    return made;
}
/// The token that was accepted.
inline QByteArray registeredToken()
{
    return registered().token;
}
/// Whose it is.
inline QString registeredKvnr()
{
    return registered().kvnr;
}
/// All that can be trusted, the test bed included.
inline QList<TrustSnapshot> registeredTrust()
{
    return registered().trust;
}

} // namespace dsr::test
