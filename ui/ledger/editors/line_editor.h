#pragma once
#include "ui/ledger/editors/field_editor.h"

class QLineEdit;
class QToolButton;

namespace coop
{

/// Text, numbers, dates, months and coordinates. Takes 2024.7.1 or 1,234 as clerks write it and shows the
/// value's own form once the field is left. Dates open a calendar; personal data have a button to show them.
class LineEditor : public FieldEditor
{
    Q_OBJECT
public:
    LineEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    QString text() const override;
    QWidget* input() override;
    void offerReveal(bool offered) override;

protected:
    void setText(const QString& text) override;
    QLineEdit* lineEdit() const { return line; }

private:
    void normalise();
    void addCalendar();
    void addReveal();

    QLineEdit* line;
    QToolButton* reveal = nullptr;
};

} // namespace coop
