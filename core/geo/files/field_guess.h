#pragma once
#include <QString>
#include <QStringList>

namespace coop
{

/// The field that most likely holds codes (区划代码, XZQDM …) or names (名称, XZQMC …); empty when none does.
QString guessCodeField(const QStringList& fields);
QString guessNameField(const QStringList& fields);

} // namespace coop
