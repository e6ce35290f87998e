#include "ui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#ifdef Q_OS_WIN
#include <windows.h>
// after it: it has none of its own types
#include <shlobj.h>
#endif

namespace coop::settings
{

namespace
{
constexpr auto recentKey = "recentFiles";
constexpr auto personKey = "person";
constexpr auto exchangeKey = "exchangeFolder";
constexpr auto importKey = "importFolder";
constexpr auto geometryKey = "windowGeometry";
constexpr int recentLimit = 8;
QString besideProgram; // set once, in main

QString boardKey(bool lowPage)
{
    return lowPage ? QStringLiteral("filing/boardFoldedOnLow") : QStringLiteral("filing/boardFoldedOnHigh");
}

QString personAtKey(const QString& workspace)
{
    return QStringLiteral("personAt/")
        + QString::fromLatin1(
            QFileInfo(workspace).absoluteFilePath().toUtf8().toBase64(QByteArray::Base64UrlEncoding));
}

QString ledgerKey(const QString& registry, const QString& what)
{
    return QStringLiteral("ledger/%1/%2").arg(registry, what);
}

/// Into the list that the taskbar's button shows. A program on a stick leaves nothing on the computer.
void tellTaskbar([[maybe_unused]] const QString& path)
{
#ifdef Q_OS_WIN
    if (besideProgram.isEmpty())
        SHAddToRecentDocs(SHARD_PATHW, QDir::toNativeSeparators(path).toStdWString().c_str());
#endif
}

/// The folder that was used last, if it is still there.
QString lastFolder(const char* key)
{
    QString last = QSettings().value(QLatin1String(key)).toString();
    return !last.isEmpty() && QFileInfo(last).isDir() ? last : settings::documentsFolder();
}
} // namespace

void keepBeside(const QString& programFolder)
{
    const QDir folder(programFolder + QStringLiteral("/../settings"));
    besideProgram = folder.exists() ? folder.canonicalPath() : QString();
    QSettings::setDefaultFormat(besideProgram.isEmpty() ? QSettings::NativeFormat : QSettings::IniFormat);
    if (!besideProgram.isEmpty())
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, besideProgram);
}

QString filesFolder()
{
    return besideProgram.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                   : besideProgram;
}

QStringList recentFiles()
{
    QStringList result = QSettings().value(QLatin1String(recentKey)).toStringList();
    result.removeIf([](const QString& path) { return !QFileInfo(path).isFile(); });
    return result;
}

void addRecentFile(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(QLatin1String(recentKey), files.mid(0, recentLimit));
    tellTaskbar(whole);
}

QString person()
{
    QString name = QSettings().value(QLatin1String(personKey)).toString();
    if (!name.isEmpty())
        return name;
    for (const char* variable : {"USERNAME", "USER"})
        if (qEnvironmentVariableIsSet(variable))
            return qEnvironmentVariable(variable);
    return QStringLiteral("未登记");
}

QString personAt(const QString& workspace)
{
    return QSettings().value(personAtKey(workspace)).toString();
}

void setPerson(const QString& name, const QString& workspace)
{
    QSettings().setValue(QLatin1String(personKey), name);
    QSettings().setValue(personAtKey(workspace), name);
}

QByteArray ledgerColumns(const QString& registry)
{
    return QSettings().value(ledgerKey(registry, QStringLiteral("columns"))).toByteArray();
}

void setLedgerColumns(const QString& registry, const QByteArray& columns)
{
    QSettings().setValue(ledgerKey(registry, QStringLiteral("columns")), columns);
}

QByteArray ledgerViews(const QString& registry)
{
    return QSettings().value(ledgerKey(registry, QStringLiteral("views"))).toByteArray();
}

void setLedgerViews(const QString& registry, const QByteArray& views)
{
    QSettings().setValue(ledgerKey(registry, QStringLiteral("views")), views);
}

QString documentsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir().mkpath(documents) ? documents : QDir::homePath(); // a fresh account has none
}

QString exchangeFolder()
{
    return lastFolder(exchangeKey);
}

QString importFolder()
{
    return lastFolder(importKey);
}

void setImportFolder(const QString& folder)
{
    QSettings().setValue(QLatin1String(importKey), folder);
}

void setExchangeFolder(const QString& folder)
{
    QSettings().setValue(QLatin1String(exchangeKey), folder);
}

bool boardFolded(bool lowPage)
{
    return QSettings().value(boardKey(lowPage), lowPage).toBool();
}

void setBoardFolded(bool lowPage, bool folded)
{
    QSettings().setValue(boardKey(lowPage), folded);
}

QString printerFor(const QString& paper)
{
    return QSettings().value(QStringLiteral("printer/") + paper).toString();
}

void setPrinterFor(const QString& paper, const QString& printer)
{
    QSettings().setValue(QStringLiteral("printer/") + paper, printer);
}

QByteArray windowGeometry()
{
    return QSettings().value(QLatin1String(geometryKey)).toByteArray();
}

void setWindowGeometry(const QByteArray& geometry)
{
    QSettings().setValue(QLatin1String(geometryKey), geometry);
}

} // namespace coop::settings
