#include "core/flow/identityfiles.h"

#include "core/base/files.h"

namespace dsr {

Result<void> storeIdentity(const QString &folder, const Certificate &certificate, const PrivateKey &key)
{
    if (const auto made = makePrivateFolder(folder); !made)
        return fail(made.error());
    Result<void> stored;
    key.toPem().use([&](QByteArrayView pem) {
        stored = writeFile(folder + QStringLiteral("/key.pem"), pem, FileAccess::OwnerOnly);
    });
    return stored ? writeFile(folder + QStringLiteral("/certificate.pem"), certificate.pem()) : stored;
}

} // namespace dsr
