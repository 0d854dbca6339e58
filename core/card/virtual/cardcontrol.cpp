#include "core/card/virtual/cardcontrol.h"

#include "core/card/virtual/descriptor.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace dsr {

namespace {

constexpr qsizetype longestLine = 4096;
constexpr int longestDelay = 60'000; // milliseconds

/// "name=value", or nothing.
struct Setting
{
    QString name;
    QString value;
};

std::optional<Setting> settingOf(const QString &word)
{
    const qsizetype at = word.indexOf(QLatin1Char('='));
    return at <= 0 ? std::nullopt : std::optional(Setting{word.first(at), word.sliced(at + 1)});
}

/// A whole number in 0 … most.
std::optional<int> numberOf(const QString &text, int most)
{
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    return isNumber && number <= static_cast<uint>(most) ? std::optional(static_cast<int>(number))
                                                         : std::nullopt;
}

/// "2A:6A80": instruction and status word.
bool addForcedStatus(const QString &text, CardFaults &faults)
{
    const QStringList parts = text.split(QLatin1Char(':'));
    bool isIns = false;
    bool isSw = false;
    if (parts.size() != 2 || parts[0].size() != 2 || parts[1].size() != 4)
        return false;
    const auto ins = static_cast<quint8>(parts[0].toUShort(&isIns, 16));
    const quint16 sw = parts[1].toUShort(&isSw, 16);
    if (isIns && isSw)
        faults.statusFor.insert(ins, sw);
    return isIns && isSw;
}

bool addFault(const Setting &setting, CardFaults &faults)
{
    if (setting.name == QLatin1StringView("status"))
        return addForcedStatus(setting.value, faults);
    const auto number =
        numberOf(setting.value, setting.name == QLatin1StringView("delay") ? longestDelay : 1'000'000);
    if (!number)
        return false;
    if (setting.name == QLatin1StringView("delay"))
        faults.delayMilliseconds = *number;
    else if (setting.name == QLatin1StringView("pull-after"))
        faults.pullAfter = number;
    else if (setting.name == QLatin1StringView("pull-inside")) {
        faults.pullAfter = number;
        faults.pullInside = true;
    } else if (setting.name == QLatin1StringView("wrong-mac"))
        faults.wrongMacAt = *number;
    else if (setting.name == QLatin1StringView("other-status"))
        faults.otherStatusAt = *number;
    else if (setting.name == QLatin1StringView("truncate"))
        faults.truncateAt = *number;
    else
        return false;
    return true;
}

std::optional<CardFaults> faultsOf(const QStringList &words)
{
    CardFaults faults;
    if (words == QStringList{QStringLiteral("none")})
        return faults;
    for (const QString &word : words) {
        const auto setting = settingOf(word);
        if (!setting || !addFault(*setting, faults))
            return std::nullopt;
    }
    return words.isEmpty() ? std::nullopt : std::optional(faults);
}

/// Changes what the words say; false if they say nothing that can be done.
bool changePin(const QStringList &words, CardMemory &memory)
{
    for (const QString &word : words) {
        const auto setting = settingOf(word);
        if (!setting)
            return false;
        if (setting->name == QLatin1StringView("tries")) {
            const auto tries = numberOf(setting->value, 3);
            if (!tries)
                return false;
            memory.pinTries = *tries;
        } else if (setting->name == QLatin1StringView("state")) {
            if (setting->value == imagePinStateId(ImagePinState::Regular))
                memory.pinState = ImagePinState::Regular;
            else if (setting->value == imagePinStateId(ImagePinState::Transport))
                memory.pinState = ImagePinState::Transport;
            else if (setting->value == imagePinStateId(ImagePinState::Empty))
                memory.pinState = ImagePinState::Empty;
            else
                return false;
        } else {
            return false;
        }
    }
    return !words.isEmpty() && (memory.pinState == ImagePinState::Empty || !memory.pin.isEmpty());
}

QJsonObject toJson(const CardFaults &faults)
{
    QJsonObject json;
    const auto put = [&](const char *name, int value) {
        if (value != 0)
            json.insert(QString::fromLatin1(name), value);
    };
    put("delay", faults.delayMilliseconds);
    put("wrong-mac", faults.wrongMacAt);
    put("other-status", faults.otherStatusAt);
    put("truncate", faults.truncateAt);
    if (faults.pullAfter) {
        json.insert(faults.pullInside ? QStringLiteral("pull-inside") : QStringLiteral("pull-after"),
            *faults.pullAfter);
    }
    QJsonObject statusFor;
    for (auto one = faults.statusFor.cbegin(); one != faults.statusFor.cend(); ++one) {
        statusFor.insert(QStringLiteral("%1").arg(one.key(), 2, 16, QLatin1Char('0')).toUpper(),
            QStringLiteral("%1").arg(one.value(), 4, 16, QLatin1Char('0')).toUpper());
    }
    if (!statusFor.isEmpty())
        json.insert(QStringLiteral("status"), statusFor);
    return json;
}

QByteArray line(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray refused(const char *reason)
{
    return line({{QStringLiteral("ok"), false}, {QStringLiteral("error"), QString::fromLatin1(reason)}});
}

QByteArray statusLine(const VirtualCard &card, const CardSeat &seat)
{
    const CardMemory memory = card.memory();
    return line({{QStringLiteral("ok"), true}, {QStringLiteral("inserted"), seat.isInserted()},
        {QStringLiteral("interface"),
            card.interface() == CardInterface::Contact ? QStringLiteral("contact")
                                                       : QStringLiteral("contactless")},
        {QStringLiteral("iccsn"), card.iccsn()}, {QStringLiteral("pinTries"), memory.pinTries},
        {QStringLiteral("pukUses"), memory.pukUses},
        {QStringLiteral("pinState"), imagePinStateId(memory.pinState)},
        {QStringLiteral("commands"), card.commandCount()},
        {QStringLiteral("faults"), toJson(card.faults())}});
}

} // namespace

QByteArray CardControl::answer(QByteArrayView octets)
{
    QStringList words = QString::fromUtf8(octets).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString verb = words.isEmpty() ? QString() : words.takeFirst();
    if (verb == QLatin1StringView("faults")) {
        const auto faults = faultsOf(words);
        if (!faults)
            return refused("not a fault that a card can have");
        m_card.setFaults(*faults);
    } else if (verb == QLatin1StringView("pin")) {
        CardMemory memory = m_card.memory();
        if (!changePin(words, memory))
            return refused("not a state that a PIN can have");
        if (!m_card.setMemory(std::move(memory)))
            return refused("the state file cannot be written");
    } else if (verb == QLatin1StringView("interface") && words == QStringList{QStringLiteral("contact")}) {
        m_card.setInterface(CardInterface::Contact);
    } else if (verb == QLatin1StringView("interface")
        && words == QStringList{QStringLiteral("contactless")}) {
        m_card.setInterface(CardInterface::Contactless);
    } else if (words.isEmpty() && verb == QLatin1StringView("insert")) {
        m_seat.insert();
    } else if (words.isEmpty() && verb == QLatin1StringView("remove")) {
        m_seat.remove();
    } else if (words.isEmpty() && verb == QLatin1StringView("reset")) {
        m_card.reset();
    } else if (!words.isEmpty() || verb != QLatin1StringView("status")) {
        return refused("unknown command");
    }
    return statusLine(m_card, m_seat);
}

// --- the socket

namespace {

std::unexpected<Error> unusable(const QString &path)
{
    return fail(ErrorCode::PortInUse, QStringLiteral("control socket"),
        {{QStringLiteral("address"), path},
            {QStringLiteral("reason"), QString::fromLocal8Bit(std::strerror(errno))}});
}

/// A socket that nobody answers at is what a killed program left behind. Anything else is not ours to remove.
bool isAbandoned(const sockaddr_un &address)
{
    struct stat found = {};
    if (lstat(address.sun_path, &found) != 0 || !S_ISSOCK(found.st_mode))
        return false;
    const Descriptor probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return connect(probe.value(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        && errno == ECONNREFUSED;
}

/// Waits for octets or for the wake-up; false for the latter.
bool waitFor(int descriptor, int wake)
{
    pollfd waiting[]{{descriptor, POLLIN, 0}, {wake, POLLIN, 0}};
    int ready = 0;
    do {
        ready = poll(waiting, 2, -1);
    } while (ready < 0 && errno == EINTR);
    return ready > 0 && waiting[1].revents == 0;
}

bool sendAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t sent = send(
            descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        done += sent;
    }
    return true;
}

/// One caller: a line in, a line out, until it hangs up or says too much at once.
void converse(int caller, int wake, CardControl &control)
{
    QByteArray pending;
    while (pending.size() <= longestLine && waitFor(caller, wake)) {
        char bytes[1024];
        const ssize_t count = recv(caller, bytes, sizeof bytes, 0);
        if (count <= 0)
            return;
        pending.append(bytes, count);
        for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            if (!sendAll(caller, control.answer(QByteArrayView(pending).first(end)) + '\n'))
                return;
            pending.remove(0, end + 1);
        }
    }
}

} // namespace

Result<void> serveCardControl(
    CardControl &control, const QString &path, std::stop_token stop, const std::function<void()> &onListening)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof address.sun_path)) {
        errno = ENAMETOOLONG;
        return unusable(path);
    }
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    if (isAbandoned(address))
        unlink(name.constData());
    const Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    // Nobody can call before listen, so nobody gets in before the permissions are narrow.
    if (!listener.isOpen()
        || bind(listener.value(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return unusable(path);
    if (chmod(name.constData(), S_IRUSR | S_IWUSR) != 0 || listen(listener.value(), 4) != 0) {
        const auto error = unusable(path);
        unlink(name.constData());
        return error;
    }
    const Descriptor wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const std::stop_callback onStop(std::move(stop), [&] { eventfd_write(wake.value(), 1); });
    if (onListening)
        onListening();
    while (waitFor(listener.value(), wake.value())) {
        const Descriptor caller(accept4(listener.value(), nullptr, nullptr, SOCK_CLOEXEC));
        if (caller.isOpen())
            converse(caller.value(), wake.value(), control);
    }
    unlink(name.constData());
    return {};
}

} // namespace dsr
