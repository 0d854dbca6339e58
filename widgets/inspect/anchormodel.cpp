#include "widgets/inspect/anchormodel.h"

#include "core/base/encoding.h"
#include "core/check/androidroots.h"

#include <QCoreApplication>
#include <QLocale>

namespace dsr {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(dsr::AnchorModel)
};

/// Google's roots have one name; which one it is, is told by ours.
QString shortName(const Certificate &certificate)
{
    if (const AndroidRoot *known = androidRoot(certificate))
        return QString::fromLatin1(known->name);
    const DistinguishedName &name = certificate.subject();
    const QString common = name.values("2.5.4.3").value(0);
    return common.isEmpty() ? name.text() : common;
}

QString kindOf(const TrustAnchor &anchor)
{
    if (anchor.isSimulated())
        return Text::tr("simulated");
    return anchor.isTestOnly() ? Text::tr("test environment") : QString();
}

} // namespace

QString trustRoleName(TrustRole role)
{
    switch (role) {
    case TrustRole::Android:
        return Text::tr("Keys of Android phones");
    case TrustRole::AppleAttestation:
        return Text::tr("Keys of Apple devices");
    case TrustRole::AppleReceipt:
        return Text::tr("Receipts of Apple");
    case TrustRole::EgkRoot:
        return Text::tr("Health cards (root)");
    case TrustRole::EgkIssuer:
        return Text::tr("Health cards (issuer)");
    case TrustRole::OcspSigner:
        return Text::tr("Status of health cards");
    case TrustRole::Any:
        break;
    }
    return Text::tr("Whatever ends at it");
}

void AnchorModel::show(const QList<TrustAnchor> &anchors)
{
    beginResetModel();
    m_anchors = anchors;
    endResetModel();
}

const TrustAnchor *AnchorModel::anchor(int row) const
{
    return row >= 0 && row < m_anchors.size() ? &m_anchors.at(row) : nullptr;
}

void AnchorModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_anchors.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AnchorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_anchors.size());
}

int AnchorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AnchorModel::data(const QModelIndex &index, int role) const
{
    const TrustAnchor *shown = index.isValid() ? anchor(index.row()) : nullptr;
    if (shown && role == Qt::ToolTipRole)
        return index.column() == SubjectColumn ? shown->certificate.subject().text() : shown->origin;
    if (!shown || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (index.column()) {
    case SubjectColumn:
        return shortName(shown->certificate);
    case RoleColumn:
        return trustRoleName(shown->role);
    case KindColumn:
        return kindOf(*shown);
    case ValidColumn:
        return QLocale().toString(
            shown->certificate.notAfter().toLocalTime().date(), Text::tr("yyyy-MM-dd", "a date"));
    default:
        return hexText(shown->certificate.sha256Fingerprint());
    }
}

QVariant AnchorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SubjectColumn:
        return tr("Certificate");
    case RoleColumn:
        return tr("Vouches for");
    case KindColumn:
        return tr("Environment");
    case ValidColumn:
        return tr("Valid until");
    default:
        return tr("Fingerprint (SHA-256)");
    }
}

} // namespace dsr
