#pragma once

#include "core/base/clock.h"
#include "core/flow/cardstate.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <stop_token>

namespace dsr {

/// Looks at the card as far as it goes without a PIN: what it is, its certificate, the state of its PIN.
/// Verifies no PIN; makes a channel only with a CAN. `can` may be null.
CardProbe probeCard(Card &card, const Secret *can);

/// Tells how things stand with the card, at once whenever a reader or a card comes or goes. Lives in the
/// window's thread; touches cards on a thread of its own, and sleeps while nothing happens.
class CardMonitor : public QObject
{
    Q_OBJECT
public:
    /// Gives the source of a reader; called on the monitor's thread only, must be able to do so until the
    /// monitor is gone. Empty name: the built-in reader.
    using SourceOf = std::function<Result<CardSource *>(const QString &reader)>;
    CardMonitor(SourceOf sourceOf, const Clock &clock, QObject *parent = nullptr);
    ~CardMonitor() override;

    /// What is known now; also before the first signal.
    const CardSituation &situation() const { return m_situation; }
    /// Which reader counts: a name, or nothing for the only one with a card. The name of the built-in reader
    /// stands for that one, which needs no card service.
    void choose(const QString &reader);
    void setPurpose(CardPurpose purpose);
    /// The CAN for contactless cards from now on; tried at once, and never again by itself once it was wrong.
    void setCan(std::shared_ptr<const Secret> can);

    /// A run uses the card: nothing touches it and nothing is told until resume.
    void pause();
    /// `interruption`: the card was pulled during the run.
    void resume(std::optional<Interruption> interruption = {});
    /// Looks at the card again, for what no event tells of.
    void lookAgain();

    /// For `VirtualSource::setChangeListener`: leads to builtInChanged. May be called on any thread, and when
    /// the monitor is gone.
    std::function<void()> builtInListener() const;

public Q_SLOTS:
    /// From a ReaderWatch: sent again for every insertion, even if all looks as before.
    void setReaders(dsr::CardServiceState service, const QList<dsr::ReaderInfo> &readers);
    /// The card in the built-in reader changed.
    void builtInChanged();

Q_SIGNALS:
    void situationChanged(const dsr::CardSituation &situation);

private:
    struct Look;
    struct Mailbox;
    bool usesBuiltIn() const;
    void look();
    void take(const Look &look);
    void tell();
    void forgetProbe();

    SourceOf m_sourceOf;
    const Clock &m_clock;
    CardFacts m_facts;
    QList<ReaderInfo> m_attached; ///< of the card service
    CardServiceState m_service = CardServiceState::Unknown;
    std::shared_ptr<const Secret> m_can;
    CardSituation m_situation;
    bool m_paused = false;
    quint64 m_generation = 0; ///< of the look that is under way; older ones are dropped
    std::stop_source m_stop;
    QTimer m_patience; ///< until a card that is slow is told as being read
    std::shared_ptr<Mailbox> m_mailbox;
    QThreadPool m_worker;
};

} // namespace dsr
