#pragma once
#include "ui/ledger/import/import_file.h"
#include "ui/session/workspace_job.h"

namespace coop
{

/// The files of one import, and what is done with them on other threads: read, looked at together, written
/// together. Every function gives the job; `done` is called when `context` is still there.
class ImportWork
{
public:
    ImportWork(Session& shared, const RegistrySpec& registry)
        : session(shared)
        , spec(registry)
    {
    }

    /// Each file once.
    void choose(const QStringList& paths);
    QList<ImportFile>& files() { return chosen; }
    const QList<ImportFile>& files() const { return chosen; }
    bool several() const { return chosen.size() > 1; }

    Job* readAll(QObject* context, std::function<void()> done);
    Job* readAgain(int file, const QString& sheet, QObject* context, std::function<void()> done);
    /// What each file would do; none may mean a row of another one. An error: they were not looked at.
    Job* check(QObject* context, std::function<void(const Result<>&)> done);
    /// All that would write something, as one step under this name.
    Job* write(
        const Author& author, QObject* context, std::function<void(const Result<QList<ImportReport>>&)> done);

    /// Those that would write something.
    int filesToWrite() const;
    /// Why nothing was written although the work had no error; empty when it was.
    QString refusal(const QList<ImportReport>& reports) const;
    /// 已导入服务网点：新增 3 行，修改 1 行.
    QString written(const QList<ImportReport>& reports) const;

private:
    QList<TableOfStep> tables(const std::function<bool(const ImportFile&)>& wanted) const;

    Session& session;
    const RegistrySpec& spec;
    QList<ImportFile> chosen{};
};

} // namespace coop
