#pragma once

#include "core/base/secret.h"
#include "core/crypto/keypair.h"

#include <QList>
#include <QString>

#include <optional>

namespace dsr {

/// Who may read a file of the virtual card over each interface (egk-card 1.2).
enum class ReadRule { Always, Pace, Never };

struct ImageFile
{
    QString name; ///< "EF.GDO"
    quint16 fid = 0;
    quint8 sfid = 0; ///< 0 = none
    QByteArray content; ///< up to the logical end of file
    int allocated = 0; ///< size in the FCP, at least content.size()
    QList<QByteArray> records; ///< not empty: a record file (EF.DIR)
    ReadRule contact = ReadRule::Always;
    ReadRule contactless = ReadRule::Pace;
};

struct ImageFolder
{
    QString name; ///< "MF", "DF.ESIGN"
    QByteArray aid;
    QList<ImageFile> files;
};

enum class ImagePinState { Regular, Transport, Empty };

/// All that a virtual eGK consists of. Made by the test bed; later also read from card image files.
struct CardImage
{
    QByteArray contactAtr;
    QByteArray contactlessAtr;
    QList<ImageFolder> folders; ///< the MF first
    PrivateKey authKey; ///< PrK.CH.AUT.E256
    Secret pin; ///< digits
    Secret puk;
    Secret can;
    int pinTries = 3; ///< retry counter at start
    int pukUses = 10;
    ImagePinState pinState = ImagePinState::Regular;

    CardImage clone() const;
    const ImageFile *file(const QString &name) const;
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

} // namespace dsr
