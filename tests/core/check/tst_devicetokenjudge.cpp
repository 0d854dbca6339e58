#include "core/base/encoding.h"
#include "core/check/inspectionjudge.h"
#include "core/decode/inspect.h"
#include "core/jose/jws.h"
#include "tests/core/crypto/certificates.h"
#include "tests/core/decode/tiling.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dsr;

namespace {

using Edit = std::function<void(QJsonObject &header, QJsonObject &claims)>;

/// Ids of what was found to be wrong, refused or not, "!" before those that refuse.
QStringList found(const QList<Finding> &findings)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        if (finding.status == FindingStatus::Fail)
            ids.append(QLatin1Char('!') + finding.check);
        else if (finding.status == FindingStatus::Warn)
            ids.append(finding.check);
    }
    return ids;
}

Edit claim(const char *name, const QJsonValue &value)
{
    return [=](QJsonObject &, QJsonObject &claims) { claims.insert(QLatin1StringView(name), value); };
}

Edit without(const char *name)
{
    return [=](QJsonObject &, QJsonObject &claims) { claims.remove(QLatin1StringView(name)); };
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestDeviceTokenJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_service = test::makePki(Curve::P256); }
    void goodToken();
    void faults_data();
    void faults();
    void flippedSignature();
    void otherTokensAreNone_data();
    void otherTokensAreNone();

private:
    QByteArray token(const Edit &edit = {}) const
    {
        const QString thumbprint = QString::fromLatin1(toBase64Url(QByteArray(32, 't')));
        QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")},
            {QStringLiteral("alg"), QStringLiteral("ES256")},
            {QStringLiteral("x5c"), QJsonArray{QString::fromLatin1(toBase64(m_service.leaf.der()))}}};
        QJsonObject claims{{QStringLiteral("iss"), QStringLiteral("DMS")},
            {QStringLiteral("sub"), QString::fromLatin1(toBase64(QByteArray(32, 'k')))},
            {QStringLiteral("iat"), m_issued}, {QStringLiteral("exp"), m_issued + 3600},
            {QStringLiteral("jti"), QStringLiteral("2d0e5a8e-3f0a-4e9e-8b8f-9a5d0c1c7a11")},
            {QStringLiteral("type"), QStringLiteral("android")},
            {QStringLiteral("userIdentifier"), QStringLiteral("X110411319")},
            {QStringLiteral("deviceHealth"), QJsonObject()},
            {QStringLiteral("cnf"), QJsonObject{{QStringLiteral("x5t#S256"), thumbprint}}}};
        if (edit)
            edit(header, claims);
        return *signJws(QJsonDocument(header).toJson(QJsonDocument::Compact),
            QJsonDocument(claims).toJson(QJsonDocument::Compact), m_service.leafKey);
    }
    static QList<Finding> judged(const QByteArray &token, Mode mode)
    {
        Terms terms;
        terms.mode = mode;
        terms.time = QDateTime::fromSecsSinceEpoch(m_issued + 60, Qt::UTC);
        return judgeInspection(*inspect(token, DataKind::DeviceToken), terms);
    }

    static constexpr qint64 m_issued = 1'790'000'000;
    test::Pki m_service;
};

void TestDeviceTokenJudge::goodToken()
{
    const InspectionPtr inspection = inspect(token());
    QCOMPARE(inspection->kind(), QStringLiteral("deviceToken"));
    QCOMPARE(test::tilingFault(*inspection), QString());
    for (const Mode mode : {Mode::Strict, Mode::Lenient}) {
        const QList<Finding> findings = judged(token(), mode);
        QCOMPARE(findings.size(), 4);
        for (const Finding &finding : findings) {
            // To whom it is bound is known to whoever has the client's certificate.
            const bool isKnown = finding.check != QLatin1StringView("devicetoken.binding");
            QCOMPARE(finding.status, isKnown ? FindingStatus::Pass : FindingStatus::NotChecked);
        }
    }
}

void TestDeviceTokenJudge::faults_data()
{
    const QString signature = QStringLiteral("devicetoken.signature");
    const QString claims = QStringLiteral("devicetoken.claims");
    const QString lifetime = QStringLiteral("devicetoken.lifetime");
    const QString binding = QStringLiteral("devicetoken.binding");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("check");
    QTest::addColumn<bool>("lenientRefuses");
    QTest::addColumn<bool>("lenientFinds");
    const auto add = [](const char *name, const QString &check, bool lenientRefuses, const Edit &edit,
                         bool lenientFinds = true) {
        QTest::newRow(name) << edit << check << lenientRefuses << lenientFinds;
    };
    add("another algorithm", signature, true, [](QJsonObject &header, QJsonObject &) {
        header.insert(QStringLiteral("alg"), QStringLiteral("none"));
    });
    add("no certificate", signature, true,
        [](QJsonObject &header, QJsonObject &) { header.remove(QStringLiteral("x5c")); });
    add("certificate of another key", signature, true, [this](QJsonObject &header, QJsonObject &) {
        header.insert(QStringLiteral("x5c"), QJsonArray{QString::fromLatin1(toBase64(m_service.ca.der()))});
    });
    for (const char *name : {"iss", "jti", "userIdentifier", "sub", "iat", "deviceHealth", "type"})
        add(qPrintable(QStringLiteral("no %1").arg(QLatin1StringView(name))), claims, false, without(name));
    add("key that is no fingerprint", claims, false, claim("sub", QStringLiteral("AAAA")));
    add("time with a fraction", claims, false, claim("iat", 1.5));
    add("two hours", claims, false, claim("exp", m_issued + 7200));
    add("type in capitals", claims, false, claim("type", QStringLiteral("IOS")), false);
    add("unknown type", claims, false, claim("type", QStringLiteral("windows")));
    add("expired a minute ago", lifetime, true, [](QJsonObject &, QJsonObject &all) {
        all.insert(QStringLiteral("iat"), m_issued - 3600);
        all.insert(QStringLiteral("exp"), m_issued);
    });
    add("bound to the certificate of the service", binding, false, [this](QJsonObject &, QJsonObject &all) {
        all.insert(QStringLiteral("cnf"),
            QJsonObject{{QStringLiteral("x5t#S256"),
                QString::fromLatin1(toBase64Url(m_service.leaf.sha256Fingerprint()))}});
    });
    add("bound to half a hash", binding, false,
        claim("cnf", QJsonObject{{QStringLiteral("x5t#S256"), QStringLiteral("AAAA")}}));
}

void TestDeviceTokenJudge::faults()
{
    QFETCH(const Edit, edit);
    QFETCH(const QString, check);
    QFETCH(const bool, lenientRefuses);
    QFETCH(const bool, lenientFinds);
    QCOMPARE(found(judged(token(edit), Mode::Strict)), QStringList{QLatin1Char('!') + check});
    const QString lenient = lenientRefuses ? QLatin1Char('!') + check : check;
    QCOMPARE(found(judged(token(edit), Mode::Lenient)), lenientFinds ? QStringList{lenient} : QStringList());
}

void TestDeviceTokenJudge::flippedSignature()
{
    QByteArray bad = token();
    const qsizetype at = bad.lastIndexOf('.') + 5;
    bad[at] = bad.at(at) == 'A' ? 'B' : 'A';
    QCOMPARE(found(judged(bad, Mode::Strict)), QStringList{QStringLiteral("!devicetoken.signature")});
}

void TestDeviceTokenJudge::otherTokensAreNone_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::newRow("neither health nor confirmation") << Edit([](QJsonObject &, QJsonObject &claims) {
        claims.remove(QStringLiteral("deviceHealth"));
        claims.remove(QStringLiteral("cnf"));
    });
    QTest::newRow("of a registration") << claim("csr", QStringLiteral("AAAA"));
}

void TestDeviceTokenJudge::otherTokensAreNone()
{
    QFETCH(const Edit, edit);
    QCOMPARE(inspect(token(edit))->kind(), QStringLiteral("jws"));
}

QTEST_GUILESS_MAIN(TestDeviceTokenJudge)
#include "tst_devicetokenjudge.moc"
