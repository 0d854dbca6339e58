// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the programs made of OpenPACE (libeac, which is under the GPL) share. Programs for tests only: no part
// of the product includes this or is linked with them.
#pragma once

#include <eac/eac.h>
#include <eac/pace.h>
#include <openssl/buffer.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using Bytes = std::vector<uint8_t>;

struct BufferDeleter
{
    void operator()(BUF_MEM *buffer) const { BUF_MEM_clear_free(buffer); }
};
using Buffer = std::unique_ptr<BUF_MEM, BufferDeleter>;

[[noreturn]] inline void giveUp(const char *what)
{
    std::fprintf(stderr, "OpenPACE: %s\n", what);
    std::exit(1);
}

inline Buffer bufferOf(const Bytes &bytes)
{
    Buffer buffer(BUF_MEM_new());
    if (!buffer || BUF_MEM_grow(buffer.get(), bytes.size()) != bytes.size())
        giveUp("no memory");
    std::copy(bytes.begin(), bytes.end(), buffer->data);
    return buffer;
}

inline Bytes bytesOf(const Buffer &buffer)
{
    if (!buffer)
        giveUp("refused");
    return {buffer->data, buffer->data + buffer->length};
}

inline Bytes operator+(Bytes a, const Bytes &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Bytes part(const Bytes &bytes, size_t from, size_t size)
{
    if (from > bytes.size() || size > bytes.size() - from)
        giveUp("octets are missing");
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(from);
    return {begin, begin + static_cast<std::ptrdiff_t>(size)};
}

inline Bytes fromHex(const std::string &text)
{
    Bytes bytes;
    for (size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.push_back(static_cast<uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
    return bytes;
}

inline std::string toHex(const Bytes &bytes)
{
    std::string text;
    char digits[3];
    for (const uint8_t byte : bytes) {
        std::snprintf(digits, sizeof digits, "%02X", byte);
        text += digits;
    }
    return text;
}

/// Tags of one octet are all that is needed here.
inline Bytes object(uint8_t tag, const Bytes &value)
{
    Bytes header{tag};
    if (value.size() > 0xFF)
        header = header + Bytes{0x82, static_cast<uint8_t>(value.size() >> 8)};
    else if (value.size() > 0x7F)
        header.push_back(0x81);
    header.push_back(static_cast<uint8_t>(value.size()));
    return header + value;
}

/// Value of the object with this tag in a row of them; empty if it is not there. `start` gets where it
/// begins.
inline Bytes find(const Bytes &row, uint8_t wanted, size_t *start = nullptr)
{
    for (size_t at = 0; at + 2 <= row.size();) {
        const size_t first = at;
        const uint8_t tag = row[at++];
        size_t length = row[at++];
        if (length > 0x80) {
            size_t count = length & 0x7F;
            for (length = 0; count > 0 && at < row.size(); --count)
                length = length << 8 | row[at++];
        }
        if (length > row.size() - at)
            break;
        if (tag == wanted) {
            if (start)
                *start = first;
            return part(row, at, length);
        }
        at += length;
    }
    return {};
}
