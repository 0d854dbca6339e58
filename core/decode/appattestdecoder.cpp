#include "core/decode/appattest.h"
#include "core/decode/cborcursor.h"
#include "core/decode/cborshape.h"
#include "core/decode/decoders.h"
#include "core/decode/dershape.h"

#include <QCoreApplication>
#include <QtEndian>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AppAttestDecoder)
};

// --- COSE key (apple-app-attest 1.3; labels of RFC 9053)

struct Word
{
    qint64 number;
    const char *word;
};
constexpr Word keyTypes[] = {{1, "OKP"}, {2, "EC2"}, {3, "RSA"}};
constexpr Word algorithms[] = {{-7, "ES256"}, {-35, "ES384"}, {-36, "ES512"}, {-8, "EdDSA"}, {-257, "RS256"}};
constexpr Word curves[] = {{1, "P-256"}, {2, "P-384"}, {3, "P-521"}};

template <const auto &words> void say(Node &node)
{
    bool isNumber = false;
    const qint64 number = node.value.toLongLong(&isNumber);
    for (const Word &known : words) {
        if (isNumber && known.number == number)
            node.text = QStringLiteral("%1 (%2)").arg(QLatin1StringView(known.word)).arg(number);
    }
}

void finishCoseKey(Node &node)
{
    const Node *type = childOf(node, u"kty");
    const Node *curve = childOf(node, u"crv");
    if (type && curve)
        node.text = Text::tr("elliptic curve %1").arg(curve->text.section(QLatin1Char(' '), 0, 0));
}

template <const auto &words> constexpr CborShape word{.finish = say<words>};
constexpr CborField coseKeyFields[] = {{u"1", u"kty", &word<keyTypes>}, {u"3", u"alg", &word<algorithms>},
    {u"-1", u"crv", &word<curves>}, {u"-2", u"x"}, {u"-3", u"y"}};
constexpr CborShape coseKeyShape{.fields = coseKeyFields, .finish = finishCoseKey};

// --- extensions (apple-app-attest 1.4)

QString categoryText(qint64 category)
{
    const QString names[] = {Text::tr("invalid"), Text::tr("part of the operating system"),
        Text::tr("signed for TestFlight"), Text::tr("signed for development"), Text::tr("from the App Store"),
        Text::tr("signed for an enterprise or ad hoc"), Text::tr("signed with a Developer ID")};
    constexpr qint64 otherIdentity = 10;
    if (category >= 0 && category < static_cast<qint64>(std::size(names)))
        return names[category];
    return category == otherIdentity ? Text::tr("signed with another identity") : Text::tr("not acceptable");
}

void finishCategory(Node &node)
{
    const QByteArray octets = node.value.toByteArray();
    bool isNumber = node.value.typeId() == QMetaType::LongLong;
    qint64 category = node.value.toLongLong();
    if (node.value.typeId() == QMetaType::QByteArray && octets.size() == sizeof(quint32)) {
        category = qFromLittleEndian<quint32>(octets.constData());
        isNumber = true;
    }
    if (isNumber)
        node.text = QStringLiteral("%1 (%2)").arg(categoryText(category)).arg(category);
    else
        setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "neither four octets nor a number"));
}

void finishHashType(Node &node)
{
    if (node.value.toByteArray() == QByteArray(1, '\x02'))
        node.text = QStringLiteral("SHA-256 (02)");
}

constexpr CborShape categoryShape{.finish = finishCategory};
constexpr CborShape hashTypeShape{.finish = finishHashType};
constexpr CborField extensionFields[] = {
    {u"apple_validation_category_01", {}, &categoryShape}, {u"apple_cd_hash_type_01", {}, &hashTypeShape}};
constexpr CborShape extensionsShape{.fields = extensionFields};

// --- attestation object and assertion (1.1, 4.1)

constexpr CborShape certificateShapeInside{.opens = DataKind::Certificate};
constexpr CborShape chainShape{.element = &certificateShapeInside};
constexpr CborShape receiptShape{.opens = DataKind::Receipt};
constexpr CborShape attestationDataShape{.opens = DataKind::AuthenticatorData};
constexpr CborShape assertionDataShape{.opens = DataKind::AssertionData};
constexpr CborField statementFields[] = {{u"x5c", {}, &chainShape}, {u"receipt", {}, &receiptShape}};
constexpr CborShape statementShape{.fields = statementFields};
constexpr CborField attestationFields[] = {
    {u"attStmt", {}, &statementShape}, {u"authData", {}, &attestationDataShape}};
constexpr CborShape attestationShape{.fields = attestationFields};
constexpr CborField assertionFields[] = {{u"authenticatorData", {}, &assertionDataShape}};
constexpr CborShape assertionShape{.fields = assertionFields};

// --- authenticator data (1.2)

constexpr qsizetype hashSize = 32;
constexpr qsizetype aaguidSize = 16;
constexpr qsizetype aaguidOffset = 37;

class AuthenticatorDataReader
{
public:
    AuthenticatorDataReader(Decoding &decoding, const Part &part, Node &into)
        : m_decoding(decoding)
        , m_into(into)
        , m_part(part)
        , m_tiles(decoding, part, into)
    {
    }

    void read(AuthenticatorLayout layout)
    {
        octets(u"rpIdHash", hashSize);
        flags();
        number(u"counter", sizeof(quint32));
        if (layout == AuthenticatorLayout::Attestation) {
            aaguid();
            const qint64 length = number(u"credentialIdLength", sizeof(quint16));
            octets(u"credentialId", static_cast<qsizetype>(length));
            item(u"credentialPublicKey", &coseKeyShape, "coseKey");
        }
        const bool follow = m_tiles.left() > 0;
        if (follow)
            item(u"extensions", &extensionsShape, nullptr);
        else if (m_promised)
            setFlaw(*childOf(m_into, u"flags"),
                QT_TRANSLATE_NOOP("dsr::Flaw", "says that extensions follow, but none do"));
        m_tiles.rest(QT_TRANSLATE_NOOP("dsr::Flaw", "more behind the end of the authenticator data"));
    }

private:
    /// A field of fixed length, or as much of it as is there.
    Node *part(QStringView name, qsizetype length)
    {
        if (m_isCut || length == 0)
            return nullptr;
        const qsizetype there = qMin(length, m_tiles.left());
        m_isCut = there < length;
        if (m_isCut)
            setFlaw(m_into, QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off"));
        if (there == 0)
            return nullptr;
        const QByteArray value = m_tiles.ahead().first(there).toByteArray();
        Node &node = m_tiles.field(staticText(name), there);
        node.value = value;
        node.text = hexForPeople(value);
        if (m_isCut)
            setFlaw(node, QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off"));
        return &node;
    }

    void octets(QStringView name, qsizetype length) { part(name, length); }

    qint64 number(QStringView name, qsizetype length)
    {
        Node *node = part(name, length);
        if (!node || m_isCut)
            return 0;
        qint64 value = 0;
        for (const char octet : node->value.toByteArray())
            value = (value << 8) | static_cast<quint8>(octet);
        node->value = value;
        node->text = QString::number(value);
        return value;
    }

    void flags()
    {
        Node *node = part(u"flags", 1);
        if (!node)
            return;
        const auto bits = static_cast<quint8>(node->value.toByteArray().front());
        m_promised = (bits & authflags::extensions) != 0;
        const QString names = authenticatorFlagsText(bits);
        if (!names.isEmpty())
            node->text = QStringLiteral("%1 (%2)").arg(names, node->text);
    }

    void aaguid()
    {
        Node *node = part(u"aaguid", aaguidSize);
        if (!node)
            return;
        const QByteArray value = node->value.toByteArray();
        const AppleEnvironment environment = appleEnvironment(value);
        if (environment == AppleEnvironment::Development)
            node->text = Text::tr("development (%1)").arg(QString::fromLatin1(value));
        else if (environment == AppleEnvironment::Production)
            node->text = Text::tr("production (%1)").arg(QString::fromLatin1(value.constData()));
    }

    void item(QStringView name, const CborShape *shape, const char *kind)
    {
        if (m_isCut || m_tiles.left() == 0) {
            if (kind)
                setFlaw(m_into, QT_TRANSLATE_NOOP("dsr::Flaw", "content is cut off"));
            return;
        }
        const Part rest{m_part.source, {m_tiles.position(), m_tiles.left()}};
        Node &node = m_tiles.field(staticText(name), 0);
        node.kind = kind;
        node.range.length = decodeCborItem(m_decoding, rest, node, shape);
        m_tiles.skip(node.range.length);
    }

    Decoding &m_decoding;
    Node &m_into;
    Part m_part;
    Tiles m_tiles;
    bool m_isCut = false;
    bool m_promised = false;
};

bool holdsKey(QByteArrayView bytes, QByteArrayView key)
{
    const auto head = CborCursor(bytes).peek();
    return head && head->type == CborHead::Type::Map && bytes.contains(key);
}

} // namespace

int fitAttestation(QByteArrayView bytes)
{
    return holdsKey(bytes,
               "\x67"
               "attStmt")
        ? 90
        : 0;
}

int fitAssertion(QByteArrayView bytes)
{
    return holdsKey(bytes,
               "\x71"
               "authenticatorData")
        ? 90
        : 0;
}

/// Only what Apple's AAGUID names; any other octets could be anything.
int fitAuthenticatorData(QByteArrayView bytes)
{
    return bytes.size() >= aaguidOffset + aaguidSize
            && bytes.sliced(aaguidOffset).startsWith(QByteArrayView("appattest"))
        ? 90
        : 0;
}

int fitCoseKey(QByteArrayView bytes)
{
    const QByteArray beginning = QByteArray::fromHex("a501020326200121");
    return bytes.startsWith(beginning) ? 90 : 0;
}

void decodeAttestation(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, &attestationShape);
}

void decodeAssertion(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, &assertionShape);
}

void decodeAuthenticatorData(Decoding &decoding, const Part &part, Node &into)
{
    AuthenticatorDataReader(decoding, part, into).read(AuthenticatorLayout::Attestation);
}

void decodeAssertionData(Decoding &decoding, const Part &part, Node &into)
{
    AuthenticatorDataReader(decoding, part, into).read(AuthenticatorLayout::Assertion);
}

void decodeCoseKey(Decoding &decoding, const Part &part, Node &into)
{
    decodeCbor(decoding, part, into, &coseKeyShape);
}

} // namespace dsr
