#include "core/check/trustsnapshot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dsr;

class TestTrustSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsThePublishedRoots();
    void survivesItsFile();
    void readsWhatTellsTrust_data();
    void readsWhatTellsTrust();
    void refusesTheRest_data();
    void refusesTheRest();
    void rolesGoWhereTheyBelong_data();
    void rolesGoWhereTheyBelong();
    void tellsWhatDiffers();
};

namespace {

const QDateTime day = QDateTime::fromString(QStringLiteral("2026-11-22T00:00:00Z"), Qt::ISODate);

const QList<TrustAnchor> &anchors()
{
    return publicTrust().anchors;
}

QByteArray pem(qsizetype index)
{
    return anchors().at(index).certificate.pem();
}

} // namespace

void TestTrustSnapshot::bringsThePublishedRoots()
{
    QStringList found;
    for (const TrustAnchor &anchor : anchors()) {
        QVERIFY(!anchor.isSimulated() && !anchor.isTestOnly() && !anchor.origin.isEmpty());
        found.append(trustRoleId(anchor.role) + QLatin1Char(' ')
            + QString::fromLatin1(anchor.certificate.sha256Fingerprint().toHex().left(8)));
    }
    QCOMPARE(found,
        (QStringList{"android c1984a3e", "android 1ef1a04b", "android ab664117", "android cedb1cb6",
            "android 6d9db4ce", "appleAttestation 1cb9823b", "appleReceipt 63343abf"}));
}

void TestTrustSnapshot::survivesItsFile()
{
    TrustSnapshot snapshot = publicTrust();
    snapshot.name = QStringLiteral("mine");
    snapshot.statusList = R"({"entries":{"c35747a084470c3135aeefe2b8d40cd6":{"status":"REVOKED"}}})";
    const auto read = trustSnapshotFromBytes(toBytes(snapshot), QStringLiteral("f"), TrustRole::Any, {});
    QVERIFY(read);
    QCOMPARE(read->name, snapshot.name);
    QCOMPARE(read->date, snapshot.date);
    QCOMPARE(read->origin, snapshot.origin);
    QCOMPARE(read->statusList, snapshot.statusList);
    QCOMPARE(read->anchors, snapshot.anchors);
}

void TestTrustSnapshot::readsWhatTellsTrust_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("roles");
    QTest::addColumn<bool>("hasStatusList");
    const QByteArray list =
        QJsonDocument(QJsonArray{QString::fromLatin1(pem(0)), QString::fromLatin1(pem(4))}).toJson();
    QTest::newRow("one certificate") << pem(0) << "appleReceipt" << false;
    QTest::newRow("several certificates with text between")
        << "first:\n" + pem(0) + "second:\n" + pem(4) << "appleReceipt appleReceipt" << false;
    QTest::newRow("a published list of roots") << list << "appleReceipt appleReceipt" << false;
    QTest::newRow("a status list") << QByteArray(R"({"entries":{}})") << "" << true;
}

void TestTrustSnapshot::readsWhatTellsTrust()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, hasStatusList);
    const auto snapshot = trustSnapshotFromBytes(bytes, QStringLiteral("f"), TrustRole::AppleReceipt, day);
    QVERIFY(snapshot);
    QStringList roles;
    for (const TrustAnchor &anchor : snapshot->anchors)
        roles.append(trustRoleId(anchor.role));
    QTEST(roles.join(QLatin1Char(' ')), "roles");
    QCOMPARE(!snapshot->statusList.isEmpty(), hasStatusList);
    QCOMPARE(snapshot->date, day);
}

void TestTrustSnapshot::refusesTheRest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("no certificate here");
    QTest::newRow("another JSON object") << QByteArray(R"({"a":1})");
    QTest::newRow("a list of something else") << QByteArray(R"(["a"])");
    QByteArray damaged = pem(0);
    damaged.replace(100, 4, "!!!!");
    QTest::newRow("one of two certificates is damaged") << pem(4) + damaged;
    QTest::newRow("a snapshot without name") << QByteArray(R"({"dsrTrust":1,"date":"2026-01-01T00:00:00Z"})");
    QTest::newRow("a snapshot with an unknown role") << QByteArray(
        R"({"dsrTrust":1,"name":"x","date":"2026-01-01T00:00:00Z","anchors":[{"role":"king","certificate":""}]})");
}

void TestTrustSnapshot::refusesTheRest()
{
    QFETCH(QByteArray, bytes);
    const auto snapshot = trustSnapshotFromBytes(bytes, QStringLiteral("trust.pem"), TrustRole::Any, day);
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().code, ErrorCode::InputMalformed);
    QCOMPARE(snapshot.error().facts.value(QStringLiteral("path")).toString(), QStringLiteral("trust.pem"));
    QVERIFY(!snapshot.error().facts.value(QStringLiteral("reason")).toString().isEmpty());
}

void TestTrustSnapshot::rolesGoWhereTheyBelong_data()
{
    QTest::addColumn<TrustRole>("role");
    QTest::addColumn<QString>("lists");
    QTest::newRow("any") << TrustRole::Any << "android apple receipt root issuer";
    QTest::newRow("android") << TrustRole::Android << "android";
    QTest::newRow("apple") << TrustRole::AppleAttestation << "apple";
    QTest::newRow("receipt") << TrustRole::AppleReceipt << "receipt";
    QTest::newRow("root") << TrustRole::EgkRoot << "root";
    QTest::newRow("issuer") << TrustRole::EgkIssuer << "issuer";
    QTest::newRow("responder") << TrustRole::OcspSigner << "ocsp";
}

void TestTrustSnapshot::rolesGoWhereTheyBelong()
{
    QFETCH(TrustRole, role);
    TrustSnapshot snapshot = publicTrust();
    snapshot.anchors = {{role, anchors().first().certificate, {}}};
    Terms terms;
    snapshot.addTo(terms);
    QStringList lists;
    const auto look = [&](const char *name, qsizetype size) {
        if (size == 1)
            lists.append(QString::fromLatin1(name));
    };
    look("android", terms.androidAnchors.size());
    look("apple", terms.appleAnchors.size());
    look("receipt", terms.appleReceiptAnchors.size());
    look("root", terms.egkAnchors.size());
    look("issuer", terms.egkIssuers.size());
    look("ocsp", terms.ocspSigners.size());
    QTEST(lists.join(QLatin1Char(' ')), "lists");
}

void TestTrustSnapshot::tellsWhatDiffers()
{
    TrustSnapshot later = publicTrust();
    const TrustAnchor gone = later.anchors.takeFirst();
    later.statusList = R"({"entries":{"1":{"status":"REVOKED"}}})";
    const QList<TrustDifference> differences = compare(publicTrust(), later);
    QCOMPARE(differences.size(), 2);
    QCOMPARE(differences.first().added, false);
    QCOMPARE(differences.first().sha256, QString::fromLatin1(gone.certificate.sha256Fingerprint().toHex()));
    QCOMPARE(differences.last().what, QStringLiteral("statusList"));
    QCOMPARE(differences.last().subject, QStringLiteral("1"));
    QVERIFY(compare(later, later).isEmpty());
}

QTEST_GUILESS_MAIN(TestTrustSnapshot)
#include "tst_trustsnapshot.moc"
