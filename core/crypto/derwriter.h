#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <initializer_list>

/// Writes DER for the simulators, the test bed and the local CA: each function gives one complete TLV.
/// Reading DER is the business of core/decode.
namespace dsr::der {

/// A TLV with the given single identifier octet.
QByteArray tlv(quint8 identifier, QByteArrayView content);
QByteArray sequence(std::initializer_list<QByteArray> elements);
QByteArray sequence(const QList<QByteArray> &elements);
/// SET OF, elements sorted as DER demands.
QByteArray setOf(QList<QByteArray> elements);
QByteArray integer(qint64 value);
/// Non-negative INTEGER from big-endian octets.
QByteArray unsignedInteger(QByteArrayView bigEndian);
QByteArray enumerated(int value);
QByteArray boolean(bool value);
QByteArray null();
/// "1.2.840.10045.4.3.2"
QByteArray objectIdentifier(const char *dotted);
QByteArray octetString(QByteArrayView bytes);
QByteArray bitString(QByteArrayView bytes, int unusedBits = 0);
QByteArray utf8String(const QString &text);
QByteArray printableString(const QString &text);
QByteArray ia5String(const QString &text);
QByteArray generalizedTime(const QDateTime &time);
/// [number] EXPLICIT, also for numbers above 30.
QByteArray explicitTag(int number, QByteArrayView content);
/// [number] IMPLICIT of a primitive value.
QByteArray implicitTag(int number, QByteArrayView content);

} // namespace dsr::der
