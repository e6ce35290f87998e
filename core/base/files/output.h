#pragma once
#include "core/base/files/file_kind.h"
#include "core/base/result.h"

#include <QStringList>
#include <memory>

namespace coop
{

/// The one way in which files leave the program. They are written into a folder of their own beside their
/// place; `finish` brings them to the disk and gives them their names, all or none (put_in_place.h). Until
/// then what was there stays, and without it nothing is left. Asks mayBeWritten before anything else.
class Output
{
public:
    static Result<Output> to(const QString& target, FileKind kind);
    /// Several files of one kind and folder.
    static Result<Output> to(const QStringList& targets, FileKind kind);
    /// Content that may be of any kind; `write` it.
    static Result<Output> to(const QString& target, const QByteArray& content);

    Output(Output&&) noexcept;
    Output& operator=(Output&&) noexcept;
    ~Output();

    /// Where a file is to be written until it is finished; who writes it looks at every error of the disk.
    QString path(qsizetype which = 0) const;
    /// Writes a file whole. Errors: fileUnwritable.
    Result<> write(const QByteArray& bytes, qsizetype which = 0);
    /// Writes a file that belongs to the target: of its base name, with this ending. Errors: fileUnwritable
    /// (also when a file of that name is something else).
    Result<> writeBeside(const QByteArray& bytes, const QString& ending);
    /// Endings of files that speak of the old content and go with it.
    void setObsolete(const QStringList& endings);
    /// The files are whole, on the disk and in their places when this comes back well. Gives their names.
    Result<QStringList> finish();

private:
    struct Private;
    explicit Output(std::unique_ptr<Private> data);
    static Result<Output> into(const QStringList& targets);
    std::unique_ptr<Private> d;
};

/// All of it at once.
Result<> writeFile(const QString& target, FileKind kind, const QByteArray& bytes);

} // namespace coop
