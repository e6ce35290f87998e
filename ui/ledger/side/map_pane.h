#pragma once
#include "core/base/row_id.h"
#include "core/map/map_document.h"
#include "ui/session/loader.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace coop
{

class MapCanvas;
struct MapHit;
struct RegistrySpec;

/// The places of one ledger's rows on the map, the selected one ringed; a click selects another. A place for
/// the form can be picked.
class MapPane : public QWidget
{
    Q_OBJECT
public:
    explicit MapPane(Session& session, QWidget* parent = nullptr);

    void showRow(const RegistrySpec& spec, RowId row);

Q_SIGNALS:
    void rowPicked(const QString& registry, coop::RowId row);
    void placePicked(double lon, double lat); ///< degrees of CGCS2000

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void load();
    void take(const MapDocument& document);
    void mark();
    void takeClick(const MapHit& hit, QPointF at);
    void sayState();

    Session& session;
    const RegistrySpec* spec = nullptr;
    RowId row = 0;
    qint64 version = -1; ///< of the data that is shown
    const RegistrySpec* shown = nullptr; ///< whose points are shown
    MapDocument geometry; ///< without points
    Loader reading;
    bool picking() const;
    QString problem;
    MapCanvas* canvas;
    QLabel* state;
    QPushButton* pick;
};

} // namespace coop
