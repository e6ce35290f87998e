#include "ui/map/map_page.h"

#include "core/base/files/output.h"
#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/legend_box.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/map/canvas/scale_box.h"
#include "ui/map/feature_contents.h"
#include "ui/map/layers/layer_actions.h"
#include "ui/map/layers/layer_list.h"
#include "ui/map/map_actions.h"
#include "ui/map/themes/saved_themes.h"
#include "ui/map/themes/theme_panel.h"
#include "ui/session/session.h"
#include "ui/widgets/message.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QShortcut>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>

namespace coop
{

MapPage::MapPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , reading(shared.jobs(), this, [this] { load(); })
    , panel(new ThemePanel(shared.workspace().plan()))
    , layerActions(new LayerActions(shared, this))
    , canvas(new MapCanvas)
    , legend(new LegendBox(canvas))
    , scale(new ScaleBox(canvas))
    , card(new FeatureCard(canvas))
    , problem(new QLabel(canvas))
    , mapActions(new MapActions(shared, canvas, this))
{
    build();
    connectParts();
}

void MapPage::build()
{
    new SavedThemes(session, panel, this);
    panel->addPart(layerActions->list());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(panel);
    row->addWidget(canvas, 1);

    problem->setObjectName(QStringLiteral("mapProblem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setAlignment(Qt::AlignCenter);
    problem->setWordWrap(true);
    problem->hide();
    unfold = new QToolButton(canvas);
    unfold->setObjectName(QStringLiteral("map-layers"));
    unfold->setIcon(icon(QStringLiteral("layers")));
    unfold->setIconSize({theme::iconSize, theme::iconSize});
    unfold->setText(QStringLiteral("专题和图层"));
    unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    unfold->setAccessibleName(QStringLiteral("展开专题和图层"));
    unfold->setToolTip(QStringLiteral("展开专题和图层（Ctrl+1）"));
    unfold->hide();
    legend->hide();
    canvas->installEventFilter(this);
}

void MapPage::connectParts()
{
    connect(&session, &Session::periodChanged, this, [this] { invalidate(false); });
    connect(&session, &Session::dataChanged, this, [this] { invalidate(true); });
    connect(&session, &Session::scopeChanged, this, &MapPage::showScope);
    connect(panel, &ThemePanel::themeChanged, this, [this] { invalidate(false); });
    connect(panel, &ThemePanel::layersChanged, this, &MapPage::showLayers);
    connect(mapActions, &MapActions::cardWanted, this, &MapPage::openCard);
    connect(mapActions, &MapActions::rowWanted, this, [this](const QString& registry, RowId row) {
        Q_EMIT session.placeRequested(RowPlace{registry, row});
    });
    connect(mapActions, &MapActions::rowsWanted, this,
        [this](const QString& registry, const QList<RowId>& rows, const QString& title) {
            Q_EMIT session.placeRequested(RowsPlace{registry, rows, title});
        });
    connect(mapActions, &MapActions::fullScreenWanted, this, &MapPage::toggleFullScreen);
    connect(mapActions, &MapActions::pictureWanted, this, &MapPage::givePicture);
    connect(card, &FeatureCard::moveWanted, mapActions, &MapActions::movePoint);
    connect(new QShortcut(Qt::Key_F11, this), &QShortcut::activated, this, &MapPage::toggleFullScreen);
    connect(layerActions, &LayerActions::zoomWanted, canvas, &MapCanvas::showBounds);
    connect(panel, &ThemePanel::foldWanted, this, [this] { setFolded(true); });
    connect(unfold, &QToolButton::clicked, this, [this] { setFolded(false); });
    auto* fold = new QShortcut(Qt::CTRL | Qt::Key_1, this);
    connect(fold, &QShortcut::activated, this, [this] { setFolded(panel->isVisible()); });

    connect(canvas, &MapCanvas::clicked, this, &MapPage::openCard);
    connect(canvas, &MapCanvas::viewChanged, this, [this] {
        closeCard();
        scale->setView(canvas->view());
    });
    connect(canvas, &MapCanvas::hovered, this, [this](const LonLat& place) {
        Q_EMIT positionChanged(QStringLiteral("%1°E　%2°N　东 %3　北 %4 米")
                                   .arg(place.lon, 0, 'f', 4)
                                   .arg(place.lat, 0, 'f', 4)
                                   .arg(content.document.content().projection.toMetres(place).x, 0, 'f', 0)
                                   .arg(content.document.content().projection.toMetres(place).y, 0, 'f', 0));
    });
    connect(canvas, &MapCanvas::left, this, [this] { Q_EMIT positionChanged({}); });
    connect(card, &FeatureCard::closed, this, [this] {
        showScope();
        canvas->setFocus();
    });
    connect(card, &FeatureCard::rowWanted, this, [this](const QString& registry, RowId row) {
        Q_EMIT session.placeRequested(RowPlace{registry, row});
    });
}

bool MapPage::busy() const
{
    return reading.busy() || canvas->busy();
}

QList<QWidget*> MapPage::focusPanes()
{
    return {panel, canvas};
}

void MapPage::invalidate(bool geometryToo)
{
    geometryStale = geometryStale || geometryToo;
    reading.invalidate();
}

void MapPage::load()
{
    const MapTheme wanted{panel->indicator(), session.period(), panel->breakdown(), panel->choice()};
    const MapDocument geometry = geometryStale ? MapDocument() : content.document;
    mapActions->setBusy(true);
    reading.ask(
        session, QStringLiteral("正在读取地图"),
        [wanted, geometry](
            Workspace& workspace, const JobControl&) { return readMap(workspace, wanted, geometry); },
        [this](const Result<MapData>& read) {
            problem->setVisible(!read);
            if (!read) {
                problem->setText(read.error().text);
                placeOverlays();
                return;
            }
            geometryStale = false;
            showData(*read);
        });
}

void MapPage::showData(const MapData& read)
{
    const bool first = content.document.isEmpty();
    content = read;
    closeCard();
    layerActions->setData(content);
    mapActions->setData(content);
    mapActions->setBusy(false);
    panel->setSavedThemes(content.themes);
    panel->setPointLayers(content.document.content().points);
    showLayers();
    scale->setDocument(content.document);
    if (first)
        showScope();
    placeOverlays();
}

void MapPage::showLayers()
{
    if (content.document.isEmpty())
        return;
    QList<PointLayer> points = content.document.content().points;
    for (PointLayer& layer : points)
        layer.visible = panel->shows(layer.id);
    const MapDocument shown
        = content.document.withPoints(points).withLabels(panel->areaNames(), true, panel->values());
    canvas->setDocument(shown);
    legend->setDocument(shown);
    legend->show();
    placeOverlays();
}

void MapPage::showScope()
{
    const Area& scope = session.scope();
    const bool township = scope.registry == QStringLiteral("townships");
    if (scope.id == 0) {
        canvas->setSelection(0, 0, 0);
        return;
    }
    Bounds bounds;
    for (const MapArea& area : content.document.content().areas)
        if (area.id == scope.id || area.group == scope.id)
            bounds.add(area.shape.bounds());
    canvas->showBounds(bounds);
    canvas->setSelection(township ? scope.id : 0, township ? 0 : scope.id, 0);
}

void MapPage::openCard(const MapHit& hit, QPointF at)
{
    if (!hit.cluster.isEmpty() && hit.points.size() > 1)
        return canvas->showBounds(hit.cluster.grown(50)); // opens the disc
    const Breakdown by = panel->indicator().isEmpty() ? Breakdown::byTownship : panel->breakdown();
    const auto contents = featureContents(session.workspace(), content, hit, by);
    if (!contents)
        return closeCard();
    const bool point = !hit.points.isEmpty();
    const bool federation = contents->row.registry == QStringLiteral("federations") && !point;
    canvas->setSelection(
        point || federation ? 0 : hit.area, federation ? hit.group : 0, point ? hit.points.first().id : 0);
    card->open(*contents, at);
}

void MapPage::closeCard()
{
    card->hide();
}

void MapPage::setFolded(bool folded)
{
    panel->setVisible(!folded);
    unfold->setVisible(folded);
    (folded ? static_cast<QWidget*>(canvas) : panel)->setFocus();
    placeOverlays();
}

void MapPage::toggleFullScreen()
{
    meeting = !meeting;
    panel->setVisible(!meeting);
    unfold->setVisible(false);
    placeOverlays();
    Q_EMIT wholeScreenWanted(meeting);
    canvas->setFocus();
    if (meeting)
        Q_EMIT session.message(QStringLiteral("按 F11 退出全屏"));
}

void MapPage::leaveWholeScreen()
{
    if (meeting)
        toggleFullScreen();
}

QImage MapPage::mapPicture()
{
    constexpr double factor = 2;
    legend->setWidest(canvas->width() - 2 * theme::gap); // a picture has no tool tips
    QImage image = canvas->picture(factor);
    QPainter painter(&image);
    for (QWidget* part : {static_cast<QWidget*>(legend), static_cast<QWidget*>(scale)})
        part->render(&painter, part->pos(), {}, QWidget::DrawChildren);
    painter.end();
    placeOverlays();
    return image;
}

void MapPage::givePicture(bool toFile)
{
    const QImage image = mapPicture();
    if (!toFile) {
        QApplication::clipboard()->setImage(image);
        return Q_EMIT session.message(QStringLiteral("地图已复制，可以粘贴到文档里"));
    }
    const QString name = QStringLiteral("%1 %2.png").arg(panel->currentTitle(), session.period().title());
    const QString path = QFileDialog::getSaveFileName(this, QStringLiteral("图片存为"),
        QString(name).remove(u'★').trimmed(), QStringLiteral("图片 (*.png)"));
    if (path.isEmpty())
        return;
    QBuffer drawn;
    drawn.open(QIODevice::WriteOnly);
    image.save(&drawn, "PNG");
    if (const auto saved = writeFile(path, FileKind::png, drawn.data()); !saved)
        return showError(this, QStringLiteral("图片存为"), saved.error());
    Q_EMIT session.message(QStringLiteral("已存为 %1").arg(QDir::toNativeSeparators(path)));
}

bool MapPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == canvas && event->type() == QEvent::Resize)
        placeOverlays();
    if (watched == canvas && event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString whole = legend->isVisible() ? legend->wholeAt(help->pos() - legend->pos()) : QString();
        if (!whole.isEmpty())
            QToolTip::showText(help->globalPos(), whole, canvas);
        return !whole.isEmpty();
    }
    return Page::eventFilter(watched, event);
}

void MapPage::placeOverlays()
{
    constexpr int gap = theme::gap;
    unfold->move(gap, gap);
    unfold->adjustSize();
    legend->setWidest(std::clamp(canvas->width() / 3, 180, 360));
    legend->move(gap, canvas->height() - legend->height() - gap);
    scale->resize(scale->sizeHint());
    scale->move(canvas->width() - scale->width(), canvas->height() - scale->height());
    scale->setView(canvas->view());
    mapActions->place({.left = unfold->isHidden() ? 0 : unfold->geometry().right(),
        .legend = legend->isHidden() ? QRect() : legend->geometry(),
        .scale = scale->geometry()});
    problem->setGeometry(canvas->rect().adjusted(gap, gap, -gap, -gap));
}

} // namespace coop
