#include "core/card/virtual/cardmemory.h"

#include "core/base/files.h"
#include "tests/support/samplecard.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace dsr;

namespace {
const QString iccsn = QStringLiteral("80276883110000168584");
}

class TestCardMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsBackWhatWasStored_data();
    void bringsBackWhatWasStored();
    void isNothingWithoutAFile();
    void isForItsOwnerOnly();
    void refusesDamage_data();
    void refusesDamage();
    void saysThatItCannotWrite();

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("card.state"));
};

void TestCardMemory::bringsBackWhatWasStored_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("pin");
    QTest::addColumn<int>("tries");
    QTest::addColumn<int>("uses");
    QTest::newRow("a fresh card") << static_cast<int>(ImagePinState::Regular) << QByteArray("123456") << 3
                                  << 10;
    QTest::newRow("blocked") << static_cast<int>(ImagePinState::Regular) << QByteArray("12345678") << 0 << 0;
    QTest::newRow("transport PIN") << static_cast<int>(ImagePinState::Transport) << QByteArray("12345") << 2
                                   << 9;
    QTest::newRow("no PIN yet") << static_cast<int>(ImagePinState::Empty) << QByteArray() << 3 << 10;
}

void TestCardMemory::bringsBackWhatWasStored()
{
    QFETCH(int, state);
    QFETCH(QByteArray, pin);
    QFETCH(int, tries);
    QFETCH(int, uses);
    QVERIFY(storeCardMemory(
        m_path, iccsn, {secretOf(pin.constData()), static_cast<ImagePinState>(state), tries, uses}));
    const auto loaded = loadCardMemory(m_path, iccsn);
    QVERIFY(loaded && *loaded);
    QVERIFY((*loaded)->pin.equals(secretOf(pin.constData())));
    QCOMPARE(static_cast<int>((*loaded)->pinState), state);
    QCOMPARE((*loaded)->pinTries, tries);
    QCOMPARE((*loaded)->pukUses, uses);
}

void TestCardMemory::isNothingWithoutAFile()
{
    const auto loaded = loadCardMemory(m_folder.filePath(QStringLiteral("none")), iccsn);
    QVERIFY(loaded);
    QVERIFY(!*loaded);
}

void TestCardMemory::isForItsOwnerOnly()
{
    QVERIFY(storeCardMemory(m_path, iccsn, {secretOf("123456")}));
    QCOMPARE(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestCardMemory::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("another format") << QByteArray("dsr-card-state") << QByteArray("dsr-session");
    QTest::newRow("a newer version") << QByteArray("\"version\": 1") << QByteArray("\"version\": 2");
    QTest::newRow("another card") << iccsn.toLatin1() << QByteArray("80276883110000168585");
    QTest::newRow("an unknown state") << QByteArray("regular") << QByteArray("lost");
    QTest::newRow("tries that are none") << QByteArray("\"pinTries\": 3") << QByteArray("\"pinTries\": -1");
    QTest::newRow("too many tries") << QByteArray("\"pinTries\": 3") << QByteArray("\"pinTries\": 16");
    QTest::newRow("no uses") << QByteArray("pukUses") << QByteArray("uses");
    QTest::newRow("a PIN with letters") << QByteArray("123456") << QByteArray("12345a");
    QTest::newRow("no PIN") << QByteArray("123456") << QByteArray();
    QTest::newRow("half a file") << QByteArray("}") << QByteArray();
}

void TestCardMemory::refusesDamage()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QVERIFY(storeCardMemory(m_path, iccsn, {secretOf("123456")}));
    QByteArray text = *readFile(m_path);
    QVERIFY(text.contains(from));
    QVERIFY(writeFile(m_path, text.replace(from, to)));
    const auto loaded = loadCardMemory(m_path, iccsn);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::InputMalformed);
    QCOMPARE(loaded.error().facts.value(QStringLiteral("path")).toString(), m_path);
    QVERIFY(!loaded.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
}

void TestCardMemory::saysThatItCannotWrite()
{
    const auto stored =
        storeCardMemory(m_folder.filePath(QStringLiteral("no/such/folder")), iccsn, {secretOf("123456")});
    QVERIFY(!stored);
    QCOMPARE(stored.error().code, ErrorCode::DataDirUnusable);
}

QTEST_GUILESS_MAIN(TestCardMemory)
#include "tst_cardmemory.moc"
