#include "core/workflow/new_workspace.h"

#include "core/base/files/input_file.h"
#include "core/domain/plan/plan.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/file/meta.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "core/tabular/import/importer.h"
#include "core/workflow/filing/first_quarter.h"
#include "core/workflow/filing/practice_filings.h"
#include "core/workflow/program_data.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
constexpr qint64 largestPlan = 50'000'000; ///< bytes

/// The layer that the plan names; nothing when the plan names none. Errors: notFound.
Result<std::optional<LayerFile>> planLayer(const Plan& plan, const QString& planPath)
{
    if (plan.boundaries.file.isEmpty())
        return std::optional<LayerFile>();
    const QString path = besidePlan(planPath, plan.boundaries.file);
    if (path.isEmpty())
        return fail(ErrorKind::notFound,
            QStringLiteral("方案“%1”（%2）的镇街边界文件“%3”找不到。请把它放到方案文件所在的文件夹，"
                           "改正方案里 boundaries 的 file，或在新建时另外指明边界文件（--boundaries）")
                .arg(plan.title, QDir::toNativeSeparators(planPath), plan.boundaries.file));
    QStringList credits = plan.boundaries.credits + plan.credits;
    credits.removeDuplicates();
    return std::optional(LayerFile{.path = path,
        .reading = {.layer = plan.boundaries.layer,
            .codeField = plan.boundaries.codeField,
            .nameField = plan.boundaries.nameField},
        .schematic = plan.boundaries.schematic,
        .credits = credits.join(u'\n')});
}

Result<> addExample(Workspace& workspace, const NewWorkspaceRequest& request)
{
    const auto imports = exampleImports(workspace.plan().id);
    COOP_TRY(imports);
    for (const ExampleImport& each : *imports) {
        if (request.progress)
            request.progress(QStringLiteral("正在导入%1").arg(QFileInfo(each.file).fileName()));
        ImportRequest import;
        import.registry = each.registry;
        import.file = each.file;
        import.sheet = each.sheet;
        import.backUpFirst = false; // nothing is here yet that could be lost
        import.author = {request.who, Door::importing,
            QStringLiteral("示例数据：%1").arg(QFileInfo(each.file).fileName())};
        const auto report = importTable(workspace, import);
        COOP_TRY(report);
        if (!report->problems.isEmpty())
            return fail(ErrorKind::refused,
                QStringLiteral("示例文件 %1：%2")
                    .arg(QFileInfo(each.file).fileName(), report->problems.first().reason));
    }
    return {};
}

/// Marked before anything of it can be printed.
Result<> prepareForPractice(Workspace& workspace, const NewWorkspaceRequest& request)
{
    COOP_TRY(inOneStep(workspace, {request.who, Door::making, QStringLiteral("练习工作区")},
        [](UnitOfWork& work) { return work.keepMeta(metaPractice, "1"); }, {.note = true}));
    if (request.progress)
        request.progress(QStringLiteral("正在准备填报表"));
    return fileForPractice(workspace, request.who);
}

Result<NewWorkspace> fill(
    const QString& file, const NewWorkspaceRequest& request, const QString& planPath, const QByteArray& json)
{
    auto workspace = Workspace::create(file, json, request.who);
    COOP_TRY(workspace);
    NewWorkspace made;
    const auto layer = request.boundaries ? Result<std::optional<LayerFile>>(request.boundaries)
                                          : planLayer((*workspace)->plan(), planPath);
    COOP_TRY(layer);
    if (*layer) {
        const auto read = readBoundaries(**layer);
        COOP_TRY(read);
        const auto join = joinToTownships(**workspace, *read);
        COOP_TRY(join);
        const auto added = addBoundaries(**workspace,
            {request.who, Door::making,
                QStringLiteral("镇街边界：%1").arg(QFileInfo((*layer)->path).fileName())},
            **layer, *read, *join);
        COOP_TRY(added);
        made.remarks = read->remarks + awayFromSeats(**workspace, *read, *join);
        made.boundaries = *added;
    }
    if (request.firstQuarter)
        COOP_TRY(setFirstQuarter(**workspace, {request.who, Door::making, {}}, *request.firstQuarter));
    if (request.example)
        COOP_TRY(addExample(**workspace, request));
    if (request.practice)
        COOP_TRY(prepareForPractice(**workspace, request));
    return made;
}
} // namespace

Result<NewWorkspace> newWorkspace(const NewWorkspaceRequest& request)
{
    const auto planPath = planFile(request.plan);
    COOP_TRY(planPath);
    const auto json = readFile(*planPath, QStringLiteral("方案文件"), largestPlan);
    COOP_TRY(json);
    // Before the file is made: a plan with a mistake is told with its own place and name.
    COOP_TRY(Plan::fromFile(*planPath));
    if (QFileInfo::exists(request.path))
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”已经存在，不会覆盖。请换一个文件名")
                .arg(QDir::toNativeSeparators(request.path)));
    // With everything in it before it gets its name: who is cut short finds no half of it.
    PartFile part(request.path);
    auto made = fill(part.path(), request, *planPath, *json);
    if (!made)
        return fail(made.error().kind, QString(made.error().text).replace(part.path(), request.path));
    COOP_TRY(part.putInPlace());
    return made;
}

} // namespace coop
