#pragma once

#include "core/base/secret.h"
#include "core/card/virtual/accessrule.h"
#include "core/crypto/keypair.h"

#include <QList>
#include <QString>

namespace dsr {

/// Kinds of elementary files, numbered as in a file's descriptor (ISO 7816-4, tag 82).
enum class FileKind : quint8 { Transparent = 0x41, LinearFixed = 0x42, LinearVariable = 0x44, Cyclic = 0x46 };

struct ImageFile
{
    QString name; ///< "EF.GDO"
    quint16 fid = 0;
    quint8 sfid = 0; ///< 0 = none
    FileKind kind = FileKind::Transparent;
    QByteArray content; ///< of a transparent file, up to the logical end of file
    int allocated = 0; ///< size in the FCP, at least content.size()
    QList<QByteArray> records; ///< of the other kinds
    AccessRule rule;
};

struct ImageFolder
{
    QString name; ///< "MF", "DF.ESIGN"
    QByteArray aid;
    qsizetype parent = 0; ///< index of the folder above; the MF is above itself
    bool activated = true;
    QList<ImageFile> files;
    AccessRule rule; ///< for commands that work on no object, such as GET RANDOM
};

/// A reference to PIN.CH: PIN.CH itself or an MRPIN. All share secret and retry counter (egk-card 1.3).
struct ImagePassword
{
    QString name; ///< "MRPIN.home"
    quint8 reference = 0;
    bool enabled = true; ///< false: nobody has to verify it
    AccessRule rule;
};

enum class ImagePinState { Regular, Transport, Empty };
/// How a card reaches its reader.
enum class CardInterface { Contact, Contactless };

/// All that a virtual eGK consists of. Made by the test bed or read from a card image file.
struct CardImage
{
    CardInterface interface = CardInterface::Contact;
    QByteArray contactAtr;
    QByteArray contactlessAtr;
    QList<ImageFolder> folders; ///< the MF first
    PrivateKey authKey; ///< PrK.CH.AUT.E256
    AccessRule authKeyRule;
    QList<ImagePassword> passwords;
    Secret pin; ///< digits
    Secret puk;
    Secret can; ///< empty: the card knows no PACE
    AccessRule canRule;
    int pinTries = 3; ///< retry counter at start
    int pukUses = 10;
    ImagePinState pinState = ImagePinState::Regular;

    CardImage clone() const;
    const ImageFile *file(const QString &name) const;
    ImageFile *file(const QString &name);
    const ImagePassword *password(quint8 reference) const;
    /// The card number in EF.GDO, hex; empty if it is not there.
    QString iccsn() const;
};

/// What a card of object system 4.5.2 looks like, filled with these contents (egk-card 1).
struct CardImageContent
{
    QString iccsn; ///< 20 digits
    QByteArray certificate; ///< DER of C.CH.AUT.E256
    PrivateKey key;
    Secret pin;
    Secret puk;
    Secret can;
    QByteArray personalData; ///< whole EF.PD; empty = file is empty
    QByteArray insuranceData; ///< whole EF.VD
};
CardImage standardCardImage(CardImageContent content);
/// ATR of a contactless health card as PC/SC makes it up (egk-card V1).
QByteArray standardContactlessAtr();

} // namespace dsr
