#include "core/geo/files/layer_path.h"

#include <QDir>
#include <QFileInfo>

namespace coop
{

QString layerPath(const QString& chosen)
{
    if (chosen.isEmpty())
        return chosen;
    const QString clean = QDir::cleanPath(QDir::fromNativeSeparators(chosen));
    const QFileInfo file(clean);
    static const QStringList parts{QStringLiteral("gdbtable"), QStringLiteral("gdbtablx"),
        QStringLiteral("gdbindexes"), QStringLiteral("atx"), QStringLiteral("spx"),
        QStringLiteral("freelist"), QStringLiteral("horizon")};
    const bool isPart = parts.contains(file.suffix().toLower()) || file.fileName() == u"gdb"
        || file.fileName() == u"timestamps";
    const QString folder = file.path();
    return isPart && file.isFile() && folder.endsWith(QStringLiteral(".gdb"), Qt::CaseInsensitive) ? folder
                                                                                                   : clean;
}

} // namespace coop
