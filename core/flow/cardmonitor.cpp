#include "core/flow/cardmonitor.h"

#include "core/card/othercard.h"
#include "core/card/virtual/virtualsource.h"

#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <mutex>

namespace dsr {

namespace {

/// A card that is read faster is told at once as what it is.
constexpr std::chrono::milliseconds patience{150};

/// Whether there is a card service that could be started. Elsewhere it is part of the system.
bool isServiceInstalled()
{
#ifdef Q_OS_LINUX
    const QString name = QStringLiteral("pcscd");
    return !QStandardPaths::findExecutable(name).isEmpty()
        || !QStandardPaths::findExecutable(name,
            {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin"), QStringLiteral("/usr/bin")})
                .isEmpty();
#else
    return true;
#endif
}

const ReaderInfo *readerNamed(const QList<ReaderInfo> &readers, const QString &name)
{
    const auto found = std::ranges::find(readers, name, &ReaderInfo::name);
    return found == readers.cend() ? nullptr : &*found;
}

/// The kind of a card that is no card of the health service at all.
Error withKind(Error error, Card &card)
{
    const QString kind = QStringLiteral("kind");
    if (error.code == ErrorCode::CardNotHealthCard
        && error.facts.value(kind) == QLatin1StringView("unknown")) {
        if (const auto other = otherCardKind(card))
            error.facts.insert(kind, *other);
    }
    return error;
}

bool foundCard(const CardProbe &probe)
{
    return !probe.error
        || (probe.error->code != ErrorCode::CardNoCard && probe.error->code != ErrorCode::CardRemoved);
}

CardProbe failed(const Error &error)
{
    CardProbe probe;
    probe.error = error;
    return probe;
}

} // namespace

CardProbe probeCard(Card &card, const Secret *can)
{
    HealthCard healthCard(card);
    const auto info = healthCard.identify();
    if (!info)
        return failed(withKind(info.error(), card));
    if (info->contactless && !can)
        return failed({ErrorCode::CardNeedsCan, QStringLiteral("look at card"), {}});
    if (info->contactless) {
        if (const auto opened = healthCard.openChannel(*can); !opened)
            return failed(opened.error());
    }
    CardProbe probe;
    const auto certificate = healthCard.certificate();
    if (!certificate)
        return failed(certificate.error());
    probe.certificate = *certificate;
    const auto pin = healthCard.pinStatus();
    if (!pin)
        return failed(pin.error());
    probe.pin = *pin;
    return probe;
}

/// One look at the card of a reader, made on the monitor's thread.
struct CardMonitor::Look
{
    QList<ReaderInfo> readers; ///< of the built-in source
    std::optional<CardProbe> probe;
};

/// Where other threads find the monitor as long as there is one.
struct CardMonitor::Mailbox
{
    std::mutex mutex;
    CardMonitor *monitor = nullptr;
};

CardMonitor::CardMonitor(SourceOf sourceOf, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_sourceOf(std::move(sourceOf))
    , m_clock(clock)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->monitor = this;
    m_worker.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &CardMonitor::tell);
}

CardMonitor::~CardMonitor()
{
    {
        const std::scoped_lock lock(m_mailbox->mutex);
        m_mailbox->monitor = nullptr;
    }
    m_stop.request_stop();
    m_worker.waitForDone();
}

bool CardMonitor::usesBuiltIn() const
{
    return m_facts.chosen == VirtualSource::readerName();
}

void CardMonitor::choose(const QString &reader)
{
    m_facts.chosen = reader;
    m_facts.chosenSeen = false;
    m_facts.interruption.reset();
    lookAgain();
}

void CardMonitor::setPurpose(CardPurpose purpose)
{
    m_facts.purpose = purpose;
    if (!m_paused && !m_patience.isActive())
        tell();
}

void CardMonitor::setCan(std::shared_ptr<const Secret> can)
{
    m_can = std::move(can);
    lookAgain();
}

void CardMonitor::pause()
{
    m_paused = true;
    forgetProbe();
}

void CardMonitor::resume(std::optional<Interruption> interruption)
{
    m_paused = false;
    m_facts.interruption = interruption;
    lookAgain();
}

void CardMonitor::lookAgain()
{
    forgetProbe();
    if (!m_paused)
        look();
}

void CardMonitor::setReaders(CardServiceState service, const QList<ReaderInfo> &readers)
{
    const QString reader = readerThatCounts(m_facts);
    const ReaderInfo *before = readerNamed(m_attached, reader);
    const ReaderInfo *now = readerNamed(readers, reader);
    // News about other readers do not touch the card that counts. The same readers once more mean that a card
    // was taken out and put in again between two looks.
    const bool elsewhere = service == m_service && readers != m_attached && before && now && *before == *now;
    m_service = service;
    m_attached = readers;
    if (usesBuiltIn())
        return;
    if (!elsewhere || m_facts.chosen.isEmpty()) {
        lookAgain();
        return;
    }
    m_facts.readers = readers;
    if (!m_paused && !m_patience.isActive())
        tell();
}

std::function<void()> CardMonitor::builtInListener() const
{
    return [mailbox = m_mailbox] {
        const std::scoped_lock lock(mailbox->mutex);
        if (mailbox->monitor)
            QMetaObject::invokeMethod(mailbox->monitor, &CardMonitor::builtInChanged, Qt::QueuedConnection);
    };
}

void CardMonitor::builtInChanged()
{
    if (usesBuiltIn())
        lookAgain();
}

/// What is under way, or was found, is no longer about the card that is there.
void CardMonitor::forgetProbe()
{
    m_stop.request_stop();
    m_patience.stop();
    ++m_generation;
    m_facts.probe.reset();
}

void CardMonitor::look()
{
    const bool builtIn = usesBuiltIn();
    if (builtIn) {
        ReaderInfo reader;
        reader.name = m_facts.chosen;
        reader.kind = ReaderKind::Virtual;
        reader.cardPresent = true; // until it is known better
        m_facts.service = CardServiceState::Running;
        m_facts.readers = {reader};
    } else {
        m_facts.service = m_service;
        m_facts.serviceInstalled = m_service != CardServiceState::Missing || isServiceInstalled();
        m_facts.readers = m_attached;
        m_facts.chosenSeen = m_facts.chosenSeen || readerNamed(m_attached, m_facts.chosen);
        if (cardSituation(m_facts).state != CardState::Reading || m_service != CardServiceState::Running) {
            tell();
            return;
        }
    }
    m_stop = std::stop_source();
    m_patience.start();
    const QString reader = builtIn ? m_facts.chosen : readerThatCounts(m_facts);
    const auto work = [this, reader, builtIn, can = m_can, stop = m_stop.get_token(),
                          generation = m_generation] {
        Look seen;
        const auto source = m_sourceOf(builtIn ? QString() : reader);
        if (source && builtIn)
            seen.readers = (*source)->readers().value_or(QList<ReaderInfo>());
        if (source && (!builtIn || (!seen.readers.isEmpty() && seen.readers.first().cardPresent))) {
            const auto card = (*source)->open(reader, stop);
            seen.probe = card ? probeCard(**card, can.get()) : failed(card.error());
        } else if (!source) {
            seen.probe = failed(source.error());
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, seen] {
                if (generation == m_generation)
                    take(seen);
            },
            Qt::QueuedConnection);
    };
    m_worker.start(work);
}

void CardMonitor::take(const Look &look)
{
    m_patience.stop();
    if (usesBuiltIn())
        m_facts.readers = look.readers;
    m_facts.probe = look.probe;
    if (look.probe && foundCard(*look.probe))
        m_facts.interruption.reset();
    tell();
    // A CAN that was wrong is not tried again by itself.
    if (m_situation.state == CardState::CanWrong)
        m_can.reset();
}

void CardMonitor::tell()
{
    m_facts.now = m_clock.now();
    CardSituation now = cardSituation(m_facts);
    if (now == m_situation)
        return;
    m_situation = std::move(now);
    Q_EMIT situationChanged(m_situation);
}

} // namespace dsr
