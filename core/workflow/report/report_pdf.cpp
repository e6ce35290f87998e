#include "core/base/period.h"
#include "core/map/sheet/elements/legend.h"
#include "core/map/sheet/elements/map_frame.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "core/map/sheet/sheet_item.h"
#include "core/workflow/report/report_files.h"
#include "core/workflow/report/report_flow.h"

#include <QPainter>
#include <algorithm>

namespace coop
{

namespace
{
const QStringList numerals{QStringLiteral("一"), QStringLiteral("二"), QStringLiteral("三"),
    QStringLiteral("四"), QStringLiteral("五"), QStringLiteral("六"), QStringLiteral("七"),
    QStringLiteral("八"), QStringLiteral("九"), QStringLiteral("十")};

class Booklet
{
public:
    Booklet(const Report& r, DrawChart c)
        : report(r)
        , drawChart(std::move(c))
        , flow(r.title, r.across)
    {
    }
    /// False: stopped before the end.
    bool layOut(const std::function<bool()>& goOn)
    {
        for (const auto chapterOf :
            {&Booklet::basis, &Booklet::summary, &Booklet::overview, &Booklet::charts, &Booklet::ranking,
                &Booklet::federations, &Booklet::tasks, &Booklet::unreported, &Booklet::glossary}) {
            if (goOn && !goOn())
                return false;
            (this->*chapterOf)();
        }
        flow.finish([this](QPainter& painter, const QRectF& box) { cover(painter, box); });
        return true;
    }

    const ReportFlow& pages() const { return flow; }

private:
    void chapter(const QString& title)
    {
        const QString number
            = chapters < numerals.size() ? numerals[chapters] : QString::number(chapters + 1);
        ++chapters;
        flow.addHeading(number + QStringLiteral("、") + title, 0);
    }

    void cover(QPainter& painter, const QRectF& box) const
    {
        const TextStyle title{FontRole::title, 26, sheetInk}, line{FontRole::text, 14, sheetInk};
        double y = 85; // mm
        QString words = report.title; // the second line begins after the period
        words.replace(report.period.title(), report.period.title() + u'\n');
        for (const QString& each : brokenLines(words, title, box.width() - 50)) {
            drawText(
                painter, QRectF(30, y, box.width() - 60, title.lineMm()), Qt::AlignCenter, each, title, 1);
            y += title.lineMm();
        }
        painter.setPen(QPen(QColor(0x8E, 0x2B, 0x2B), 0.9));
        painter.drawLine(QPointF(45, y + 8), QPointF(box.width() - 45, y + 8));
        drawText(painter, QRectF(30, y + 14, box.width() - 60, line.lineMm()), Qt::AlignCenter,
            QStringLiteral("（%1）").arg(report.period.title()), line, 1);
        QStringList foot{report.producer, dateInWords(report.made),
            QStringLiteral("数据截止%1").arg(dateInWords(report.dataUntil))};
        if (!report.runNumber.isEmpty())
            foot += QStringLiteral("出图编号：") + report.runNumber;
        y = 222;
        for (const QString& each : foot) {
            drawText(painter, QRectF(30, y, box.width() - 60, line.lineMm()), Qt::AlignCenter, each, line, 1);
            y += line.lineMm() * 1.3;
        }
    }

    void basis()
    {
        chapter(QStringLiteral("口径"));
        flow.addParagraph(QStringLiteral("本报告依据%1（%2），期间为%3，数据截止%4，由%5于%6编制。")
                              .arg(report.planTitle, report.document, report.period.title(),
                                  dateInWords(report.dataUntil), report.producer, dateInWords(report.made)));
        for (const ReportFigure& figure : report.figures)
            flow.addParagraph(QStringLiteral("%1（%2）：%3")
                                  .arg(figure.whole.indicator->title, figure.whole.indicator->unit,
                                      figure.basis.join(QStringLiteral("；"))));
    }

    void summary()
    {
        chapter(QStringLiteral("总体情况"));
        for (const QString& sentence : report.summary)
            flow.addParagraph(sentence);
        flow.addGap(3);
        flow.addTable(figuresTable(report));
    }

    void overview()
    {
        if (report.map.isEmpty())
            return;
        chapter(report.mapTitle + QStringLiteral("进度图"));
        addMap(0, 158);
        const auto legend = std::make_shared<Legend>(report.map, 0.85, false);
        const double height = legend->minimalSize(flow.width()).height();
        flow.addPicture(
            height, [legend](QPainter& painter, const QRectF& box) { legend->draw(painter, box); });
        const QString credits
            = QStringLiteral("资料来源：") + report.map.content().allCredits().join(QStringLiteral("；"));
        const TextStyle fine{FontRole::label, 7.5, sheetSoftInk};
        const QStringList lines = brokenLines(credits, fine, flow.width());
        flow.addPicture(double(lines.size()) * fine.lineMm(), [=](QPainter& painter, const QRectF& where) {
            QRectF line(where.left(), where.top(), where.width(), fine.lineMm());
            for (const QString& each : lines) {
                drawText(painter, line, Qt::AlignLeft | Qt::AlignVCenter, each, fine, 1);
                line.translate(0, fine.lineMm());
            }
        });
    }

    void addMap(qint64 group, double height)
    {
        auto sheet = std::make_shared<Sheet>();
        sheet->map = report.map;
        sheet->settings.focusGroup = group;
        if (group != 0)
            for (const MapArea& area : report.map.content().areas)
                if (area.group == group)
                    sheet->settings.extent.add(area.shape.bounds());
        const auto frame = std::make_shared<MapFrame>(*sheet, 0.72);
        const QRectF box(0, 0, flow.width(), height);
        std::optional<PdfExtras::GeoFrame> place;
        if (const Projection& projection = report.map.content().projection; projection.epsg() != 0)
            place = geoFrameOf(*frame, box, projection);
        flow.addPicture(
            height, [sheet, frame](QPainter& painter, const QRectF& where) { frame->draw(painter, where); },
            place);
    }

    void charts()
    {
        chapter(QStringLiteral("进度走势"));
        for (const ReportChart& chart : chartsOf(report)) {
            flow.addHeading(QStringLiteral("%1（%2）").arg(chart.title, chart.unit), 1);
            if (drawChart)
                flow.addPicture(reportChartMm.height(),
                    [this, chart](QPainter& painter, const QRectF& box) { drawChart(painter, box, chart); });
        }
    }

    void ranking()
    {
        chapter(QStringLiteral("片区排名"));
        for (const ReportFigure& figure : report.figures)
            if (figure.whole.indicator->headline && !figure.federations.isEmpty()) {
                flow.addTable(rankingTable(report, figure));
                flow.addGap(3);
            }
    }

    void federations()
    {
        const ReportFigure* headline = report.headline();
        if (headline == nullptr || headline->federations.isEmpty())
            return;
        chapter(QStringLiteral("各农合联"));
        for (qsizetype i = 0; i < headline->federations.size(); ++i) {
            const Area& area = headline->federations[i].area;
            if (i > 0)
                flow.nextPage();
            flow.addHeading(area.name, 1);
            for (const ReportFigure& figure : report.figures)
                if (figure.whole.indicator->headline && i < figure.federations.size())
                    flow.addParagraph(figureSentence(figure.federations[i], area.name));
            const SheetTable table = federationTable(report, i);
            // The map gives way a little, so that its federation stays on one page.
            constexpr double gap = 4.5, lowest = 50, highest = 70;
            addMap(area.id, std::clamp(flow.heightLeft() - flow.tableHeight(table) - gap, lowest, highest));
            flow.addTable(table);
        }
    }

    void tasks()
    {
        chapter(QStringLiteral("重点任务"));
        flow.addParagraph(tasksSentence(report.tasks));
        flow.addTable(tasksTable(report));
    }

    void unreported()
    {
        chapter(QStringLiteral("未报情况"));
        if (report.unreported.isEmpty())
            flow.addParagraph(QStringLiteral("各单位都已报送。"));
        for (const QString& line : report.unreported)
            flow.addParagraph(line);
    }

    void glossary()
    {
        chapter(QStringLiteral("名词解释"));
        for (const auto& [term, meaning] : report.glossary)
            flow.addParagraph(QStringLiteral("%1：%2").arg(term, meaning));
    }

    const Report& report;
    const DrawChart drawChart;
    ReportFlow flow;
    int chapters = 0;
};
} // namespace

QList<ReportChart> chartsOf(const Report& report)
{
    QList<ReportChart> charts;
    for (const ReportFigure& figure : report.figures) {
        const Indicator& indicator = *figure.whole.indicator;
        if (!indicator.headline)
            continue;
        ReportChart chart{
            .title = QStringLiteral("%1分季度进度").arg(indicator.title), .unit = indicator.unit};
        for (const Reading& reading : figure.quarters) {
            chart.categories += reading.period.title();
            chart.actual
                += reading.value ? std::optional(figureAsDouble(indicator, *reading.value)) : std::nullopt;
            chart.actualTexts += roundedValueText(reading);
            chart.target += reading.target && reading.pace
                ? std::optional(figureAsDouble(indicator, *reading.target) * *reading.pace)
                : std::nullopt;
        }
        charts += chart;
    }
    return charts;
}

QByteArray reportPdf(
    const Report& report, const DrawChart& drawChart, const std::function<bool(int page, int pages)>& proceed)
{
    const auto flow = reportPages(report, drawChart);
    return pdfOf(
        {.paperMm = ReportFlow::paperMm, .title = report.title, .made = report.made}, flow->pages(),
        [&](QPainter& painter, int page, double unitsPerMm) {
            if (proceed && !proceed(page, flow->pages()))
                return false;
            flow->draw(painter, page, unitsPerMm);
            return true;
        },
        flow->extras());
}

std::shared_ptr<const ReportFlow> reportPages(
    const Report& report, DrawChart drawChart, const std::function<bool()>& goOn)
{
    const auto booklet = std::make_shared<Booklet>(report, std::move(drawChart));
    if (!booklet->layOut(goOn))
        return nullptr;
    return {booklet, &booklet->pages()};
}

} // namespace coop
