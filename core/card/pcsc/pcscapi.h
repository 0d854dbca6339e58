#pragma once

#include "core/card/card.h"

#include <reader.h>
#include <winscard.h>

#include <map>
#include <vector>

namespace dsr::pcsc {

/// Status codes are 32 bits wide, whatever the platform's LONG is (egk-card 4.1).
constexpr quint32 code(LONG status)
{
    return static_cast<quint32>(status);
}

constexpr bool is(LONG status, LONG expected)
{
    return code(status) == code(expected);
}

/// Where a call failed decides what some codes mean: without a connection a missing service was never there.
enum class Stage { Service, Open, Connected };
std::unexpected<Error> failure(LONG status, Stage stage, const char *call);

/// A PC/SC context. Not thread-safe, except that another thread may cancel a wait in it.
class Context
{
public:
    Context() = default;
    ~Context();
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    LONG establish();
    void release();
    SCARDCONTEXT handle() const { return m_handle; }
    /// Names of all readers. No reader is an empty list and SCARD_S_SUCCESS.
    LONG readerNames(std::vector<QByteArray> &names) const;

private:
    SCARDCONTEXT m_handle = 0;
    bool m_open = false;
};

/// What a reader can do by itself: control codes by the tags of PC/SC part 10 (egk-card 4.5).
using FeatureCodes = std::map<quint8, quint32>;
/// Reads the answer to CM_IOCTL_GET_FEATURE_REQUEST; whatever follows a damaged entry is left out.
FeatureCodes parseFeatures(QByteArrayView answer);

/// One entry as SCardGetStatusChange wants it; `name` must outlive it.
SCARD_READERSTATE readerState(const char *name);
ReaderInfo readerInfo(const SCARD_READERSTATE &state);

} // namespace dsr::pcsc
