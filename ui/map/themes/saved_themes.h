#pragma once
#include "core/store/kept/theme_table.h"

#include <QObject>

namespace coop
{

class Session;
class ThemePanel;

/// Themes saved by name: saving what is shown, renaming, removing; and the dialog of a theme's settings.
class SavedThemes : public QObject
{
    Q_OBJECT
public:
    SavedThemes(Session& session, ThemePanel* panel, QWidget* page);

private:
    void openSettings();
    void save();
    void rename(const QString& name);
    void remove(const QString& name);
    bool mayWrite();
    void tell(const Result<>& done, const QString& tried, const QString& said);

    Session& session;
    ThemePanel* panel;
    QWidget* page;
};

} // namespace coop
