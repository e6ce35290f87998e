#pragma once
#include "core/store/kept/theme_table.h"
#include "core/workflow/printing/sheet_design.h"
#include "ui/session/loader.h"

#include <QListWidget>

namespace coop
{

/// What can be printed, each with a small picture of itself, and below it the office's own templates (★).
class SheetTemplates : public QListWidget
{
    Q_OBJECT
public:
    SheetTemplates(Session& session, QWidget* parent = nullptr);

    SheetKind kind() const;
    void setOwn(const QList<SavedTheme>& templates);
    /// The pictures, drawn anew on a worker.
    void showPeriod(const Period& period, const QString& indicator, const QString& page);
    bool busy() const { return drawing.busy(); }

Q_SIGNALS:
    void kindChosen(coop::SheetKind kind);
    void designChosen(const coop::SheetDesign& design);
    void removeWanted(const QString& name);

private:
    void openMenu(const QPoint& at);

    Session& session;
    Loader drawing;
};

/// A3-landscape and A3 横向, in the order in which they are offered.
const QList<std::pair<QString, QString>>& sheetPages();

} // namespace coop
