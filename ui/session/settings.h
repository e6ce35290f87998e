#pragma once
#include <QByteArray>
#include <QStringList>

/// What the program remembers on this computer between two starts; every key in one place.
namespace coop::settings
{

/// Once, before anything else of this file: where a folder `settings` stands beside the program's (the
/// portable archive brings one), everything is kept in it and nothing on the computer.
void keepBeside(const QString& programFolder);
/// For what is kept in files: that folder, or the user's own.
QString filesFolder();

/// The last files, newest first, only those that still exist.
QStringList recentFiles();
void addRecentFile(const QString& path);

/// Who sat here last, in whichever workspace; the computer's user name until somebody says otherwise.
QString person();
/// Who sat here last in this workspace; empty: nobody yet.
QString personAt(const QString& workspace);
void setPerson(const QString& name, const QString& workspace);

/// How a ledger's columns stand and its saved views, as ui/ledger/grid writes them; empty: never changed.
QByteArray ledgerColumns(const QString& registry);
void setLedgerColumns(const QString& registry, const QByteArray& columns);
QByteArray ledgerViews(const QString& registry);
void setLedgerViews(const QString& registry, const QByteArray& views);

/// 文档, made where there is none yet, or else the home folder: a folder that is suggested has to be there.
QString documentsFolder();
/// Where packages were written or read last: usually a stick; 文档 before there was one.
QString exchangeFolder();
void setExchangeFolder(const QString& folder);
/// Where tables were imported from last.
QString importFolder();
void setImportFolder(const QString& folder);

/// Whether the board of 填报 is folded to its line, on low pages and on high ones; low ones begin so.
bool boardFolded(bool lowPage);
void setBoardFolded(bool lowPage, bool folded);

/// The printer that pages of this paper last went to; empty: none yet.
QString printerFor(const QString& paper);
void setPrinterFor(const QString& paper, const QString& printer);

QByteArray windowGeometry();
void setWindowGeometry(const QByteArray& geometry);

} // namespace coop::settings
