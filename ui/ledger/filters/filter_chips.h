#pragma once
#include "ui/ledger/rows/top_bar_choice.h"

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace coop
{

class RecordTableModel;
class TurningRow;

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
    void replaceRow(const QList<QWidget*>& chosen, const QList<QWidget*>& filtered);
    QWidget* figureChip(const QString& title);
    QWidget* choiceChip(const TopBarChoice& choice);
    QWidget* restLink();
    QWidget* filterChip(const QString& field, const QString& text);

    RecordTableModel& model;
    QVBoxLayout* column;
    TurningRow* row = nullptr; ///< what was chosen elsewhere, and the filters beside it or below
};

} // namespace coop
