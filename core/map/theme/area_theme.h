#pragma once
#include "core/map/theme/hatch.h"

#include <QColor>
#include <QHash>
#include <QList>
#include <QString>

namespace coop
{

/// One entry of a theme's legend.
struct ThemeClass {
    QString label;
    QColor fill;
    Hatch hatch = Hatch::none;
};

/// What an area shows: a class, or one of the four ways of having no figure, which look different everywhere.
struct AreaMark {
    enum Special : int { unreported = -1, noTarget = -2, notApplicable = -3, plain = -4 };
    int classIndex = plain; ///< position in AreaTheme::classes, or a Special
    QString text{}; ///< value label: "6.8", "62.3%", 未报
};

/// How the areas of a map are coloured: by 片区 (categorical) or by the class of a value.
struct AreaTheme {
    enum class Level { area, group }; ///< whether `marks` go by MapArea::id or MapGroup::id
    QString title; ///< of the legend: 社会化服务规模完成率
    QString unit; ///< 万亩次; empty when the labels say it
    QStringList basis{}; ///< 口径, one line each
    Level level = Level::area;
    bool categorical = false;
    QList<ThemeClass> classes{};
    QHash<qint64, AreaMark> marks{};

    bool isNull() const { return classes.isEmpty() && marks.isEmpty(); }
    bool uses(int classIndex) const; ///< whether some area has this class or special mark
};

} // namespace coop
