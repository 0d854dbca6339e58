#include "app/gui/registrationjob.h"

#include "core/base/advice.h"
#include "core/base/files.h"
#include "core/flow/report.h"
#include "core/flow/sessionfile.h"
#include "widgets/mainwindow.h"
#include "widgets/register/registerplace.h"
#include "widgets/register/resultcard.h"
#include "widgets/shared/mark.h"

#include <QApplication>
#include <QBuffer>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace dsr {

namespace {
void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}
} // namespace

RegistrationJob::RegistrationJob(MainWindow &window, const QString &folder)
    : m_window(window)
    , m_folder(folder)
{
    RegisterPlace *place = window.registerPlace();
    connect(&window, &MainWindow::painted, this, &RegistrationJob::begin);
    connect(place, &RegisterPlace::stepChanged, this, &RegistrationJob::printStep);
    // Queued: the window is complete before its picture is taken.
    connect(place, &RegisterPlace::secretAsked, this, &RegistrationJob::answerPin, Qt::QueuedConnection);
    connect(place, &RegisterPlace::finished, this, &RegistrationJob::keep, Qt::QueuedConnection);
    connect(place, &RegisterPlace::failed, this, &RegistrationJob::giveUp);
    connect(place, &RegisterPlace::proved, this, &RegistrationJob::end, Qt::QueuedConnection);
}

void RegistrationJob::begin()
{
    if (const auto made = makePrivateFolder(m_folder); !made) {
        giveUp(made.error());
        return;
    }
    savePicture(QStringLiteral("start.png"));
    m_window.registerPlace()->start({}, false, m_folder);
}

void RegistrationJob::printStep(int index, const StepRecord &step)
{
    if (step.status != StepStatus::Done && step.status != StepStatus::Failed)
        return;
    print(QStringLiteral("%1  %2  %3  %4")
            .arg(index + 1, 2)
            .arg(markOf(step.status).word, step.title, durationText(step.milliseconds)));
}

void RegistrationJob::answerPin()
{
    savePicture(QStringLiteral("middle.png"));
    m_window.registerPlace()->useTestSecret();
}

void RegistrationJob::keep(const RunRecord &record)
{
    write(QStringLiteral("session.dsrsession"), sessionBytes(record));
    write(QStringLiteral("report.html"), htmlReport(record));
    print(m_window.registerPlace()->resultCard()->title());
    if (record.outcome == Outcome::Registered) {
        m_window.registerPlace()->prove();
        return;
    }
    m_good = false;
    if (record.error)
        print(technicalText(*record.error));
    end(false);
}

void RegistrationJob::end(bool proved)
{
    // The details are decoded in the background; their picture shall show them.
    constexpr int settle = 400;
    QTimer::singleShot(settle, this, [this, proved] {
        savePicture(QStringLiteral("done.png"));
        if (proved)
            print(m_window.registerPlace()->resultCard()->noteText());
        print(m_folder);
        QApplication::exit(proved && m_good ? 0 : 1);
    });
}

void RegistrationJob::giveUp(const Error &error)
{
    const Advice advice = adviceFor(error);
    std::fprintf(stderr, "%s %s\n%s\n", qUtf8Printable(advice.title), qUtf8Printable(advice.action),
        qUtf8Printable(technicalText(error)));
    QApplication::exit(1);
}

bool RegistrationJob::savePicture(const QString &name)
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QByteArray png;
    QBuffer buffer(&png);
    return m_window.grab().save(&buffer, "PNG") && write(name, png);
}

bool RegistrationJob::write(const QString &name, const QByteArray &bytes)
{
    const auto written = writeFile(m_folder + QLatin1Char('/') + name, bytes, FileAccess::OwnerOnly);
    if (!written) {
        m_good = false;
        std::fprintf(stderr, "%s\n", qUtf8Printable(adviceFor(written.error()).title));
    }
    return written.has_value();
}

} // namespace dsr
