#include "core/crypto/tokencipher.h"

#include "core/base/encoding.h"

#include <QTest>

using namespace dsr;

class TestTokenCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data();
    void thereAndBack();
    void form();
    void foreignToken();
    void otherKey();
    void everySegmentIsProtected();
    void refused_data();
    void refused();

private:
    static Secret key(char fill = 'k') { return Secret(QByteArray(32, fill)); }
};

void TestTokenCipher::thereAndBack_data()
{
    QTest::addColumn<QByteArray>("plaintext");
    QTest::newRow("one octet") << QByteArray("x");
    QTest::newRow("a block") << QByteArray(16, 'x');
    QTest::newRow("a token") << QByteArray(5000, 'x');
}

void TestTokenCipher::thereAndBack()
{
    QFETCH(QByteArray, plaintext);
    const auto compact = encryptJwe(plaintext, key());
    QVERIFY(compact);
    const auto again = decryptJwe(*compact, key());
    QVERIFY(again);
    QCOMPARE(*again, plaintext);
    QVERIFY(*encryptJwe(plaintext, key()) != *compact);
}

void TestTokenCipher::form()
{
    const QList<QByteArray> parts = encryptJwe("x", key())->split('.');
    QCOMPARE(parts.size(), 5);
    QCOMPARE(*fromBase64(parts.at(0), Base64Form::Url), QByteArray(R"({"alg":"A256KW","enc":"A256GCM"})"));
    QCOMPARE(fromBase64(parts.at(1), Base64Form::Url)->size(), 40);
    QCOMPARE(fromBase64(parts.at(2), Base64Form::Url)->size(), 12);
    QCOMPARE(fromBase64(parts.at(3), Base64Form::Url)->size(), 1);
    QCOMPARE(fromBase64(parts.at(4), Base64Form::Url)->size(), 16);
}

void TestTokenCipher::foreignToken()
{
    // android-attestation 13.6, made with npm jose.
    const QByteArray compact =
        "eyJhbGciOiJBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIn0.1V1LxNSxz0jSJoWyQPlesydnK8RBXSL3LItvGoCpIYTSIHC2GCQv"
        "fA.Hudcq9s96jPBLxjI.Yh8trSKxCd-kTZCeBFSyupaSeM4wAjnuE11UMmJP69gtLgBFvClr_963MXy5Hsr51cLSdYsN6_m8"
        "rg6Qa9Myw-8GVPlPA7jdIacIAws0zi4M89sVyNTmLBbOKY9IDjOc_5ayTAxJmdMEZHOMyTKX2JQlGWR7FuEeqpwsZgG8XYev"
        "S90prK0BOm-xHoHpxqV82lDo4i2RiZ4pgyenyr6ds86oIZeu-bETm3DuUlTE43lKbajVS-w2tc1xWw5tvAFrANDB2-ICWh-z"
        "98Wi5VpJI9ZKvALWRNuPbWPIYDZWJTyoxu7nGKmiydka8FQ9yVhUpA4TYlML9HMsY5AovOB0-Hf1o2EK4fYnNplFiWqsyWVU"
        "gZK6wvjloo48p6TtcDE-YVkaIDbJHnjEkfLtijaKwUZKoFKZ5Yup6L-vK4P_Buv-Fnl_Dv8UqZ9tOJZF263mwp9QSbZUVMPX"
        "sgpOGeyLfcm3Sr0DrjaL8FPrDGpr_b_JgSXOfSnoQl1QNirnuJyi6_teHsMyqWRpD2dbwlOyc8KhO-PzssQgk9Y9iwl_J0ah"
        "sxR-4qndvDTaN_QwFL4I2lJPXqRZb0PBFuAVf-GJWvEGMNVEyXIF5AJQN3XjekYJHij0i4JiMTShwXWr3KPbspvJaBqQyTF8"
        "zIFp9BHLyWbQfnhSczP5ZHYt8LsMfT5VEOHpHH5av1wN82ueot58fH1eF7iE1XFUJG3rM_QyGxj_yyPZ5sKd8Yk4aZz-Zo3G"
        "I2AvMFI7_zWwGwdnCt9JDSlw5PEu8EfGvpDSV9f3Mo9DUOvMoKcyNqFEfH2SkibnU7_SJjUsJ6-8Ydd6iOc7RA2lUEjlTuIs"
        "EClEI83JxT8ie0Z77kkbrcD4j_s5sPyB2GENxk04nMGGoj2Ep2SP8nqYC-zTAqswGNliDftCtzxzryvMsspmIPaQbUFDRlqE"
        "r5hzOrg81oxUql7IGA.-AdYbA7EtnYdDjeMzLCnxw";
    Secret foreignKey(QByteArray::fromBase64("0+T2XRRRb7QuA8JetvSzG6p2+PVbAzspTAyS1QdCp+I="));
    const auto plaintext = decryptJwe(compact, foreignKey);
    QVERIFY(plaintext);
    QCOMPARE(plaintext->split('.').size(), 3);
    QVERIFY(plaintext->startsWith(toBase64Url(R"({"alg":"ES256"})") + '.'));
}

void TestTokenCipher::otherKey()
{
    const QByteArray compact = *encryptJwe("x", key());
    QVERIFY(!decryptJwe(compact, key('l')));
    QVERIFY(!decryptJwe(compact, Secret(QByteArray(16, 'k'))));
    QVERIFY(!encryptJwe("x", Secret(QByteArray(16, 'k'))));
    QVERIFY(!encryptJwe("x", Secret()));
}

void TestTokenCipher::everySegmentIsProtected()
{
    const QByteArray compact = *encryptJwe("some plaintext", key());
    const QList<QByteArray> parts = compact.split('.');
    for (int i = 0; i < 5; ++i) {
        QByteArray octets = *fromBase64(parts.at(i), Base64Form::Url);
        octets[0] = static_cast<char>(octets.at(0) ^ 1);
        QList<QByteArray> changed = parts;
        changed[i] = toBase64Url(octets);
        QVERIFY(!decryptJwe(changed.join('.'), key()));
    }
}

void TestTokenCipher::refused_data()
{
    QTest::addColumn<QByteArray>("compact");
    const QByteArray good = *encryptJwe("x", key());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("four segments") << good.left(good.lastIndexOf('.'));
    QTest::newRow("six segments") << good + ".AAAA";
    QTest::newRow("padding") << good + "==";
    QTest::newRow("line end") << good + '\n';
    QTest::newRow("cut tag") << good.chopped(4);
    QTest::newRow("empty segments") << QByteArray("....");
    QTest::newRow("another algorithm")
        << toBase64Url(R"({"alg":"dir","enc":"A256GCM"})") + good.mid(good.indexOf('.'));
}

void TestTokenCipher::refused()
{
    QFETCH(QByteArray, compact);
    const auto plaintext = decryptJwe(compact, key());
    QVERIFY(!plaintext);
    QCOMPARE(plaintext.error().code, ErrorCode::InputMalformed);
}

QTEST_GUILESS_MAIN(TestTokenCipher)
#include "tst_tokencipher.moc"
