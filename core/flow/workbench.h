#pragma once

#include "core/card/virtual/virtualsource.h"
#include "core/dms/localdms.h"
#include "core/flow/registerdevice.h"
#include "core/testbed/testbed.h"

#include <memory>
#include <optional>

namespace dsr {

/// On what a workbench works. What is pointed to must outlive it.
struct WorkbenchSetup
{
    QString dataDir; ///< folder of test bed and store
    const Clock *clock = nullptr;
    Randomness *randomness = nullptr;
    QString storePath; ///< of the local DMS; empty: dms.sqlite in the data folder
    ListenAddress tls; ///< of the local DMS
    ListenAddress mtls;
    Mode mode = Mode::Strict; ///< of the local DMS
    QString cardImage; ///< file with the card for the built-in reader; empty: the card of the test bed
};

/// With what to register: the choices of a person or a script.
struct RegistrationChoice
{
    QString reader; ///< empty: the built-in one
    std::optional<DmsAddress> dms; ///< nothing: the local DMS
    Profile profile = Profile::Rfc;
    PinPadStructure pinPad = PinPadStructure::Auto;
    QString identityFolder; ///< where key and certificate go; empty: they are not kept as files
};

/// What one run of `registerDevice` points to. Keep it, and the workbench, until the run is gone.
struct PreparedRegistration
{
    std::unique_ptr<Device> device;
    std::unique_ptr<DmsClient> dms;
    RegistrationSetup setup;
};

/// What window and command line work with: test bed, built-in card, PC/SC, local DMS. Owns all of it and
/// makes each part when it is first asked for, so that making a workbench costs nothing. What it hands out
/// lives as long as the workbench. Thread-safe; may touch disk and sockets, so a window asks from a worker.
class Workbench
{
public:
    explicit Workbench(WorkbenchSetup setup);
    ~Workbench();

    /// DataDirUnusable, DiskFull, TestbedMalformed.
    Result<const TestBed *> testBed();
    /// The card for the built-in reader; one card as long as the workbench lives. Errors of testBed and of
    /// readCardImage.
    Result<std::shared_ptr<VirtualCard>> builtInCard();
    /// The reader that holds it. Errors of builtInCard.
    Result<VirtualSource *> builtInReader();
    /// The source that has this reader: empty or its name for the built-in one, any other is PC/SC's.
    Result<CardSource *> cardSource(const QString &reader);
    /// Readers of the PC/SC service. CardServiceMissing, CardServiceStopped.
    CardSource &pcsc() const;
    /// The local DMS, listening. Errors of testBed and of LocalDms::start; asking again tries again.
    Result<LocalDms *> localDms();
    /// Phone, client and set-up for one run. Starts the local DMS if that is chosen.
    Result<PreparedRegistration> prepare(const RegistrationChoice &choice);

private:
    Result<CardImage> builtInImage();
    struct Parts;
    WorkbenchSetup m_setup;
    std::unique_ptr<Parts> m_parts;
};

/// A DMS somewhere else: https address and the PEM file with the CA certificates to trust there (empty path:
/// nobody is trusted). UsageInvalid (fact "reason"), InputUnreadable, InputMalformed.
Result<DmsAddress> remoteDms(const QString &url, const QString &caFile);

} // namespace dsr
