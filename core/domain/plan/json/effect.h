#pragma once
#include <QJsonObject>

namespace coop
{

/// An indicator with some keys put over: an object key by key, a list or a plain value as a whole; null takes
/// a key away. Weights go where the basis no longer has any.
QJsonObject changedIndicator(const QJsonObject& indicator, const QJsonObject& changes);

/// A plan file's root with the effect of a choice (docs/plan-format.md) put over it.
QJsonObject withEffect(QJsonObject root, const QJsonObject& effect);

} // namespace coop
