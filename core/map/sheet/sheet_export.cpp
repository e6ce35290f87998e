#include "core/map/sheet/sheet_export.h"

#include "core/base/files/output.h"
#include "core/geo/coordinates/projection.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/pdf/pdf_extras.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/map/sheet/sheet_layout.h"
#include "core/map/sheet/sheet_raster.h"
#include "core/map/sheet/sheet_renderer.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace coop
{

namespace
{
QByteArray pdfBytes(const QList<Sheet>& sheets, const PageProgress& progress)
{
    const SheetSettings& first = sheets.first().settings;
    PdfExtras extras;
    for (int page = 0; page < sheets.size(); ++page) {
        if (const auto frame = geoFrameOf(sheets[page], page))
            extras.frames += *frame;
        if (sheets.size() > 1)
            extras.bookmarks += PdfExtras::Bookmark{sheets[page].settings.title, 0, page, 0};
    }
    return pdfOf(
        {.paperMm = first.paperMm(), .title = first.title, .made = first.made}, int(sheets.size()),
        [&](QPainter& painter, int page, double unitsPerMm) {
            if (progress && !progress(page, int(sheets.size())))
                return false;
            SheetRenderer().draw(painter, sheets[page], unitsPerMm);
            return true;
        },
        extras);
}

QByteArray pngBytes(const Sheet& sheet, int dpi)
{
    const QImage image = sheetPicture(sheet, dpi);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    return !image.isNull() && image.save(&buffer, "PNG") ? buffer.data() : QByteArray();
}

QByteArray svgBytes(const Sheet& sheet)
{
    constexpr int dpi = 254; // ten units to the millimetre
    const QSizeF paper = sheet.settings.paperMm();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dpi);
    generator.setSize((paper * 10).toSize());
    generator.setViewBox(QRectF(QPointF(), paper * 10));
    generator.setTitle(sheet.settings.title);
    generator.setDescription(sheet.settings.period);
    QPainter painter(&generator);
    SheetRenderer().draw(painter, sheet, 10);
    return painter.end() ? buffer.data() : QByteArray();
}

Result<> areReady(const QList<Sheet>& sheets, const QFileInfo& file, int dpi)
{
    if (sheets.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("没有可以输出的图。"));
    for (const Sheet& sheet : sheets)
        if (const auto missing = missingElements(sheet); !missing.isEmpty()) {
            QStringList sentences;
            for (const MissingElement& element : missing)
                sentences.append(element.text);
            return fail(ErrorKind::refused,
                sheets.size() == 1 ? QStringLiteral("图件不完整，没有输出：") + sentences.join(QString())
                                   : QStringLiteral("“%1”不完整，没有输出：").arg(sheet.settings.title)
                        + sentences.join(QString()));
        }
    static const QStringList endings{
        QStringLiteral("pdf"), QStringLiteral("png"), QStringLiteral("tif"), QStringLiteral("svg")};
    const QString ending = file.suffix().toLower();
    if (!endings.contains(ending))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("不能输出成“%1”，文件名请以 .pdf、.png、.tif 或 .svg 结尾。")
                .arg(file.fileName()));
    if ((ending == u"png" || ending == u"tif") && (dpi < 72 || dpi > 600))
        return fail(
            ErrorKind::invalidValue, QStringLiteral("分辨率 %1 不行，请填 72 到 600 之间的数。").arg(dpi));
    return {};
}

/// One file, or one a page: “图-02.png”.
QStringList filesOf(const QString& path, const QFileInfo& file, qsizetype pages)
{
    if (pages == 1 || file.suffix().toLower() == u"pdf")
        return {path};
    QStringList names;
    for (int page = 1; page <= pages; ++page)
        names += file.absoluteDir().filePath(QStringLiteral("%1-%2.%3")
                                                 .arg(file.completeBaseName())
                                                 .arg(page, 2, 10, QLatin1Char('0'))
                                                 .arg(file.suffix()));
    return names;
}

Result<> writePage(Output& output, qsizetype page, const QByteArray& bytes)
{
    if (!bytes.isEmpty())
        return output.write(bytes, page);
    return fail(ErrorKind::refused,
        QStringLiteral("图片没有画成：内存可能不够，没有写文件。请选低一些的分辨率，或导出为 .pdf。"));
}
} // namespace

Result<QStringList> exportSheets(
    const QList<Sheet>& sheets, const QString& path, int dpi, const PageProgress& progress)
{
    const QFileInfo file(path);
    COOP_TRY(areReady(sheets, file, dpi));
    const Error cancelled{ErrorKind::cancelled, QStringLiteral("已取消，没有写文件。")};
    const QString ending = file.suffix().toLower();
    auto output = Output::to(filesOf(path, file, sheets.size()), *fileKindOfEnding(ending));
    COOP_TRY(output);
    if (ending == u"pdf") {
        const QByteArray bytes = pdfBytes(sheets, progress);
        if (bytes.isEmpty())
            return fail(cancelled);
        COOP_TRY(output->write(bytes));
        return output->finish();
    }
    for (int page = 0; page < sheets.size(); ++page) {
        if (progress && !progress(page, int(sheets.size())))
            return fail(cancelled);
        const Sheet& sheet = sheets[page];
        const QByteArray bytes = ending == u"png" ? pngBytes(sheet, dpi)
            : ending == u"tif"                    ? tiffOf(sheet, sheetPicture(sheet, dpi), dpi)
                                                  : svgBytes(sheet);
        COOP_TRY(writePage(*output, page, bytes));
    }
    return output->finish();
}

} // namespace coop
