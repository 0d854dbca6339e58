#include "app/gui/application.h"

#include "app/gui/registrationjob.h"
#include "core/base/language.h"
#include "widgets/mainwindow.h"
#include "widgets/register/registerplace.h"
#include "widgets/shared/theme.h"
#include "widgets/statusstrip.h"

#include <QCommandLineParser>
#include <QDir>
#include <QThreadPool>

#include <chrono>
#include <cstdio>
#include <optional>

namespace dsr {

namespace {

constexpr int exitUsage = 2;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Application)
};

/// What was asked for on the command line.
struct Options
{
    QString dataDir;
    QString language; ///< the one in use
    QString theme;
    QString registerTo;
    QString session;
    bool untilPainted = false; ///< ends after the first paint and says when it was, for the benchmark
};

/// A wrong option ends the program with a sentence on stderr.
[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    std::exit(exitUsage);
}

QString oneOf(const QCommandLineParser &parser, const QString &option, const QStringList &allowed)
{
    const QString value = parser.value(option);
    if (!value.isEmpty() && !allowed.contains(value)) {
        refuse(Text::tr("“%1” is not possible for --%2. Possible values: %3.")
                .arg(value, option, allowed.join(QStringLiteral(", "))));
    }
    return value;
}

Options optionsOf(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Text::tr("Registers a phone with the health card and shows every step of it."));
    const QCommandLineOption dataDir(QStringLiteral("data-dir"),
        Text::tr("Folder of test certificates, registrations and identities."), QStringLiteral("DIR"));
    const QCommandLineOption language(
        QStringLiteral("lang"), Text::tr("Language: de or en."), QStringLiteral("LANG"));
    const QCommandLineOption theme(
        QStringLiteral("theme"), Text::tr("Colours: light or dark."), QStringLiteral("THEME"));
    const QCommandLineOption registerTo(QStringLiteral("register-to"),
        Text::tr("Performs one registration with the built-in card and its test PIN in the window, writes "
                 "pictures, session, report and identity to DIR, and ends."),
        QStringLiteral("DIR"));
    QCommandLineOption untilPainted(QStringLiteral("until-painted"),
        Text::tr("Says when the window was painted first, in nanoseconds of the monotonic clock, and ends."));
    untilPainted.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({dataDir, language, theme, registerTo, untilPainted});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("session"), Text::tr("Recorded session to open."), QStringLiteral("[SESSION]"));
    parser.process(application);
    if (parser.positionalArguments().size() > 1)
        refuse(Text::tr("Only one session can be opened."));
    return {.dataDir = parser.value(dataDir),
        .language = oneOf(parser, QStringLiteral("lang"), {QStringLiteral("de"), QStringLiteral("en")}),
        .theme = oneOf(parser, QStringLiteral("theme"), {QStringLiteral("light"), QStringLiteral("dark")}),
        .registerTo = parser.value(registerTo),
        .session = parser.positionalArguments().value(0),
        .untilPainted = parser.isSet(untilPainted)};
}

int runWindow(QApplication &application, const Options &options, const WindowSetup &setup)
{
    MainWindow window(setup, options.language);
    QObject::connect(&window, &MainWindow::languageWanted, &window, [&](const QString &wanted) {
        setup.settings.setValue(Setting::Language, wanted);
        window.statusStrip()->setLanguage(useLanguage(wanted));
    });
    if (!options.session.isEmpty()) {
        QObject::connect(&window, &MainWindow::painted, window.registerPlace(),
            [&] { window.registerPlace()->openSession(options.session); });
    }
    if (options.untilPainted) {
        QObject::connect(&window, &MainWindow::painted, &window, [] {
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            std::printf("firstPaint %lld\n", static_cast<long long>(std::chrono::nanoseconds(now).count()));
            std::fflush(stdout);
            QApplication::quit();
        });
    }
    std::optional<RegistrationJob> job;
    if (!options.registerTo.isEmpty())
        job.emplace(window, QDir(options.registerTo).absolutePath());
    useStyleSheet(application);
    window.show();
    return QApplication::exec();
}

} // namespace

int runApplication(QApplication &application)
{
    QApplication::setApplicationName(QStringLiteral("dsr-workstation"));
    QApplication::setApplicationDisplayName(QStringLiteral("DSR Workstation"));
    QApplication::setApplicationVersion(QStringLiteral(DSR_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.dsr_workstation.Workstation"));
    Settings settings;
    const QString language = useLanguage(settings.text(Setting::Language));
    Options options = optionsOf(application);
    options.language = options.language.isEmpty() ? language : useLanguage(options.language);
    useTheme(application, options.theme);

    const QString dataDir = options.dataDir.isEmpty() ? settings.dataDir() : options.dataDir;
    const SystemClock clock;
    SystemRandomness randomness;
    Workbench workbench({.dataDir = dataDir,
        .clock = &clock,
        .randomness = &randomness,
        .storePath = {},
        .tls = {},
        .mtls = {},
        .mode = settings.text(Setting::Mode) == QLatin1StringView("lenient") ? Mode::Lenient : Mode::Strict});
    const int result = runWindow(application, options, {workbench, settings, clock, dataDir});
    // Jobs of the pool work with what is about to be destroyed.
    QThreadPool::globalInstance()->waitForDone();
    return result;
}

} // namespace dsr
