#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace dsr {

/// One HTTP request, plain data. Header names as received.
struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< path with query, as received
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const; ///< case-insensitive; empty if absent
    QByteArray path() const; ///< target without query
};

/// One HTTP answer, plain data.
struct HttpReply
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
};

} // namespace dsr
