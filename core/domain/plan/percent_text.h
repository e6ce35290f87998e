#pragma once
#include <QString>
#include <optional>

namespace coop
{

/// 93.7%; a share below 1 never reads 100.0%. — when there is none.
QString percentText(const std::optional<double>& share);

} // namespace coop
