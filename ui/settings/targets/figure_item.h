#pragma once
#include <QTableWidgetItem>

namespace coop
{

/// A cell that shows one text (27（改）) and is edited as another (27).
class FigureItem : public QTableWidgetItem
{
public:
    FigureItem(const QString& shown, const QString& written, bool editable);
    QVariant data(int role) const override;

private:
    QString shown;
};

} // namespace coop
