#pragma once

namespace coop
{

/// GDAL and PROJ as this program uses them: the drivers of files that an office has and no others, nothing
/// that reaches beyond this computer whatever a file says, no side files, no settings of other programs. Done
/// once a process, on first use; any thread.
void setUpGdal();

/// Takes away what the environment says to GDAL, PROJ and curl (addresses of plugins, proxies, grids from the
/// network). Called first in main(), while there is one thread.
void forgetForeignSettings();

} // namespace coop
