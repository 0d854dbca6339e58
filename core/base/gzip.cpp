#include "core/base/gzip.h"

#include <zlib.h>

namespace dsr {

namespace {

constexpr int gzipWindow = 15 + 16; // largest window, with the gzip header and its checksum
constexpr int defaultMemory = 8;

std::unexpected<Error> damaged(const char *reason)
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("gzip"),
        {{QStringLiteral("reason"), QString::fromLatin1(reason)}});
}

/// zlib reads from where it may not write, but its interface is older than const.
Bytef *input(QByteArrayView bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
}

} // namespace

QByteArray gzip(QByteArrayView bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, defaultMemory, Z_DEFAULT_STRATEGY)
        != Z_OK)
        qFatal("zlib does not work");
    QByteArray packed(
        static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH); // the buffer holds the largest result there can be
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

Result<QByteArray> gunzip(QByteArrayView bytes, qsizetype limit)
{
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return damaged("no memory");
    // One octet more than allowed, so that too much can be told from just enough.
    QByteArray content(limit + 1, Qt::Uninitialized);
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    const int status = inflate(&stream, Z_FINISH);
    content.truncate(static_cast<qsizetype>(stream.total_out));
    const bool cutShort = stream.avail_out > 0;
    inflateEnd(&stream);
    if (content.size() > limit)
        return damaged("too long");
    if (status == Z_BUF_ERROR && cutShort)
        return damaged("cut short");
    return status == Z_STREAM_END ? Result<QByteArray>(content) : damaged("damaged");
}

} // namespace dsr
