#include "ui/map/canvas/scale_box.h"

#include "ui/look/theme.h"
#include "ui/widgets/elided/shortened.h"

#include <QLocale>
#include <QPainter>
#include <cmath>

namespace coop
{

namespace
{

constexpr int lineHeight = 16;
constexpr int longestBar = 140;
constexpr int widestLine = 300; // the credits in full stand in the tip

/// The longest of 1, 2, 5 × 10ⁿ metres that is not longer than `metres`.
double roundLength(double metres)
{
    const double power = std::pow(10, std::floor(std::log10(metres)));
    for (const double step : {5.0, 2.0})
        if (step * power <= metres)
            return step * power;
    return power;
}

QString lengthText(double metres)
{
    return metres >= 1000 ? QStringLiteral("%1 千米").arg(metres / 1000)
                          : QStringLiteral("%1 米").arg(metres);
}

} // namespace

ScaleBox::ScaleBox(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("scaleBox"));
    setAccessibleName(QStringLiteral("比例尺和坐标系"));
    setFont(theme::font(theme::smallPoints));
}

void ScaleBox::setView(const MapView& next)
{
    view = next;
    update();
}

void ScaleBox::setDocument(const MapDocument& document)
{
    const MapContent& content = document.content();
    datum = QStringLiteral("CGCS2000");
    if (!content.projection.isNull())
        datum += QStringLiteral(" %1°E").arg(content.projection.centralMeridian());
    notes.clear();
    if (content.schematic)
        notes += QStringLiteral("示意边界，非法定界线");
    if (!content.allCredits().isEmpty())
        notes += QStringLiteral("图层来源：") + content.allCredits().join(QStringLiteral("；"));
    setToolTip(notes.join(u'\n')); // lines that are too long end in …
    resize(sizeHint());
    update();
}

QStringList ScaleBox::lines() const
{
    const double rounded = std::round(view.scale() / 1000) * 1000;
    QStringList result{
        QStringLiteral("1:%1　%2").arg(QLocale(QLocale::Chinese).toString(qRound64(rounded)), datum)};
    return result + notes;
}

QSize ScaleBox::sizeHint() const
{
    int width = longestBar;
    for (const QString& line : lines())
        width = qMax(width, QFontMetrics(font()).horizontalAdvance(line));
    return {
        qMin(width, widestLine) + 2 * theme::grid + 24, int(lines().size()) * lineHeight + 24 + theme::grid};
}

void ScaleBox::paintEvent(QPaintEvent*)
{
    if (notes.isEmpty() && datum.isEmpty())
        return;
    QPainter painter(this);
    QColor veil = theme::page;
    veil.setAlpha(200);
    painter.fillRect(rect(), veil);
    const int right = width() - theme::grid;

    const double length = roundLength(view.metresPerUnit() * longestBar);
    const double bar = length / view.metresPerUnit();
    painter.setPen(theme::text);
    painter.setFont(font());
    painter.drawText(QRect(0, 2, right, lineHeight), Qt::AlignRight | Qt::AlignVCenter, lengthText(length));
    painter.setPen(QPen(theme::text, 1.5));
    const double base = 24;
    painter.drawPolyline(QPolygonF{
        {right - bar, base - 5}, {right - bar, base}, {double(right), base}, {double(right), base - 5}});

    painter.setPen(theme::secondText);
    int top = 26;
    for (const QString& line : lines()) {
        const QString cut = shortened(line, painter.fontMetrics(), right - theme::grid);
        painter.drawText(
            QRect(theme::grid, top, right - theme::grid, lineHeight), Qt::AlignRight | Qt::AlignVCenter, cut);
        top += lineHeight;
    }
}

} // namespace coop
