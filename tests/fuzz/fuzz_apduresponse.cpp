#include "core/base/digest.h"
#include "core/card/healthcard.h"

#include <cstdint>
#include <cstdlib>

using namespace dsr;

namespace {

/// Answers with pieces of the input: one octet length, then that many octets; nothing when it is used up.
class InputCard : public Card
{
public:
    explicit InputCard(QByteArrayView input)
        : m_input(input)
    {
    }
    QByteArray atr() const override { return QByteArray::fromHex("3BD096FF81B1FE451F072A"); }

protected:
    Result<QByteArray> exchange(const QByteArray &) override
    {
        if (m_input.isEmpty())
            return QByteArray();
        const auto size = qMin<qsizetype>(static_cast<quint8>(m_input.front()), m_input.size() - 1);
        const QByteArray answer = m_input.sliced(1, size).toByteArray();
        m_input = m_input.sliced(1 + size);
        return answer;
    }

private:
    QByteArrayView m_input;
};

} // namespace

/// A card may answer anything: no crash, no endless loop, and never a signature that does not verify.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    if (const auto response = ResponseApdu::parse(input); response && response->encoded() != input)
        std::abort();
    InputCard card(input);
    card.setObserver([](const ApduRecord &) { });
    HealthCard healthCard(card);
    if (const auto info = healthCard.identify(); info && !info->iccsn.isEmpty() && info->iccsn.size() != 20)
        std::abort();
    const auto certificate = healthCard.certificate();
    (void)healthCard.verifyPin(Secret(QByteArray("123456")));
    if (const auto signature = healthCard.sign(sha256("x"), certificate.value_or(Certificate()));
        signature && (!certificate || !certificate->publicKey().verifyDigest(sha256("x"), *signature)))
        std::abort();
    return 0;
}
