#pragma once
#include <QFont>
#include <QString>
#include <QStringList>

namespace coop
{

/// What letters are for; the family is the first of its list that this computer has, always Simplified
/// Chinese.
enum class FontRole {
    title, ///< 方正小标宋, 华文中宋, Noto Serif CJK SC Bold
    text, ///< 仿宋, Noto Serif CJK SC
    table, ///< 宋体, Noto Serif CJK SC
    label, ///< Microsoft YaHei UI, Noto Sans CJK SC
    labelBold,
};

/// The family of our own marks (✔ ▲ ◆ ▼ ○ ▾ …), to be put behind a face that may lack them: where no other
/// face of the computer has them, boxes stand for them. Made by cmake/marks_font.py. After QGuiApplication.
QString marksFamily();

/// Unhinted, so that lines break alike on screen and paper. `pixelSize` in painter units.
QFont fontFor(FontRole role, double pixelSize = 100);

} // namespace coop
