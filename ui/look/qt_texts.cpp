#include "ui/look/qt_texts.h"

#include <QApplication>
#include <QHash>
#include <QLibraryInfo>
#include <QTranslator>
#include <memory>

namespace coop
{

namespace
{
/// What qtbase_zh_CN of Qt 6.4 does not have, or says in words that nobody uses in an office.
class MoreTexts : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(
        const char* context, const char* source, const char* /*comment*/, int /*n*/) const override
    {
        static const QHash<QString, QString> texts{
            {QStringLiteral("QAbstractFileIconProvider/Drive"), QStringLiteral("磁盘")},
            {QStringLiteral("QAbstractFileIconProvider/File Folder"), QStringLiteral("文件夹")},
            {QStringLiteral("QAbstractFileIconProvider/Folder"), QStringLiteral("文件夹")},
            {QStringLiteral("QAbstractFileIconProvider/Shortcut"), QStringLiteral("快捷方式")},
            {QStringLiteral("QAbstractFileIconProvider/Alias"), QStringLiteral("替身")},
            {QStringLiteral("QAbstractFileIconProvider/File"), QStringLiteral("文件")},
            {QStringLiteral("QAbstractFileIconProvider/%1 File"), QStringLiteral("%1 文件")},
            {QStringLiteral("QAbstractFileIconProvider/Unknown"), QStringLiteral("未知")},
            {QStringLiteral("QFileSystemModel/Size"), QStringLiteral("大小")},
        };
        return texts.value(QLatin1String(context) + u'/' + QLatin1String(source));
    }
};
} // namespace

void loadQtTexts(QApplication& application)
{
    auto translator = std::make_unique<QTranslator>();
    const QString beside = QApplication::applicationDirPath() + QStringLiteral("/translations");
    for (const QString& folder : {QLibraryInfo::path(QLibraryInfo::TranslationsPath), beside})
        if (translator->load(QStringLiteral("qtbase_zh_CN"), folder)) {
            translator->setParent(&application);
            QApplication::installTranslator(translator.release());
            QApplication::installTranslator(new MoreTexts(&application));
            return;
        }
    qWarning("Qt's own texts in Chinese (qtbase_zh_CN.qm) are not installed");
}

} // namespace coop
