#include "ui/filing/filing_printing.h"

#include "core/workflow/filing/filing_form.h"
#include "ui/print/paper_printing.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/message.h"

#include <QDir>
#include <QFileDialog>

namespace coop
{

namespace
{
/// To paper, or into the file that the dialog was told.
Result<std::optional<Printed>> sendToPrinter(const FilingForm& form, QWidget* parent)
{
    const FilingFormPages pages(form);
    return printOnPaper(
        {.title = form.unit + form.period + QStringLiteral("填报表"),
            .orientation = QPageLayout::Landscape,
            .pages = pages.count()},
        parent,
        [&pages](QPainter& painter, int page, double unitsPerMm) { pages.draw(painter, page, unitsPerMm); },
        [&form](const QString& file, const QList<int>& chosen, const JobControl&) {
            return exportFilingForm(form, file, chosen);
        });
}
} // namespace

void printFiling(Session& session, const FilingKey& key, const FilingStanding& filing, QWidget* parent)
{
    const QString name = filing.federation.name + filing.quarter.title() + QStringLiteral("填报表");
    const int chosen = askChoice(parent, QStringLiteral("printSheet"), name,
        QStringLiteral("四张表各起一页，A4 横向。空白表供手工填写。"),
        {QStringLiteral("存为 PDF…"), QStringLiteral("打印…"), QStringLiteral("空白表存为 PDF…"),
            QStringLiteral("打印空白表…"), QStringLiteral("不打印")});
    if (chosen < 0 || chosen > 3)
        return;
    const bool blank = chosen >= 2;
    const auto form = filingForm(session.workspace(), key, blank);
    if (!form)
        return showError(parent, QStringLiteral("打印填报表"), form.error());
    if (chosen % 2 == 1) {
        const auto printed = sendToPrinter(*form, parent);
        if (!printed)
            showError(parent, QStringLiteral("打印填报表"), printed.error());
        else if (printed->has_value())
            Q_EMIT session.message((*printed)->said(QStringLiteral("填报表")));
        return;
    }
    const QString folder = settings::documentsFolder();
    const QString path = QFileDialog::getSaveFileName(parent, QStringLiteral("存为 PDF"),
        QDir(folder).filePath(name + (blank ? QStringLiteral("（空白）.pdf") : QStringLiteral(".pdf"))),
        QStringLiteral("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    session.jobs().start(
        QStringLiteral("正在写填报表"), parent,
        [form = *form, path](const JobControl&) { return exportFilingForm(form, path); },
        [&session, parent, path](const Result<>& saved) {
            if (!saved)
                return showError(parent, QStringLiteral("存为 PDF"), saved.error());
            Q_EMIT session.message(QStringLiteral("已存为 %1").arg(QDir::toNativeSeparators(path)));
        });
}

} // namespace coop
