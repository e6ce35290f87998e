#include "ui/shell/package_opening.h"

#include "core/exchange/package/package_file.h"
#include "ui/exchange/issue/open_issued_dialog.h"
#include "ui/session/settings.h"
#include "ui/session/waiting.h"
#include "ui/shell/workbench.h"
#include "ui/widgets/message.h"

#include <QFile>

namespace coop
{

namespace
{
const QByteArray magic = QByteArrayLiteral("COOPMAP PACKAGE\n"); // docs/package-format.md

QString makeOffice(const QString& path, QWidget* window)
{
    OpenIssuedDialog dialog(path, settings::person(), window);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    settings::setPerson(dialog.person(), dialog.workspacePath());
    return dialog.workspacePath();
}

/// Where a package that is not for this window belongs.
Error elsewhere(PackageKind kind, bool anyOpen)
{
    if (kind == PackageKind::submit)
        return {ErrorKind::refused,
            anyOpen
                ? QStringLiteral("这是乡镇上报的数据包，要在区级的工作区里合并；现在打开的是乡镇的工作区。")
                : QStringLiteral("这是乡镇上报的数据包。请先打开区级的工作区，再到“数据交换”合并。")};
    return {ErrorKind::refused,
        anyOpen ? QStringLiteral("这是给乡镇的回执，要在那个乡镇的工作区里打开；现在打开的是区级的工作区。")
                : QStringLiteral("这是给乡镇的回执。请先打开本农合联的工作区，再到“数据交换”打开回执。")};
}
} // namespace

bool isPackage(const QString& path)
{
    if (path.endsWith(QStringLiteral(".nfb"), Qt::CaseInsensitive))
        return true;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(magic.size()) == magic;
}

QString takeUpPackage(const QString& path, Workbench* bench, QWidget* window)
{
    if (path.isEmpty())
        return makeOffice({}, window);
    const auto package
        = waitFor(*window, QStringLiteral("正在读取数据包…"), [path] { return readPackage(path); });
    if (!package) {
        showError(window, QStringLiteral("打开数据包"), package.error());
        return {};
    }
    const PackageKind kind = package->header.kind;
    if (kind == PackageKind::issue)
        return makeOffice(path, window);
    if (!bench || bench->isTownship() != (kind == PackageKind::receipt)) {
        showError(window, QStringLiteral("打开数据包"), elsewhere(kind, bench != nullptr));
        return {};
    }
    bench->goTo(PackagePlace{path});
    return {};
}

} // namespace coop
