#include "core/decode/decoders.h"

#include <QCoreApplication>

namespace dsr {

LenientBase64 readBase64(QByteArrayView text, Base64Form form)
{
    if (const auto strict = fromBase64(text, form))
        return {*strict, nullptr};
    const char *flaw = form == Base64Form::Url
        ? QT_TRANSLATE_NOOP("dsr::Flaw", "not base64url without padding")
        : QT_TRANSLATE_NOOP("dsr::Flaw", "not base64");
    const auto any = fromBase64(text, Base64Form::Any);
    if (any)
        return {*any, flaw};
    // All whole groups before the first character that does not belong there.
    const qsizetype good = any.error().facts.value(QStringLiteral("offset")).toLongLong();
    const auto start = fromBase64(text.first(good - good % 4), Base64Form::Any);
    return {start ? *start : QByteArray(), flaw};
}

} // namespace dsr
