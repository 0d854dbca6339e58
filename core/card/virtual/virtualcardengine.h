#pragma once

#include "core/card/apdu.h"
#include "core/card/virtual/virtualcard.h"

namespace dsr {

/// The card operating system inside a VirtualCard, contact interface. One method a command; `wildcard` is an
/// Le that asks for as much as there is.
class VirtualCard::Engine
{
public:
    Engine(CardImage image, std::shared_ptr<Randomness> randomness);

    QByteArray atr() const;
    int pinTriesLeft() const { return m_image.pinTries; }
    void reset();
    ResponseApdu answer(QByteArrayView bytes);

private:
    using Answer = ResponseApdu;
    static Answer status(quint16 sw) { return {{}, sw}; }
    Answer dispatch(const CommandApdu &command, bool wildcard);
    Answer dispatchProprietary(const CommandApdu &command, bool wildcard);
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
    Answer computeSignature(const CommandApdu &command) const;
    Answer random(const CommandApdu &command, bool wildcard);

    CardImage m_image; // retry counters and PIN change in it: they outlive a reset
    std::shared_ptr<Randomness> m_randomness;
    qsizetype m_largestCommand;
    qsizetype m_largestResponse;

    // volatile
    qsizetype m_folder = 0;
    qsizetype m_file = -1;
    quint32 m_verified = 0; // one bit a password reference
    bool m_keyChosen = false;
};

} // namespace dsr
