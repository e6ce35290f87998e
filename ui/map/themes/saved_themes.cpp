#include "ui/map/themes/saved_themes.h"

#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/map/themes/theme_panel.h"
#include "ui/map/themes/theme_settings.h"
#include "ui/session/session.h"
#include "ui/widgets/message.h"

#include <QInputDialog>
#include <QPointer>

namespace coop
{

namespace
{
QString askName(QWidget* parent, const QString& title, const QString& action, const QString& before)
{
    QInputDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("themeName"));
    dialog.setWindowTitle(title);
    dialog.setLabelText(QStringLiteral("名称"));
    dialog.setTextValue(before);
    dialog.setOkButtonText(action);
    dialog.setCancelButtonText(QStringLiteral("取消"));
    return dialog.exec() == QDialog::Accepted ? dialog.textValue().trimmed() : QString();
}
} // namespace

SavedThemes::SavedThemes(Session& shared, ThemePanel* themes, QWidget* parent)
    : QObject(parent)
    , session(shared)
    , panel(themes)
    , page(parent)
{
    connect(panel, &ThemePanel::settingsWanted, this, &SavedThemes::openSettings);
    connect(panel, &ThemePanel::saveWanted, this, &SavedThemes::save);
    connect(panel, &ThemePanel::renameWanted, this, &SavedThemes::rename);
    connect(panel, &ThemePanel::removeWanted, this, &SavedThemes::remove);
}

void SavedThemes::openSettings()
{
    const ThemeChoice before = panel->choice();
    const Indicator* indicator = session.workspace().plan().indicator(panel->indicator());
    ThemeSettings dialog(before, indicator ? indicator->unit : QString(), indicator != nullptr, page);
    connect(&dialog, &ThemeSettings::changed, panel, [this, &dialog] { panel->setChoice(dialog.choice()); });
    if (dialog.exec() != QDialog::Accepted)
        panel->setChoice(before);
}

bool SavedThemes::mayWrite()
{
    if (!session.mayWrite())
        Q_EMIT session.message(session.writeRefusal());
    return session.mayWrite();
}

void SavedThemes::tell(const Result<>& done, const QString& tried, const QString& said)
{
    if (!done)
        return showError(page, tried, done.error());
    session.noteSaved(said);
}

void SavedThemes::save()
{
    if (!mayWrite())
        return;
    const QString title = QStringLiteral("保存专题");
    const QString name = askName(page, title, title, panel->currentTitle());
    if (name.isEmpty())
        return;
    tell(saveTheme(session.workspace(), session.author(Door::form, QStringLiteral("保存专题：%1").arg(name)),
             name, panel->themeJson()),
        title, QStringLiteral("已保存专题“%1”").arg(name));
}

void SavedThemes::rename(const QString& name)
{
    if (!mayWrite())
        return;
    const QString to = askName(page, QStringLiteral("重命名专题"), QStringLiteral("改名"), name);
    if (to.isEmpty() || to == name)
        return;
    const QString what = QStringLiteral("专题改名：%1").arg(to);
    tell(renameTheme(session.workspace(), session.author(Door::form, what), name, to), what, what);
}

void SavedThemes::remove(const QString& name)
{
    if (!mayWrite())
        return;
    const QString what = QStringLiteral("删除专题：%1").arg(name);
    tell(removeTheme(session.workspace(), session.author(Door::form, what), name), what,
        QStringLiteral("已删除专题“%1”").arg(name));
}

} // namespace coop
