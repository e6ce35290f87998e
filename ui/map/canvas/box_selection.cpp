#include "ui/map/canvas/box_selection.h"

#include "core/domain/registry_spec.h"
#include "core/map/map_document.h"
#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QToolButton>

namespace coop
{

namespace
{
struct Chosen {
    const RegistrySpec* ledger = nullptr;
    QList<RowId> rows{};
};

QList<Chosen> inBox(const Workspace& workspace, const MapDocument& map, const Bounds& box)
{
    QList<Chosen> found;
    for (const RegistrySpec* ledger : workspace.registries().ledgers())
        if (ledger->hasPoint())
            found += Chosen{.ledger = ledger};
    QSet<RowId> seen; // an outlet may be in two layers
    const QList<PointLayer>& layers = map.content().points;
    for (int i = 0; i < layers.size(); ++i) {
        if (!layers[i].visible)
            continue;
        Chosen* last = nullptr; // a layer's points come from one ledger
        for (const int k : map.pointIndex(i).find(box)) {
            const RowId id = layers[i].points[k].id;
            if (seen.contains(id))
                continue;
            seen.insert(id);
            if (last && workspace.row(last->ledger->id, id)) {
                last->rows += id;
                continue;
            }
            for (Chosen& each : found)
                if (workspace.row(each.ledger->id, id)) {
                    each.rows += id;
                    last = &each;
                    break;
                }
        }
    }
    return found;
}
} // namespace

BoxSelection::BoxSelection(QWidget* parent)
    : QFrame(parent)
    , row(new QHBoxLayout(this))
    , text(new QLabel)
{
    setObjectName(QStringLiteral("boxSelection"));
    setProperty("role", QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    row->setContentsMargins(theme::gap, theme::grid, theme::grid, theme::grid);
    row->addWidget(text);
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("closeBox"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(QStringLiteral("结束框选"));
    close->setToolTip(QStringLiteral("结束框选（Esc）"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &BoxSelection::closed);
    hide();
}

void BoxSelection::choose(const Workspace& workspace, const MapDocument& map, const Bounds& box)
{
    qDeleteAll(buttons);
    buttons.clear();
    if (box.isEmpty())
        return hide();
    for (const Chosen& each : inBox(workspace, map, box)) {
        if (each.rows.isEmpty())
            continue;
        auto* button = namedButton(QStringLiteral("box.") + each.ledger->id,
            QStringLiteral("%1 %2 个").arg(each.ledger->label).arg(each.rows.size()),
            QStringLiteral("在台账中查看这些%1").arg(each.ledger->label));
        connect(button, &QPushButton::clicked, this, [this, id = each.ledger->id, rows = each.rows] {
            Q_EMIT rowsWanted(id, rows, QStringLiteral("地图框选 = %1 个").arg(rows.size()));
        });
        row->insertWidget(row->count() - 1, button);
        buttons += button;
    }
    text->setText(buttons.isEmpty() ? QStringLiteral("框内没有点") : QStringLiteral("框内，在台账中查看："));
    adjustSize();
    show();
    raise();
}

} // namespace coop
