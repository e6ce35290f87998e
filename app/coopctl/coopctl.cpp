// coopctl: everything that a window can do to data and files, by command line (docs/architecture.md, idea 5).
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

/// On Windows Qt asks the system for them: argv has only the letters of its code page.
QStringList argumentsOf(int& argc, char** argv)
{
    const QCoreApplication reading(argc, argv);
    return QCoreApplication::arguments();
}

/// Only drawing needs fonts, a paint engine and (for charts) widgets; everything else starts faster without.
/// `argc`: 1, so that Qt takes no option of ours (--style, --title) for its own.
std::unique_ptr<QCoreApplication> makeApplication(bool draws, int& argc, char** argv)
{
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
#ifndef Q_OS_WIN // whose own platform draws without a window; "offscreen" finds no fonts there
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    return std::make_unique<QApplication>(argc, argv);
}
} // namespace

int main(int argc, char** argv)
{
    if (const auto read = coop::serveReader(argc, argv))
        return *read;
    qInstallMessageHandler(quietQt);
    QHashSeed::setDeterministicGlobalSeed(); // two runs give the same bytes
    coop::printUtf8();
    const QStringList arguments = argumentsOf(argc, argv);
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
    coop::addHelpCommand(line);
    coop::addHistoryCommand(line);
    coop::addSalvageCommand(line);
    coop::addCheckCommand(line);
    coop::addUndoCommands(line);
    coop::addPeopleCommands(line);
    coop::addBackupCommands(line);
    coop::addAttachmentCommands(line);
    coop::addDuplicatesCommand(line);
    coop::addPackageCommands(line);
    if (const auto done = line.parse(arguments))
        return *done;
    int name = 1; // all that is left of argv
    const auto application = makeApplication(line.draws(), name, argv);
    try {
        return line.run();
    } catch (const std::exception& defect) {
        qCritical("defect: %s", defect.what()); // shown with COOPCTL_VERBOSE
        fprintf(stderr,
            "程序内部出错，数据没有改动。请先设环境变量 COOPCTL_VERBOSE=1 "
            "再做一次，把显示的内容连同所用的命令告诉开发者。\n");
        return 1;
    }
}
