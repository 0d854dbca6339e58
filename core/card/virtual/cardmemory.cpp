#include "core/card/virtual/cardmemory.h"

#include "core/base/files.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dsr {

namespace {

constexpr int formatVersion = 1;
constexpr qint64 largest = 64 * qint64(1024);

std::unexpected<Error> damaged(const QString &path, const char *reason)
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("state of the card"),
        {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

std::optional<ImagePinState> pinStateOf(const QString &id)
{
    for (const ImagePinState state :
        {ImagePinState::Regular, ImagePinState::Transport, ImagePinState::Empty}) {
        if (imagePinStateId(state) == id)
            return state;
    }
    return std::nullopt;
}

/// A whole number in 0 … most.
std::optional<int> count(const QJsonValue &value, int most)
{
    const int number = value.toInt(-1);
    return number < 0 || number > most ? std::nullopt : std::optional(number);
}

bool isPin(const QString &text, ImagePinState state)
{
    const bool digits = std::all_of(
        text.cbegin(), text.cend(), [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    return digits && text.size() <= 12 && (state == ImagePinState::Empty || text.size() >= 4);
}

} // namespace

QString imagePinStateId(ImagePinState state)
{
    switch (state) {
    case ImagePinState::Regular:
        return QStringLiteral("regular");
    case ImagePinState::Transport:
        return QStringLiteral("transport");
    case ImagePinState::Empty:
        break;
    }
    return QStringLiteral("empty");
}

Result<std::optional<CardMemory>> loadCardMemory(const QString &path, const QString &iccsn)
{
    if (!QFileInfo::exists(path))
        return std::nullopt;
    auto bytes = readFile(path, largest);
    if (!bytes)
        return fail(bytes.error());
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    wipe(*bytes);
    if (object.value(QStringLiteral("format")) != QStringLiteral("dsr-card-state")
        || object.value(QStringLiteral("version")) != formatVersion)
        return damaged(path, "not the state of a card, or of a newer program");
    if (object.value(QStringLiteral("iccsn")) != iccsn)
        return damaged(path, "the state of another card");
    const auto state = pinStateOf(object.value(QStringLiteral("pinState")).toString());
    const auto tries = count(object.value(QStringLiteral("pinTries")), 0x0F);
    const auto uses = count(object.value(QStringLiteral("pukUses")), 0xFF);
    const QString pin = object.value(QStringLiteral("pin")).toString();
    if (!state || !tries || !uses || !isPin(pin, *state))
        return damaged(path, "a value is missing or wrong");
    return CardMemory{Secret(pin.toLatin1()), *state, *tries, *uses};
}

Result<void> storeCardMemory(const QString &path, const QString &iccsn, const CardMemory &memory)
{
    QString pin;
    memory.pin.use([&](QByteArrayView digits) { pin = QString::fromLatin1(digits); });
    QByteArray bytes = QJsonDocument(
        QJsonObject{{QStringLiteral("format"), QStringLiteral("dsr-card-state")},
            {QStringLiteral("version"), formatVersion}, {QStringLiteral("iccsn"), iccsn},
            {QStringLiteral("pinState"), imagePinStateId(memory.pinState)},
            {QStringLiteral("pinTries"), memory.pinTries}, {QStringLiteral("pukUses"), memory.pukUses},
            {QStringLiteral("pin"),
                pin}}).toJson();
    const auto written = writeFile(path, bytes, FileAccess::OwnerOnly);
    wipe(bytes);
    return written;
}

} // namespace dsr
