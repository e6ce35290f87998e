#include "core/base/files/file_name.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

namespace coop
{

namespace
{
bool isForbidden(QChar c)
{
    return c < QChar(u' ') || QStringView(u"\\/:*?\"<>|").contains(c);
}

/// With whatever ending: NUL.csv is the device, too.
bool isDevice(const QString& fileName)
{
    static const QRegularExpression device(
        QStringLiteral("^(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])\\s*(\\.|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return device.match(fileName).hasMatch();
}

bool endsBadly(const QString& fileName)
{
    return fileName.endsWith(u'.') || fileName.endsWith(u' ');
}
} // namespace

QString asFileName(const QString& title, const QString& instead)
{
    QString name;
    for (const QChar c : title)
        name += isForbidden(c) ? instead : QString(c);
    while (endsBadly(name))
        name.chop(1);
    return isDevice(name) ? u'_' + name : name;
}

QString windowsRefuses(const QString& fileName)
{
    if (const auto bad = std::find_if(fileName.begin(), fileName.end(), isForbidden); bad != fileName.end())
        return QStringLiteral("文件名里不能有 %1")
            .arg(bad->isPrint() ? QString(*bad) : QStringLiteral("看不见的控制字符"));
    if (isDevice(fileName))
        return QStringLiteral("这个名字是 Windows 的设备名");
    return endsBadly(fileName) ? QStringLiteral("文件名不能以点或空格结尾") : QString();
}

Result<> nameIsGood(const QString& path)
{
#ifdef Q_OS_WIN
    if (const QString why = windowsRefuses(QFileInfo(path).fileName()); !why.isEmpty())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("不能写入“%1”：%2，请换一个文件名").arg(QDir::toNativeSeparators(path), why));
#else
    Q_UNUSED(path)
#endif
    return {};
}

} // namespace coop
