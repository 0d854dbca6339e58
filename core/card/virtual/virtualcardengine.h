#pragma once

#include "core/card/apdu.h"
#include "core/card/virtual/virtualcard.h"

namespace dsr {

/// The card operating system inside a VirtualCard. One method a command; `wildcard` is an Le that asks for as
/// much as there is.
class VirtualCard::Engine
{
public:
    Engine(CardImage image, std::shared_ptr<Randomness> randomness);

    QByteArray atr() const;
    const CardImage &image() const { return m_image; }
    void setInterface(CardInterface interface);
    void reset();
    ResponseApdu answer(QByteArrayView bytes);

    CardMemory memory() const;
    Result<void> setMemory(CardMemory memory);
    void setMemoryWriter(MemoryWriter writer) { m_writer = std::move(writer); }
    void forceStatus(const QHash<quint8, quint16> &statusFor) { m_forcedStatus = statusFor; }
    void scriptPace(PaceScript script) { m_script = std::move(script); }

private:
    using Answer = ResponseApdu;
    static Answer status(quint16 sw) { return {{}, sw}; }
    Answer answerPlain(CommandApdu command, bool wildcard);
    Answer answerSealed(const CommandApdu &sealed);
    Answer execute(const CommandApdu &command, bool wildcard);
    Answer dispatch(const CommandApdu &command, bool wildcard);
    Answer dispatchProprietary(const CommandApdu &command, bool wildcard);
    void dropChannel();
    bool isAllowed(const AccessRule &rule, const CommandApdu &command) const;
    AccessState accessState() const;

    // files (virtualcardfiles.cpp)
    Answer select(const CommandApdu &command);
    Answer selectApplication(const CommandApdu &command);
    Answer selectByFileId(const CommandApdu &command, bool mfToo);
    Answer selectParent(const CommandApdu &command);
    Answer selectedFolder(qsizetype folder, const CommandApdu &command);
    Answer selectedFile(const CommandApdu &command);
    Answer readBinary(const CommandApdu &command, bool wildcard);
    Answer readRecord(const CommandApdu &command);
    Answer described(const QByteArray &description, const CommandApdu &command) const;
    Answer limited(QByteArrayView data, const CommandApdu &command, bool wildcard) const;
    bool makeCurrent(int shortFileId);
    const ImageFolder &folder() const { return m_image.folders.at(m_folder); }
    const ImageFile *currentFile() const;

    // passwords (virtualcardpasswords.cpp)
    Answer pinStatus(const CommandApdu &command) const;
    Answer verify(const CommandApdu &command);
    Answer changePin(const CommandApdu &command);
    Answer resetRetryCounter(const CommandApdu &command);
    void setPin(Secret digits);
    std::optional<Answer> passwordRefusal(const CommandApdu &command) const;
    bool isVerified(quint8 reference) const { return (m_verified & 1U << reference) != 0; }
    void setVerified(quint8 reference, bool verified);
    Answer wrongPin(quint8 reference);

    // keys (virtualcardkeys.cpp)
    Answer manageSecurityEnvironment(const CommandApdu &command);
    Answer chooseSigningKey(const CommandApdu &command);
    Answer chooseCan(const CommandApdu &command);
    Answer generalAuthenticate(const CommandApdu &command);
    Answer computeSignature(const CommandApdu &command) const;
    Answer random(const CommandApdu &command, bool wildcard);

    /// The card's buffers for whole APDUs, in octets (egk-card 1.4).
    struct Buffers
    {
        qsizetype command = 1033; // what a card of this generation offers at least
        qsizetype response = 32770;
        qsizetype sealedCommand = 1033;
        qsizetype sealedResponse = 1033;
    };
    static Buffers buffersOf(const CardImage &image);

    CardImage m_image; // retry counters and PIN change in it: they outlive a reset
    std::shared_ptr<Randomness> m_randomness;
    Buffers m_buffers;
    MemoryWriter m_writer;
    QHash<quint8, quint16> m_forcedStatus;
    std::optional<PaceScript> m_script;

    // volatile
    qsizetype m_folder = 0;
    qsizetype m_file = -1;
    quint32 m_verified = 0; // one bit a password reference
    bool m_keyChosen = false;
    std::optional<PaceRun> m_pace;
    std::shared_ptr<CardChannel> m_channel;

    // of the command that is being executed
    bool m_commandEncrypted = false;
    qsizetype m_room = 0; // for data in the answer
};

} // namespace dsr
