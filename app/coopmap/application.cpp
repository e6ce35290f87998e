#include "app/coopmap/application.h"

#include "core/workflow/care/run_log.h"
#include "ui/widgets/message.h"

#include <exception>

namespace coop
{

Application::Application(int& argc, char** argv)
    : QApplication(argc, argv)
{
    setApplicationName(QStringLiteral("coopmap"));
    setApplicationVersion(QStringLiteral(COOP_VERSION));
    setOrganizationName(QStringLiteral("CoopMap"));
    setApplicationDisplayName(QStringLiteral("农服图"));
    setDesktopFileName(QStringLiteral("coopmap"));
}

bool Application::notify(QObject* receiver, QEvent* event)
{
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::exception& defect) {
        qCritical("defect: %s", defect.what()); // main brings it into the log, too
        showError(activeWindow(), QStringLiteral("程序出错"),
            {ErrorKind::refused,
                QStringLiteral("程序遇到了意外错误，刚才的操作没有完成，已保存的数据不受影响。"
                               "请记下刚才做了什么，告诉维护人员")});
    }
    return false;
}

} // namespace coop
