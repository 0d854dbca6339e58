#include "core/base/secret.h"

#include <QTest>

#include <type_traits>

using namespace dsr;

// A secret cannot slip into a text, a copy or a log by itself.
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<Secret, QVariant> && !std::is_convertible_v<QByteArray, Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourceIsEmptied();
    void moveLeavesNothing();
    void cloneLivesOn();
    void equality_data();
    void equality();
    void wipedArray();
    void constantTime();

private:
    static QByteArray read(const Secret &secret)
    {
        QByteArray copy;
        secret.use([&](QByteArrayView bytes) { copy = bytes.toByteArray(); });
        return copy;
    }
};

void TestSecret::sourceIsEmptied()
{
    QByteArray pin("123456");
    const Secret secret(std::move(pin));
    QVERIFY(pin.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the promise
    QCOMPARE(read(secret), QByteArray("123456"));
    QCOMPARE(secret.size(), 6);
}

void TestSecret::moveLeavesNothing()
{
    Secret first(QByteArray("123456"));
    const Secret second(std::move(first));
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move)
    QCOMPARE(read(second), QByteArray("123456"));
    Secret third(QByteArray("x"));
    third = Secret(QByteArray(5000, 'y'));
    QCOMPARE(read(third), QByteArray(5000, 'y'));
}

void TestSecret::cloneLivesOn()
{
    Secret copy;
    {
        const Secret original(QByteArray("123456"));
        copy = original.clone();
    }
    QCOMPARE(read(copy), QByteArray("123456"));
    QVERIFY(Secret().clone().isEmpty());
}

void TestSecret::equality_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("same") << QByteArray("1234") << QByteArray("1234") << true;
    QTest::newRow("last octet differs") << QByteArray("1234") << QByteArray("1235") << false;
    QTest::newRow("shorter") << QByteArray("1234") << QByteArray("123") << false;
    QTest::newRow("both empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("one empty") << QByteArray() << QByteArray("1") << false;
}

void TestSecret::equality()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, same);
    QCOMPARE(constantTimeEqual(a, b), same);
    QCOMPARE(Secret(std::move(a)).equals(Secret(std::move(b))), same);
}

void TestSecret::wipedArray()
{
    QByteArray bytes(32, 'k');
    const QByteArray shared = bytes;
    wipe(bytes);
    QVERIFY(bytes.isEmpty());
    // Another holder of the same memory keeps its bytes.
    QCOMPARE(shared, QByteArray(32, 'k'));
}

void TestSecret::constantTime()
{
    QVERIFY(constantTimeEqual({}, {}));
    QVERIFY(!constantTimeEqual(QByteArrayView("\0", 1), QByteArrayView("")));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
