#include "ui/map/canvas/legend_box.h"

#include "core/map/painting/reference_painter.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/symbol_icon.h"
#include "ui/widgets/elided/shortened.h"

#include <QPainter>

namespace coop
{

namespace
{
constexpr int padding = theme::gap;
constexpr int entryHeight = 22;
constexpr int swatchWidth = 22;
constexpr int headingHeight = 24;
constexpr int beforeText = swatchWidth + theme::grid;

QFont headingFont()
{
    return theme::font(theme::textPoints, true);
}
QFont entryFont()
{
    return theme::font(theme::smallPoints);
}
} // namespace

LegendBox::LegendBox(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("legend"));
    setAccessibleName(QStringLiteral("图例"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void LegendBox::setDocument(const MapDocument& document)
{
    theme = document.content().theme;
    entries.clear();
    for (int i = 0; i < theme.classes.size(); ++i)
        entries += Entry{theme.classes[i].label, i};
    const std::pair<int, QString> specials[] = {{AreaMark::unreported, QStringLiteral("未报")},
        {AreaMark::noTarget, QStringLiteral("无目标")}, {AreaMark::notApplicable, QStringLiteral("不适用")}};
    for (const auto& [special, text] : specials)
        if (theme.uses(special))
            entries += Entry{text, special};
    for (const PointLayer& layer : document.content().points)
        if (layer.visible && !layer.points.isEmpty())
            entries += Entry{layer.title, 0, symbolIcon(layer)};
    for (const ReferenceLayer& layer : document.content().references)
        if (layer.visible && (layer.geometry || layer.raster))
            entries += Entry{.text = layer.name, .reference = layer};
    QStringList spoken;
    for (const Entry& entry : std::as_const(entries))
        spoken += entry.text;
    setAccessibleDescription(spoken.join(u'、'));
    resize(sizeHint());
    update();
}

void LegendBox::setWidest(int width)
{
    widest = width;
    resize(sizeHint());
    update();
}

QSize LegendBox::sizeHint() const
{
    const QFontMetrics metrics(entryFont());
    int names = QFontMetrics(headingFont()).horizontalAdvance(theme.title), figures = 0;
    for (const Entry& entry : entries) {
        const bool isClass = entry.symbol.isNull() && !entry.reference && !theme.categorical;
        int& widths = isClass ? figures : names;
        widths = qMax(widths, beforeText + metrics.horizontalAdvance(entry.text));
    }
    const int width = qMax(figures, qMin(names, widest - 2 * padding - 2));
    return {width + 2 * padding + 2, headingHeight + int(entries.size()) * entryHeight + 2 * padding - 4};
}

int LegendBox::textWidth() const
{
    return width() - 2 * padding - 2 - beforeText;
}

QString LegendBox::wholeAt(QPoint at) const
{
    if (!rect().contains(at))
        return {};
    const int row = at.y() - (padding - 4 + headingHeight);
    const bool heading = row < 0;
    if (!heading && row / entryHeight >= entries.size())
        return {};
    const QString whole = heading ? theme.title : entries[row / entryHeight].text;
    const QFontMetrics metrics(heading ? headingFont() : entryFont());
    const int room = heading ? textWidth() + beforeText : textWidth();
    return shortened(whole, metrics, room) == whole ? QString() : whole;
}

void LegendBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::line);
    painter.setBrush(theme::pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
    painter.setPen(theme::text);
    painter.setFont(headingFont());
    painter.drawText(QRect(padding, padding - 4, width() - 2 * padding, headingHeight),
        Qt::AlignLeft | Qt::AlignVCenter,
        shortened(theme.title, painter.fontMetrics(), textWidth() + beforeText));
    painter.setFont(entryFont());
    int top = padding - 4 + headingHeight;
    for (const Entry& entry : std::as_const(entries)) {
        const QRect place(padding, top, swatchWidth, entryHeight);
        if (entry.reference)
            drawReferenceSample(painter, QRectF(place).adjusted(0.5, 4.5, -0.5, -4.5), *entry.reference,
                false, MapView::screenUnitsPerMm);
        else if (entry.symbol.isNull())
            paintSwatch(painter, QRectF(place).adjusted(0.5, 4.5, -0.5, -4.5), theme, entry.classIndex);
        else
            entry.symbol.paint(&painter, place);
        painter.drawText(QRect(place.right() + theme::grid, top, width(), entryHeight),
            Qt::AlignLeft | Qt::AlignVCenter, shortened(entry.text, painter.fontMetrics(), textWidth()));
        top += entryHeight;
    }
}

} // namespace coop
