#include "ui/print/page_templates.h"

#include "ui/print/sheet_preview.h"
#include "ui/shell/job.h"
#include "ui/shell/theme.h"

#include <QPainter>

namespace coop
{

namespace
{
constexpr QSize thumbnail(80, 80);
constexpr double a3Long = 420; ///< mm: the longest paper fills the thumbnail

/// The page's picture, or blank paper, in the middle of the thumbnail.
QIcon paperIcon(const QString& page, const QImage& drawn, double ratio)
{
    SheetSettings settings;
    setPage(settings, page);
    const QSizeF paper = settings.paperMm() * (thumbnail.width() - 4) / a3Long;
    QPixmap pixmap(thumbnail * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QRectF frame((thumbnail.width() - paper.width()) / 2, (thumbnail.height() - paper.height()) / 2,
        paper.width(), paper.height());
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

PageTemplates::PageTemplates(Jobs& running, QWidget* parent)
    : QListWidget(parent)
    , jobs(running)
{
    setObjectName(QStringLiteral("print.templates"));
    setAccessibleName(QStringLiteral("模板"));
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setIconSize(thumbnail);
    setGridSize({98, 112});
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedHeight(2 * gridSize().height() + 8);
    for (const auto& [page, label] : sheetPages()) {
        auto* item = new QListWidgetItem(paperIcon(page, {}, devicePixelRatioF()), label, this);
        item->setData(Qt::UserRole, page);
        item->setToolTip(QStringLiteral("季度进度图，") + label);
    }
    setCurrentRow(0);
    connect(this, &QListWidget::currentItemChanged, this, [this] { Q_EMIT pageChosen(page()); });
}

QString PageTemplates::page() const
{
    return currentItem() ? currentItem()->data(Qt::UserRole).toString() : sheetPages().first().first;
}

void PageTemplates::setPage(const QString& page)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; i < count(); ++i)
        if (item(i)->data(Qt::UserRole) == page)
            setCurrentRow(i);
}

void PageTemplates::showSheet(const Sheet& sheet)
{
    const double ratio = devicePixelRatioF();
    for (int i = 0; i < count(); ++i) {
        ++drawing;
        jobs.start(
            QString(), this,
            [shown = sheet, page = item(i)->data(Qt::UserRole).toString(), ratio](const JobControl&) {
                Sheet other = shown;
                coop::setPage(other.settings, page);
                // Drawn twice as large and shrunk: hair lines and small type stay calm.
                return sheetImage(other, 2 * ratio * thumbnail.width() / a3Long);
            },
            [this, i, ratio](const QImage& drawn) {
                --drawing;
                item(i)->setIcon(paperIcon(item(i)->data(Qt::UserRole).toString(), drawn, ratio));
            });
    }
}

} // namespace coop
