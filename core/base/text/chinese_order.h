#pragma once
#include <QString>

namespace coop
{

/// A text that compares, code unit by code unit, as people sort Chinese lists: numbers by size (2号 before
/// 10号), then letters, then Chinese characters by their pinyin. Needs no ICU and gives the same order
/// everywhere.
QString orderKey(const QString& text);

} // namespace coop
