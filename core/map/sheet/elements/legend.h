#pragma once
#include "core/map/map_document.h"
#include "core/map/sheet/sheet_item.h"

#include <functional>

namespace coop
{

/// 图例: the theme's classes, the special marks in use, the points' symbols and the boundaries.
class Legend : public SheetItem
{
public:
    Legend(const MapDocument& document, double sizeFactor, bool blackAndWhite);
    QSizeF minimalSize(double width) const override;
    QStringList complaints(const QRectF& box) const override;
    void draw(QPainter& painter, const QRectF& box) const override;

private:
    struct Entry {
        QString text;
        std::function<void(QPainter&, const QRectF&)> sample;
    };
    void addAreas(const MapDocument& document, bool blackAndWhite);
    void addPoints(const MapDocument& document, bool blackAndWhite);
    void addLines(const MapDocument& document, bool blackAndWhite);
    int columns(double width) const;
    QStringList headingLines(double width) const;

    double size;
    QString heading{};
    QList<Entry> areas{};
    QList<Entry> rest{};
    TextStyle title;
    TextStyle text;
    double row;
};

} // namespace coop
