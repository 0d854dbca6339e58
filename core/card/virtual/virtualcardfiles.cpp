#include "core/card/tlv.h"
#include "core/card/virtual/virtualcardengine.h"

namespace dsr {

namespace {

QByteArray octet(int value)
{
    return QByteArray(1, static_cast<char>(value));
}

QByteArray word(int value)
{
    return octet(value >> 8) + octet(value);
}

QByteArray folderFcp(const ImageFolder &folder, bool isMf)
{
    QByteArray fcp = encodeTlv(0x82, octet(0x78));
    if (isMf)
        fcp += encodeTlv(0x83, word(0x3F00));
    fcp += encodeTlv(0x8A, octet(folder.activated ? 0x05 : 0x04)) + encodeTlv(0x84, folder.aid);
    return encodeTlv(0x62, fcp);
}

QByteArray folderFci(const ImageFolder &folder)
{
    return encodeTlv(0x6F, encodeTlv(0x84, folder.aid));
}

QByteArray transparentFcp(const ImageFile &file)
{
    return encodeTlv(0x80, word(file.allocated)) + encodeTlv(0x82, octet(0x41));
}

QByteArray recordFcp(const ImageFile &file)
{
    qsizetype longest = 0;
    for (const QByteArray &record : file.records)
        longest = qMax(longest, record.size());
    const auto count = static_cast<int>(file.records.size());
    return encodeTlv(0x82,
        octet(static_cast<int>(file.kind)) + octet(0x41) + word(static_cast<int>(longest)) + octet(count));
}

QByteArray fileFcp(const ImageFile &file)
{
    const bool isTransparent = file.kind == FileKind::Transparent;
    QByteArray fcp = isTransparent ? transparentFcp(file) : recordFcp(file);
    fcp += encodeTlv(0x83, word(file.fid));
    if (file.sfid != 0)
        fcp += encodeTlv(0x88, octet(file.sfid << 3));
    fcp += encodeTlv(0x8A, octet(0x05));
    if (isTransparent)
        fcp += encodeTlv(0xC5, word(static_cast<int>(file.content.size())));
    return encodeTlv(0x62, fcp);
}

} // namespace

const ImageFile *VirtualCard::Engine::currentFile() const
{
    return m_file < 0 ? nullptr : &folder().files.at(m_file);
}

ResponseApdu VirtualCard::Engine::select(const CommandApdu &command)
{
    if (command.p2 != 0x00 && command.p2 != 0x04 && command.p2 != 0x0C)
        return status(0x6A86);
    switch (command.p1) {
    case 0x00: // by file identifier of any kind, as OpenSC asks
        return selectByFileId(command, true);
    case 0x02:
        return selectByFileId(command, false);
    case 0x03:
        return selectParent(command);
    case 0x04:
        return selectApplication(command);
    default:
        return status(0x6A86);
    }
}

ResponseApdu VirtualCard::Engine::selectApplication(const CommandApdu &command)
{
    if (command.data.size() > 16)
        return status(0x6700);
    for (qsizetype i = 0; i < m_image.folders.size(); ++i) {
        if (m_image.folders.at(i).aid.startsWith(command.data)) // no data: the MF
            return selectedFolder(i, command);
    }
    return status(0x6A82);
}

ResponseApdu VirtualCard::Engine::selectByFileId(const CommandApdu &command, bool mfToo)
{
    if (mfToo && (command.data.isEmpty() || command.data == word(0x3F00)))
        return selectedFolder(0, command);
    if (command.data.size() != 2)
        return status(0x6700);
    const QList<ImageFile> &files = folder().files;
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (command.data == word(files.at(i).fid)) {
            m_file = i;
            return selectedFile(command);
        }
    }
    return status(0x6A82);
}

ResponseApdu VirtualCard::Engine::selectParent(const CommandApdu &command)
{
    if (!command.data.isEmpty())
        return status(0x6700);
    return m_folder == 0 ? status(0x6A82) : selectedFolder(folder().parent, command);
}

ResponseApdu VirtualCard::Engine::selectedFolder(qsizetype index, const CommandApdu &command)
{
    if (m_folder != index)
        m_keyChosen = false; // the key belongs to the folder that was left
    m_folder = index;
    m_file = -1;
    Answer answer =
        described(command.p2 == 0x00 ? folderFci(folder()) : folderFcp(folder(), index == 0), command);
    if (answer.isGood() && !folder().activated)
        answer.sw = 0x6283;
    return answer;
}

ResponseApdu VirtualCard::Engine::selectedFile(const CommandApdu &command)
{
    return described(fileFcp(*currentFile()), command);
}

ResponseApdu VirtualCard::Engine::described(const QByteArray &description, const CommandApdu &command) const
{
    if (command.p2 == 0x0C || !command.ne)
        return status(0x9000);
    if (description.size() > *command.ne)
        return status(static_cast<quint16>(0x6C00 | description.size()));
    return {description, 0x9000};
}

bool VirtualCard::Engine::makeCurrent(int shortFileId)
{
    const QList<ImageFile> &files = folder().files;
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (shortFileId != 0 && files.at(i).sfid == shortFileId) {
            m_file = i;
            return true;
        }
    }
    return false;
}

ResponseApdu VirtualCard::Engine::readBinary(const CommandApdu &command, bool wildcard)
{
    if (!command.data.isEmpty() || !command.ne)
        return status(0x6700);
    qsizetype offset = command.p1 << 8 | command.p2;
    if ((command.p1 & 0x80) != 0) {
        if ((command.p1 & 0x60) != 0)
            return status(0x6A86);
        if (!makeCurrent(command.p1 & 0x1F))
            return status(0x6A82);
        offset = command.p2;
    }
    const ImageFile *file = currentFile();
    if (!file)
        return status(0x6986);
    if (file->kind != FileKind::Transparent)
        return status(0x6981);
    if (!isAllowed(file->rule, command))
        return status(0x6982);
    if (offset >= file->content.size())
        return status(0x6B00);
    return limited(QByteArrayView(file->content).sliced(offset), command, wildcard);
}

/// As much of `data` as was asked for and fits the card's buffer; 6282 where the file ends before.
ResponseApdu VirtualCard::Engine::limited(
    QByteArrayView data, const CommandApdu &command, bool wildcard) const
{
    const qsizetype asked = qMin<qsizetype>(command.ne.value_or(0), m_room);
    if (asked <= data.size())
        return {data.first(asked).toByteArray(), 0x9000};
    return {data.toByteArray(), static_cast<quint16>(wildcard ? 0x9000 : 0x6282)};
}

ResponseApdu VirtualCard::Engine::readRecord(const CommandApdu &command)
{
    if (!command.data.isEmpty() || !command.ne)
        return status(0x6700);
    if ((command.p2 & 0x07) != 0x04)
        return status(0x6A86);
    if (const int shortFileId = command.p2 >> 3; shortFileId != 0 && !makeCurrent(shortFileId))
        return status(0x6A82);
    const ImageFile *file = currentFile();
    if (!file)
        return status(0x6986);
    if (file->kind == FileKind::Transparent)
        return status(0x6981);
    if (!isAllowed(file->rule, command))
        return status(0x6982);
    if (command.p1 == 0 || command.p1 > file->records.size())
        return status(0x6A83);
    return limited(file->records.at(command.p1 - 1), command, *command.ne >= 256);
}

} // namespace dsr
