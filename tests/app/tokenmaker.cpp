#include "tests/app/tokenmaker.h"

namespace dsr {

namespace {

class TestBedOperator : public Operator
{
public:
    explicit TestBedOperator(const TestBed &testBed)
        : m_testBed(testBed)
    {
    }
    bool proceed(const Step &, std::stop_token) override { return true; }
    Result<Secret> secret(const SecretQuestion &, std::stop_token) override { return m_testBed.pin->clone(); }

private:
    const TestBed &m_testBed;
};

} // namespace

TokenMaker::TokenMaker(const QString &dataDir, const DmsAddress &dms)
    : m_workbench({.dataDir = dataDir, .clock = &m_clock, .randomness = &m_randomness})
{
    RegistrationChoice choice;
    choice.dms = dms;
    auto prepared = m_workbench.prepare(choice);
    if (!prepared)
        qFatal("no workbench for the test");
    m_prepared = std::move(*prepared);
    m_kvnr = (*m_workbench.testBed())->card.certificate.subject().values("2.5.4.11").last();
}

Result<FreshToken> TokenMaker::make()
{
    Recipe recipe = registerDevice(m_prepared.setup);
    while (recipe.steps.last().id != QStringLiteral("sign-token"))
        recipe.steps.removeLast();
    TestBedOperator driver(**m_workbench.testBed());
    Run run(recipe, driver, m_clock);
    const RunRecord record = run.runHere();
    if (record.error)
        return fail(*record.error);
    return FreshToken{.token = record.artifact(QStringLiteral("token"))->bytes,
        .nonce = record.artifact(QStringLiteral("nonce"))->bytes,
        .deviceKey = m_prepared.device->mtlsKey()};
}

} // namespace dsr
