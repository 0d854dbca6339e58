#include "widgets/shared/cardpicture.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace dsr {

namespace {

Tone toneOf(CardState state)
{
    switch (state) {
    case CardState::Ready:
    case CardState::PinNeeded:
        return Tone::Good;
    case CardState::Reading:
    case CardState::NoReader:
    case CardState::NoCard:
    case CardState::CanNeeded:
        return Tone::Accent;
    case CardState::NoService:
    case CardState::ReaderUnplugged:
    case CardState::ReaderInUse:
    case CardState::SeveralCards:
    case CardState::CardMute:
    case CardState::TransportPin:
    case CardState::LastTry:
        return Tone::Warn;
    case CardState::CardRemoved:
    case CardState::OtherCard:
    case CardState::CardTooOld:
    case CardState::CanWrong:
    case CardState::TestCard:
    case CardState::RealCard:
    case CardState::NotValidNow:
    case CardState::PinBlocked:
        break;
    }
    return Tone::Bad;
}

Sign signOf(Tone tone, CardState state)
{
    switch (tone) {
    case Tone::Good:
        return Sign::Tick;
    case Tone::Warn:
        return Sign::Bang;
    case Tone::Bad:
        return Sign::Cross;
    case Tone::Accent:
    case Tone::Neutral:
        break;
    }
    return state == CardState::Reading ? Sign::Dot : Sign::Ring;
}

} // namespace

Mark markOf(const CardSituation &situation)
{
    const Tone tone = toneOf(situation.state);
    return {signOf(tone, situation.state), tone, cardStateAdvice(situation).title};
}

QPixmap cardPicture(CardState state, const QSize &size, qreal ratio, const Theme &theme)
{
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/cards/%1.svg").arg(cardStateId(state)));
    if (!file.open(QIODevice::ReadOnly))
        return pixmap;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", theme.quiet.name().toLatin1());
    svg.replace("toneColor", theme.ink(toneOf(state)).name().toLatin1());
    svg.replace("surfaceColor", theme.tint(Tone::Neutral).name().toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), size));
    return pixmap;
}

} // namespace dsr
