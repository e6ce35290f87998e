#pragma once
#include "core/map/sheet/sheet.h"

#include <QListWidget>

namespace coop
{

class Jobs;

/// The forms that a sheet can take, each as a small picture of the sheet itself.
class PageTemplates : public QListWidget
{
    Q_OBJECT
public:
    PageTemplates(Jobs& jobs, QWidget* parent = nullptr);

    QString page() const; ///< A3-landscape
    void setPage(const QString& page);
    void showSheet(const Sheet& sheet);
    bool busy() const { return drawing > 0; }

Q_SIGNALS:
    void pageChosen(const QString& page);

private:
    Jobs& jobs;
    int drawing = 0;
};

/// A3-landscape and A3 横向, in the order in which they are offered.
const QList<std::pair<QString, QString>>& sheetPages();

} // namespace coop
