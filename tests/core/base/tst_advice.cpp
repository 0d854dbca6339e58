#include "core/base/advice.h"

#include <QRegularExpression>
#include <QTest>

using namespace dsr;

class TestAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasWholeSentences_data();
    void everyErrorHasWholeSentences();
    void triesLeftAreCounted();
    void refusalIsToldWithoutItsCode_data();
    void refusalIsToldWithoutItsCode();
};

void TestAdvice::everyErrorHasWholeSentences_data()
{
    QTest::addColumn<int>("code");
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
        QTest::newRow(qPrintable(errorId(static_cast<ErrorCode>(i)))) << i;
}

void TestAdvice::everyErrorHasWholeSentences()
{
    QFETCH(int, code);
    const Error error{static_cast<ErrorCode>(code), QStringLiteral("here"),
        {{QStringLiteral("sw"), QStringLiteral("6A82")}, {QStringLiteral("triesLeft"), 2},
            {QStringLiteral("path"), QStringLiteral("/tmp/x")},
            {QStringLiteral("address"), QStringLiteral("localhost")}}};
    const Advice advice = adviceFor(error);
    for (const QString &text : {advice.title, advice.action}) {
        QVERIFY(!text.isEmpty());
        // A sentence, or one that ends with a fact behind a colon.
        QVERIFY2(text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char('?'))
                || text.contains(QStringLiteral(": ")),
            qPrintable(text));
        // A placeholder nobody filled, a code, a status word: nothing for a person at a counter.
        static const QRegularExpression raw(QStringLiteral("%[0-9n]|6A82|[a-z]+\\.[a-z]+[A-Z]|0x"));
        QVERIFY2(!raw.match(text).hasMatch(), qPrintable(text));
    }
    QVERIFY(technicalText(error).contains(errorId(error.code)));
    QVERIFY(!technicalText(error).contains(QLatin1Char('\n')));
}

void TestAdvice::triesLeftAreCounted()
{
    const auto text = [](int tries) {
        const Advice advice =
            adviceFor({ErrorCode::CardPinWrong, {}, {{QStringLiteral("triesLeft"), tries}}});
        return advice.title + advice.action;
    };
    QVERIFY(text(2).contains(QLatin1Char('2')));
    QVERIFY(text(1) != text(2));
}

void TestAdvice::refusalIsToldWithoutItsCode_data()
{
    QTest::addColumn<QString>("part");
    const auto row = [](const char *code, const char *part) {
        QTest::newRow(code) << QString::fromLatin1(part);
    };
    row("EGK_CERTIFICATE_EXPIRED", "expired");
    row("EGK_CERTIFICATE_REVOKED", "revoked");
    row("EGK_STATUS_UNKNOWN", "health card");
    row("NONCE_EXPIRED", "too long");
    row("TOKEN_EXPIRED", "too long");
    row("DEVICE_ALREADY_REGISTERED", "already");
    row("OCSP_UNAVAILABLE", "at the moment");
    row("CSR_INVALID", "refused");
    row("SOMETHING_NEW", "refused");
}

void TestAdvice::refusalIsToldWithoutItsCode()
{
    QFETCH(QString, part);
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    const Error error{ErrorCode::DmsRefused, {},
        {{QStringLiteral("errorCode"), code}, {QStringLiteral("traceId"), QStringLiteral("1234")}}};
    const Advice advice = adviceFor(error);
    QVERIFY2(advice.title.contains(part), qPrintable(advice.title));
    QVERIFY(!(advice.title + advice.action).contains(code));
    QVERIFY(advice.action.contains(QStringLiteral("1234")));
    QVERIFY(technicalText(error).contains(code));
}

QTEST_GUILESS_MAIN(TestAdvice)
#include "tst_advice.moc"
