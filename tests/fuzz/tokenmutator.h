#pragma once

#include "core/base/encoding.h"
#include "core/crypto/derwriter.h"
#include "core/decode/dercursor.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

/// Changes a compact JWS where it matters: inside its JSON, and inside the DER or CBOR that a member carries
/// in base64. Everything around is written anew, so that a change reaches the innermost decoder.
namespace dsr::test {

/// Changes bytes in some way; libFuzzer's own, or any other.
using ByteMutator = std::function<QByteArray(const QByteArray &bytes)>;

class TokenMutator
{
public:
    TokenMutator(quint32 seed, ByteMutator change)
        : m_state(seed)
        , m_change(std::move(change))
    {
    }

    /// A token stays a token of three segments; anything else is changed as bytes.
    QByteArray mutated(const QByteArray &token)
    {
        QByteArrayList segments = token.split('.');
        if (segments.size() != 3)
            return m_change(token);
        QByteArray &segment = segments[choose(3)];
        const auto content = fromBase64(segment, Base64Form::Any);
        if (!content)
            return m_change(token);
        segment = toBase64Url(&segment == &segments[2] ? m_change(*content) : json(*content));
        return segments.join('.');
    }

private:
    int choose(qsizetype count)
    {
        m_state = m_state * 1664525 + 1013904223;
        return static_cast<int>((m_state >> 8) % static_cast<quint32>(count));
    }

    QByteArray json(const QByteArray &bytes)
    {
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        if (!document.isObject() || document.object().isEmpty() || choose(4) == 0)
            return m_change(bytes);
        QJsonObject object = document.object();
        const QString name = object.keys().at(choose(object.size()));
        object[name] = value(object.value(name));
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    QJsonValue value(const QJsonValue &given)
    {
        if (given.isArray() && !given.toArray().isEmpty()) {
            QJsonArray array = given.toArray();
            const int index = choose(array.size());
            array[index] = value(array.at(index));
            return array;
        }
        if (given.isString()) {
            const QByteArray text = given.toString().toUtf8();
            const auto inside = fromBase64(text, Base64Form::Standard);
            const bool isEncoded = inside && inside->size() > 4 && choose(8) != 0;
            return QString::fromUtf8(isEncoded ? toBase64(encoded(*inside)) : m_change(text));
        }
        if (given.isDouble())
            return QString::fromLatin1(m_change(QByteArray::number(given.toInteger()))).toLongLong();
        return given;
    }

    QByteArray encoded(const QByteArray &bytes)
    {
        DerCursor cursor(bytes);
        const auto whole = cursor.next();
        if (!whole || !cursor.atEnd() || !whole->constructed)
            return sameSize(bytes);
        int target = choose(countElements(cursor.inside(*whole)) + 1);
        return rebuilt(DerCursor(bytes), target);
    }

    /// CBOR counts its octets, so a few of them are changed in their place.
    QByteArray sameSize(const QByteArray &bytes)
    {
        const int at = choose(bytes.size());
        const qsizetype length = qMin<qsizetype>(8, bytes.size() - at);
        const QByteArray changed = m_change(bytes.mid(at, length)).leftJustified(length, '\0', true);
        return bytes.first(at) + changed + bytes.sliced(at + length);
    }

    static int countElements(DerCursor cursor)
    {
        int count = 0;
        while (const auto element = cursor.next())
            count += 1 + (element->constructed ? countElements(cursor.inside(*element)) : 0);
        return count;
    }

    /// The same elements with right lengths, the content of the one numbered `target` changed.
    QByteArray rebuilt(DerCursor cursor, int &target)
    {
        QByteArray result;
        while (const auto element = cursor.next()) {
            const QByteArray content = cursor.bytes(element->content).toByteArray();
            QByteArray changed = content;
            if (target-- == 0)
                changed = m_change(content);
            else if (element->constructed)
                changed = rebuilt(cursor.inside(*element), target);
            const QByteArray identifier = cursor.bytes(element->identifier).toByteArray();
            result += identifier + der::tlv(0, changed).sliced(1);
        }
        return result;
    }

    quint32 m_state;
    ByteMutator m_change;
};

} // namespace dsr::test
