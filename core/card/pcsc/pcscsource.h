#pragma once

#include "core/card/card.h"

namespace dsr {

/// Readers and cards of the PC/SC service. Establishes a context per call and per connection; thread-safe.
class PcscSource : public CardSource
{
public:
    Result<QList<ReaderInfo>> readers() override;
    Result<std::unique_ptr<Card>> open(const QString &reader, std::stop_token stop) override;
};

} // namespace dsr
