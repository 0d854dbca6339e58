#include "core/http/httpmessage.h"

namespace dsr {

namespace {
QByteArray find(const QList<QPair<QByteArray, QByteArray>> &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}
} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    return find(headers, name);
}

QByteArray HttpRequest::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

QByteArray HttpReply::header(QByteArrayView name) const
{
    return find(headers, name);
}

} // namespace dsr
