// SPDX-License-Identifier: GPL-3.0-or-later
//
// A card terminal made of OpenPACE (libeac, which is under the GPL) and pcsc-lite, to prove that the virtual
// card understands what others wrote. A program for tests only: no part of the product is linked with it or
// needs it.
//
// eacterminal READER CAN: runs PACE with EF.CardAccess of the card, writes the status word of the last step,
// then reads plain command APDUs in hex, one a line, sends each through the channel and writes the plain
// answer in hex. Ends with 0 if every answer had a good checksum.

#include "tests/foreign/openpace.h"

#include <winscard.h>

#include <iostream>

namespace {

class Terminal
{
public:
    explicit Terminal(const char *reader)
    {
        DWORD protocol = 0;
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context) != SCARD_S_SUCCESS)
            giveUp("no card service");
        if (SCardConnect(m_context, reader, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                &m_card, &protocol)
            != SCARD_S_SUCCESS)
            giveUp("no card");
        m_pci = protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
        SCardBeginTransaction(m_card);
    }
    ~Terminal()
    {
        SCardEndTransaction(m_card, SCARD_LEAVE_CARD);
        SCardDisconnect(m_card, SCARD_RESET_CARD);
        SCardReleaseContext(m_context);
        EAC_CTX_clear_free(m_eac);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// The status word of the last step that was taken.
    Bytes pace(const std::string &can)
    {
        const Bytes access = transmit(fromHex("00B09C0000"));
        m_eac = EAC_CTX_new();
        if (!m_eac || !EAC_CTX_init_ef_cardaccess(access.data(), access.size() - 2, m_eac))
            giveUp("EF.CardAccess is not understood");
        Bytes answer = transmit(fromHex("0022C1A40F800A04007F00070202040202830102"));
        if (!isGood(answer))
            return last(answer);
        const std::unique_ptr<PACE_SEC, decltype(&PACE_SEC_clear_free)> secret(
            PACE_SEC_new(can.data(), can.size(), PACE_CAN), PACE_SEC_clear_free);
        answer = authenticate(0x10, {});
        if (!PACE_STEP2_dec_nonce(m_eac, secret.get(), bufferOf(inside(answer, 0x80)).get()))
            giveUp("the nonce is none");
        answer = authenticate(0x10, object(0x81, bytesOf(Buffer(PACE_STEP3A_generate_mapping_data(m_eac)))));
        if (!PACE_STEP3A_map_generator(m_eac, bufferOf(inside(answer, 0x82)).get()))
            giveUp("the mapping point is none");
        const Bytes own = bytesOf(Buffer(PACE_STEP3B_generate_ephemeral_key(m_eac)));
        answer = authenticate(0x10, object(0x83, own));
        const Bytes peer = inside(answer, 0x84);
        if (!PACE_STEP3B_compute_shared_secret(m_eac, bufferOf(peer).get())
            || !PACE_STEP3C_derive_keys(m_eac))
            giveUp("the agreement point is none");
        const Buffer token(PACE_STEP3D_compute_authentication_token(m_eac, bufferOf(peer).get()));
        answer = authenticate(0x00, object(0x85, bytesOf(token)));
        if (!isGood(answer))
            return last(answer);
        if (PACE_STEP3D_verify_authentication_token(m_eac, bufferOf(inside(answer, 0x86)).get()) != 1)
            giveUp("the token of the card is wrong");
        if (!EAC_CTX_set_encryption_ctx(m_eac, EAC_ID_PACE) || !EAC_reset_ssc(m_eac))
            giveUp("no session keys");
        return last(answer);
    }

    /// One command through the channel: short length fields for commands without Le, else extended ones.
    Bytes send(const Bytes &plain)
    {
        const bool hasData = plain.size() > 5;
        const bool hasLe = plain.size() == 5 || (hasData && plain.size() == 6U + plain[4]);
        const Bytes data = hasData ? Bytes(plain.begin() + 5, plain.begin() + 5 + plain[4]) : Bytes();
        const Bytes header{static_cast<uint8_t>(plain[0] | 0x0C), plain[1], plain[2], plain[3]};
        EAC_increment_ssc(m_eac);
        Bytes objects;
        if (hasData) {
            const Buffer padded(EAC_add_iso_pad(m_eac, bufferOf(data).get()));
            objects = object(0x87, Bytes{0x01} + bytesOf(Buffer(EAC_encrypt(m_eac, padded.get()))));
        }
        if (hasLe)
            objects = objects + object(0x97, {plain.back()});
        const Bytes body =
            objects + object(0x8E, mac(padded(header) + (objects.empty() ? Bytes() : padded(objects))));
        const auto size = static_cast<uint8_t>(body.size());
        const Bytes sealed = hasLe
            ? header + Bytes{0x00, static_cast<uint8_t>(body.size() >> 8), size} + body + Bytes{0x00, 0x00}
            : header + Bytes{size} + body + Bytes{0x00};
        return open(transmit(sealed));
    }

private:
    Bytes transmit(const Bytes &command)
    {
        Bytes answer(65538);
        auto size = static_cast<DWORD>(answer.size());
        if (SCardTransmit(m_card, m_pci, command.data(), static_cast<DWORD>(command.size()), nullptr,
                answer.data(), &size)
                != SCARD_S_SUCCESS
            || size < 2)
            giveUp("the card is gone");
        answer.resize(size);
        return answer;
    }
    Bytes authenticate(uint8_t cla, const Bytes &inner)
    {
        const Bytes data = object(0x7C, inner);
        return transmit(Bytes{cla, 0x86, 0x00, 0x00, static_cast<uint8_t>(data.size())} + data + Bytes{0x00});
    }
    static Bytes inside(const Bytes &answer, uint8_t tag)
    {
        if (!isGood(answer))
            giveUp(("PACE stopped with " + toHex(last(answer))).c_str());
        return find(find(answer, 0x7C), tag);
    }
    Bytes padded(const Bytes &bytes) const
    {
        return bytesOf(Buffer(EAC_add_iso_pad(m_eac, bufferOf(bytes).get())));
    }
    Bytes mac(const Bytes &message) const
    {
        return bytesOf(Buffer(EAC_authenticate(m_eac, bufferOf(message).get())));
    }

    Bytes open(const Bytes &answer)
    {
        EAC_increment_ssc(m_eac);
        size_t macAt = 0;
        const Bytes checksum = find(answer, 0x8E, &macAt);
        const Bytes status = find(answer, 0x99);
        const Bytes objects(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(macAt));
        if (checksum != mac(padded(objects)) || status != last(answer))
            giveUp(("the answer is not protected: " + toHex(answer)).c_str());
        Bytes data = find(objects, 0x81);
        const Bytes cryptogram = find(objects, 0x87);
        if (!cryptogram.empty()) {
            const Buffer decrypted(
                EAC_decrypt(m_eac, bufferOf(part(cryptogram, 1, cryptogram.size() - 1)).get()));
            data = bytesOf(Buffer(EAC_remove_iso_pad(decrypted.get())));
        }
        return data + status;
    }

    static bool isGood(const Bytes &answer) { return last(answer) == Bytes{0x90, 0x00}; }
    static Bytes last(const Bytes &answer) { return {answer.end() - 2, answer.end()}; }

    SCARDCONTEXT m_context = 0;
    SCARDHANDLE m_card = 0;
    const SCARD_IO_REQUEST *m_pci = nullptr;
    EAC_CTX *m_eac = nullptr;
};

} // namespace

int main(int count, char **arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "Usage: eacterminal READER CAN < APDUS\n");
        return 2;
    }
    EAC_init();
    {
        Terminal terminal(arguments[1]);
        const Bytes status = terminal.pace(arguments[2]);
        std::cout << toHex(status) << std::endl;
        if (status == Bytes{0x90, 0x00}) {
            for (std::string line; std::getline(std::cin, line);)
                std::cout << toHex(terminal.send(fromHex(line))) << std::endl;
        }
    }
    EAC_cleanup();
    return 0;
}
