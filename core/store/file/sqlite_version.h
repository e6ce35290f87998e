#pragma once
#include <QString>

namespace coop
{

QString sqliteVersion(); ///< as it runs here

} // namespace coop
