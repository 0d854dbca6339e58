#include "core/check/androidevidence.h"

#include "core/base/encoding.h"

namespace dsr {

std::optional<QJsonArray> chainEntries(const RegistrationCase &item)
{
    const QJsonValue value =
        item.claims ? item.claims->value(QLatin1StringView(item.chainClaim())) : QJsonValue();
    return item.isAndroid() && value.isArray() ? std::optional(value.toArray()) : std::nullopt;
}

Result<Certificate> certificateFrom(const RegistrationCase &item, const QString &text)
{
    const auto der =
        fromBase64(text.toLatin1(), item.lenient() ? Base64Form::Any : Base64Form::StandardOptionalPadding);
    if (!der)
        return fail(der.error());
    if (der->size() > maximumCertificate)
        return fail(ErrorCode::InputMalformed, QStringLiteral("certificate is too large"));
    return item.terms.certificates->read(*der);
}

} // namespace dsr
