#include "core/check/statuslist.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

namespace {

QByteArray plainSerial(const QString &key)
{
    QByteArray serial = key.toLatin1().toLower();
    while (serial.size() > 1 && serial.startsWith('0'))
        serial.remove(0, 1);
    return serial;
}

} // namespace

const StatusEntry *StatusList::find(const QByteArray &serialHex) const
{
    const auto found = entries.constFind(serialHex);
    return found == entries.constEnd() ? nullptr : &*found;
}

Result<StatusList> StatusList::fromJson(const QByteArray &json)
{
    const QJsonValue listed = QJsonDocument::fromJson(json).object().value(QStringLiteral("entries"));
    if (!listed.isObject())
        return fail(ErrorCode::InputMalformed, QStringLiteral("status list"));
    StatusList list;
    const QJsonObject entries = listed.toObject();
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        const QJsonObject entry = it->toObject();
        const QString status = entry.value(QStringLiteral("status")).toString();
        if (status.isEmpty()) {
            return fail(ErrorCode::InputMalformed, QStringLiteral("status list"),
                {{QStringLiteral("entry"), it.key()}});
        }
        list.entries.insert(plainSerial(it.key()),
            {.status = status,
                .reason = entry.value(QStringLiteral("reason")).toString(),
                .comment = entry.value(QStringLiteral("comment")).toString(),
                .expires =
                    QDate::fromString(entry.value(QStringLiteral("expires")).toString(), Qt::ISODate)});
    }
    return list;
}

} // namespace dsr
