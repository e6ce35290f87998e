#include "ui/ledger/import/import_work.h"

#include <algorithm>

namespace coop
{

namespace
{
std::function<bool(int, int)> progressOf(const JobControl& control)
{
    return [control](int done, int total) {
        control.progress(done, total);
        return !control.cancelled();
    };
}

bool isRead(const ImportFile& file)
{
    return file.isRead();
}

bool writesRows(const ImportFile& file)
{
    return file.rowsToWrite() > 0;
}
} // namespace

void ImportWork::choose(const QStringList& paths)
{
    chosen.clear();
    for (const QString& path : paths)
        if (std::none_of(chosen.begin(), chosen.end(), [&](const auto& each) { return each.path == path; }))
            chosen += ImportFile(spec, path);
}

Job* ImportWork::readAll(QObject* context, std::function<void()> done)
{
    QList<ImportRequest> asked;
    for (const ImportFile& each : std::as_const(chosen))
        asked += each.request();
    // A table in a file is read without the workspace: only its columns have to be known.
    return session.jobs().start(
        QString(), context,
        [asked, ledger = &spec](const JobControl& control) {
            QList<Result<ImportTable>> read;
            for (const ImportRequest& each : asked) {
                control.progress(read.size(), asked.size());
                read += control.cancelled()
                    ? Result<ImportTable>(fail(ErrorKind::cancelled, QStringLiteral("已取消读取")))
                    : readImportTable(*ledger, each);
            }
            return read;
        },
        [this, done = std::move(done)](QList<Result<ImportTable>> read) {
            for (qsizetype i = 0; i < read.size(); ++i)
                chosen[i].take(std::move(read[i]));
            done();
        });
}

Job* ImportWork::readAgain(int file, const QString& sheet, QObject* context, std::function<void()> done)
{
    ImportRequest asked = chosen[file].request();
    asked.sheet = sheet;
    return session.jobs().start(
        QString(), context,
        [asked, ledger = &spec](const JobControl&) { return readImportTable(*ledger, asked); },
        [this, file, done = std::move(done)](Result<ImportTable> read) {
            chosen[file].take(std::move(read));
            done();
        });
}

QList<TableOfStep> ImportWork::tables(const std::function<bool(const ImportFile&)>& wanted) const
{
    QList<TableOfStep> tables;
    for (const ImportFile& each : chosen)
        if (wanted(each))
            tables += TableOfStep{each.table, each.datum, each.leavesOut};
    return tables;
}

Job* ImportWork::check(QObject* context, std::function<void(const Result<>&)> done)
{
    return startOnWorkspace(
        session, Workspace::Access::read, QString(), context,
        [asked = ImportRequest{.registry = spec.id}, sheets = tables(isRead)](
            Workspace& workspace, const JobControl& control) mutable {
            asked.progress = progressOf(control);
            return previewImports(workspace, sheets, asked);
        },
        [this, done = std::move(done)](Result<QList<Result<ImportPreview>>> result) {
            qsizetype next = 0;
            for (ImportFile& each : chosen) {
                if (!each.isRead())
                    continue;
                if (result)
                    each.take(std::move((*result)[next++]));
                else if (!each.preview) // what was seen before stays
                    each.take(Result<ImportPreview>(fail(result.error())));
            }
            done(result ? Result<>() : Result<>(fail(result.error())));
        });
}

Job* ImportWork::write(
    const Author& author, QObject* context, std::function<void(const Result<QList<ImportReport>>&)> done)
{
    ImportRequest asked{.registry = spec.id};
    asked.author = author;
    return startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在导入"), context,
        [asked, sheets = tables(writesRows)](Workspace& workspace, const JobControl& control) mutable {
            asked.progress = progressOf(control);
            return importTables(workspace, sheets, asked);
        },
        std::move(done));
}

int ImportWork::filesToWrite() const
{
    return int(std::count_if(chosen.begin(), chosen.end(), writesRows));
}

QString ImportWork::refusal(const QList<ImportReport>& reports) const
{
    for (const ImportReport& report : reports) {
        const auto from = std::find_if(
            chosen.begin(), chosen.end(), [&](const ImportFile& each) { return each.path == report.file; });
        // Somebody else changed the ledger since the rows were checked, or only the store saw it.
        if (report.refused > 0 && from != chosen.end() && !from->leavesOut)
            return QStringLiteral("一行也没有写入：%1%2")
                .arg(several() ? QStringLiteral("“%1”").arg(from->name()) : QString(),
                    report.problems.first().reason);
    }
    return {};
}

QString ImportWork::written(const QList<ImportReport>& reports) const
{
    int added = 0;
    int updated = 0;
    for (const ImportReport& report : reports) {
        added += report.added;
        updated += report.updated;
    }
    QStringList left;
    for (const ImportFile& each : chosen)
        if (!each.stands())
            left += each.name();
    QString sentence
        = QStringLiteral("已导入%1：%2新增 %3 行，修改 %4 行")
              .arg(spec.label, several() ? QStringLiteral("%1 个文件，").arg(reports.size()) : QString())
              .arg(added)
              .arg(updated);
    if (!left.isEmpty())
        sentence += QStringLiteral("；没有导入 %1").arg(left.join(u'、'));
    return sentence;
}

} // namespace coop
