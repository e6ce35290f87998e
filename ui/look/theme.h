#pragma once
#include "core/domain/plan/reading.h"

#include <QBrush>
#include <QColor>
#include <QFont>

class QApplication;

/// The one place of the program's colours and measures; the style sheet
/// resources/style.qss names them as @page, @line, @accent … Lengths are device-independent pixels.
namespace coop::theme
{

inline constexpr QColor page{0xF6, 0xF7, 0xF8};
inline constexpr QColor pane{0xFF, 0xFF, 0xFF};
inline constexpr QColor line{0xD9, 0xDD, 0xE1};
inline constexpr QColor strongLine{0xAE, 0xB6, 0xBD}; ///< outlines that carry meaning: targets, check boxes
inline constexpr QColor text{0x23, 0x29, 0x2F};
inline constexpr QColor secondText{0x5B, 0x65, 0x70};
inline constexpr QColor disabledText{0x8A, 0x8F, 0x98};
inline constexpr QColor hover{0xEC, 0xEF, 0xF1};
inline constexpr QColor pressed{0xDF, 0xE4, 0xE8};
inline constexpr QColor accent{0x1F, 0x7A, 0x5A};
inline constexpr QColor accentHover{0x19, 0x68, 0x4C};
inline constexpr QColor accentSoft{0xE3, 0xF1, 0xEC}; ///< behind what is selected
inline constexpr QColor danger{0xA8, 0x32, 0x1E};

inline constexpr int grid = 8;
inline constexpr int gap = 12; ///< between panes
inline constexpr int cardPadding = 16;
inline constexpr int controlHeight = 28;
inline constexpr int rowHeight = 28;
inline constexpr int radius = 4;
inline constexpr int topBarHeight = 48;
inline constexpr int statusBarHeight = 28;
inline constexpr int railWidth = 112;
inline constexpr int iconSize = 18;

inline constexpr double textPoints = 10;
inline constexpr double smallPoints = 9;
inline constexpr double headingPoints = 12;
inline constexpr double figurePoints = 24;

/// The program's font in another size; figures of one width.
QFont font(double points = textPoints, bool bold = false);

QColor statusColour(TargetStatus status);
/// The same as a fill: hatched for 未报, so that it differs from every colour without colours, too.
QBrush statusBrush(TargetStatus status);

/// Font, palette, style sheet and Qt's own texts in Chinese, for the whole program.
void apply(QApplication& application);

} // namespace coop::theme
