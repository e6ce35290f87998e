#include "ui/map/map_actions.h"

#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/box_selection.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/map/canvas/map_controls.h"
#include "ui/map/canvas/measure_tool.h"
#include "ui/map/canvas/place_tool.h"
#include "ui/map/canvas/select_tool.h"
#include "ui/map/place_finder.h"
#include "ui/map/quarter_player.h"
#include "ui/session/session.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <cmath>

namespace coop
{

namespace
{
QString degrees(LonLat p)
{
    return QStringLiteral("%1,%2").arg(p.lon, 0, 'f', 6).arg(p.lat, 0, 'f', 6);
}
} // namespace

MapActions::MapActions(Session& shared, MapCanvas* map, QWidget* parent)
    : QObject(parent)
    , session(shared)
    , canvas(map)
    , page(parent)
    , controls(new MapControls(map))
    , finder(new PlaceFinder(map))
    , player(new QuarterPlayer(shared, map))
    , tip(new QLabel(map))
    , length(new MeasureTool(MeasureTool::What::length, this))
    , area(new MeasureTool(MeasureTool::What::area, this))
    , placer(new PlaceTool(this))
    , selecting(new SelectTool(this))
    , selection(new BoxSelection(map))
    , moving(new QFrame(map))
    , places(new QPushButton(map))
{
    places->setObjectName(QStringLiteral("placesToCheck"));
    places->hide();
    connect(places, &QPushButton::clicked, this, &MapActions::openPlaces);
    controls->addTool(QStringLiteral("measure-line"), QStringLiteral("量距离"), length);
    controls->addTool(QStringLiteral("measure-area"), QStringLiteral("量面积"), area);
    controls->addTool(QStringLiteral("select-box"), QStringLiteral("框选"), selecting);
    controls->addAction(QStringLiteral("full-screen"), QStringLiteral("全屏"), QStringLiteral("F11"),
        &MapControls::fullScreenWanted);
    connect(controls, &MapControls::fullScreenWanted, this, &MapActions::fullScreenWanted);
    for (MapTool* tool :
        {static_cast<MapTool*>(length), static_cast<MapTool*>(area), static_cast<MapTool*>(selecting)})
        connect(tool, &MapTool::hint, &session, &Session::message);
    tip->setObjectName(QStringLiteral("mapTip"));
    tip->setAttribute(Qt::WA_TransparentForMouseEvents);
    tip->setStyleSheet(
        QStringLiteral("background: white; border: 1px solid %1; border-radius: 4px; padding: 3px 6px;")
            .arg(theme::line.name()));
    tip->hide();
    buildMoving();
    buildSelecting();

    connect(canvas, &MapCanvas::hovered, this, [this] { showTip(canvas->mapFromGlobal(QCursor::pos())); });
    connect(canvas, &MapCanvas::left, tip, &QWidget::hide);
    connect(canvas, &MapCanvas::viewChanged, tip, &QWidget::hide);
    connect(canvas, &MapCanvas::contextWanted, this, &MapActions::openMenu);
    connect(canvas, &MapCanvas::toolChanged, this, [this] {
        if (canvas->tool() != placer)
            moving->hide();
        if (canvas->tool() != selecting)
            selection->hide();
    });
    connect(finder, &PlaceFinder::chosen, this, [this](const MapHit& hit, const Bounds& bounds) {
        canvas->showBounds(bounds);
        Q_EMIT cardWanted(hit, canvas->view().toUnits(bounds.centre()));
    });
    connect(new QShortcut(QKeySequence::Find, page), &QShortcut::activated, this, &MapActions::openFinder);
}

void MapActions::buildMoving()
{
    moving->setObjectName(QStringLiteral("movingBar"));
    moving->setProperty("role", QStringLiteral("card"));
    moving->setAttribute(Qt::WA_StyledBackground);
    movingText = new QLabel;
    movingSave = namedButton(QStringLiteral("savePlace"), QStringLiteral("保存位置"));
    movingSave->setProperty("role", QStringLiteral("primary"));
    auto* leave = namedButton(QStringLiteral("leavePlace"), QStringLiteral("不移动"));
    auto* row = new QHBoxLayout(moving);
    row->setContentsMargins(theme::gap, theme::grid, theme::gap, theme::grid);
    row->addWidget(movingText);
    row->addWidget(movingSave);
    row->addWidget(leave);
    moving->hide();
    connect(movingSave, &QPushButton::clicked, this, &MapActions::savePlace);
    connect(leave, &QPushButton::clicked, this, &MapActions::endMoving);
    connect(placer, &PlaceTool::chosen, this, [this](MapPoint at) {
        newPlace = canvas->document().content().projection.toLonLat(at);
        movingText->setText(QStringLiteral("把“%1”移到 %2°E %3°N？")
                                .arg(movedName)
                                .arg(newPlace.lon, 0, 'f', 5)
                                .arg(newPlace.lat, 0, 'f', 5));
        movingSave->setEnabled(true);
        place();
    });
}

void MapActions::buildSelecting()
{
    connect(selecting, &SelectTool::chosen, this, [this](const Bounds& box) {
        selectedBox = box;
        selection->choose(session.workspace(), canvas->document(), box);
        place();
    });
    connect(selection, &BoxSelection::closed, this, [this] { canvas->setTool(nullptr); });
    connect(selection, &BoxSelection::rowsWanted, this, &MapActions::rowsWanted);
}

void MapActions::setData(const MapData& read)
{
    data = read;
    if (!selection->isHidden()) // another quarter has other points in the box
        selection->choose(session.workspace(), data.document, selectedBox);
    finder->setDocument(data.document);
    length->setProjection(data.document.content().projection);
    area->setProjection(data.document.content().projection);
    QStringList parts;
    if (!data.places.outside.isEmpty())
        parts += QStringLiteral("%1 个点不在所属镇街").arg(data.places.outside.size());
    if (!data.places.without.isEmpty())
        parts += QStringLiteral("%1 个没有位置").arg(data.places.without.size());
    places->setText(parts.join(QStringLiteral("，")));
    places->setAccessibleName(places->text());
    places->setVisible(!parts.isEmpty());
    place();
}

void MapActions::setBusy(bool busy)
{
    player->setBusy(busy);
}

void MapActions::place(const Around& what)
{
    around = what;
    place();
}

void MapActions::place()
{
    constexpr int gap = theme::gap;
    finder->move(around.left + gap, gap);
    places->adjustSize();
    places->move(finder->geometry().right() + theme::grid, gap);
    const int topRow = places->isHidden() ? finder->geometry().right() : places->geometry().right();
    const int afterLegend = around.legend.isEmpty() ? gap : around.legend.right() + gap;
    for (const bool words : {true, false}) {
        controls->setWords(words);
        controls->move(canvas->width() - controls->width() - gap, gap);
        player->fit(around.scale.left() - gap - afterLegend, controls->x() - gap - afterLegend);
        if (topRow + gap <= controls->x() && afterLegend + player->width() < controls->x())
            break;
    }
    const bool beside = afterLegend + player->width() <= around.scale.left();
    player->move(afterLegend, (beside ? canvas->height() : around.scale.top()) - player->height() - gap);
    moving->adjustSize();
    moving->move((canvas->width() - moving->width()) / 2, gap);
    selection->adjustSize();
    // Below the finder: both together are wider than a small window's map.
    selection->move((canvas->width() - selection->width()) / 2, 2 * gap + theme::controlHeight);
}

void MapActions::openPlaces()
{
    constexpr int most = 15;
    QMenu menu(page);
    const auto section = [&](const QString& title, const QList<PlacedRow>& rows, auto text, auto act) {
        if (rows.isEmpty())
            return;
        menu.addAction(title)->setEnabled(false);
        for (const PlacedRow& row : rows.mid(0, most))
            connect(menu.addAction(text(row)), &QAction::triggered, this, [row, act] { act(row); });
        if (rows.size() > most)
            menu.addAction(QStringLiteral("还有 %1 个，改好这些以后再看").arg(rows.size() - most))
                ->setEnabled(false);
    };
    section(
        data.places.schematic ? QStringLiteral("不在所属镇街（按示意边界，仅供参考）")
                              : QStringLiteral("不在所属镇街"),
        data.places.outside,
        [](const PlacedRow& row) {
            return QStringLiteral("%1　填的是%2，落在%3")
                .arg(row.name, row.township, row.found.isEmpty() ? QStringLiteral("各镇街以外") : row.found);
        },
        [this](const PlacedRow& row) {
            for (const PlaceFinder::Found& found : finder->find(row.name))
                for (const MapHit::Point& point : found.hit.points)
                    if (point.id == row.id) {
                        canvas->showBounds(found.bounds);
                        return Q_EMIT cardWanted(found.hit, canvas->view().toUnits(found.bounds.centre()));
                    }
            Q_EMIT rowWanted(row.registry, row.id); // not on the map in this quarter
        });
    section(
        QStringLiteral("没有位置，选一个在图上指定"), data.places.without,
        [](const PlacedRow& row) { return QStringLiteral("%1　%2").arg(row.name, row.kind); },
        [this](const PlacedRow& row) { movePoint(row.registry, row.id); });
    menu.exec(places->mapToGlobal(QPoint(0, places->height() + 4)));
}

void MapActions::openFinder()
{
    finder->setFocus();
    finder->selectAll();
}

void MapActions::showTip(QPointF at)
{
    const MapContent& content = canvas->document().content();
    QString text;
    if (canvas->tool() == nullptr && QApplication::mouseButtons() == Qt::NoButton
        && !around.legend.contains(at.toPoint())) {
        const MapHit hit = hitTest(canvas->document(), canvas->view(), at);
        if (!hit.points.isEmpty())
            for (const PointLayer& layer : content.points)
                for (const PointFeature& point : layer.points)
                    if (layer.id == hit.points.first().layer && point.id == hit.points.first().id)
                        text = hit.points.size() > 1
                            ? QStringLiteral("%1 等 %2 处").arg(point.name).arg(hit.points.size())
                            : point.name;
        if (hit.points.isEmpty() && hit.area != 0)
            for (const MapArea& each : content.areas)
                if (each.id == hit.area) {
                    const QString value = canvas->document().markOf(each).text;
                    text = value.isEmpty() ? each.name : QStringLiteral("%1　%2").arg(each.name, value);
                }
    }
    tip->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    tip->setText(text);
    tip->adjustSize();
    QPoint corner = at.toPoint() + QPoint(16, 18);
    corner.setX(std::min(corner.x(), canvas->width() - tip->width() - 4));
    if (corner.y() + tip->height() > canvas->height())
        corner.setY(int(at.y()) - tip->height() - 8);
    tip->move(corner);
    tip->raise();
}

void MapActions::openMenu(const MapHit& hit, QPointF at)
{
    const MapPoint place = canvas->view().toMetres(at);
    const LonLat where = data.document.content().projection.toLonLat(place);
    tip->hide();
    QMenu menu(page);
    const auto entry = [&](const QString& text, auto act) {
        connect(menu.addAction(text), &QAction::triggered, this, act);
    };
    const auto copy = [](const QString& text) { QApplication::clipboard()->setText(text); };
    entry(QStringLiteral("查看这里"), [this, hit, at] { Q_EMIT cardWanted(hit, at); });
    entry(QStringLiteral("在此处居中"), [this, place] { canvas->centreOn(place); });
    entry(QStringLiteral("显示全区\tHome"), [this] { canvas->showWhole(); });
    menu.addSeparator();
    entry(QStringLiteral("复制经纬度 %1").arg(degrees(where)), [copy, where] { copy(degrees(where)); });
    const QString metres = QStringLiteral("%1,%2").arg(place.x, 0, 'f', 1).arg(place.y, 0, 'f', 1);
    entry(QStringLiteral("复制平面坐标（东,北）%1").arg(metres), [copy, metres] { copy(metres); });
    menu.addSeparator();
    entry(QStringLiteral("复制图片"), [this] { Q_EMIT pictureWanted(false); });
    entry(QStringLiteral("图片存为…"), [this] { Q_EMIT pictureWanted(true); });
    menu.exec(canvas->mapToGlobal(at.toPoint()));
}

void MapActions::movePoint(const QString& registry, RowId row)
{
    if (!session.mayWrite())
        return Q_EMIT session.message(session.writeRefusal());
    const auto found = session.workspace().row(registry, row);
    if (!found)
        return showError(page, QStringLiteral("移动位置"), found.error());
    movedRegistry = registry;
    movedRow = row;
    movedName = found->title();
    std::optional<MapPoint> from;
    if (!(*found)[u"lon"].isNull())
        from
            = data.document.content().projection.toMetres({(*found)[u"lon"].real(), (*found)[u"lat"].real()});
    movingText->setText(QStringLiteral("在图上单击“%1”的新位置").arg(movedName));
    movingSave->setEnabled(false);
    canvas->setTool(placer);
    placer->setStart(from);
    moving->show();
    moving->raise();
    place();
    canvas->setFocus();
}

void MapActions::savePlace()
{
    const QString what = QStringLiteral("移动%1的位置").arg(movedName);
    const auto saved = [&]() -> Result<> {
        auto row = session.workspace().row(movedRegistry, movedRow);
        COOP_TRY(row);
        // As fine as a map of 1:4 000 can be clicked: a metre.
        row->set(u"lon", std::round(newPlace.lon * 1e6) / 1e6);
        row->set(u"lat", std::round(newPlace.lat * 1e6) / 1e6);
        COOP_TRY(inOneStep(session.workspace(), session.author(Door::form, what),
            [&](UnitOfWork& work) { return work.change(*row); }));
        return {};
    }();
    if (!saved)
        return showError(page, what, saved.error());
    endMoving();
    session.noteSaved(QStringLiteral("已%1").arg(what));
}

void MapActions::endMoving()
{
    moving->hide();
    canvas->setTool(nullptr);
}

} // namespace coop
