#pragma once
#include "core/domain/registry_spec.h"

namespace coop
{

/// The descriptions of map layers as a registry of the store's own: so that adding a layer is checked and
/// logged like any other change. Its rows are read through layer_table.h only.
const RegistrySpec& mapLayersSpec();
/// Themes of the map that somebody saved under a name; read through theme_table.h only.
const RegistrySpec& mapThemesSpec();
/// The office's own templates of printed sheets; read through theme_table.h only.
const RegistrySpec& sheetTemplatesSpec();

} // namespace coop
