#include "core/flow/workbench.h"

#include "core/base/files.h"
#include "core/card/pcsc/pcscsource.h"
#include "core/card/virtual/cardimagefile.h"
#include "core/device/androidphone.h"

#include <QCoreApplication>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::Workbench)
};

/// All certificates of a PEM text, in order.
Result<QList<Certificate>> certificatesOf(const QByteArray &pem, const QString &path)
{
    constexpr QByteArrayView begin("-----BEGIN CERTIFICATE-----");
    QList<Certificate> found;
    for (qsizetype at = pem.indexOf(begin); at >= 0; at = pem.indexOf(begin, at + begin.size())) {
        const auto certificate = Certificate::fromPem(QByteArrayView(pem).sliced(at));
        if (!certificate) {
            found.clear();
            break;
        }
        found.append(*certificate);
    }
    if (found.isEmpty()) {
        return fail(ErrorCode::InputMalformed, QStringLiteral("certificates of the DMS"),
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), QStringLiteral("no certificate")}});
    }
    return found;
}

} // namespace

struct Workbench::Parts
{
    // Recursive: a part is made from other parts.
    std::recursive_mutex mutex;
    // In this order: what stands further down points to what stands further up.
    std::optional<TestBed> testBed;
    std::shared_ptr<VirtualCard> card;
    std::unique_ptr<VirtualSource> reader;
    PcscSource pcsc;
    std::unique_ptr<LocalDms> dms;
};

Workbench::Workbench(WorkbenchSetup setup)
    : m_setup(std::move(setup))
    , m_parts(std::make_unique<Parts>())
{
}

Workbench::~Workbench() = default;

Result<const TestBed *> Workbench::testBed()
{
    const std::lock_guard guard(m_parts->mutex);
    if (!m_parts->testBed) {
        auto opened = openTestBed(m_setup.dataDir, *m_setup.clock);
        if (!opened)
            return fail(opened.error());
        m_parts->testBed = std::move(*opened);
    }
    return &*m_parts->testBed;
}

Result<CardImage> Workbench::builtInImage()
{
    if (!m_setup.cardImage.isEmpty())
        return readCardImage(m_setup.cardImage);
    const auto bed = testBed();
    if (!bed)
        return fail(bed.error());
    return (*bed)->cardImage();
}

Result<std::shared_ptr<VirtualCard>> Workbench::builtInCard()
{
    const std::lock_guard guard(m_parts->mutex);
    if (!m_parts->card) {
        auto image = builtInImage();
        if (!image)
            return fail(image.error());
        m_parts->card = std::make_shared<VirtualCard>(std::move(*image));
    }
    return m_parts->card;
}

Result<VirtualSource *> Workbench::builtInReader()
{
    const std::lock_guard guard(m_parts->mutex);
    if (!m_parts->reader) {
        const auto card = builtInCard();
        if (!card)
            return fail(card.error());
        m_parts->reader = std::make_unique<VirtualSource>(*card);
    }
    return m_parts->reader.get();
}

Result<CardSource *> Workbench::cardSource(const QString &reader)
{
    if (!reader.isEmpty() && reader != VirtualSource::readerName())
        return &m_parts->pcsc;
    return builtInReader();
}

CardSource &Workbench::pcsc() const
{
    return m_parts->pcsc;
}

Result<LocalDms *> Workbench::localDms()
{
    const std::lock_guard guard(m_parts->mutex);
    if (!m_parts->dms) {
        const auto bed = testBed();
        if (!bed)
            return fail(bed.error());
        auto dms = std::make_unique<LocalDms>(LocalDmsSetup{.testBed = **bed,
            .storePath = m_setup.storePath.isEmpty() ? m_setup.dataDir + QStringLiteral("/dms.sqlite")
                                                     : m_setup.storePath,
            .tls = m_setup.tls,
            .mtls = m_setup.mtls,
            .mode = m_setup.mode,
            .clock = m_setup.clock,
            .randomness = m_setup.randomness});
        if (const auto started = dms->start(); !started)
            return fail(started.error());
        // Made on whatever worker asked first; it belongs to the program.
        if (QCoreApplication::instance())
            dms->moveToThread(QCoreApplication::instance()->thread());
        m_parts->dms = std::move(dms);
    }
    return m_parts->dms.get();
}

Result<PreparedRegistration> Workbench::prepare(const RegistrationChoice &choice)
{
    const auto bed = testBed();
    if (!bed)
        return fail(bed.error());
    const auto cards = cardSource(choice.reader);
    if (!cards)
        return fail(cards.error());

    PreparedRegistration prepared;
    prepared.setup.cards = *cards;
    prepared.setup.reader = choice.reader.isEmpty() ? VirtualSource::readerName() : choice.reader;
    prepared.setup.profile = choice.profile;
    prepared.setup.pinPad = choice.pinPad;
    prepared.setup.identityFolder = choice.identityFolder;
    if (choice.dms) {
        prepared.dms = std::make_unique<DmsClient>(*choice.dms);
    } else {
        const auto local = localDms();
        if (!local)
            return fail(local.error());
        prepared.dms = std::make_unique<DmsClient>((*local)->address());
        prepared.setup.dmsFindings = [dms = *local](
                                         const QString &traceId) { return dms->findings(traceId); };
    }
    prepared.device = std::make_unique<AndroidPhone>(**bed, *m_setup.clock);
    prepared.setup.dms = prepared.dms.get();
    prepared.setup.device = prepared.device.get();
    return prepared;
}

Result<DmsAddress> remoteDms(const QString &url, const QString &caFile)
{
    const QUrl address(url, QUrl::StrictMode);
    const bool plain = address.path().isEmpty() || address.path() == QLatin1StringView("/");
    if (!address.isValid() || address.scheme() != QLatin1StringView("https") || address.host().isEmpty()
        || !plain || address.hasQuery() || address.hasFragment() || !address.userInfo().isEmpty()) {
        return fail(ErrorCode::UsageInvalid, QStringLiteral("address of the DMS"),
            {{QStringLiteral("reason"),
                Text::tr("“%1” is not the address of a service, like https://host:port.").arg(url)}});
    }
    DmsAddress dms{.tls = address.adjusted(QUrl::StripTrailingSlash), .mtls = {}, .tlsCa = {}, .dmsCa = {}};
    if (caFile.isEmpty())
        return dms;
    const auto pem = readFile(caFile);
    if (!pem)
        return fail(pem.error());
    const auto certificates = certificatesOf(*pem, caFile);
    if (!certificates)
        return fail(certificates.error());
    dms.tlsCa = *certificates;
    return dms;
}

} // namespace dsr
