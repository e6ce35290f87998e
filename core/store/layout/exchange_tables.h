#pragma once

namespace coop
{

struct RegistrySpec;

// What the exchange with township offices keeps in the workspace (since schema 7): tables of the program,
// logged and undone like ledgers. docs/package-format.md says what their JSON holds.

/// At the district: which computer of which federation may hand in, by its device number and public key.
const RegistrySpec& officesSpec();
/// Every package that was written, opened or merged here, with its digest.
const RegistrySpec& packagesSpec();
/// At the district: what a merge could not settle, until somebody does (待处理的冲突).
const RegistrySpec& conflictsSpec();

} // namespace coop
