#include "widgets/inspect/pdf.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextOption>

namespace dsr {

namespace {

/// Rich text knows nothing that opens and closes; it gets indented blocks instead.
QString withoutDetails(QString html)
{
    return html
        .replace(QLatin1StringView("<details open><summary>"),
            QLatin1StringView("<div style=\"margin-left:14px\"><div>"))
        .replace(QLatin1StringView("</summary>"), QLatin1StringView("</div>"))
        .replace(QLatin1StringView("</details>"), QLatin1StringView("</div>"));
}

} // namespace

QByteArray pdfFromHtml(const QByteArray &html)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
    QTextDocument document;
    QTextOption option = document.defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
    document.setHtml(withoutDetails(QString::fromUtf8(html)));
    document.print(&writer);
    buffer.close();
    return pdf;
}

} // namespace dsr
