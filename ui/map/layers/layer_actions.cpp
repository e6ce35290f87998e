#include "ui/map/layers/layer_actions.h"

#include "core/store/unit_of_work.h"
#include "ui/map/layers/add_layer_dialog.h"
#include "ui/map/layers/layer_list.h"
#include "ui/map/layers/layer_style_dialog.h"
#include "ui/session/session.h"
#include "ui/widgets/message.h"
#include "ui/widgets/window_words.h"

namespace coop
{

LayerActions::LayerActions(Session& shared, QWidget* parent)
    : QObject(parent)
    , session(shared)
    , page(parent)
    , view(new LayerList)
{
    view->setWritable(session.mayWrite());
    connect(&session, &Session::personChanged, this, [this] { view->setWritable(session.mayWrite()); });
    connect(view, &LayerList::addWanted, this, [this] { add(false); });
    connect(view, &LayerList::boundariesWanted, this, [this] { add(true); });
    connect(view, &LayerList::changed, this, &LayerActions::change);
    connect(view, &LayerList::styleWanted, this, &LayerActions::restyle);
    connect(view, &LayerList::zoomWanted, this, &LayerActions::zoomTo);
    connect(view, &LayerList::removeWanted, this, &LayerActions::remove);
}

void LayerActions::setData(const MapData& data)
{
    document = data.document;
    QHash<RowId, QString> problems, doubts;
    for (const ReferenceLayer& layer : document.content().references)
        if (!layer.problem.isEmpty())
            (layer.geometry || layer.raster ? doubts : problems)
                .insert(layer.id, inWindowWords(layer.problem));
    view->setLayers(data.layers, problems, doubts);
}

void LayerActions::add(bool boundaries)
{
    if (!session.mayWrite())
        return Q_EMIT session.message(session.writeRefusal());
    AddLayerDialog dialog(session, document, boundaries, page);
    if (dialog.exec() == QDialog::Accepted)
        session.noteSaved(dialog.report());
}

void LayerActions::change(const QList<MapLayer>& layers, const QString& what)
{
    if (const auto done = changeMapLayers(session.workspace(), session.author(Door::form, what), layers);
        !done) {
        showError(page, what, done.error());
        return Q_EMIT session.dataChanged();
    }
    session.noteSaved(what);
}

void LayerActions::restyle(const MapLayer& layer)
{
    LayerStyleDialog dialog(layer, page);
    if (dialog.exec() == QDialog::Accepted)
        change({dialog.layer()}, QStringLiteral("修改图层样式：%1").arg(dialog.layer().name));
}

void LayerActions::zoomTo(RowId id)
{
    for (const ReferenceLayer& layer : document.content().references)
        if (layer.id == id)
            Q_EMIT zoomWanted(layer.raster ? layer.raster->bounds(document.content().projection)
                    : layer.geometry       ? layer.geometry->bounds
                                           : Bounds());
}

void LayerActions::remove(const MapLayer& layer)
{
    const QString what = QStringLiteral("移除图层：%1").arg(layer.name);
    if (const auto done = removeMapLayer(session.workspace(), session.author(Door::form, what), layer.name);
        !done)
        return showError(page, what, done.error());
    session.noteSaved(QStringLiteral("已移除图层“%1”").arg(layer.name));
}

} // namespace coop
