#include "core/base/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace dsr {

QString useLanguage(const QString &language)
{
    QString chosen = language;
    if (chosen.isEmpty())
        chosen =
            QLocale::system().language() == QLocale::German ? QStringLiteral("de") : QStringLiteral("en");
    QLocale::setDefault(QLocale(chosen));
    // Children of the application: they live as long as it, and their texts are looked up in reverse order.
    auto *application = QCoreApplication::instance();
    for (QTranslator *old : application->findChildren<QTranslator *>(Qt::FindDirectChildrenOnly)) {
        QCoreApplication::removeTranslator(old);
        delete old;
    }
    auto *qtTexts = new QTranslator(application);
    if (qtTexts->load(QStringLiteral("qtbase_") + chosen, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qtTexts);
    auto *ours = new QTranslator(application);
    if (ours->load(QStringLiteral(":/i18n/dsr_") + chosen))
        QCoreApplication::installTranslator(ours);
    return chosen;
}

} // namespace dsr
