#include "core/map/sheet/elements/imprint.h"

#include "core/base/period.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr double gapMm = 7;
}

Imprint::Imprint(const Sheet& sheet, double size)
    : style{FontRole::text, std::max(8.0, 10 * size), sheetInk}
    , fine{FontRole::label, std::max(6.0, 7.2 * size), sheetSoftInk}
{
    const SheetSettings& s = sheet.settings;
    facts = {QStringLiteral("制图单位：") + s.producer, QStringLiteral("制图日期：") + dateInWords(s.made),
        QStringLiteral("数据截止：") + dateInWords(s.dataUntil),
        QStringLiteral("审图号：")
            + (s.reviewNumber.trimmed().isEmpty() ? QStringLiteral("内部使用") : s.reviewNumber)};
    if (!s.runNumber.isEmpty())
        facts += QStringLiteral("出图编号：") + s.runNumber;
    if (!s.pageText.isEmpty())
        facts += s.pageText;
    if (sheet.tableOnly)
        return;
    if (!sheet.map.content().projection.isNull())
        sources.append(QStringLiteral("坐标系：") + sheet.map.content().projection.title());
    if (!sheet.map.content().allCredits().isEmpty())
        sources.append(
            QStringLiteral("资料来源：") + sheet.map.content().allCredits().join(QStringLiteral("；")));
}

QList<QStringList> Imprint::rows(double width) const
{
    QList<QStringList> out{{}};
    double used = 0;
    for (const QString& fact : facts) {
        const double needed = textWidthMm(fact, style);
        if (!out.last().isEmpty() && used + gapMm + needed > width) {
            out.append(QStringList());
            used = 0;
        }
        used += (out.last().isEmpty() ? 0 : gapMm) + needed;
        out.last().append(fact);
    }
    return out;
}

QStringList Imprint::small(double width) const
{
    QStringList lines;
    for (const QString& source : sources)
        lines += brokenLines(source, fine, width);
    return lines;
}

QSizeF Imprint::minimalSize(double width) const
{
    return {width,
        double(rows(width).size()) * style.lineMm() + double(small(width).size()) * fine.lineMm() + 0.8};
}

void Imprint::draw(QPainter& painter, const QRectF& box) const
{
    double y = box.top();
    for (const QStringList& row : rows(box.width())) {
        double used = 0;
        for (const QString& fact : row)
            used += textWidthMm(fact, style);
        const double gap = row.size() > 1 ? (box.width() - used) / double(row.size() - 1) : 0;
        double x = box.left();
        for (const QString& fact : row) {
            const double width = textWidthMm(fact, style);
            drawText(painter, QRectF(x, y, width, style.lineMm()), Qt::AlignLeft | Qt::AlignVCenter, fact,
                style, 1);
            x += width + gap;
        }
        y += style.lineMm();
    }
    y += 0.8;
    for (const QString& line : small(box.width())) {
        drawText(painter, QRectF(box.left(), y, box.width(), fine.lineMm()), Qt::AlignLeft | Qt::AlignVCenter,
            line, fine, 1);
        y += fine.lineMm();
    }
}

} // namespace coop
