#pragma once
#include "ui/ledger/field_editor.h"

class QLineEdit;

namespace coop
{

/// Text, numbers, dates, months and coordinates. Takes 2024.7.1 or 1,234 as clerks write it and shows the
/// value's own form once the field is left. Dates open a calendar; personal data show on demand.
class LineEditor : public FieldEditor
{
    Q_OBJECT
public:
    LineEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    QString text() const override;
    QWidget* input() override;

protected:
    void setText(const QString& text) override;

private:
    void normalise();
    void addCalendar();
    void addReveal();

    QLineEdit* line;
};

} // namespace coop
