// coopctl: everything that a window can do to data and files, by command line (DESIGN.md, idea 5).
#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "app/coopctl/terminal.h"
#include "core/geo/reader/reader_program.h"

#include <QApplication>
#include <QHashSeed>
#include <algorithm>
#include <memory>

namespace
{
/// Standard error belongs to the sentences for people; Qt's own remarks are shown only when asked for.
void quietQt(QtMsgType, const QMessageLogContext&, const QString& message)
{
    if (qEnvironmentVariableIsSet("COOPCTL_VERBOSE"))
        fprintf(stderr, "%s\n", message.toUtf8().constData());
}

/// Only drawing needs fonts and a paint engine; everything else starts faster without.
bool draws(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i)
        if (qstrcmp(argv[i], "map") == 0 || qstrcmp(argv[i], "report") == 0 || qstrcmp(argv[i], "sheet") == 0)
            return true;
    return false;
}

/// The report's charts are widgets that nobody sees.
bool hasCharts(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i)
        if (qstrcmp(argv[i], "report") == 0)
            return true;
    return false;
}

/// What opens a package is not left in the list of processes, where everybody on the computer reads it.
void hideCode(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        char* value = qstrncmp(argv[i], "--code=", 7) == 0 ? argv[i] + 7
            : i > 1 && qstrcmp(argv[i - 1], "--code") == 0 ? argv[i]
                                                           : nullptr;
        if (value)
            std::fill(value, value + qstrlen(value), '*');
    }
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    if (!draws(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
#ifndef Q_OS_WIN // whose own platform draws without a window; "offscreen" finds no fonts there
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    if (hasCharts(argc, argv))
        return std::make_unique<QApplication>(argc, argv);
    return std::make_unique<QGuiApplication>(argc, argv);
}
} // namespace

int main(int argc, char** argv)
{
    if (const auto read = coop::serveReader(argc, argv))
        return *read;
    qInstallMessageHandler(quietQt);
    QHashSeed::setDeterministicGlobalSeed(); // two runs give the same bytes
    coop::printUtf8();
    const auto application = makeApplication(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    hideCode(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("coopctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COOP_VERSION));

    coop::CommandLine line;
    coop::addNewCommand(line);
    coop::addInfoCommand(line);
    coop::addImportCommand(line);
    coop::addExportCommand(line);
    coop::addListCommand(line);
    coop::addEditCommands(line);
    coop::addLayerCommands(line);
    coop::addIndicatorsCommand(line);
    coop::addTargetCommands(line);
    coop::addDecideCommand(line);
    coop::addFilingCommands(line);
    coop::addCloseCommand(line);
    coop::addTasksCommand(line);
    coop::addTaskCommands(line);
    coop::addMapCommand(line);
    coop::addReportCommand(line);
    coop::addHistoryCommand(line);
    coop::addSalvageCommand(line);
    coop::addCheckCommand(line);
    coop::addUndoCommands(line);
    coop::addPeopleCommands(line);
    coop::addBackupCommands(line);
    coop::addAttachmentCommands(line);
    coop::addDuplicatesCommand(line);
    coop::addPackageCommands(line);
    try {
        return line.run(arguments);
    } catch (const std::exception& defect) {
        qCritical("defect: %s", defect.what()); // shown with COOPCTL_VERBOSE
        fprintf(stderr,
            "程序内部出错，数据没有改动。请先设环境变量 COOPCTL_VERBOSE=1 "
            "再做一次，把显示的内容连同所用的命令告诉开发者。\n");
        return 1;
    }
}
