#include "core/store/file/sqlite_error.h"

#include "core/domain/registries.h"
#include "core/store/layout/table_layout.h"

#include <QDir>
#include <QRegularExpression>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace coop
{

namespace
{
QString labelOf(const QString& table, const QString& column)
{
    QList<const RegistrySpec*> specs = programSpecs();
    for (const RegistrySpec& spec : standardRegistries().all())
        specs += &spec;
    for (const RegistrySpec* spec : specs)
        if (table.isEmpty() || spec->id == table)
            if (const FieldSpec* field = spec->field(column))
                return QStringLiteral("“%1”").arg(field->heading());
    return {};
}

/// SQLite names the column (UNIQUE constraint failed: outlets.code) or the rule, in which its name stands in
/// quotation marks; people know its label. What SQLite said itself goes to the log.
Error constraintError(const SQLite::Exception& exception)
{
    const QString said = QString::fromUtf8(exception.what());
    qWarning("%s", exception.what());
    static const QRegularExpression column(QStringLiteral(R"re((?:(\w+)\.|")(\w+)"?)re"));
    QStringList labels;
    for (auto it = column.globalMatch(said.section(u':', 1)); it.hasNext();) {
        const auto match = it.next();
        if (const QString label = labelOf(match.captured(1), match.captured(2));
            !label.isEmpty() && !labels.contains(label))
            labels += label;
    }
    const QString what = labels.isEmpty() ? QStringLiteral("这一行") : labels.join(u'、');
    switch (exception.getExtendedErrorCode()) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return {ErrorKind::duplicate, QStringLiteral("%1与已有的一行相同，没有保存，请改成不同的").arg(what)};
    case SQLITE_CONSTRAINT_NOTNULL:
        return {ErrorKind::refused, QStringLiteral("%1不能为空，没有保存").arg(what)};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return {ErrorKind::refused,
            QStringLiteral("有一行所指的另一行已经不在，没有保存，请先核对它的镇街、农合联等关联")};
    default:
        return {
            ErrorKind::refused, QStringLiteral("%1的值不是工作区能保存的格式，没有保存，请改正").arg(what)};
    }
}
} // namespace

bool isSumOverflow(const SQLite::Exception& exception)
{
    return qstrcmp(exception.what(), "integer overflow") == 0;
}

Error errorOf(const SQLite::Exception& exception, const QString& path)
{
    switch (exception.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::inUse,
            QStringLiteral("文件“%1”正被另一个程序写入，请等它完成或关闭它以后再试")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("文件“%1”或它所在的文件夹是只读的，请复制到可以写入的文件夹以后再打开")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_FULL:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("磁盘已满，文件“%1”没有保存，请腾出空间以后再试")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_IOERR:
        return {ErrorKind::fileUnwritable,
            QStringLiteral("读写文件“%1”时出错，请检查磁盘、U 盘或网络以后再试")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_CANTOPEN:
        return {ErrorKind::fileUnreadable,
            QStringLiteral("打不开文件“%1”，请检查它是否存在、文件夹是否允许写入")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return {ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”不是工作区，或者已经损坏，请改用备份")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_FORMAT: // throwUnknown
        return {ErrorKind::notAWorkspace,
            QStringLiteral("文件“%1”里记着本程序不认识的“%2”，请用较新的程序打开，或做“体检”")
                .arg(QDir::toNativeSeparators(path), QString::fromUtf8(exception.what()))};
    case SQLITE_INTERRUPT:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
        return {ErrorKind::notAWorkspace,
            QStringLiteral("读文件“%1”要做的事远远超出它的大小，已经停下：里面可能有别人放进去的内容。"
                           "请做“体检”，或改用备份")
                .arg(QDir::toNativeSeparators(path))};
    case SQLITE_ERROR:
        if (isSumOverflow(exception))
            return {
                ErrorKind::refused, QStringLiteral("合计太大，算不出来，请运行体检，找出数太大的行并改正")};
        throw exception;
    case SQLITE_CONSTRAINT:
        if (qstrcmp(exception.what(), raisedLocked) == 0)
            return {ErrorKind::locked,
                QStringLiteral("这一行所在季度的填报表已审核或已锁定，不能修改；要改请先在“填报”里退回或更正"
                               "，并写明原因")};
        if (qstrcmp(exception.what(), raisedState) == 0)
            return {ErrorKind::refused,
                QStringLiteral("填报表只能按 草稿、已提交、已审核、已锁定 "
                               "的顺序办理，退回要写明原因，审核人不能是提交人")};
        if (qstrcmp(exception.what(), raisedClosed) == 0)
            return {ErrorKind::refused, QStringLiteral("封存的季度不能改动")};
        return constraintError(exception);
    default:
        throw exception;
    }
}

void throwUnknown(const QString& word)
{
    throw SQLite::Exception(word.toStdString(), SQLITE_FORMAT);
}

Error errorInFlight(const QString& path)
{
    try {
        throw;
    } catch (const SQLite::Exception& exception) {
        return errorOf(exception, path);
    }
}

} // namespace coop
