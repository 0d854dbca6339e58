// Whatever bytes come in, and however they are cut, the parser sees the same requests.

#include "core/http/httpparser.h"

#include <cstdlib>

namespace {

constexpr dsr::HttpLimits limits{.header = 256, .body = 512};

QByteArray take(dsr::HttpParser &parser)
{
    QByteArray seen;
    while (parser.state() == dsr::HttpParser::State::Complete) {
        const dsr::HttpRequest &request = parser.request();
        seen += request.method + ' ' + request.target + '\n';
        for (const auto &[name, value] : request.headers)
            seen += name + ':' + value + '\n';
        seen += request.body + (parser.keepsAlive() ? "\nkept\n" : "\nclosed\n");
        parser.nextRequest();
    }
    return seen;
}

QByteArray endOf(const dsr::HttpParser &parser)
{
    return QByteArray::number(static_cast<int>(parser.state())) + ' '
        + QByteArray::number(parser.refusalStatus()) + (parser.isInsideRequest() ? " inside" : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    dsr::HttpParser whole(limits);
    whole.feed(bytes);
    QByteArray atOnce = take(whole);
    atOnce += endOf(whole);

    dsr::HttpParser slow(limits);
    QByteArray oneByOne;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        slow.feed(bytes.sliced(i, 1));
        oneByOne += take(slow);
    }
    oneByOne += endOf(slow);
    if (atOnce != oneByOne)
        std::abort();
    return 0;
}
