#include "core/check/trustlist.h"
#include "tests/core/check/trustlistwriter.h"

#include <QTest>

using namespace dsr;
using namespace dsr::test;

class TestTrustList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsNumberAndDate();
    void whoCounts_data();
    void whoCounts();
    void signatureIsLookedAt_data();
    void signatureIsLookedAt();
    void refuses_data();
    void refuses();

private:
    QByteArray m_certificate; ///< base64
};

void TestTrustList::initTestCase()
{
    m_certificate = publicTrust().anchors.last().certificate.der().toBase64();
}

void TestTrustList::tellsNumberAndDate()
{
    const auto list = parseTrustList(trustListXml({}), QStringLiteral("f"));
    QVERIFY(list);
    QCOMPARE(list->sequenceNumber, 10042);
    QCOMPARE(list->issued, QDateTime::fromString(QStringLiteral("2026-11-01T10:00:00Z"), Qt::ISODate));
    QVERIFY(looksLikeTrustList(trustListXml({})));
    QVERIFY(!looksLikeTrustList("<html/>"));
}

void TestTrustList::whoCounts_data()
{
    QTest::addColumn<ListedService>("service");
    QTest::addColumn<QString>("roles");
    QTest::newRow("an authority for everything") << ListedService{} << "egkIssuer egkRoot";
    QTest::newRow("an authority for health cards")
        << ListedService{.certificateType = "1.2.276.0.76.4.70"} << "egkIssuer egkRoot";
    QTest::newRow("an authority for other cards")
        << ListedService{.certificateType = "1.2.276.0.76.4.75"} << "";
    QTest::newRow("an authority that is revoked")
        << ListedService{.status = "http://uri.etsi.org/TrstSvc/Svcstatus/revoked"} << "";
    QTest::newRow("a responder") << ListedService{.type =
                                                      "http://uri.etsi.org/TrstSvc/Svctype/Certstatus/OCSP"}
                                 << "ocspSigner";
    QTest::newRow("another service") << ListedService{.type =
                                                          "http://uri.etsi.org/TrstSvc/Svctype/unspecified"}
                                     << "";
}

void TestTrustList::whoCounts()
{
    QFETCH(ListedService, service);
    service.certificate = m_certificate;
    const auto list = parseTrustList(trustListXml({service}), QStringLiteral("f"));
    QVERIFY(list);
    QStringList roles;
    for (const TrustAnchor &anchor : list->anchors)
        roles.append(trustRoleId(anchor.role));
    QTEST(roles.join(QLatin1Char(' ')), "roles");
}

void TestTrustList::signatureIsLookedAt_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<bool>("whole");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("of the whole") << signatureTemplate() << true;
    QTest::newRow("of a part") << signatureTemplate("#part") << false;
    QTest::newRow("of something rewritten")
        << signatureTemplate("", "http://www.w3.org/TR/1999/REC-xslt-19991116") << false;
    QTest::newRow("two of them") << signatureTemplate() + signatureTemplate() << false;
}

void TestTrustList::signatureIsLookedAt()
{
    QFETCH(QByteArray, signature);
    const auto list = parseTrustList(trustListXml({}, signature), QStringLiteral("f"));
    QVERIFY(list);
    QTEST(list->isSignedAsAWhole, "whole");
}

void TestTrustList::refuses_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another document") << QByteArray("<html/>");
    QTest::newRow("cut off") << trustListXml({}).chopped(40);
    QTest::newRow("no date") << trustListXml({}).replace("<ListIssueDateTime>2026", "<ListIssueDateTime>x");
    QTest::newRow("a DTD") << QByteArray("<!DOCTYPE x [<!ENTITY a \"b\">]>") + trustListXml({});
    QTest::newRow("a certificate that is no base64") << trustListXml({{.certificate = "!"}});
    QTest::newRow("a certificate that is none") << trustListXml({{.certificate = "AAAA"}});
}

void TestTrustList::refuses()
{
    QFETCH(QByteArray, xml);
    const auto list = parseTrustList(xml, QStringLiteral("list.xml"));
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::InputMalformed);
    QCOMPARE(list.error().facts.value(QStringLiteral("path")).toString(), QStringLiteral("list.xml"));
}

QTEST_GUILESS_MAIN(TestTrustList)
#include "tst_trustlist.moc"
