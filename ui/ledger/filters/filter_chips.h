#pragma once
#include "ui/ledger/grid/top_bar_choice.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace coop
{

class RecordTableModel;

/// Above the grid: the figure whose rows are shown, or what the top bar chose, and the active filters, each
/// with a × that takes it away. A choice that was taken off can be put back in its place.
class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(RecordTableModel& model, QWidget* parent = nullptr);

    /// Looks at the model's filters again.
    void renew();

Q_SIGNALS:
    void choiceMade(coop::TopBarChoice::Of of, bool holds);

private:
    void clear();
    void addFigureChip(const QString& title);
    void addChoice(const TopBarChoice& choice);
    void addRest();
    void addChip(const QString& field, const QString& text);

    RecordTableModel& model;
    QHBoxLayout* row;
};

} // namespace coop
