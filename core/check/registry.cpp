#include "core/check/registry.h"

#include "core/check/checktable.h"

#include <QCoreApplication>
#include <QHash>

namespace dsr {

const QList<CheckInfo> &allChecks()
{
    return checkTable;
}

const CheckInfo *findCheck(const QString &id)
{
    static const QHash<QString, const CheckInfo *> byId = [] {
        QHash<QString, const CheckInfo *> index;
        for (const CheckInfo &check : checkTable)
            index.insert(QString::fromLatin1(check.id), &check);
        return index;
    }();
    return byId.value(id, nullptr);
}

QString checkTitle(const QString &id)
{
    const CheckInfo *check = findCheck(id);
    return check ? QCoreApplication::translate("dsr::Check", check->title) : id;
}

QString checkPlatform(const CheckInfo &check)
{
    const QString appliesTo = QString::fromLatin1(check.appliesTo);
    return appliesTo.section(QLatin1Char(';'), -1).trimmed();
}

const QList<QByteArray> &androidRegistrationOrder()
{
    return androidRegistrationIds;
}

namespace {

QList<QByteArray> idsOf(const QList<QByteArray> &order, const char *prefix)
{
    QList<QByteArray> ids;
    for (const QByteArray &id : order) {
        if (id.startsWith(prefix))
            ids.append(id);
    }
    return ids;
}

} // namespace

const QList<QByteArray> &androidChainOrder()
{
    static const QList<QByteArray> ids = [] {
        QList<QByteArray> list = idsOf(androidRegistrationIds, "android.");
        list.removeOne("android.attestkey.fingerprint"); // compares the chain with a claim beside it
        return list;
    }();
    return ids;
}

const QList<QByteArray> &cardCertificateOrder()
{
    static const QList<QByteArray> ids = [] {
        QList<QByteArray> list = idsOf(androidRegistrationIds, "egk.certificate.");
        list.removeOne("egk.certificate.intermediates"); // compares the certificates beside it
        return list + idsOf(androidRegistrationIds, "egk.kvnr.");
    }();
    return ids;
}

const QList<QByteArray> &playIntegrityOrder()
{
    static const QList<QByteArray> ids = idsOf(androidRegistrationIds, "playintegrity.");
    return ids;
}

const QList<QByteArray> &walletChainOrder()
{
    return walletChainIds;
}

const QList<QByteArray> &appleRegistrationOrder()
{
    return appleRegistrationIds;
}

const QList<QByteArray> &appleStatementOrder()
{
    static const QList<QByteArray> ids = idsOf(appleRegistrationIds, "apple.");
    return ids;
}

const QList<QByteArray> &appleReceiptOrder()
{
    return appleReceiptIds;
}

const QList<QByteArray> &appleAssertionOrder()
{
    return appleAssertionIds;
}

const QList<QByteArray> &androidAttestationOrder()
{
    static const QList<QByteArray> ids = attestationTokenIds + attestationChainIds + playIntegrityOrder();
    return ids;
}

const QList<QByteArray> &deviceTokenOrder()
{
    static const QList<QByteArray> ids{
        "devicetoken.signature", "devicetoken.claims", "devicetoken.lifetime", "devicetoken.binding"};
    return ids;
}

const QList<QByteArray> &appleAttestationOrder()
{
    static const QList<QByteArray> ids = [] {
        QList<QByteArray> list = attestationTokenIds;
        list.removeOne("token.chainclaim"); // an assertion has no chain
        QList<QByteArray> receipt = appleReceiptIds;
        receipt.insert(receipt.indexOf("apple.receipt.window") + 1, "apple.receipt.refresh");
        return list + appleAssertionIds + receipt;
    }();
    return ids;
}

} // namespace dsr
