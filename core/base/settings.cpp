#include "core/base/settings.h"

#include <QSettings>
#include <QStandardPaths>

namespace dsr {

namespace {

struct Row
{
    Setting setting;
    const char *key;
    const char *environment; ///< nullptr: none
    const char *standard;
};

constexpr Row rows[] = {
    {Setting::Language, "language", "DSR_LANG", ""},
    {Setting::DataDir, "dataDir", "DSR_DATA_DIR", ""},
    {Setting::Profile, "profile", "DSR_PROFILE", "rfc"},
    {Setting::Mode, "mode", "DSR_MODE", "strict"},
    {Setting::Reader, "reader", "DSR_READER", ""},
    {Setting::PinPad, "pinPad", "DSR_PIN_PAD", "auto"},
    {Setting::DmsUrl, "dms/url", "DSR_DMS", ""},
    {Setting::DmsCa, "dms/ca", "DSR_DMS_CA", ""},
    {Setting::DmsRealCards, "dms/realCards", nullptr, nullptr},
    {Setting::RecentInspections, "inspect/recent", nullptr, nullptr},
    {Setting::WindowGeometry, "window/geometry", nullptr, nullptr},
    {Setting::WindowState, "window/state", nullptr, nullptr},
};

const Row &rowOf(Setting setting)
{
    for (const Row &row : rows) {
        if (row.setting == setting)
            return row;
    }
    Q_UNREACHABLE();
}

constexpr const char *applicationName = "dsr-workstation";

} // namespace

Settings::Settings(const QString &file)
    : m_file(file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                  QString::fromLatin1(applicationName), QString::fromLatin1(applicationName))
                            : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

Settings::~Settings() = default;

QVariant Settings::value(Setting setting) const
{
    const Row &row = rowOf(setting);
    if (row.environment && qEnvironmentVariableIsSet(row.environment))
        return qEnvironmentVariable(row.environment);
    return m_file->value(
        QLatin1StringView(row.key), row.standard ? QVariant(QString::fromLatin1(row.standard)) : QVariant());
}

void Settings::setValue(Setting setting, const QVariant &value)
{
    m_file->setValue(QLatin1StringView(rowOf(setting).key), value);
}

QString Settings::dataDir() const
{
    const QString set = text(Setting::DataDir);
    return set.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + QLatin1Char('/') + QLatin1StringView(applicationName)
                         : set;
}

} // namespace dsr
