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

} // namespace dsr
