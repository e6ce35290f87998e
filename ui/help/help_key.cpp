#include "ui/help/help_key.h"

#include "ui/help/help_window.h"

#include <QApplication>
#include <QHash>
#include <QKeyEvent>
#include <QVariant>

namespace coop
{

namespace
{
constexpr const char* chapterProperty = "helpChapter";

/// Dialogs that are opened from several pages and have a chapter of their own; all others are told of in the
/// chapter of the page that opens them.
QString ownChapter(const QString& name)
{
    static const QHash<QString, QString> chapters{
        {QStringLiteral("welcome"), QStringLiteral("第一天")},
        {QStringLiteral("newWorkspaceDialog"), QStringLiteral("第一天")},
        {QStringLiteral("signInDialog"), QStringLiteral("第一天")},
        {QStringLiteral("openIssued"), QStringLiteral("数据交换")},
        {QStringLiteral("importWizard"), QStringLiteral("导入")},
        {QStringLiteral("historyWindow"), QStringLiteral("历史")},
        {QStringLiteral("printDialog"), QStringLiteral("制图")},
        {QStringLiteral("checkUpDialog"), QStringLiteral("备份与恢复")},
        {QStringLiteral("restoreDialog"), QStringLiteral("备份与恢复")},
        {QStringLiteral("salvageDialog"), QStringLiteral("备份与恢复")},
        {QStringLiteral("problemReport"), QStringLiteral("备份与恢复")},
    };
    return chapters.value(name);
}

QString said(const QWidget& part)
{
    const QString chapter = part.property(chapterProperty).toString();
    return chapter.isEmpty() ? ownChapter(part.objectName()) : chapter;
}

class HelpKey : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress || !watched->isWidgetType()
            || static_cast<QKeyEvent*>(event)->key() != Qt::Key_F1)
            return false;
        auto* part = static_cast<QWidget*>(watched);
        HelpWindow::showBeside(part, helpChapterOf(part));
        return true;
    }
};
} // namespace

void answerHelpKey(QApplication& application)
{
    const QString name = QStringLiteral("helpKey");
    if (application.findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* key = new HelpKey(&application);
    key->setObjectName(name);
    application.installEventFilter(key);
}

void setHelpChapter(QWidget& part, const QString& chapter)
{
    part.setProperty(chapterProperty, chapter);
}

QString helpChapterOf(const QWidget* widget)
{
    const QWidget* outermost = widget;
    for (const QWidget* part = widget; part; part = part->parentWidget()) {
        if (QString chapter = said(*part); !chapter.isEmpty())
            return chapter;
        outermost = part;
    }
    if (outermost)
        for (const QWidget* part : outermost->findChildren<QWidget*>())
            if (QString chapter = said(*part); !chapter.isEmpty() && part->isVisible())
                return chapter;
    return {};
}

} // namespace coop
