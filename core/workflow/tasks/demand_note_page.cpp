// How a 督办单 looks: a form of ruled rows, each a label and what stands beside it.
#include "core/base/period.h"
#include "core/map/sheet/sheet_item.h"
#include "core/workflow/tasks/demand_note.h"

#include <QPainter>
#include <QPen>
#include <algorithm>

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

struct Row {
    QString label;
    QStringList paragraphs;
};

struct Style {
    explicit Style(double points)
        : text{.role = FontRole::text, .points = points, .colour = sheetInk}
        , label{.role = FontRole::labelBold, .points = points - 0.5, .colour = sheetInk}
    {
    }
    QStringList lines(const Row& row) const
    {
        QStringList lines;
        for (const QString& paragraph : row.paragraphs)
            lines += brokenLines(paragraph, text, width - labelWidth - 2 * padding);
        return lines;
    }
    double height(const Row& row) const
    {
        return double(std::max<qsizetype>(1, lines(row).size())) * text.lineMm() + 2 * padding;
    }
    TextStyle text, label;
};

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

QList<Row> rowsOf(const DemandNote& note, qsizetype reports)
{
    return {{QStringLiteral("所属任务"), {note.group}}, {QStringLiteral("事项"), {note.item}},
        {QStringLiteral("任务"), {note.text}}, {QStringLiteral("牵头单位"), {note.lead}},
        {QStringLiteral("责任单位"), {note.responsible}}, {QStringLiteral("时限"), {note.deadline}},
        {QStringLiteral("里程碑"), orDash(numbered(note.milestones), QStringLiteral("没有日期，长期坚持"))},
        {QStringLiteral("目前状态"), {QStringLiteral("%1（截至%2）").arg(note.light, dateInWords(note.on))}},
        {QStringLiteral("最近进展"), reportLines(note, reports)}, {QStringLiteral("要求"), {note.demand}}};
}

double heightOf(const QList<Row>& rows, const Style& style)
{
    double height = 0;
    for (const Row& row : rows)
        height += style.height(row);
    return height;
}

/// Draws in millimetres.
class Form
{
public:
    explicit Form(QPainter& to)
        : painter(to)
    {
        painter.setPen(QPen(sheetInk, 0.25));
        painter.setBrush(Qt::NoBrush);
    }
    void text(const QRectF& box, Qt::Alignment alignment, const QString& words, const TextStyle& style)
    {
        drawText(painter, box, alignment, words, style, 1);
    }
    /// A ruled row; gives the box of its content.
    QRectF frame(double top, double height, const QString& label, const TextStyle& style)
    {
        painter.setPen(QPen(sheetInk, 0.25));
        painter.drawRect(QRectF(left, top, width, height));
        painter.drawLine(QPointF(left + labelWidth, top), QPointF(left + labelWidth, top + height));
        text(QRectF(left, top, labelWidth, height), Qt::AlignCenter, label, style);
        return QRectF(left + labelWidth, top, width - labelWidth, height)
            .adjusted(padding, padding, -padding, -padding);
    }
    double row(double top, const Row& content, const Style& style)
    {
        const double height = style.height(content);
        QRectF line = frame(top, height, content.label, style.label);
        line.setHeight(style.text.lineMm());
        for (const QString& words : style.lines(content)) {
            text(line, Qt::AlignLeft | Qt::AlignVCenter, words, style.text);
            line.translate(0, line.height());
        }
        return top + height;
    }

private:
    QPainter& painter;
};

double drawHead(Form& form, const DemandNote& note)
{
    const TextStyle small{.role = FontRole::text, .points = 11, .colour = sheetInk};
    const TextStyle title{.role = FontRole::title, .points = 24, .colour = sheetInk};
    double top = marginTop;
    form.text({left, top, width, 7}, Qt::AlignCenter, note.planTitle + QStringLiteral("重点任务"), small);
    top += 8;
    form.text({left, top, width, 13}, Qt::AlignCenter, QStringLiteral("督办单"), title);
    top += 17;
    const QRectF line(left, top, width, 7);
    form.text(line, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("编号：任务 %1").arg(note.no), small);
    form.text(line, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("督办日期：") + dateInWords(note.made),
        small);
    return top + 8;
}

void drawFoot(Form& form, const DemandNote& note, double top)
{
    const TextStyle small{.role = FontRole::text, .points = 10, .colour = sheetInk};
    form.text({left, top, width, 7}, Qt::AlignLeft | Qt::AlignVCenter,
        QStringLiteral("依据：") + note.document, small);
    form.text({left, top, width, 7}, Qt::AlignRight | Qt::AlignVCenter,
        QStringLiteral("督办单位：%1（盖章）").arg(note.issuer), small);
}
} // namespace

void drawDemandNote(QPainter& painter, const DemandNote& note, double unitsPerMm)
{
    painter.save();
    painter.scale(unitsPerMm, unitsPerMm);
    Form form(painter);
    double top = drawHead(form, note);
    const double bottom = demandNotePaperMm.height() - marginBottom - 9; // above the foot
    const double room = bottom - top - signHeight - smallestReply;

    double points = 11.5;
    qsizetype reports = note.reports.size();
    const auto tooMuch = [&] { return heightOf(rowsOf(note, reports), Style(points)) > room; };
    while (points > 8.5 && tooMuch())
        points -= 0.5;
    while (reports > 0 && tooMuch())
        --reports;
    while (points > 5 && tooMuch())
        points -= 0.5;

    const Style style(points);
    for (const Row& row : rowsOf(note, reports))
        top = form.row(top, row, style);
    const double reply = bottom - signHeight - top;
    form.frame(top, reply, QStringLiteral("办理回复"), style.label);
    top += reply;
    QRectF sign = form.frame(top, signHeight, QStringLiteral("签收"), style.label);
    sign.setHeight(sign.height() / 2);
    for (const auto& words : {QStringLiteral("签收单位（盖章）："), QStringLiteral("签收人：")}) {
        form.text(sign, Qt::AlignLeft | Qt::AlignVCenter, words, style.text);
        if (words.startsWith(QStringLiteral("签收人")))
            form.text(sign.translated(sign.width() / 2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                QStringLiteral("签收日期：       年    月    日"), style.text);
        sign.translate(0, sign.height());
    }
    drawFoot(form, note, bottom + 2);
    painter.restore();
}

} // namespace coop
