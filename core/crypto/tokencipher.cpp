#include "core/crypto/tokencipher.h"

#include "core/base/encoding.h"
#include "core/base/randomness.h"
#include "core/crypto/handle.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dsr {

using namespace crypto;

namespace {

constexpr qsizetype contentKeySize = 32;
constexpr qsizetype ivSize = 12;
constexpr qsizetype tagSize = 16;

const QByteArray protectedHeader = QByteArrayLiteral("{\"alg\":\"A256KW\",\"enc\":\"A256GCM\"}");

/// The two algorithms, in any spelling of the JSON; nothing that would ask for more, as zip or crit do.
bool isOurHeader(const QByteArray &json)
{
    const QJsonObject header = QJsonDocument::fromJson(json).object();
    return header.value(QStringLiteral("alg")) == QStringLiteral("A256KW")
        && header.value(QStringLiteral("enc")) == QStringLiteral("A256GCM")
        && !header.contains(QStringLiteral("zip")) && !header.contains(QStringLiteral("crit"));
}

std::unexpected<Error> malformed()
{
    return fail(ErrorCode::InputMalformed, QStringLiteral("JWE"));
}

/// RFC 3394 key wrap or unwrap; empty on failure.
QByteArray keyWrap(const Secret &key, QByteArrayView input, bool wrap)
{
    QByteArray output(input.size() + 16, '\0');
    int length = 0;
    bool good = false;
    key.use([&](QByteArrayView keyBytes) {
        const CipherHandle context(EVP_CIPHER_CTX_new());
        if (!context || keyBytes.size() != contentKeySize)
            return;
        EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
        good = EVP_CipherInit_ex(
                   context.get(), EVP_aes_256_wrap(), nullptr, bytesOf(keyBytes), nullptr, wrap ? 1 : 0)
                == 1
            && EVP_CipherUpdate(
                   context.get(), bytesOf(output), &length, bytesOf(input), static_cast<int>(input.size()))
                == 1;
    });
    output.truncate(good ? length : 0);
    return output;
}

} // namespace

Result<QByteArray> encryptJwe(QByteArrayView plaintext, const Secret &keyEncryptionKey)
{
    QByteArray contentKey = SystemRandomness().bytes(contentKeySize);
    const QByteArray iv = SystemRandomness().bytes(ivSize);
    const QByteArray header = toBase64Url(protectedHeader);
    const QByteArray wrapped = keyWrap(keyEncryptionKey, contentKey, true);
    QByteArray ciphertext(plaintext.size(), '\0');
    QByteArray tag(tagSize, '\0');
    int length = 0;
    const CipherHandle context(EVP_CIPHER_CTX_new());
    const bool good = !wrapped.isEmpty() && context
        && EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(QByteArrayView(contentKey)),
               bytesOf(QByteArrayView(iv)))
            == 1
        && EVP_EncryptUpdate(context.get(), nullptr, &length, bytesOf(QByteArrayView(header)),
               static_cast<int>(header.size()))
            == 1
        && EVP_EncryptUpdate(context.get(), bytesOf(ciphertext), &length, bytesOf(plaintext),
               static_cast<int>(plaintext.size()))
            == 1
        && EVP_EncryptFinal_ex(context.get(), bytesOf(ciphertext) + length, &length) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagSize, tag.data()) == 1;
    wipe(contentKey);
    if (!good)
        return fail(ErrorCode::Internal, QStringLiteral("encrypt JWE"));
    return header + '.' + toBase64Url(wrapped) + '.' + toBase64Url(iv) + '.' + toBase64Url(ciphertext) + '.'
        + toBase64Url(tag);
}

Result<QByteArray> decryptJwe(QByteArrayView compact, const Secret &keyEncryptionKey)
{
    const QList<QByteArray> parts = compact.toByteArray().split('.');
    if (parts.size() != 5)
        return malformed();
    QList<QByteArray> decoded;
    for (const QByteArray &part : parts) {
        const auto bytes = fromBase64(part, Base64Form::Url);
        if (!bytes)
            return malformed();
        decoded.append(*bytes);
    }
    if (!isOurHeader(decoded.at(0)) || decoded.at(2).size() != ivSize || decoded.at(4).size() != tagSize)
        return malformed();
    QByteArray contentKey = keyWrap(keyEncryptionKey, decoded.at(1), false);
    if (contentKey.size() != contentKeySize)
        return malformed();
    QByteArray plaintext(decoded.at(3).size(), '\0');
    QByteArray tag = decoded.at(4);
    int length = 0;
    int rest = 0;
    const CipherHandle context(EVP_CIPHER_CTX_new());
    const bool good = context
        && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(QByteArrayView(contentKey)),
               bytesOf(QByteArrayView(decoded.at(2))))
            == 1
        && EVP_DecryptUpdate(context.get(), nullptr, &rest, bytesOf(QByteArrayView(parts.at(0))),
               static_cast<int>(parts.at(0).size()))
            == 1
        && EVP_DecryptUpdate(context.get(), bytesOf(plaintext), &length,
               bytesOf(QByteArrayView(decoded.at(3))), static_cast<int>(decoded.at(3).size()))
            == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), bytesOf(plaintext) + length, &rest) == 1;
    wipe(contentKey);
    if (!good)
        return malformed();
    return plaintext;
}

} // namespace dsr
