#pragma once
#include "core/base/row_id.h"
#include "core/geo/shapes/geometry.h"

#include <QFrame>
#include <QList>

class QHBoxLayout;
class QLabel;

namespace coop
{

class MapDocument;
class Workspace;

/// The ledger rows whose points lie in a box of the map, as a bar over it: how many of which ledger, and a
/// button for each that asks for them in the ledger.
class BoxSelection : public QFrame
{
    Q_OBJECT
public:
    explicit BoxSelection(QWidget* parent);
    /// Only what `map` shows is counted. An empty box takes the bar away.
    void choose(const Workspace& workspace, const MapDocument& map, const Bounds& box);

Q_SIGNALS:
    void rowsWanted(const QString& registry, const QList<coop::RowId>& rows, const QString& title);
    void closed();

private:
    QHBoxLayout* row;
    QLabel* text;
    QList<QWidget*> buttons;
};

} // namespace coop
