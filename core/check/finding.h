#pragma once

#include "core/base/byterange.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace dsr {

/// Result of one check: pass, fail, warn, notChecked.
enum class FindingStatus { Pass, Fail, Warn, NotChecked };
QString findingStatusId(FindingStatus status);

/// What one check found (`finding` of the command line contract). A value.
struct Finding
{
    QString check; ///< id of the registry, "token.signature"
    FindingStatus status = FindingStatus::NotChecked;
    QString path; ///< node the check is about, "payload.nonce"; empty for what has no node
    QString expected;
    QString actual;
    QString explanation; ///< a sentence; for notChecked: what is missing
    QString computation; ///< how the expected value comes about: "SHA-256(nonce ‖ \"ATTEST\")"
    int source = -1; ///< of the node at `path`, index into Inspection::sources; -1: the path leads nowhere
    ByteRange range; ///< of that node in its source
    qint64 microseconds = 0;
};

QJsonObject toJson(const Finding &finding);
Finding findingFromJson(const QJsonObject &object);
QJsonArray toJson(const QList<Finding> &findings);

} // namespace dsr
