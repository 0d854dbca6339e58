#pragma once

#include "core/decode/inspect.h"
#include "core/decode/node.h"

#include <QList>

namespace dsr {

/// The bytes a decoder works on: a range of one source.
struct Part
{
    int source = 0;
    ByteRange range;
};

class Decoding;

/// One decoder: takes `part` apart and puts what it finds below `into`, which stands for these bytes. It may
/// give `into` a text, a value and a flaw. Whatever it does not understand stays there as a node with a flaw.
using DecodeFunction = void (*)(Decoding &decoding, const Part &part, Node &into);

/// The state of one call of `inspect`: the sources so far and the bounds. 64 levels of nesting, child sources
/// included; 200,000 nodes (about 50 MB); a child source is never larger than the text it came from, except
/// what was compressed, which is taken up to 1 MiB. What is beyond stays one node with a flaw.
class Decoding
{
public:
    Decoding(const QByteArray &bytes, const QString &name, const TokenOpener &opener = {});

    QByteArrayView bytes(const Part &part) const;
    /// Makes a source of `bytes`, which were encoded in `origin`, and decodes it below `into`.
    void openSource(
        const QString &name, const QByteArray &bytes, const Part &origin, DecodeFunction decode, Node &into);

    /// The same with a decoder of the table.
    void openSource(
        const QString &name, const QByteArray &bytes, const Part &origin, DataKind kind, Node &into);

    /// What an encrypted token holds; nullopt if nobody has its key.
    std::optional<QByteArray> opened(QByteArrayView token);
    bool hasClosedTokens() const { return m_hasClosedTokens; }

    bool isFull() const { return m_nodes >= 200'000; }
    void countNode() { ++m_nodes; }

    /// Counts one level of nesting while it lives.
    class Level
    {
    public:
        explicit Level(Decoding &decoding)
            : m_decoding(decoding)
        {
            ++m_decoding.m_depth;
        }
        ~Level() { --m_decoding.m_depth; }
        Level(const Level &) = delete;
        Level &operator=(const Level &) = delete;
        bool isTooDeep() const { return m_decoding.m_depth > 64; }

    private:
        Decoding &m_decoding;
    };

    const QList<ByteSource> &sources() const { return m_sources; }

private:
    template <typename Decode>
    void open(const QString &name, const QByteArray &bytes, const Part &origin, Node &into, Decode decode);

    QList<ByteSource> m_sources;
    TokenOpener m_opener;
    int m_nodes = 1;
    int m_depth = 0;
    bool m_hasClosedTokens = false;
};

/// Puts children below a node so that they cover its part from start to end without a gap. A reference
/// returned is good until the next child of the same node is made.
class Tiles
{
public:
    Tiles(Decoding &decoding, const Part &part, Node &into);

    qsizetype position() const { return m_position; }
    qsizetype left() const { return m_part.range.end() - m_position; }
    QByteArrayView ahead() const;
    /// There are bytes left and room for more nodes.
    bool mayGrow() const { return left() > 0 && !m_decoding.isFull(); }

    /// The next `length` bytes as a field.
    Node &field(const QString &name, qsizetype length);
    /// The next `length` bytes as syntax, under a static name.
    Node &syntax(QStringView name, qsizetype length);
    /// The next `length` bytes were made children of the same node by another decoder.
    void skip(qsizetype length) { m_position += length; }
    /// All that is left as one node, if anything is.
    void rest(const char *flaw);
    /// Where a node that was just made lies.
    static Part partOf(const Node &node) { return {node.source, node.range}; }

private:
    Decoding &m_decoding;
    Part m_part;
    Node &m_into;
    qsizetype m_position;
};

/// The name of an element by its position: "0".
QString positionName(int position);
/// Says in a child without bytes of its own what the SHA-256 of `hashed` is: value in hex, text in both forms
/// that people compare.
void addSha256(Decoding &decoding, QStringView name, QByteArrayView hashed, Node &into);
/// Sets a flaw, an English text marked with QT_TRANSLATE_NOOP("dsr::Flaw", …). The first one stays.
void setFlaw(Node &node, const char *flaw);
/// "0a1b2c"; long values are shortened with their size behind.
QString hexForPeople(QByteArrayView bytes);
/// Marks a node and all below it.
void markPersonal(Node &node);
/// One capital letter and nine digits, the number of an insured person.
bool looksLikeKvnr(QStringView text);

} // namespace dsr
