#include "core/base/error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace dsr;

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAnIdOfItsOwn();
    void stableIds_data();
    void stableIds();
    void unknownIdIsInternal();
};

void TestError::everyCodeHasAnIdOfItsOwn()
{
    static const QRegularExpression form(QStringLiteral("^[a-z]+(\\.[a-zA-Z]+)?$"));
    QSet<QString> seen;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString id = errorId(code);
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QVERIFY2(!seen.contains(id), qPrintable(id));
        seen.insert(id);
        QCOMPARE(errorCodeFromId(id), code);
    }
}

void TestError::stableIds_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("id");
    const auto row = [](ErrorCode code, const char *id) {
        QTest::newRow(id) << static_cast<int>(code) << QString::fromLatin1(id);
    };
    // Scripts and sessions rely on them: a change here is a change of the contract.
    row(ErrorCode::UsageInvalid, "usage.invalid");
    row(ErrorCode::InputMalformed, "input.malformed");
    row(ErrorCode::DiskFull, "setup.diskFull");
    row(ErrorCode::CardRemoved, "card.removed");
    row(ErrorCode::CardPinWrong, "card.pinWrong");
    row(ErrorCode::NetTlsUntrusted, "net.tlsUntrusted");
    row(ErrorCode::DmsRefused, "dms.refused");
    row(ErrorCode::Cancelled, "run.cancelled");
    row(ErrorCode::Internal, "internal");
}

void TestError::stableIds()
{
    QFETCH(int, code);
    QTEST(errorId(static_cast<ErrorCode>(code)), "id");
}

void TestError::unknownIdIsInternal()
{
    QCOMPARE(errorCodeFromId(QStringLiteral("card.eaten")), ErrorCode::Internal);
    QCOMPARE(errorCodeFromId(QString()), ErrorCode::Internal);
    QCOMPARE(errorId(static_cast<ErrorCode>(9999)), QStringLiteral("internal"));
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
