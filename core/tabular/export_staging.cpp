#include "core/tabular/export_staging.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

namespace
{
/// What stands beside a .shp and would speak of its old content.
const QStringList& partsOfShapefile()
{
    static const QStringList endings{QStringLiteral("shp"), QStringLiteral("shx"), QStringLiteral("dbf"),
        QStringLiteral("prj"), QStringLiteral("cpg"), QStringLiteral("qix"), QStringLiteral("sbn"),
        QStringLiteral("sbx"), QStringLiteral("qpj")};
    return endings;
}

/// Moves files; what was moved goes back when one cannot be.
class Moves
{
public:
    bool move(const QString& from, const QString& to)
    {
        if (!QFile::rename(from, to))
            return false;
        done.append({from, to});
        return true;
    }
    void takeBack()
    {
        while (!done.isEmpty()) {
            const auto [from, to] = done.takeLast();
            QFile::rename(to, from);
        }
    }

private:
    QList<std::pair<QString, QString>> done;
};
} // namespace

Result<ExportStaging> ExportStaging::at(const QString& target)
{
    const QFileInfo file(target);
    if (!file.dir().exists())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("文件夹“%1”不存在，请先建好或换一个位置").arg(file.absolutePath()));
    if (file.isDir())
        return fail(
            ErrorKind::fileUnwritable, QStringLiteral("“%1”是一个文件夹，请换一个文件名").arg(target));
    ExportStaging staging;
    staging.target = file.absoluteFilePath();
    staging.folder
        = std::make_unique<QTemporaryDir>(file.absolutePath() + QStringLiteral("/.coopmap-XXXXXX"));
    if (!staging.folder->isValid())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入文件夹“%1”，请检查权限和磁盘空间，或换一个位置")
                .arg(file.absolutePath()));
    return staging;
}

QString ExportStaging::path() const
{
    return folder->filePath(QFileInfo(target).fileName());
}

Result<> ExportStaging::finish() const
{
    const QFileInfo place(target);
    const QDir written(folder->path());
    const QStringList parts = written.entryList(QDir::Files);
    QStringList old = parts;
    if (place.suffix().toLower() == u"shp")
        for (const QString& ending : partsOfShapefile())
            if (const QString name = place.completeBaseName() + u'.' + ending; !old.contains(name))
                old += name;
    const QString aside = QStringLiteral("old");
    written.mkdir(aside);
    Moves moves;
    bool good = !parts.isEmpty();
    for (const QString& name : std::as_const(old))
        if (good && place.dir().exists(name))
            good = moves.move(place.dir().filePath(name), written.filePath(aside + u'/' + name));
    for (const QString& name : parts)
        good = good && moves.move(written.filePath(name), place.dir().filePath(name));
    if (good)
        return {};
    moves.takeBack();
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("“%1”不能写入，可能正被别的程序打开，请关闭后再导出").arg(target));
}

} // namespace coop
