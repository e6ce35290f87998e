#include "ui/ledger/side/map_pane.h"

#include "core/domain/registry_spec.h"
#include "core/workflow/mapping/map_content.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/widgets/named.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
/// The boundaries with one ledger's points in its only layer.
Result<MapDocument> readPoints(const Workspace& workspace, const RegistrySpec& spec, const MapDocument& known)
{
    MapDocument document = known;
    if (document.isEmpty()) {
        auto read = mapGeometry(workspace);
        COOP_TRY(read);
        document = read->withLabels(true, false, false);
    }
    const auto rows = workspace.rows({.registry = spec.id});
    COOP_TRY(rows);
    PointLayer layer{.id = spec.id, .title = spec.label, .symbol = QStringLiteral("outlet"), .sizeMm = 2.2};
    for (const Record& row : *rows)
        if (!row[u"lon"].isNull() && !row[u"lat"].isNull())
            layer.points += PointFeature{.id = row.id,
                .name = row.title(),
                .at = document.content().projection.toMetres({row[u"lon"].real(), row[u"lat"].real()})};
    return document.withPoints({layer});
}
} // namespace

MapPane::MapPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , reading(shared.jobs())
    , canvas(new MapCanvas)
    , state(new QLabel)
    , pick(namedButton(QStringLiteral("side.pickPlace"), QStringLiteral("在地图上点选"), {},
          icon(QStringLiteral("place"))))
{
    setObjectName(QStringLiteral("side.map"));
    canvas->setMinimumSize(200, 160);
    state->setObjectName(QStringLiteral("side.mapState"));
    state->setProperty("role", QStringLiteral("second"));
    state->setWordWrap(true);
    pick->setCheckable(true);
    pick->setAccessibleDescription(QStringLiteral("在地图上点一下，经度和纬度填进这一行"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(canvas, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(theme::cardPadding, 0, theme::cardPadding, 0);
    below->addWidget(state);
    below->addWidget(pick, 0, Qt::AlignLeft);
    column->addLayout(below);
    connect(canvas, &MapCanvas::clicked, this, &MapPane::takeClick);
    connect(pick, &QPushButton::toggled, this, [this](bool on) {
        canvas->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
        if (on)
            canvas->setFocus();
        sayState();
    });
    connect(&session, &Session::personChanged, this, &MapPane::sayState);
}

void MapPane::showRow(const RegistrySpec& ledger, RowId wanted)
{
    const bool other = spec != &ledger || row != wanted;
    spec = &ledger;
    row = wanted;
    if (other)
        pick->setChecked(false);
    if (shown != spec || version != session.workspace().dataVersion())
        return load();
    mark();
}

void MapPane::load()
{
    shown = spec;
    version = session.workspace().dataVersion();
    reading.ask(
        session, QStringLiteral("正在读取地图"),
        [ledger = spec, known = geometry](
            Workspace& workspace, const JobControl&) { return readPoints(workspace, *ledger, known); },
        [this](const Result<MapDocument>& read) {
            problem = read ? QString() : read.error().text;
            if (read)
                take(*read);
            sayState();
        });
}

void MapPane::take(const MapDocument& document)
{
    geometry = document; // its points are replaced by the next ones
    canvas->setDocument(document);
    mark();
}

void MapPane::mark()
{
    canvas->setSelection(0, 0, row);
    if (!canvas->document().isEmpty() && !canvas->document().content().points.isEmpty())
        for (const PointFeature& point : canvas->document().content().points.first().points)
            if (point.id == row && !QRectF(canvas->rect()).contains(canvas->view().toUnits(point.at)))
                canvas->showWhole();
    sayState();
}

bool MapPane::picking() const
{
    return pick->isChecked();
}

void MapPane::sayState()
{
    pick->setEnabled(session.mayWrite() && !canvas->document().isEmpty());
    if (!spec || canvas->document().isEmpty())
        return state->setText(problem);
    qsizetype points = 0;
    bool placed = false;
    for (const PointLayer& layer : canvas->document().content().points) {
        points += layer.points.size();
        for (const PointFeature& point : layer.points)
            placed = placed || point.id == row;
    }
    if (picking())
        return state->setText(QStringLiteral("请点它所在的地方，按 Esc 不选了。"));
    state->setText(QStringLiteral("%1：%2 处有坐标").arg(spec->label).arg(points)
        + (row != 0 && !placed ? QStringLiteral("；选中的这一行还没有") : QString()));
}

void MapPane::takeClick(const MapHit& hit, QPointF at)
{
    if (picking()) {
        pick->setChecked(false);
        const LonLat place = canvas->document().content().projection.toLonLat(canvas->view().toMetres(at));
        Q_EMIT placePicked(place.lon, place.lat);
    } else if (!hit.points.isEmpty()) {
        Q_EMIT rowPicked(spec->id, hit.points.first().id);
    }
}

void MapPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && picking()) {
        pick->setChecked(false);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace coop
