#include "ui/map/place_finder.h"

#include "core/base/text/pinyin.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QKeyEvent>
#include <QListWidget>

namespace coop
{

namespace
{
constexpr int mostFound = 12;
}

PlaceFinder::PlaceFinder(QWidget* parent)
    : QLineEdit(parent)
    , list(new QListWidget(parent))
{
    setObjectName(QStringLiteral("placeFinder"));
    setAccessibleName(QStringLiteral("找地方"));
    setPlaceholderText(QStringLiteral("找地方 Ctrl+F"));
    setToolTip(QStringLiteral("镇街、农合联、服务中心、网点的名称、拼音或拼音首字母"));
    addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setFixedWidth(220);
    list->setObjectName(QStringLiteral("placesFound"));
    list->setAccessibleName(QStringLiteral("找到的地方"));
    list->setFocusPolicy(Qt::NoFocus);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->hide();
    connect(this, &QLineEdit::textChanged, this, &PlaceFinder::look);
    connect(list, &QListWidget::itemPressed, this, [this] { choose(list->currentRow()); });
}

void PlaceFinder::setDocument(const MapDocument& shown)
{
    document = shown;
}

QList<PlaceFinder::Found> PlaceFinder::find(const QString& text) const
{
    QList<Found> places;
    if (text.trimmed().isEmpty())
        return places;
    const MapContent& content = document.content();
    const auto fits
        = [&](const QString& name) { return places.size() < mostFound && matchesSearch(name, text); };
    for (const MapArea& area : content.areas)
        if (fits(area.name))
            places += Found{area.name, QStringLiteral("镇街"), {.area = area.id}, area.shape.bounds()};
    for (const PointLayer& layer : content.points) {
        if (layer.id == QStringLiteral("values"))
            continue;
        for (const PointFeature& point : layer.points)
            if (fits(point.name)) {
                Bounds around;
                around.add(point.at);
                places
                    += Found{point.name, layer.title, {.points = {{layer.id, point.id}}}, around.grown(1500)};
            }
    }
    return places;
}

void PlaceFinder::look()
{
    found = find(text());
    list->clear();
    for (const Found& place : std::as_const(found)) {
        auto* item = new QListWidgetItem(QStringLiteral("%1　%2").arg(place.name, place.kind), list);
        item->setToolTip(item->text());
        item->setSizeHint({0, theme::rowHeight});
    }
    if (found.isEmpty() && !text().trimmed().isEmpty()) {
        auto* item = new QListWidgetItem(QStringLiteral("没有找到，换一个写法试试"), list);
        item->setFlags(Qt::NoItemFlags);
        item->setSizeHint({0, theme::rowHeight});
    }
    list->setCurrentRow(0);
    list->setGeometry(
        x(), geometry().bottom() + 4, std::max(width(), 320), list->count() * theme::rowHeight + 4);
    list->setVisible(list->count() > 0);
    list->raise();
}

void PlaceFinder::choose(int row)
{
    if (row < 0 || row >= found.size())
        return;
    const Found place = found[row];
    clear();
    Q_EMIT chosen(place.hit, place.bounds);
}

void PlaceFinder::keyPressEvent(QKeyEvent* event)
{
    const int row = list->currentRow();
    switch (event->key()) {
    case Qt::Key_Down:
        return list->setCurrentRow(std::min(row + 1, list->count() - 1));
    case Qt::Key_Up:
        return list->setCurrentRow(std::max(row - 1, 0));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose(row);
    case Qt::Key_Escape:
        clear();
        parentWidget()->setFocus();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void PlaceFinder::focusOutEvent(QFocusEvent* event)
{
    list->hide();
    QLineEdit::focusOutEvent(event);
}

} // namespace coop
