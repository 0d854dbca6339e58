#include "core/decode/decoding.h"

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/decode/decoders.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>

namespace dsr {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Decoding)
};
constexpr const char *tooManyFields =
    QT_TRANSLATE_NOOP("dsr::Flaw", "too many fields, the rest is not taken apart");
} // namespace

Decoding::Decoding(const QByteArray &bytes, const QString &name, const TokenOpener &opener)
    : m_sources{{.name = name, .bytes = bytes}}
    , m_opener(opener)
{
}

std::optional<QByteArray> Decoding::opened(QByteArrayView token)
{
    auto plaintext = m_opener ? m_opener(token) : std::nullopt;
    m_hasClosedTokens = m_hasClosedTokens || !plaintext;
    return plaintext;
}

QByteArrayView Decoding::bytes(const Part &part) const
{
    return QByteArrayView(m_sources.at(part.source).bytes).sliced(part.range.start, part.range.length);
}

template <typename Decode>
void Decoding::open(
    const QString &name, const QByteArray &bytes, const Part &origin, Node &into, Decode decode)
{
    const Level level(*this);
    if (level.isTooDeep()) {
        setFlaw(into, QT_TRANSLATE_NOOP("dsr::Flaw", "nested too deeply"));
        return;
    }
    if (bytes.isEmpty())
        return;
    const auto source = static_cast<int>(m_sources.size());
    m_sources.append({.name = name, .bytes = bytes, .cameFrom = origin.source, .origin = origin.range});
    decode({source, {0, bytes.size()}});
}

void Decoding::openSource(
    const QString &name, const QByteArray &bytes, const Part &origin, DecodeFunction decode, Node &into)
{
    open(name, bytes, origin, into, [&](const Part &part) { decode(*this, part, into); });
}

void Decoding::openSource(
    const QString &name, const QByteArray &bytes, const Part &origin, DataKind kind, Node &into)
{
    open(name, bytes, origin, into, [&](const Part &part) { decodeAs(kind, *this, part, into); });
}

Tiles::Tiles(Decoding &decoding, const Part &part, Node &into)
    : m_decoding(decoding)
    , m_part(part)
    , m_into(into)
    , m_position(part.range.start)
{
}

QByteArrayView Tiles::ahead() const
{
    return m_decoding.bytes({m_part.source, {m_position, left()}});
}

Node &Tiles::field(const QString &name, qsizetype length)
{
    m_decoding.countNode();
    Node &node = m_into.children.emplace_back();
    node.name = name;
    node.source = m_part.source;
    node.range = {m_position, length};
    m_position += length;
    return node;
}

Node &Tiles::syntax(QStringView name, qsizetype length)
{
    Node &node = field(staticText(name), length);
    node.syntax = true;
    return node;
}

void Tiles::rest(const char *flaw)
{
    if (left() > 0)
        setFlaw(field(QStringLiteral("rest"), left()), m_decoding.isFull() ? tooManyFields : flaw);
}

QString positionName(int position)
{
    constexpr QStringView digits = u"0123456789";
    return position < digits.size() ? staticText(digits.sliced(position, 1)) : QString::number(position);
}

void addSha256(Decoding &decoding, QStringView name, QByteArrayView hashed, Node &into)
{
    const QByteArray hash = sha256(hashed);
    const ByteRange behind{into.children.empty() ? into.range.end() : into.children.back().range.end(), 0};
    const int source = into.children.empty() ? into.source : into.children.back().source;
    Node &node = Tiles(decoding, {source, behind}, into).field(staticText(name), 0);
    const QString hex = hexText(hash);
    node.value = hex;
    node.text = hex % u" (" % QLatin1StringView(hash.toBase64()) % u')';
}

void setFlaw(Node &node, const char *flaw)
{
    if (node.flaw.isEmpty() && flaw)
        node.flaw = QCoreApplication::translate("dsr::Flaw", flaw);
}

QString hexForPeople(QByteArrayView bytes)
{
    constexpr qsizetype shownWhole = 64;
    constexpr qsizetype shownOfMore = 32;
    if (bytes.size() <= shownWhole)
        return hexText(bytes);
    return Text::tr("%1… (%n octets)", nullptr, static_cast<int>(bytes.size()))
        .arg(hexText(bytes.first(shownOfMore)));
}

void markPersonal(Node &node)
{
    node.personal = true;
    std::for_each(node.children.begin(), node.children.end(), markPersonal);
}

bool looksLikeKvnr(QStringView text)
{
    constexpr qsizetype size = 10;
    const auto isDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    return text.size() == size && text.front() >= QLatin1Char('A') && text.front() <= QLatin1Char('Z')
        && std::all_of(text.begin() + 1, text.end(), isDigit);
}

} // namespace dsr
