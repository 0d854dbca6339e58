#pragma once

#include "core/check/finding.h"

#include <QDateTime>
#include <QMetaType>

namespace dsr {

/// One answered request, for the log of the service. No token and no KVNR but in the two bodies, which are
/// for looking at in a window and are written nowhere.
struct RequestLogEntry
{
    QDateTime time;
    QString method;
    QString path; ///< without query
    int status = 0;
    QString errorCode; ///< empty if the answer is good
    QString traceId; ///< also sent as header X-Trace-Id
    QList<Finding> findings;
    double milliseconds = 0;
    QByteArray request; ///< body, as it came
    QByteArray answer; ///< body, as it went
};

} // namespace dsr

Q_DECLARE_METATYPE(dsr::RequestLogEntry)
