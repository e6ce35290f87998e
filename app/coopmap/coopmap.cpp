// coopmap: the window. Everything that it can do to data, coopctl can do, too.
#include "app/coopmap/application.h"
#include "app/coopmap/first_map.h"
#include "app/coopmap/page_pictures.h"
#include "core/base/period.h"
#include "core/geo/reader/reader_program.h"
#include "core/workflow/care/run_log.h"
#include "ui/look/theme.h"
#include "ui/look/window_room.h"
#include "ui/session/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QScreen>
#include <QSysInfo>
#include <QTextStream>

namespace
{

/// Standard error is for people; Qt's own remarks only on request. The log takes all that went wrong.
void hear(QtMsgType type, const QMessageLogContext& /*where*/, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg || qEnvironmentVariableIsSet("COOPMAP_VERBOSE"))
        fprintf(stderr, "%s\n", message.toUtf8().constData());
    if (type != QtDebugMsg && type != QtInfoMsg)
        coop::runLog::note(message);
}

void beginLog()
{
    using namespace coop;
    const QScreen& screen = *QGuiApplication::primaryScreen();
    runLog::begin(settings::filesFolder() + QStringLiteral("/log"));
    runLog::note(QStringLiteral("开始，版本 %1，Qt %2，%3，屏幕 %4×%5，%6 倍")
                     .arg(Application::applicationVersion(), QString::fromLatin1(qVersion()),
                         QSysInfo::prettyProductName())
                     .arg(screen.size().width())
                     .arg(screen.size().height())
                     .arg(screen.devicePixelRatio()));
}

int refuse(const QString& sentence)
{
    QTextStream(stderr) << sentence << Qt::endl;
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    using namespace coop;
    if (const auto read = serveReader(argc, argv))
        return *read;
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::SimplifiedChineseScript, QLocale::China));
    qInstallMessageHandler(hear);
    Application application(argc, argv);
    settings::keepBeside(Application::applicationDirPath());

    QCommandLineParser line;
    line.setApplicationDescription(QStringLiteral("农服图：打开工作区，查看指标、地图和台账。"));
    line.addHelpOption();
    line.addVersionOption();
    line.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("工作区（.gpkg）；没有时打开上次的"));
    const QCommandLineOption pictures(
        QStringLiteral("pictures"), QStringLiteral("把每一页存成图片后退出"), QStringLiteral("DIR"));
    const QCommandLineOption period(
        QStringLiteral("period"), QStringLiteral("打开时的季度，例如 2024Q4"), QStringLiteral("PERIOD"));
    const QCommandLineOption page(
        QStringLiteral("page"), QStringLiteral("打开时的页面，例如 map"), QStringLiteral("ID"));
    const QCommandLineOption size(
        QStringLiteral("size"), QStringLiteral("窗口大小，例如 1366x768"), QStringLiteral("WxH"));
    QCommandLineOption firstMap(QStringLiteral("first-map")); // for tests/bench
    firstMap.setFlags(QCommandLineOption::HiddenFromHelp);
    line.addOptions({pictures, period, page, size, firstMap});
    line.process(application);

    std::optional<Period> wanted;
    if (line.isSet(period)) {
        const auto parsed = Period::parse(line.value(period));
        if (!parsed)
            return refuse(parsed.error().text);
        if (!parsed->isQuarter())
            return refuse(
                QStringLiteral("“--period %1”不是季度，请写成 2024Q4 这样。").arg(line.value(period)));
        wanted = *parsed;
    }

    theme::apply(application);
    if (!line.isSet(pictures) && !line.isSet(firstMap))
        beginLog(); // before the window, which tells how the last run ended
    MainWindow window;
    if (line.isSet(size) || line.isSet(pictures)) {
        const QStringList parts = line.isSet(size)
            ? line.value(size).toLower().split(u'x')
            : QStringList{QStringLiteral("1366"), QStringLiteral("768")};
        if (parts.size() != 2 || parts[0].toInt() < 640 || parts[1].toInt() < 480)
            return refuse(
                QStringLiteral("“--size %1”不是窗口大小，请写成 1366x768 这样。").arg(line.value(size)));
        window.setWindowState(Qt::WindowNoState);
        window.resize(parts[0].toInt(), parts[1].toInt());
    }
    const QStringList recent = settings::recentFiles();
    const QString file = !line.positionalArguments().isEmpty() ? line.positionalArguments().first()
        : recent.isEmpty()                                     ? QString()
                                                               : recent.first();
    if (line.isSet(firstMap))
        return showFirstMap(window, file);
    if (line.isSet(pictures))
        return savePagePictures(window, file, wanted, line.value(pictures));

    const QString whole = file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
    QDir::setCurrent(settings::documentsFolder()); // where dialogs begin, instead of the program's own folder
    // A small screen is the window's from the start; later it opens as it was left.
    const QSize room = roomFor(window);
    constexpr QSize usual(1366, 768);
    if (settings::windowGeometry().isEmpty() && !line.isSet(size) && room.boundedTo(usual) != usual)
        window.setWindowState(Qt::WindowMaximized);
    window.show();
    if (!whole.isEmpty() && window.openFile(whole, wanted) && line.isSet(page))
        window.workbench()->showPage(line.value(page));
    const int ended = Application::exec();
    runLog::end();
    return ended;
}
