#pragma once

#include "core/flow/run.h"
#include "core/flow/workbench.h"

namespace dsr {

/// A token that is ready to be sent, with what belongs to it.
struct FreshToken
{
    QByteArray token;
    QByteArray nonce;
    PrivateKey deviceKey;
};

/// Phone, card and client of one data folder: makes signed tokens for a DMS by the steps of a registration
/// up to the signature. One thread.
class TokenMaker
{
public:
    TokenMaker(const QString &dataDir, const DmsAddress &dms);
    Result<FreshToken> make();
    DmsClient &dms() { return *m_prepared.dms; }
    QString kvnr() const { return m_kvnr; }

private:
    SystemClock m_clock;
    SystemRandomness m_randomness;
    Workbench m_workbench;
    PreparedRegistration m_prepared;
    QString m_kvnr;
};

} // namespace dsr
