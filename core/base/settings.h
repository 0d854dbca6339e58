#pragma once

#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

namespace dsr {

/// Every setting of the program; nothing else may invent a key. No setting holds a secret.
enum class Setting {
    Language, ///< "de", "en" or empty for the language of the system
    DataDir, ///< folder of test bed, store and identities; empty for the platform's place
    Profile, ///< "rfc" or "gms": dialect that our client writes
    Mode, ///< "strict" or "lenient": how our DMS judges
    Reader, ///< name of the card reader chosen last; empty for the built-in one
    PinPad, ///< "auto", "octets" or "bits": how readers with keys want the PIN described
    DmsUrl, ///< address of the DMS chosen last; empty for the built-in one
    DmsCa, ///< PEM file with the CA of that DMS
    DmsRealCards, ///< true: that DMS counts no test cards
    RecentInspections, ///< paths of the files inspected last, newest first
    WindowGeometry,
    WindowState
};

/// What is set: environment variable (DSR_LANG, DSR_DATA_DIR, DSR_PROFILE, DSR_MODE, DSR_READER, DSR_PIN_PAD,
/// DSR_DMS, DSR_DMS_CA) beats the settings file beats the default. Options of a program beat all of it and
/// are the business of the program. One thread.
class Settings
{
public:
    /// Over the given INI file; empty: the file of the platform.
    explicit Settings(const QString &file = {});
    ~Settings();

    QVariant value(Setting setting) const;
    QString text(Setting setting) const { return value(setting).toString(); }
    /// Stores in the file; what stands in the environment still beats it.
    void setValue(Setting setting, const QVariant &value);

    /// The data folder: what is set, else the platform's place for application data.
    QString dataDir() const;

private:
    std::unique_ptr<QSettings> m_file;
};

} // namespace dsr
