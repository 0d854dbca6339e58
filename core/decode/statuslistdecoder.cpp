#include "core/decode/decoders.h"

#include <QCoreApplication>

#include <algorithm>

namespace dsr {

namespace {

/// The first member of a JSON object is called like this.
bool startsWithMember(QByteArrayView bytes, QByteArrayView name)
{
    QByteArrayView text = bytes.trimmed();
    if (!text.startsWith('{'))
        return false;
    text = text.sliced(1).trimmed();
    return text.startsWith(name);
}

Node *memberOf(Node &node, const char *name)
{
    for (Node &child : node.children) {
        if (!child.syntax && child.name == QLatin1StringView(name))
            return &child;
    }
    return nullptr;
}

/// Lower-case hex without leading zeros (android-attestation 11).
bool isSerialNumber(const QString &key)
{
    const auto isHex = [](QChar c) {
        return (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
            || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
    };
    return !key.isEmpty() && !key.startsWith(QLatin1Char('0')) && std::all_of(key.begin(), key.end(), isHex);
}

void describeEntry(Node &entry)
{
    QStringList words;
    for (const char *name : {"status", "reason", "expires", "comment"}) {
        if (const Node *member = memberOf(entry, name))
            words.append(member->text);
    }
    entry.text = words.join(QStringLiteral(", "));
    const Node *status = memberOf(entry, "status");
    if (!isSerialNumber(entry.name))
        setFlaw(entry, QT_TRANSLATE_NOOP("dsr::Flaw", "not a serial number as status lists write it"));
    else if (!status)
        setFlaw(entry, QT_TRANSLATE_NOOP("dsr::Flaw", "an entry without a status"));
    else if (status->text != QLatin1StringView("REVOKED") && status->text != QLatin1StringView("SUSPENDED"))
        setFlaw(entry, QT_TRANSLATE_NOOP("dsr::Flaw", "a status that is not published"));
}

} // namespace

int fitStatusList(QByteArrayView bytes)
{
    return startsWithMember(bytes, "\"entries\"") && fitText(bytes) > 0 ? 75 : 0;
}

void decodeStatusList(Decoding &decoding, const Part &part, Node &into)
{
    decodeJson(decoding, part, into);
    if (Node *entries = memberOf(into, "entries")) {
        for (Node &entry : entries->children) {
            if (!entry.syntax)
                describeEntry(entry);
        }
    } else {
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "a status list without entries"));
    }
}

} // namespace dsr
