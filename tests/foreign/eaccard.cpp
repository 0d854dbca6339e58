// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contactless half of a card made of OpenPACE (libeac, which is under the GPL), to prove that the client
// understands what others wrote: PACE and secure messaging from the card's side. A program for tests only: no
// part of the product is linked with it or needs it.
//
// eaccard CAN: reads commands in hex, one a line. For each it writes "=" and the answer in hex; or first "?"
// and the plain command, and reads what the card behind it answers to that. Ends with its input.

#include "openpace.h"

#include <iostream>

namespace {

const Bytes cardAccess = fromHex("31143012060A04007F0007020204020202010202010D");
const Bytes done{0x90, 0x00};
const Bytes wrongSequence{0x69, 0x85};
const Bytes authenticationFailed{0x63, 0x00};
const Bytes wrongProtection{0x69, 0x88};

/// Header, data and Le of a command in short or extended form.
struct Command
{
    Bytes header;
    Bytes data;
    Bytes le;
};

Command parse(const Bytes &bytes)
{
    Command command{part(bytes, 0, 4), {}, {}};
    if (bytes.size() == 4)
        return command;
    const bool extended = bytes[4] == 0 && bytes.size() >= 7;
    const size_t start = extended ? 7 : 5;
    const size_t width = extended ? 2 : 1;
    if (bytes.size() == start) {
        command.le = part(bytes, start - width, width);
        return command;
    }
    const size_t size = extended ? size_t{bytes[5]} << 8 | bytes[6] : bytes[4];
    command.data = part(bytes, start, size);
    command.le = part(bytes, start + size, bytes.size() - start - size);
    return command;
}

/// The plain command; in extended form as soon as one of its lengths needs that.
Bytes encoded(const Command &command)
{
    const bool extended = command.data.size() > 0xFF || command.le.size() > 1;
    Bytes bytes = command.header;
    if (extended)
        bytes.push_back(0);
    if (!command.data.empty()) {
        if (extended)
            bytes.push_back(static_cast<uint8_t>(command.data.size() >> 8));
        bytes.push_back(static_cast<uint8_t>(command.data.size()));
        bytes = bytes + command.data;
    }
    return bytes + command.le;
}

class EacCard
{
public:
    explicit EacCard(const std::string &can)
        : m_secret(PACE_SEC_new(can.data(), can.size(), PACE_CAN))
    {
        if (!m_secret)
            giveUp("the CAN is none");
    }
    ~EacCard()
    {
        PACE_SEC_clear_free(m_secret);
        EAC_CTX_clear_free(m_eac);
    }
    EacCard(const EacCard &) = delete;
    EacCard &operator=(const EacCard &) = delete;

    Bytes answer(const Bytes &bytes)
    {
        const Command command = parse(bytes);
        if (m_isOpen && (command.header[0] & 0x0C) == 0x0C)
            return answerProtected(command);
        m_isOpen = false; // a plain command ends the channel
        if (command.header[1] == 0x22 && command.header[2] == 0xC1)
            return start();
        return command.header[1] == 0x86 ? authenticate(command) : behind(bytes);
    }

private:
    static Bytes behind(const Bytes &plain)
    {
        std::cout << '?' << toHex(plain) << std::endl;
        std::string line;
        if (!std::getline(std::cin, line))
            giveUp("no answer from the card behind");
        return fromHex(line);
    }

    Bytes start()
    {
        EAC_CTX_clear_free(m_eac);
        m_eac = EAC_CTX_new();
        if (!m_eac || !EAC_CTX_init_ef_cardaccess(cardAccess.data(), cardAccess.size(), m_eac))
            giveUp("EF.CardAccess is not understood");
        m_step = 1;
        return done;
    }

    Bytes authenticate(const Command &command)
    {
        const Bytes content = find(command.data, 0x7C);
        const int step = m_step++;
        const Bytes sent = find(content, static_cast<uint8_t>(0x81 + 2 * (step - 2)));
        if (step == 1)
            return wrapped(0x80, bytesOf(Buffer(PACE_STEP1_enc_nonce(m_eac, m_secret))));
        if (step == 2) {
            const Bytes own = bytesOf(Buffer(PACE_STEP3A_generate_mapping_data(m_eac)));
            if (!PACE_STEP3A_map_generator(m_eac, bufferOf(sent).get()))
                giveUp("the mapping point is none");
            return wrapped(0x82, own);
        }
        if (step == 3) {
            const Bytes own = bytesOf(Buffer(PACE_STEP3B_generate_ephemeral_key(m_eac)));
            m_peer = sent;
            if (!PACE_STEP3B_compute_shared_secret(m_eac, bufferOf(m_peer).get())
                || !PACE_STEP3C_derive_keys(m_eac))
                giveUp("the agreement point is none");
            return wrapped(0x84, own);
        }
        return step == 4 ? compareTokens(sent) : wrongSequence;
    }

    Bytes compareTokens(const Bytes &token)
    {
        m_step = 0;
        if (PACE_STEP3D_verify_authentication_token(m_eac, bufferOf(token).get()) != 1)
            return authenticationFailed;
        const Bytes own =
            bytesOf(Buffer(PACE_STEP3D_compute_authentication_token(m_eac, bufferOf(m_peer).get())));
        if (!EAC_CTX_set_encryption_ctx(m_eac, EAC_ID_PACE) || !EAC_reset_ssc(m_eac))
            giveUp("no session keys");
        m_isOpen = true;
        return wrapped(0x86, own);
    }

    static Bytes wrapped(uint8_t tag, const Bytes &value) { return object(0x7C, object(tag, value)) + done; }

    Bytes answerProtected(const Command &command)
    {
        EAC_increment_ssc(m_eac);
        size_t macAt = 0;
        const Bytes checksum = find(command.data, 0x8E, &macAt);
        const Bytes objects = part(command.data, 0, macAt);
        if (checksum != mac(padded(command.header) + (objects.empty() ? Bytes() : padded(objects)))) {
            m_isOpen = false;
            return wrongProtection;
        }
        Command plain{command.header, {}, find(objects, 0x97)};
        plain.header[0] = static_cast<uint8_t>(plain.header[0] & ~0x0C);
        if (const Bytes cryptogram = find(objects, 0x87); !cryptogram.empty()) {
            const Buffer decrypted(
                EAC_decrypt(m_eac, bufferOf(part(cryptogram, 1, cryptogram.size() - 1)).get()));
            plain.data = bytesOf(Buffer(EAC_remove_iso_pad(decrypted.get())));
        }
        return sealed(behind(encoded(plain)), plain.header[1] == 0xA4);
    }

    /// What SELECT gives back is not encrypted, as with a real card.
    Bytes sealed(const Bytes &answer, bool inPlain)
    {
        EAC_increment_ssc(m_eac);
        const Bytes data = part(answer, 0, answer.size() - 2);
        const Bytes status = part(answer, answer.size() - 2, 2);
        Bytes objects;
        if (!data.empty() && inPlain)
            objects = object(0x81, data);
        else if (!data.empty())
            objects =
                object(0x87, Bytes{0x01} + bytesOf(Buffer(EAC_encrypt(m_eac, bufferOf(padded(data)).get()))));
        objects = objects + object(0x99, status);
        return objects + object(0x8E, mac(padded(objects))) + status;
    }

    Bytes padded(const Bytes &bytes) const
    {
        return bytesOf(Buffer(EAC_add_iso_pad(m_eac, bufferOf(bytes).get())));
    }
    Bytes mac(const Bytes &message) const
    {
        return bytesOf(Buffer(EAC_authenticate(m_eac, bufferOf(message).get())));
    }

    PACE_SEC *m_secret;
    EAC_CTX *m_eac = nullptr;
    int m_step = 0; ///< of GENERAL AUTHENTICATE that comes next; 0: none may come
    Bytes m_peer; ///< X2
    bool m_isOpen = false;
};

} // namespace

int main(int count, char **arguments)
{
    if (count != 2) {
        std::fprintf(stderr, "Usage: eaccard CAN < APDUS\n");
        return 2;
    }
    EAC_init();
    {
        EacCard card(arguments[1]);
        for (std::string line; std::getline(std::cin, line);) {
            const Bytes answer = card.answer(fromHex(line));
            std::cout << '=' << toHex(answer) << std::endl;
        }
    }
    EAC_cleanup();
    return 0;
}
