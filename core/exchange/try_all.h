#pragma once
#include "core/base/result.h"

#include <QList>
#include <functional>

namespace coop
{

/// Steps that may wait for each other (a row and the row it refers to): tried again as long as one more
/// succeeds. Gives those that never did, with why.
struct UndoneStep {
    qsizetype step = 0;
    Error why;
};
QList<UndoneStep> tryAll(const QList<std::function<Result<>()>>& steps);

} // namespace coop
