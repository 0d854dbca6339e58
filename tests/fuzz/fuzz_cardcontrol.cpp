#include "core/card/virtual/cardcontrol.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdint>
#include <cstdlib>

using namespace dsr;

/// Any lines: each gets one line of JSON that says whether it was taken.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    VirtualCard card(standardCardImage({.iccsn = QStringLiteral("80276883110000168584")}));
    CardSeat seat(card);
    CardControl control(card, seat);
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const QByteArray &line : input.split('\n')) {
        const QByteArray answer = control.answer(line);
        const QJsonObject json = QJsonDocument::fromJson(answer).object();
        if (answer.contains('\n') || !json.value(QStringLiteral("ok")).isBool())
            std::abort();
    }
    return 0;
}
