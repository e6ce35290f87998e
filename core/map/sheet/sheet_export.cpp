#include "core/map/sheet/sheet_export.h"

#include "core/map/sheet/pdf_pages.h"
#include "core/map/sheet/sheet_renderer.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace coop
{

namespace
{
QByteArray pdfBytes(const Sheet& sheet)
{
    return pdfOf(
        {.paperMm = sheet.settings.paperMm(), .title = sheet.settings.title, .made = sheet.settings.made}, 1,
        [&](QPainter& painter, int, double unitsPerMm) { SheetRenderer().draw(painter, sheet, unitsPerMm); });
}

QByteArray pngBytes(const Sheet& sheet, int dpi)
{
    const QSizeF paper = sheet.settings.paperMm();
    QImage image((paper * dpi / 25.4).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.setDotsPerMeterX(qRound(dpi / 0.0254));
    image.setDotsPerMeterY(qRound(dpi / 0.0254));
    image.fill(Qt::white);
    QPainter painter(&image);
    SheetRenderer().draw(painter, sheet, dpi / 25.4);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
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
    painter.end();
    return buffer.data();
}
} // namespace

Result<> exportSheet(const Sheet& sheet, const QString& path, int dpi)
{
    if (const auto missing = missingElements(sheet); !missing.isEmpty()) {
        QStringList sentences;
        for (const MissingElement& element : missing)
            sentences.append(element.text);
        return fail(ErrorKind::refused, QStringLiteral("图件不完整，没有输出：") + sentences.join(QString()));
    }
    const QFileInfo file(path);
    const QString shown = QDir::toNativeSeparators(path);
    const QString ending = file.suffix().toLower();
    if (ending != QStringLiteral("pdf") && ending != QStringLiteral("png") && ending != QStringLiteral("svg"))
        return fail(ErrorKind::invalidValue,
            QStringLiteral("不能输出成“%1”，文件名请以 .pdf、.png 或 .svg 结尾。").arg(file.fileName()));
    if (ending == QStringLiteral("png") && (dpi < 72 || dpi > 600))
        return fail(
            ErrorKind::invalidValue, QStringLiteral("分辨率 %1 不行，请填 72 到 600 之间的数。").arg(dpi));
    if (!file.absoluteDir().exists())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("没有文件夹“%1”，请先建好或换一个位置。")
                .arg(QDir::toNativeSeparators(file.absoluteDir().path())));
    const QString cannot
        = QStringLiteral("不能写入“%1”，请核对权限、磁盘空间，或先关闭打开它的程序。").arg(shown);
    if (file.isDir())
        return fail(ErrorKind::fileUnwritable, cannot);
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return fail(ErrorKind::fileUnwritable, cannot);
    const QByteArray bytes = ending == QStringLiteral("pdf") ? pdfBytes(sheet)
        : ending == QStringLiteral("png")                    ? pngBytes(sheet, dpi)
                                                             : svgBytes(sheet);
    if (bytes.isEmpty() || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorKind::fileUnwritable, cannot);
    return {};
}

} // namespace coop
