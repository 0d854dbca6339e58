#pragma once

#include "core/base/byterange.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <vector>

namespace dsr {

/// A static text without a copy of it: most nodes are named by one.
inline QString staticText(QStringView text)
{
    return QString::fromRawData(text.data(), text.size());
}

/// One thing found in bytes: a field, a container, a tag octet. The leaves of one source cover each of its
/// bytes exactly once.
struct Node
{
    QString name; ///< last part of the path: "nonce", "0", "tag"; never translated
    QString text; ///< value in words
    QVariant value; ///< value for programs: text, number, or bytes as QByteArray
    int source = 0; ///< index into Inspection::sources
    ByteRange range; ///< where in that source
    QString flaw; ///< what is wrong with the encoding itself; empty = nothing
    /// What whole object stands here, a DataKind's id: "jws", "certificate"; nullptr for a part of one. One
    /// of the decoders' static texts.
    const char *kind = nullptr;
    bool personal = false; ///< masked unless shown on purpose
    bool syntax = false; ///< tag, length, punctuation, white space: no field of its own
    std::vector<Node> children;

    const Node *parent = nullptr; ///< set when the Inspection is sealed
    int row = 0; ///< place among the parent's children

    bool is(const char *wanted) const { return kind && qstrcmp(kind, wanted) == 0; }
    /// Names from the root's children down to here, joined with dots: "payload.nonce".
    QString path() const;
};

/// Bytes that were decoded, and where they came from: file ▸ base64url ▸ JSON ▸ base64 ▸ DER.
struct ByteSource
{
    QString name; ///< "token", "payload", "x5c[0]"
    QByteArray bytes;
    int cameFrom = -1; ///< index of the source it was cut out of; -1 for what was given
    ByteRange origin; ///< where in that source
};

} // namespace dsr
