#pragma once
#include <QByteArray>
#include <QStringList>

/// What the program remembers on this computer between two starts; every key in one place.
namespace coop::settings
{

/// The last files, newest first, only those that still exist.
QStringList recentFiles();
void addRecentFile(const QString& path);

/// Who sits here; the computer's user name until somebody says otherwise.
QString person();
void setPerson(const QString& name);

QByteArray windowGeometry();
void setWindowGeometry(const QByteArray& geometry);

} // namespace coop::settings
