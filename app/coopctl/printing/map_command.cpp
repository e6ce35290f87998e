#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/base/files/input_file.h"
#include "core/map/sheet/sheet_export.h"
#include "core/store/workspace.h"
#include "core/workflow/printing/sheet_kinds.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace coop
{

namespace
{
struct Options {
    std::string file, theme, period, by = "federation", page = "A3-landscape", date, out, title, producer,
                                     reviewNumber;
    std::string sheetKind = "progress", runNumber, logo;
    double scale = 0;
    bool tableApart = false;
    int dpi = 300;
    bool blackAndWhite = false, symbols = false;
    std::string method = "automatic", limits, ramp, outlets = "star";
    int classes = 5;
};

Result<ThemeChoice> choiceOf(const Options& options)
{
    ThemeChoice choice;
    choice.method = ThemeChoice::Method(themeMethodIds().indexOf(text(options.method)));
    choice.classes = options.classes;
    choice.ramp = text(options.ramp);
    choice.symbols = options.symbols;
    choice.outlets = options.outlets == "role" ? ThemeChoice::Outlets::byRole
        : options.outlets == "one"             ? ThemeChoice::Outlets::one
                                               : ThemeChoice::Outlets::byStar;
    if (choice.method == ThemeChoice::Method::manual) {
        const auto limits = ThemeChoice::limitsOf(text(options.limits));
        COOP_TRY(limits);
        choice.limits = *limits;
    }
    return choice;
}

/// By its id or, as the window shows it, its title; what is neither is refused where the sheet is made.
QString indicatorId(const Plan& plan, const QString& name)
{
    for (const Indicator& indicator : plan.indicators)
        if (indicator.title == name)
            return indicator.id;
    return name;
}

Result<Outcome> drawMap(const Options& options)
{
    const auto period = Period::parse(text(options.period));
    COOP_TRY(period);
    QDate made = QDate::currentDate();
    if (!options.date.empty()) {
        const auto given = parseDate(text(options.date));
        if (!given)
            return fail(given.error().kind, QStringLiteral("--date ") + given.error().text);
        made = *given;
    }
    const auto choice = choiceOf(options);
    COOP_TRY(choice);
    const SheetKind kind = *sheetKindOf(text(options.sheetKind));
    if (choosesIndicator(kind) && options.theme.empty())
        return fail(ErrorKind::invalidValue, QStringLiteral("请用 --theme 写明指标。"));
    QByteArray logo;
    if (!options.logo.empty()) {
        constexpr qint64 most = 2'000'000; // as in the window
        const auto picture = readFile(text(options.logo), QStringLiteral("图标文件"), most);
        COOP_TRY(picture);
        logo = *picture;
    }
    const auto workspace = Workspace::open(text(options.file), Workspace::Access::read);
    COOP_TRY(workspace);
    auto sheets = sheetsOf(**workspace, kind,
        {.theme = {indicatorId((*workspace)->plan(), text(options.theme)), *period,
             options.by == "township" ? Breakdown::byTownship : Breakdown::byFederation, *choice},
            .page = text(options.page),
            .title = text(options.title),
            .producer = text(options.producer),
            .made = made,
            .reviewNumber = text(options.reviewNumber),
            .blackAndWhite = options.blackAndWhite});
    COOP_TRY(sheets);
    for (Sheet& sheet : *sheets) {
        sheet.settings.runNumber = text(options.runNumber);
        sheet.settings.logo = logo;
        sheet.settings.tableApart = options.tableApart;
        if (!sheet.settings.focusGroup)
            sheet.settings.scale = options.scale;
    }
    const QString out = text(options.out);
    const auto written = exportSheets(pagesOf(*sheets), out, options.dpi);
    COOP_TRY(written);
    QStringList names;
    for (const QString& file : *written)
        names += QDir::toNativeSeparators(QFileInfo(file).absoluteFilePath());
    return Outcome{
        QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("title"), sheets->first().settings.title},
            {QStringLiteral("period"), period->toString()},
            {QStringLiteral("files"), QJsonArray::fromStringList(*written)}},
        QStringLiteral("已写入 %1").arg(names.join(QStringLiteral("、")))};
}
} // namespace

void addMapCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.addDrawing(line.root(), "map", "画季度要印的图", [options] { return drawMap(*options); });
    command->add_option("FILE", options->file, "工作区文件")->required();
    QStringList kinds;
    for (const SheetKind kind : sheetKinds)
        kinds += sheetKindId(kind);
    std::vector<std::string> ids;
    for (const QString& id : kinds)
        ids.push_back(id.toStdString());
    command->add_option("--template", options->sheetKind, "模板：进度图、片区图册、网点、中心、信贷、任务")
        ->check(CLI::IsMember(ids));
    command->add_option("--theme", options->theme, "指标的编号或名称（进度图和片区图册要写明）");
    command->add_option("--period", options->period, "期间，例如 2024Q4")->required();
    command->add_option("--by", options->by, "分片区或分镇街")
        ->check(CLI::IsMember({"federation", "township"}));
    command->add_option("--method", options->method, "分级方法")
        ->check(CLI::IsMember({"automatic", "equal", "quantile", "natural", "manual", "lights"}));
    command->add_option("--limits", options->limits, "自定界限，例如 1,2.5,5");
    command->add_option("--classes", options->classes, "级数")->check(CLI::Range(2, 7));
    command->add_option("--ramp", options->ramp, "色带")
        ->check(CLI::IsMember({"green", "blues", "oranges", "purples", "yellow-blue", "greys"}));
    command->add_flag("--symbols", options->symbols, "用圆的大小表示数值");
    command->add_option("--outlets", options->outlets, "网点分星级、分角色或全部一样")
        ->check(CLI::IsMember({"star", "role", "one"}));
    command->add_option(
        "--page", options->page, "纸张：A3-landscape、A3-portrait、A4-landscape、A4-portrait");
    command->add_option("--dpi", options->dpi, "图片的分辨率")->check(CLI::Range(72, 600));
    command->add_option("--date", options->date, "制图日期");
    command->add_option("--title", options->title, "图名");
    command->add_option("--producer", options->producer, "制图单位");
    command->add_option("--review-number", options->reviewNumber, "审图号");
    command->add_flag("--black-and-white", options->blackAndWhite, "黑白印刷用");
    command->add_option("--scale", options->scale, "比例尺的分母，例如 250000；不写则自动");
    command->add_flag("--table-apart", options->tableApart, "表格另附一页");
    command->add_option("--run-number", options->runNumber, "出图编号，印在图上");
    command->add_option("--logo", options->logo, "印在图名旁边的图片");
    command->add_option("--out", options->out, "输出文件：.pdf、.png、.tif 或 .svg")->required();
}

} // namespace coop
