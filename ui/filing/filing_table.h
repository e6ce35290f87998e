#pragma once
#include "core/domain/record.h"

#include <QWidget>
#include <functional>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace coop
{

class EmptyNote;
class GridEdits;
class GridPane;
class RecordTableModel;
struct RegistrySpec;
class Session;

/// One table of a filing: the ledger's rows of this federation and quarter in the ledger's own grid, edited
/// in place, pasted into and filled as there.
class FilingTable : public QWidget
{
    Q_OBJECT
public:
    /// `mayEdit`: whether the filing takes changes now; says why not.
    FilingTable(Session& session, const RegistrySpec& spec, std::function<bool()> mayEdit);

    /// `newRow`: what the empty row begins with; none where no row may be added.
    void setRows(const QList<Record>& rows, const std::optional<Record>& newRow);
    void select(RowId row);
    const RegistrySpec& registry() const { return spec; }
    bool settle(); ///< whether what is being typed could be written
    bool mayBeLeft(); ///< the same before the window closes: asks whether it is given up

Q_SIGNALS:
    /// Rows were changed here and are shown as they are now.
    void written(const QString& done);
    void addRequested();

private:
    Session& session;
    const RegistrySpec& spec;
    RecordTableModel* model;
    GridPane* pane;
    EmptyNote* empty;
    QStackedWidget* stack;
    GridEdits* edits;
    bool restored = false;
};

} // namespace coop
