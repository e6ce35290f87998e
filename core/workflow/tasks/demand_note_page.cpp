// How a 督办单 looks: a form of ruled rows, each a label and what stands beside it.
#include "core/base/period.h"
#include "core/map/sheet/elements/paper_table.h"
#include "core/map/sheet/word_across.h"
#include "core/workflow/tasks/demand_note.h"

#include <QPainter>

namespace coop
{

namespace
{
constexpr double marginSide = 22, marginTop = 22, marginBottom = 20; // mm
constexpr double labelWidth = 27;
constexpr double padding = 2.2;
constexpr double smallestReply = 30; ///< room to write in
constexpr double signHeight = 24;
constexpr double width = demandNotePaperMm.width() - 2 * marginSide;
constexpr double left = marginSide;

QStringList orDash(QStringList lines, const QString& instead)
{
    return lines.isEmpty() ? QStringList{instead} : std::move(lines);
}

QStringList numbered(const QStringList& lines)
{
    QStringList result;
    for (qsizetype i = 0; i < lines.size(); ++i)
        result += lines.size() > 1 ? QStringLiteral("%1. %2").arg(i + 1).arg(lines[i]) : lines[i];
    return result;
}

QStringList reportLines(const DemandNote& note, qsizetype shown)
{
    QStringList lines = note.reports.mid(0, shown);
    if (shown < note.reports.size())
        lines += QStringLiteral("（还有 %1 个单位的进展，见工作区）").arg(note.reports.size() - shown);
    return orDash(lines, QStringLiteral("没有填报"));
}

/// Rows of a label and what stands beside it. `height` 0: as high as their words need.
PaperTable formOf(double points, const QList<QStringList>& rows, double height = 0)
{
    return {SheetTable{.rows = rows},
        TableLook{.heading = {.role = FontRole::labelBold, .points = points - 0.5, .colour = sheetInk},
            .cell = {.role = FontRole::text, .points = points, .colour = sheetInk},
            .side = padding,
            .above = 2 * padding,
            .row = height,
            .box = QPen(sheetInk, 0.25)},
        {{labelWidth, Qt::AlignHCenter, true}, {width - labelWidth, Qt::AlignLeft}}};
}

PaperTable formOf(double points, const DemandNote& note, qsizetype reports)
{
    const auto all = [](const QStringList& lines) { return lines.join(u'\n'); };
    return formOf(points,
        {{QStringLiteral("所属任务"), note.group}, {QStringLiteral("事项"), note.item},
            {QStringLiteral("任务"), note.text}, {QStringLiteral("牵头单位"), note.lead},
            {QStringLiteral("责任单位"), note.responsible}, {QStringLiteral("时限"), note.deadline},
            {QStringLiteral("里程碑"),
                all(orDash(numbered(note.milestones), QStringLiteral("没有日期，长期坚持")))},
            {QStringLiteral("目前状态"),
                QStringLiteral("%1（截至%2）").arg(note.light, dateInWords(note.on))},
            {QStringLiteral("最近进展"), all(reportLines(note, reports))},
            {QStringLiteral("要求"), note.demand}});
}

double drawHead(QPainter& painter, const DemandNote& note)
{
    const TextStyle small{.role = FontRole::text, .points = 11, .colour = sheetInk};
    const TextStyle title{.role = FontRole::title, .points = 24, .colour = sheetInk};
    double top = marginTop;
    drawText(painter, {left, top, width, 7}, Qt::AlignCenter, note.planTitle + QStringLiteral("重点任务"),
        small, 1);
    top += 8;
    drawText(painter, {left, top, width, 13}, Qt::AlignCenter, QStringLiteral("督办单"), title, 1);
    top += 17;
    const QRectF line(left, top, width, 7);
    drawText(painter, line, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("编号：任务 %1").arg(note.no),
        small, 1);
    drawText(painter, line, Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("督办日期：") + dateInWords(note.made), small, 1);
    return top + 8;
}

void drawFoot(QPainter& painter, const DemandNote& note, double top)
{
    const TextStyle small{.role = FontRole::text, .points = 10, .colour = sheetInk};
    const QRectF line(left, top, width, 7);
    drawText(
        painter, line, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("依据：") + note.document, small, 1);
    drawText(painter, line, Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("督办单位：%1（盖章）").arg(note.issuer), small, 1);
}
} // namespace

void drawDemandNote(QPainter& painter, const DemandNote& note, double unitsPerMm)
{
    painter.save();
    painter.scale(unitsPerMm, unitsPerMm);
    painter.setBrush(Qt::NoBrush);
    double top = drawHead(painter, note);
    const double bottom = demandNotePaperMm.height() - marginBottom - 9; // above the foot
    const double room = bottom - top - signHeight - smallestReply;

    double points = 11.5;
    qsizetype reports = note.reports.size();
    const auto tooMuch = [&] { return formOf(points, note, reports).height() > room; };
    while (points > 8.5 && tooMuch())
        points -= 0.5;
    while (reports > 0 && tooMuch())
        --reports;
    while (points > 5 && tooMuch())
        points -= 0.5;

    const PaperTable form = formOf(points, note, reports);
    form.draw(painter, {left, top, width, 0});
    top += form.height();
    const double signs = bottom - signHeight;
    formOf(points, {{QStringLiteral("办理回复"), QString()}}, signs - top)
        .draw(painter, {left, top, width, 0});
    formOf(points, {{QStringLiteral("签收"), QString()}}, signHeight).draw(painter, {left, signs, width, 0});
    const TextStyle text{.role = FontRole::text, .points = points, .colour = sheetInk};
    const double half = signHeight / 2 - padding;
    QRectF sign(left + labelWidth + padding, signs + padding, width - labelWidth - 2 * padding, half);
    const auto write = [&](const QString& words) {
        drawText(painter, sign, Qt::AlignLeft | Qt::AlignVCenter, words, text, 1);
    };
    write(QStringLiteral("签收单位（盖章）："));
    sign.translate(0, half);
    write(QStringLiteral("签收人："));
    sign.translate(sign.width() / 2, 0);
    write(QStringLiteral("签收日期：       年    月    日"));
    drawFoot(painter, note, bottom + 2);
    drawAcross(painter, demandNotePaperMm, note.across);
    painter.restore();
}

} // namespace coop
