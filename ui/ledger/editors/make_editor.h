#pragma once
#include "ui/ledger/editors/reference_editor.h"

namespace coop
{

class Workspace;

/// The editor that fits a field's type. References find their rows in the workspace.
FieldEditor* makeEditor(const FieldSpec& field, const Workspace& workspace, QWidget* parent);

} // namespace coop
