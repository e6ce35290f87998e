#include "ui/map/layers/layer_list.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/elided/shortened.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

namespace coop
{

namespace
{
const QString picture = QStringLiteral("影像");

bool isReference(const MapLayer& layer)
{
    return layer.role == LayerRole::reference;
}

QString tipOf(const MapLayer& layer)
{
    if (!isReference(layer))
        return QStringLiteral("镇街边界：%1\n%2").arg(layer.name, layer.credits);
    QStringList lines{layer.name,
        layer.kind == picture
            ? QStringLiteral("影像（%1）").arg(layer.format)
            : QStringLiteral("%1 %2 个（%3）").arg(layer.kind).arg(layer.features).arg(layer.format),
        layer.link.isEmpty() ? QStringLiteral("已复制到工作区") : QStringLiteral("文件：%1").arg(layer.link)};
    if (!layer.credits.isEmpty())
        lines += layer.credits;
    return lines.join(u'\n');
}
} // namespace

LayerList::LayerList(QWidget* parent)
    : QWidget(parent)
    , list(new QListWidget)
    , add(new QToolButton)
{
    auto* heading = new QLabel(QStringLiteral("参考图层"));
    heading->setProperty("role", QStringLiteral("heading"));
    add->setObjectName(QStringLiteral("addLayer"));
    add->setProperty("role", QStringLiteral("flat"));
    add->setText(QStringLiteral("添加…"));
    add->setAccessibleName(QStringLiteral("添加图层"));
    add->setToolTip(QStringLiteral("添加道路、河流、影像等图层，或换镇街边界"));
    connect(add, &QToolButton::clicked, this, &LayerList::addWanted);
    auto* head = new QHBoxLayout;
    head->addWidget(heading);
    head->addStretch();
    head->addWidget(add);

    list->setObjectName(QStringLiteral("layerList"));
    list->setAccessibleName(QStringLiteral("参考图层"));
    list->setDragDropMode(QAbstractItemView::InternalMove);
    list->setContextMenuPolicy(Qt::CustomContextMenu);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setItemDelegate(new ShortenedItems(list));
    list->installEventFilter(this);
    connect(list, &QWidget::customContextMenuRequested, this, &LayerList::openMenu);
    connect(list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        const MapLayer* layer = layerOf(item);
        if (filling || !layer || !isReference(*layer))
            return;
        MapLayer after = *layer;
        after.shown = item->checkState() == Qt::Checked;
        if (after.shown != layer->shown)
            Q_EMIT changed({after},
                (after.shown ? QStringLiteral("显示图层 %1") : QStringLiteral("不显示图层 %1"))
                    .arg(after.name));
    });
    connect(list, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) {
        if (const MapLayer* layer = layerOf(item); layer && writable)
            Q_EMIT styleWanted(*layer);
    });
    // Dropping moves the row when the drop is over: the order is taken from the list then.
    connect(list->model(), &QAbstractItemModel::rowsMoved, this, &LayerList::takeOrder, Qt::QueuedConnection);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid / 2);
    column->addLayout(head);
    column->addWidget(list);
    fill();
}

void LayerList::setLayers(
    const QList<MapLayer>& all, const QHash<RowId, QString>& whyNot, const QHash<RowId, QString>& whyDoubtful)
{
    layers = all;
    problems = whyNot;
    doubts = whyDoubtful;
    std::stable_sort(layers.begin(), layers.end(), [](const MapLayer& a, const MapLayer& b) {
        // The boundary layer stands between what lies over and under its colours.
        const double left = isReference(a) ? a.place : -0.5, right = isReference(b) ? b.place : -0.5;
        return left > right;
    });
    fill();
}

void LayerList::setWritable(bool may)
{
    writable = may;
    add->setEnabled(may);
    fill();
}

void LayerList::fill()
{
    filling = true;
    const int row = list->currentRow();
    list->clear();
    for (const MapLayer& layer : std::as_const(layers)) {
        auto* item = new QListWidgetItem(list);
        const QString problem = problems.value(layer.id);
        item->setText(isReference(layer) ? layer.name : QStringLiteral("镇街颜色"));
        const QString doubt = doubts.value(layer.id);
        item->setToolTip(problem.isEmpty() && doubt.isEmpty()
                ? tipOf(layer)
                : layer.name + u'\n' + (problem.isEmpty() ? doubt : problem));
        item->setData(Qt::UserRole, layer.id);
        item->setSizeHint({0, theme::rowHeight - 2});
        Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
        if (writable)
            flags |= Qt::ItemIsDragEnabled;
        if (isReference(layer)) {
            if (writable)
                flags |= Qt::ItemIsUserCheckable;
            item->setCheckState(layer.shown ? Qt::Checked : Qt::Unchecked);
        }
        if (!problem.isEmpty()) {
            item->setText(QStringLiteral("%1（文件用不了）").arg(layer.name));
            item->setForeground(theme::secondText);
        } else if (!doubt.isEmpty())
            item->setText(QStringLiteral("%1（存疑）").arg(layer.name));
        item->setFlags(flags);
    }
    list->setCurrentRow(std::min(row, list->count() - 1));
    list->setVisible(list->count() > 1); // with no layer but the townships' there is nothing to order
    list->setFixedHeight(std::min(list->count(), 5) * (theme::rowHeight - 2) + 4);
    filling = false;
}

const MapLayer* LayerList::layerOf(const QListWidgetItem* item) const
{
    if (item != nullptr)
        for (const MapLayer& layer : layers)
            if (layer.id == item->data(Qt::UserRole).toLongLong())
                return &layer;
    return nullptr;
}

void LayerList::move(int by)
{
    const int from = list->currentRow(), to = from + by;
    if (!writable || from < 0 || to < 0 || to >= list->count())
        return;
    filling = true;
    QListWidgetItem* item = list->takeItem(from);
    list->insertItem(to, item);
    list->setCurrentRow(to);
    filling = false;
    takeOrder();
}

void LayerList::takeOrder()
{
    int townships = 0;
    for (int i = 0; i < list->count(); ++i)
        if (const MapLayer* layer = layerOf(list->item(i)); layer && !isReference(*layer))
            townships = i;
    QList<MapLayer> moved;
    for (int i = 0; i < list->count(); ++i) {
        const MapLayer* layer = layerOf(list->item(i));
        if (!layer || !isReference(*layer))
            continue;
        MapLayer after = *layer;
        after.place = i < townships ? townships - 1 - i : townships - i;
        if (after.place != layer->place)
            moved += after;
    }
    if (!moved.isEmpty())
        Q_EMIT changed(moved, QStringLiteral("调整图层次序"));
}

void LayerList::openMenu(const QPoint& at)
{
    QListWidgetItem* item = list->itemAt(at);
    const MapLayer* found = layerOf(item);
    if (!found)
        return;
    const MapLayer layer = *found;
    list->setCurrentItem(item);
    QMenu menu(this);
    const auto entry = [&](const QString& text, bool enabled, auto act) {
        QAction* action = menu.addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    if (!isReference(layer)) {
        entry(QStringLiteral("不透明度…"), writable, [this, layer] { Q_EMIT styleWanted(layer); });
        entry(QStringLiteral("换镇街边界…"), writable, [this] { Q_EMIT boundariesWanted(); });
        menu.exec(list->viewport()->mapToGlobal(at));
        return;
    }
    entry(QStringLiteral("定位到图层"), problems.value(layer.id).isEmpty(),
        [this, layer] { Q_EMIT zoomWanted(layer.id); });
    entry(QStringLiteral("样式和名称…"), writable, [this, layer] { Q_EMIT styleWanted(layer); });
    entry(QStringLiteral("上移\tCtrl+↑"), writable && list->currentRow() > 0, [this] { move(-1); });
    entry(QStringLiteral("下移\tCtrl+↓"), writable && list->currentRow() + 1 < list->count(),
        [this] { move(1); });
    menu.addSeparator();
    entry(QStringLiteral("移除图层\tDelete"), writable, [this, layer] { Q_EMIT removeWanted(layer); });
    menu.exec(list->viewport()->mapToGlobal(at));
}

bool LayerList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const MapLayer* layer = layerOf(list->currentItem());
    if (key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        move(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (layer && writable && isReference(*layer) && key->key() == Qt::Key_Delete) {
        Q_EMIT removeWanted(MapLayer(*layer));
        return true;
    }
    if (layer && writable && (key->key() == Qt::Key_F2 || key->key() == Qt::Key_Return)) {
        Q_EMIT styleWanted(MapLayer(*layer));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace coop
