#include "widgets/inspect/nodeactions.h"

#include "core/base/advice.h"
#include "core/base/encoding.h"
#include "core/base/files.h"
#include "widgets/inspect/nodemodel.h"
#include "widgets/inspect/nodeselection.h"
#include "widgets/shared/background.h"
#include "widgets/shared/filedialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QWidget>

namespace dsr {

namespace {

struct PemLabel
{
    const char *kind; ///< Node::kind
    const char *label; ///< RFC 7468
};
constexpr PemLabel pemLabels[] = {{"certificate", "CERTIFICATE"}, {"request", "CERTIFICATE REQUEST"},
    {"crl", "X509 CRL"}, {"cms", "CMS"}, {"publicKey", "PUBLIC KEY"}, {"privateKey", "PRIVATE KEY"},
    {"ecPrivateKey", "EC PRIVATE KEY"}};

const char *pemLabelOf(const Node &node)
{
    for (const PemLabel &known : pemLabels) {
        if (node.is(known.kind))
            return known.label;
    }
    return nullptr;
}

} // namespace

QString plainValue(const Node &node)
{
    if (node.value.typeId() == QMetaType::QByteArray)
        return hexText(node.value.toByteArray());
    return node.value.isValid() ? node.value.toString() : node.text;
}

QString pemOf(const Node &node, const QByteArray &content)
{
    constexpr qsizetype lineLength = 64; // RFC 7468 2
    const char *label = pemLabelOf(node);
    if (!label)
        return {};
    const QString name = QString::fromLatin1(label);
    QString pem = QStringLiteral("-----BEGIN %1-----\n").arg(name);
    const QString text = QString::fromLatin1(toBase64(content));
    for (qsizetype at = 0; at < text.size(); at += lineLength)
        pem += text.mid(at, lineLength) + QLatin1Char('\n');
    return pem + QStringLiteral("-----END %1-----\n").arg(name);
}

NodeActions::NodeActions(NodeSelection *selection, NodeModel *model, QWidget *owner)
    : QObject(owner)
    , m_selection(selection)
    , m_model(model)
    , m_owner(owner)
    , m_back(add(QKeySequence::Back, [this] { m_selection->goBack(); }))
    , m_forward(add(QKeySequence::Forward, [this] { m_selection->goForward(); }))
    , m_copyValue(add(QKeySequence::Copy, [this] { copy(plainValue(*m_selection->node())); }))
    , m_copyPath(add(Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copy(m_selection->node()->path()); }))
    , m_copyHex(add(Qt::CTRL | Qt::SHIFT | Qt::Key_H, [this] { copy(hexText(content())); }))
    , m_copyBase64(
          add(Qt::CTRL | Qt::SHIFT | Qt::Key_B, [this] { copy(QString::fromLatin1(toBase64(content()))); }))
    , m_copyPem(
          add(Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] { copy(pemOf(*m_selection->node(), content())); }))
    , m_saveBytes(add(QKeySequence::Save, [this] { save(); }))
{
    connect(selection, &NodeSelection::changed, this, &NodeActions::update);
    update();
}

QAction *NodeActions::add(const QKeySequence &key, const std::function<void()> &run)
{
    auto *action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QList<QAction *> NodeActions::all() const
{
    return {m_copyValue, m_copyPath, m_copyHex, m_copyBase64, m_copyPem, m_saveBytes, m_back, m_forward};
}

QByteArray NodeActions::content() const
{
    return m_model->inspection()->contentOf(*m_selection->node());
}

void NodeActions::update()
{
    const Node *node = m_selection->node();
    for (QAction *action : all())
        action->setEnabled(node != nullptr);
    m_copyPem->setEnabled(node && pemLabelOf(*node));
    m_back->setEnabled(m_selection->canGoBack());
    m_forward->setEnabled(m_selection->canGoForward());
}

void NodeActions::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT told(tr("Copied %n character(s).", nullptr, static_cast<int>(text.size())));
}

void NodeActions::save()
{
    const QString name =
        m_selection->node()->parent ? m_selection->node()->path() : QStringLiteral("content");
    askSavePath(m_owner->window(), tr("Save bytes"), name + QStringLiteral(".bin"), tr("All files (*)"),
        [this, bytes = content()](const QString &path) {
            inBackground<Result<void>>(
                this, [path, bytes] { return writeFile(path, bytes, FileAccess::OwnerOnly); },
                [this, path](const Result<void> &saved) {
                    Q_EMIT told(saved ? tr("Saved as %1.").arg(path) : adviceFor(saved.error()).title);
                });
        });
}

void NodeActions::retranslate()
{
    m_back->setText(tr("&Back"));
    m_forward->setText(tr("&Forward"));
    m_copyValue->setText(tr("&Copy value"));
    m_copyPath->setText(tr("Copy &path"));
    m_copyHex->setText(tr("Copy bytes as &hex"));
    m_copyBase64->setText(tr("Copy bytes as b&ase64"));
    m_copyPem->setText(tr("Copy as PE&M"));
    m_saveBytes->setText(tr("&Save bytes…"));
}

} // namespace dsr
