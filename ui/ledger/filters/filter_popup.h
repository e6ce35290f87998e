#pragma once
#include "ui/ledger/rows/column_filter.h"
#include "ui/widgets/popup.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QVBoxLayout;

namespace coop
{

class FilterValues;
class RecordGrid;
struct FieldSpec;

/// Below a heading: sort up and down, and which values of the column are shown: a list with check boxes, or
/// for numbers and dates from–to. Enter filters, Esc leaves everything as it was.
class FilterPopup : public Popup
{
    Q_OBJECT
public:
    FilterPopup(RecordGrid& grid, int column);
    /// Opens it below its heading.
    void openBelowHeading();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addOrder(QVBoxLayout& layout);
    void addValues(QVBoxLayout& layout);
    void addRange(QVBoxLayout& layout);
    void addButtons(QVBoxLayout& layout);
    void noteState();
    void apply();
    void applyOnly(ColumnFilter::Kind kind);
    bool readEnd(QLineEdit& line, QString& end);

    RecordGrid& grid;
    const int column;
    const FieldSpec& field;
    FilterValues* values = nullptr;
    QLineEdit* search = nullptr;
    QListView* list = nullptr;
    QCheckBox* all = nullptr;
    QLabel* note = nullptr;
    QLineEdit* from = nullptr;
    QLineEdit* to = nullptr;
};

} // namespace coop
