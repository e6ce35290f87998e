#pragma once
#include <QWidget>

class QHBoxLayout;

namespace coop
{

class RecordTableModel;

/// The figure whose rows are shown and the active filters above the grid, each with a × that takes it away.
class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(RecordTableModel& model, QWidget* parent = nullptr);

    /// Looks at the model's filters again.
    void renew();

private:
    void addFigureChip(const QString& title);
    void addChip(const QString& field, const QString& text);

    RecordTableModel& model;
    QHBoxLayout* row;
};

} // namespace coop
