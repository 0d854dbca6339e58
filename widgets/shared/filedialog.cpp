#include "widgets/shared/filedialog.h"

#include <QFileDialog>

namespace dsr {

namespace {
QFileDialog *makeDialog(QWidget *parent, const QString &title, const QString &filter,
    const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(parent, title, QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    return dialog;
}
} // namespace

void askSavePath(QWidget *parent, const QString &title, const QString &suggestion, const QString &filter,
    const std::function<void(const QString &)> &chosen)
{
    QFileDialog *dialog = makeDialog(parent, title, filter, chosen);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suggestion.section(QLatin1Char('.'), -1));
    dialog->selectFile(suggestion);
    dialog->open();
}

void askOpenPath(QWidget *parent, const QString &title, const QString &filter,
    const std::function<void(const QString &)> &chosen)
{
    QFileDialog *dialog = makeDialog(parent, title, filter, chosen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

} // namespace dsr
