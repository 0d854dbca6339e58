// What a person waits for in Inspect: a dropped token with its verdicts, a selection in a large tree, and how
// long the event loop stands still while a large file is opened. Run with QT_QPA_PLATFORM=offscreen or on a
// display.

#include "tests/core/flow/flowbench.h"
#include "widgets/inspect/inspectdocument.h"
#include "widgets/inspect/inspectpane.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <algorithm>

namespace {

constexpr int largeNodes = 100'000;
constexpr qsizetype tokenSize = 16 * 1024;
constexpr qsizetype fileSize = 50 * 1024 * 1024;

/// A token as a phone's, filled up to the size that the figure is about.
QByteArray token(FlowBench &bench)
{
    const dsr::RunRecord record = bench.run();
    for (const dsr::StepRecord &step : record.steps) {
        for (const dsr::Artifact &artifact : step.artifacts) {
            if (artifact.name == QStringLiteral("token"))
                return artifact.bytes;
        }
    }
    return {};
}

/// The token in an object with as many more values as are needed, so that the whole has `tokenSize` bytes.
QByteArray sized(const QByteArray &token)
{
    QByteArray text = "{\"token\":\"" + token + "\",\"more\":[";
    for (int i = 0; text.size() < tokenSize - 16; ++i)
        text += (i > 0 ? "," : "") + QByteArray::number(i);
    return text + "]}";
}

QByteArray array(int values)
{
    QByteArray text = "[";
    for (int i = 0; i < values; ++i)
        text += (i > 0 ? "," : "") + QByteArray::number(i);
    return text + ']';
}

/// Handles events until `done`; the longest stretch without coming back to the loop.
template <typename Done> double longestStandstill(Done done)
{
    double longest = 0;
    QElapsedTimer stretch;
    stretch.start();
    while (!done()) {
        stretch.restart();
        QCoreApplication::processEvents();
        longest = std::max(longest, static_cast<double>(stretch.nsecsElapsed()) / 1e6);
    }
    return longest;
}

void dropToken(benchmark::State &state)
{
    FlowBench bench;
    const QByteArray bytes = sized(token(bench));
    const QList<dsr::TrustSnapshot> trust{dsr::publicTrust(), dsr::trustOf(bench.bed)};
    const dsr::SystemClock clock;
    qsizetype findings = 0;
    for (auto _ : state) {
        dsr::InspectDocument document({QStringLiteral("token"), bytes}, clock);
        document.resize(1200, 700);
        document.setTrust(trust);
        document.show();
        longestStandstill([&] { return !document.findings().isEmpty(); });
        document.repaint();
        findings = document.findings().size();
        state.PauseTiming();
        QThreadPool::globalInstance()->waitForDone();
        state.ResumeTiming();
    }
    state.counters["findings"] = static_cast<double>(findings);
    state.counters["bytes"] = static_cast<double>(bytes.size());
}

void select(benchmark::State &state)
{
    const dsr::SystemClock clock;
    dsr::InspectDocument document({QStringLiteral("array"), array(largeNodes)}, clock);
    document.resize(1200, 700);
    document.show();
    longestStandstill([&] { return document.pane()->inspection() != nullptr; });
    QCoreApplication::processEvents();
    std::vector<const dsr::Node *> values;
    for (const dsr::Node &child : document.pane()->inspection()->root().children) {
        if (!child.syntax)
            values.push_back(&child);
    }
    size_t at = 0;
    double worst = 0;
    for (auto _ : state) {
        at = (at + 61'803) % values.size(); // far away each time
        QElapsedTimer timer;
        timer.start();
        document.pane()->select(values[at]);
        QCoreApplication::processEvents();
        document.repaint();
        worst = std::max(worst, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    state.counters["nodes"] = static_cast<double>(values.size());
    state.counters["worstMs"] = worst;
}

void openLargeFile(benchmark::State &state)
{
    const QByteArray bytes = '[' + QByteArray(fileSize, ' ') + array(largeNodes).mid(1);
    const dsr::SystemClock clock;
    double longest = 0;
    for (auto _ : state) {
        auto document =
            std::make_unique<dsr::InspectDocument>(dsr::InspectInput{QStringLiteral("large"), bytes}, clock);
        document->resize(1200, 700);
        document->setTrust({dsr::publicTrust()});
        document->show();
        longest =
            std::max(longest, longestStandstill([&] { return document->pane()->inspection() != nullptr; }));
        QElapsedTimer end;
        end.start();
        document.reset();
        longest = std::max(longest, static_cast<double>(end.nsecsElapsed()) / 1e6);
        state.PauseTiming();
        QThreadPool::globalInstance()->waitForDone();
        state.ResumeTiming();
    }
    state.counters["longestStandstillMs"] = longest;
}

} // namespace

BENCHMARK(dropToken)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(select)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(openLargeFile)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    dsr::useTheme(application, QStringLiteral("light"));
    dsr::useStyleSheet(application);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    QThreadPool::globalInstance()->waitForDone();
    return 0;
}
