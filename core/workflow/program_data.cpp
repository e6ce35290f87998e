#include "core/workflow/program_data.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace coop
{

QString dataFolder()
{
    QString chosen = qEnvironmentVariable("COOPMAP_DATA");
    if (!chosen.isEmpty())
        return chosen;
    // Where cmake/CoopInstall.cmake lays them; for a program that is not installed, too.
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/coopmap/data"));
}

Result<QString> planFile(const QString& idOrPath)
{
    const QDir plans(dataFolder() + QStringLiteral("/plans"));
    const QString known = plans.filePath(idOrPath + QStringLiteral(".json"));
    if (!idOrPath.contains(u'/') && !idOrPath.contains(u'\\') && QFileInfo::exists(known))
        return known;
    if (QFileInfo::exists(idOrPath))
        return idOrPath;
    QStringList ids = plans.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    ids.replaceInStrings(QStringLiteral(".json"), QString());
    return fail(ErrorKind::notFound,
        QStringLiteral("没有方案“%1”。请写方案文件的路径，或其中之一：%2")
            .arg(QDir::toNativeSeparators(idOrPath), ids.join(u'、')));
}

QString besidePlan(const QString& planPath, const QString& file)
{
    const QFileInfo beside(QFileInfo(planPath).dir(), file);
    if (beside.exists())
        return beside.filePath();
    const QFileInfo inData(QDir(dataFolder()), file);
    return inData.exists() ? inData.filePath() : QString();
}

namespace
{
QDir exampleFolder()
{
    return {dataFolder() + QStringLiteral("/example")};
}

QJsonObject exampleManifest()
{
    QFile file(exampleFolder().filePath(QStringLiteral("manifest.json")));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}
} // namespace

Result<QString> examplePlan()
{
    const QString plan = exampleManifest().value(QStringLiteral("plan")).toString();
    if (plan.isEmpty())
        return fail(
            ErrorKind::notFound, QStringLiteral("程序的 data/example 文件夹里没有示例数据，请重新安装程序"));
    return plan;
}

Result<QList<ExampleImport>> exampleImports(const QString& planId)
{
    const QDir folder = exampleFolder();
    const QJsonObject manifest = exampleManifest();
    if (manifest.value(QStringLiteral("plan")).toString() != planId)
        return fail(
            ErrorKind::notFound, QStringLiteral("方案“%1”没有示例数据，请去掉 --example").arg(planId));
    QList<ExampleImport> imports;
    for (const auto& each : manifest.value(QStringLiteral("imports")).toArray())
        imports += {each[QStringLiteral("registry")].toString(),
            folder.filePath(each[QStringLiteral("file")].toString()),
            each[QStringLiteral("sheet")].toString()};
    return imports;
}

} // namespace coop
