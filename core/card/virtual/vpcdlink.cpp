#include "core/card/virtual/vpcdlink.h"

#include "core/base/secret.h"
#include "core/card/virtual/descriptor.h"

#include <QElapsedTimer>
#include <QFile>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <memory>
#include <optional>

namespace dsr {

namespace {

enum Control : quint8 { PowerOff = 0, PowerOn = 1, Reset = 2, SendAtr = 4 };

/// The socket to the reader, and a second descriptor that wakes every wait when a stop is requested.
class Wire
{
public:
    Wire(Descriptor socket, std::stop_token stop)
        : m_socket(std::move(socket))
        , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_callback(std::move(stop), [this] { eventfd_write(m_wake.value(), 1); })
    {
    }

    /// The payload of the next message; nullopt when the reader went away or a stop was requested.
    std::optional<QByteArray> receive()
    {
        const auto head = receive(2);
        if (!head)
            return std::nullopt;
        return receive(static_cast<quint8>(head->at(0)) << 8 | static_cast<quint8>(head->at(1)));
    }

    bool send(const QByteArray &payload)
    {
        QByteArray message;
        message.append(static_cast<char>(payload.size() >> 8)).append(static_cast<char>(payload.size()));
        message.append(payload);
        for (qsizetype done = 0; done < message.size();) {
            if (!wait(POLLOUT))
                return false;
            const ssize_t sent = ::send(m_socket.value(), message.constData() + done,
                static_cast<size_t>(message.size() - done), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            done += sent;
        }
        return true;
    }

private:
    bool wait(short event)
    {
        pollfd waiting[]{{m_socket.value(), event, 0}, {m_wake.value(), POLLIN, 0}};
        int ready = 0;
        do {
            ready = poll(waiting, 2, -1);
        } while (ready < 0 && errno == EINTR);
        return ready > 0 && waiting[1].revents == 0;
    }

    std::optional<QByteArray> receive(qsizetype count)
    {
        QByteArray bytes(count, '\0');
        for (qsizetype done = 0; done < count;) {
            if (!wait(POLLIN))
                return std::nullopt;
            // The reader writes length and payload apart; a delayed acknowledgement would hold the second
            // one back for 40 ms. The system switches this off by itself, so it is set every time.
            const int on = 1;
            setsockopt(m_socket.value(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
            const ssize_t received =
                recv(m_socket.value(), bytes.data() + done, static_cast<size_t>(count - done), 0);
            if (received <= 0)
                return std::nullopt;
            done += received;
        }
        return bytes;
    }

    Descriptor m_socket;
    Descriptor m_wake;
    std::stop_callback<std::function<void()>> m_callback;
};

std::optional<Descriptor> connectTo(const QString &host, quint16 port)
{
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const QByteArray name = host.toUtf8();
    if (getaddrinfo(name.constData(), QByteArray::number(port).constData(), &wanted, &found) != 0)
        return std::nullopt;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
    for (const addrinfo *one = addresses.get(); one; one = one->ai_next) {
        Descriptor socket(::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol));
        if (socket.isOpen() && connect(socket.value(), one->ai_addr, one->ai_addrlen) == 0)
            return socket;
    }
    return std::nullopt;
}

bool answerControl(Wire &wire, VirtualCard &card, quint8 control)
{
    switch (control) {
    case PowerOff:
    case PowerOn:
    case Reset:
        card.reset();
        return true;
    case SendAtr:
        return wire.send(card.atr());
    default:
        return true;
    }
}

bool answerCommand(Wire &wire, VirtualCard &card, const QByteArray &command, const ApduObserver &observer)
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray response = card.transmit(command);
    if (observer)
        observer(apduRecord(command, response, timer.nsecsElapsed() / 1000));
    // A pulled card says nothing more. An empty answer would let the reader wait for ever.
    return (response.isEmpty() || wire.send(response)) && !card.isPulled();
}

} // namespace

Result<void> serveVpcd(VirtualCard &card, const QString &host, quint16 port, std::stop_token stop,
    const std::function<void()> &onConnected, const ApduObserver &observer)
{
    auto socket = connectTo(host, port);
    if (!socket) {
        return fail(ErrorCode::NetUnreachable, QStringLiteral("vpcd"),
            {{QStringLiteral("address"), QStringLiteral("%1:%2").arg(host).arg(port)}});
    }
    Wire wire(std::move(*socket), std::move(stop));
    if (onConnected)
        onConnected();
    bool open = true;
    while (open) {
        auto message = wire.receive();
        if (!message)
            break;
        if (message->size() == 1)
            open = answerControl(wire, card, static_cast<quint8>(message->at(0)));
        else if (!message->isEmpty())
            open = answerCommand(wire, card, *message, observer);
        wipe(*message); // it may have been a PIN
    }
    card.reset();
    return {};
}

} // namespace dsr
