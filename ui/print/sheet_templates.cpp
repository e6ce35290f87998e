#include "ui/print/sheet_templates.h"

#include "core/store/workspace.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"
#include "ui/print/sheet_preview.h"

#include <QMenu>
#include <QPainter>

namespace coop
{

namespace
{
constexpr QSize thumbnail(62, 46);
constexpr int ownRole = Qt::UserRole + 1; // JSON of an own template

/// The sheet's picture, or blank paper, in the middle of the thumbnail.
QIcon paperIcon(const QImage& drawn, double ratio)
{
    QPixmap pixmap(thumbnail * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QSizeF paper = (drawn.isNull() ? QSizeF(420, 297) : QSizeF(drawn.size()))
                             .scaled(thumbnail - QSize(4, 4), Qt::KeepAspectRatio);
    const QRectF frame(
        QPointF((thumbnail.width() - paper.width()) / 2, (thumbnail.height() - paper.height()) / 2), paper);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(frame, Qt::white);
    if (!drawn.isNull())
        painter.drawImage(frame, drawn);
    painter.setPen(theme::strongLine);
    painter.drawRect(frame);
    painter.end();
    QIcon result;
    result.addPixmap(pixmap, QIcon::Normal);
    result.addPixmap(pixmap, QIcon::Selected); // not tinted
    return result;
}
} // namespace

const QList<std::pair<QString, QString>>& sheetPages()
{
    static const QList<std::pair<QString, QString>> pages{
        {QStringLiteral("A3-landscape"), QStringLiteral("A3 横向")},
        {QStringLiteral("A3-portrait"), QStringLiteral("A3 纵向")},
        {QStringLiteral("A4-landscape"), QStringLiteral("A4 横向")},
        {QStringLiteral("A4-portrait"), QStringLiteral("A4 纵向")},
    };
    return pages;
}

SheetTemplates::SheetTemplates(Session& shared, QWidget* parent)
    : QListWidget(parent)
    , session(shared)
    , drawing(shared.jobs())
{
    setObjectName(QStringLiteral("print.templates"));
    setAccessibleName(QStringLiteral("模板"));
    setIconSize(thumbnail);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    for (const SheetKind kind : sheetKinds) {
        auto* item = new QListWidgetItem(paperIcon({}, devicePixelRatioF()), sheetKindTitle(kind), this);
        item->setData(Qt::UserRole, int(kind));
        item->setToolTip(item->text());
    }
    setCurrentRow(0);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (!item)
            return;
        if (item->data(ownRole).isNull())
            return Q_EMIT kindChosen(kind());
        const auto design = SheetDesign::fromJson(item->data(ownRole).toString());
        if (design)
            Q_EMIT designChosen(*design);
        else
            Q_EMIT session.message(design.error().text);
    });
    connect(this, &QListWidget::customContextMenuRequested, this, &SheetTemplates::openMenu);
}

SheetKind SheetTemplates::kind() const
{
    return currentItem() ? SheetKind(currentItem()->data(Qt::UserRole).toInt()) : SheetKind::progress;
}

void SheetTemplates::setOwn(const QList<SavedTheme>& templates)
{
    const QSignalBlocker quiet(this);
    const QString current = currentItem() ? currentItem()->text() : QString();
    for (int row = count() - 1; row >= int(std::size(sheetKinds)); --row)
        delete takeItem(row);
    for (const SavedTheme& own : templates) {
        const auto design = SheetDesign::fromJson(own.theme);
        auto* item
            = new QListWidgetItem(paperIcon({}, devicePixelRatioF()), QStringLiteral("★ ") + own.name, this);
        item->setData(Qt::UserRole, int(design ? design->kind : SheetKind::progress));
        item->setData(ownRole, own.theme);
        item->setToolTip(QStringLiteral("%1（本单位模板，按右键可以删除）").arg(own.name));
        if (item->text() == current)
            setCurrentItem(item);
    }
}

void SheetTemplates::showPeriod(const Period& period, const QString& indicator, const QString& page)
{
    const double ratio = devicePixelRatioF();
    drawing.ask(
        QString(),
        [path = session.workspace().path(), &registries = session.workspace().registries(), period, indicator,
            page, ratio](const JobControl& control) {
            QList<QImage> pictures;
            const auto opened = Workspace::open(path, Workspace::Access::read, registries);
            for (const SheetKind kind : sheetKinds) {
                if (control.cancelled())
                    break;
                QuarterlyMapRequest request;
                request.theme.indicator = indicator;
                request.theme.period = period;
                request.page = page;
                request.made = period.lastDay();
                const auto sheets = opened ? sheetsOf(**opened, kind, request) : fail(opened.error());
                // Drawn twice as large and shrunk: hair lines and small type stay calm.
                pictures += sheets && !sheets->isEmpty()
                    ? sheetImage(pagesOf(*sheets).value(kind == SheetKind::atlas ? 1 : 0, sheets->first()),
                        2 * ratio * thumbnail.width() / 420)
                    : QImage();
            }
            return pictures;
        },
        [this, ratio](const QList<QImage>& pictures) {
            for (int row = 0; row < count(); ++row)
                item(row)->setIcon(paperIcon(pictures.value(item(row)->data(Qt::UserRole).toInt()), ratio));
        });
}

void SheetTemplates::openMenu(const QPoint& at)
{
    const QListWidgetItem* chosen = itemAt(at);
    if (!chosen || chosen->data(ownRole).isNull())
        return;
    const QString name = chosen->text().mid(2);
    QMenu menu(this);
    connect(menu.addAction(QStringLiteral("删除模板“%1”").arg(asCaption(name))), &QAction::triggered, this,
        [this, name] { Q_EMIT removeWanted(name); });
    menu.exec(viewport()->mapToGlobal(at));
}

} // namespace coop
