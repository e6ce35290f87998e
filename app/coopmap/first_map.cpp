#include "app/coopmap/first_map.h"

#include "ui/session/page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <QCoreApplication>
#include <QTextStream>

namespace coop
{

int showFirstMap(MainWindow& window, const QString& file)
{
    if (const auto opened = window.tryOpen(file, std::nullopt); !opened) {
        QTextStream(stderr) << opened.error().text << Qt::endl;
        return 1;
    }
    window.workbench()->showPage(QStringLiteral("map"));
    window.show();
    do
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    while (window.workbench()->page()->busy());
    QTextStream(stdout) << "first-map" << Qt::endl;
    return 0;
}

} // namespace coop
