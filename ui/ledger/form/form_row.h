#pragma once
#include "core/domain/field_spec.h"

class QGridLayout;
class QLabel;

namespace coop
{

class FieldEditor;
class Workspace;

/// One field of a form: its label, its input and a line for what is wrong with it, at the end of a grid.
class FormRow
{
public:
    FormRow() = default;
    FormRow(QGridLayout& grid, const FieldSpec& field, const Workspace& workspace);

    /// What is wrong, or to be looked at; empty: nothing.
    void say(const QString& text, bool warning = false) const;

    FieldEditor* editor = nullptr;
    QLabel* error = nullptr;

    static constexpr int labelWidth = 116;
};

} // namespace coop
