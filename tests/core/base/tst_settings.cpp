#include "core/base/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void storedValueComesBack();
    void environmentBeatsTheFile_data();
    void environmentBeatsTheFile();
    void emptyEnvironmentCounts();
    void dataDir();

private:
    QString file() const { return m_dir->filePath(QStringLiteral("settings.ini")); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSettings::init()
{
    for (const char *name :
        {"DSR_LANG", "DSR_DATA_DIR", "DSR_PROFILE", "DSR_MODE", "DSR_READER", "DSR_DMS", "DSR_DMS_CA"})
        qunsetenv(name);
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestSettings::defaults()
{
    const Settings settings(file());
    QCOMPARE(settings.text(Setting::Profile), QStringLiteral("rfc"));
    QCOMPARE(settings.text(Setting::Mode), QStringLiteral("strict"));
    for (const Setting setting :
        {Setting::Language, Setting::DataDir, Setting::Reader, Setting::DmsUrl, Setting::DmsCa})
        QCOMPARE(settings.text(setting), QString());
    QVERIFY(!settings.value(Setting::WindowGeometry).isValid());
    QVERIFY(!settings.value(Setting::WindowState).isValid());
}

void TestSettings::storedValueComesBack()
{
    {
        Settings settings(file());
        settings.setValue(Setting::Reader, QStringLiteral("Leser ä"));
        settings.setValue(Setting::WindowGeometry, QByteArray("\0\x01\xff", 3));
        QCOMPARE(settings.text(Setting::Reader), QStringLiteral("Leser ä"));
    }
    const Settings again(file());
    QCOMPARE(again.text(Setting::Reader), QStringLiteral("Leser ä"));
    QCOMPARE(again.value(Setting::WindowGeometry).toByteArray(), QByteArray("\0\x01\xff", 3));
    QVERIFY(QFile::exists(file()));
}

void TestSettings::environmentBeatsTheFile_data()
{
    QTest::addColumn<int>("setting");
    QTest::addColumn<QByteArray>("variable");
    const auto row = [](Setting setting, const char *variable) {
        QTest::newRow(variable) << static_cast<int>(setting) << QByteArray(variable);
    };
    row(Setting::Language, "DSR_LANG");
    row(Setting::DataDir, "DSR_DATA_DIR");
    row(Setting::Profile, "DSR_PROFILE");
    row(Setting::Mode, "DSR_MODE");
    row(Setting::Reader, "DSR_READER");
    row(Setting::DmsUrl, "DSR_DMS");
    row(Setting::DmsCa, "DSR_DMS_CA");
}

void TestSettings::environmentBeatsTheFile()
{
    QFETCH(int, setting);
    QFETCH(QByteArray, variable);
    Settings settings(file());
    settings.setValue(static_cast<Setting>(setting), QStringLiteral("file"));
    QCOMPARE(settings.text(static_cast<Setting>(setting)), QStringLiteral("file"));
    qputenv(variable.constData(), "environment");
    QCOMPARE(settings.text(static_cast<Setting>(setting)), QStringLiteral("environment"));
    qunsetenv(variable.constData());
    QCOMPARE(settings.text(static_cast<Setting>(setting)), QStringLiteral("file"));
}

void TestSettings::emptyEnvironmentCounts()
{
    Settings settings(file());
    settings.setValue(Setting::DmsUrl, QStringLiteral("https://dms.invalid"));
    qputenv("DSR_DMS", "");
    QCOMPARE(settings.text(Setting::DmsUrl), QString());
}

void TestSettings::dataDir()
{
    Settings settings(file());
    QVERIFY(settings.dataDir().endsWith(QStringLiteral("/dsr-workstation")));
    settings.setValue(Setting::DataDir, QStringLiteral("/somewhere"));
    QCOMPARE(settings.dataDir(), QStringLiteral("/somewhere"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
