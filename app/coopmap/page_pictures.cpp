#include "app/coopmap/page_pictures.h"

#include "core/base/files/output.h"
#include "ui/session/page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/workbench.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTextStream>

namespace coop
{

namespace
{

int complain(const QString& sentence)
{
    QTextStream(stderr) << sentence << Qt::endl;
    return 1;
}

/// Lets the window work until the page is ready, and a little longer for what it draws last.
bool settle(const Page& page)
{
    constexpr int longest = 60'000; // ms
    constexpr int calm = 300; // ms
    QElapsedTimer clock;
    QElapsedTimer quiet;
    clock.start();
    quiet.start();
    while (quiet.elapsed() < calm) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        if (page.busy())
            quiet.restart();
        if (clock.elapsed() > longest)
            return false;
    }
    return true;
}

} // namespace

int savePagePictures(
    MainWindow& window, const QString& file, std::optional<Period> period, const QString& folder)
{
    if (!QDir().mkpath(folder))
        return complain(QStringLiteral("文件夹“%1”建不了，请检查位置和权限。").arg(folder));
    if (file.isEmpty())
        return complain(
            QStringLiteral("没有说明要打开哪个工作区，请写成 coopmap 工作区.gpkg --pictures 文件夹。"));
    if (const auto opened = window.tryOpen(file, period); !opened)
        return complain(opened.error().text);
    window.show();
    for (const PageEntry& entry : pageList()) {
        window.workbench()->showPage(entry.id);
        if (!settle(*window.workbench()->page()))
            return complain(QStringLiteral("“%1”页一分钟后还没有画完，没有存成图片。").arg(entry.title));
        const QString path = QDir(folder).filePath(QStringLiteral("page-%1.png").arg(entry.id));
        QBuffer drawn;
        drawn.open(QIODevice::WriteOnly);
        window.grab().save(&drawn, "PNG");
        if (const auto saved = writeFile(path, FileKind::png, drawn.data()); !saved)
            return complain(saved.error().text);
        QTextStream(stdout) << path << Qt::endl;
    }
    return 0;
}

} // namespace coop
