#include "core/base/clock.h"

namespace dsr {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString isoUtc(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

} // namespace dsr
