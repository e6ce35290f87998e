#pragma once
#include "ui/ledger/editors/field_editor.h"

#include <QElapsedTimer>

class QCheckBox;
class QComboBox;

namespace coop
{

/// One of the field's choices, or nothing; typing its initials chooses it.
class ChoiceEditor : public FieldEditor
{
    Q_OBJECT
public:
    ChoiceEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    QString text() const override;
    QWidget* input() override;

protected:
    void setText(const QString& text) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QComboBox* combo;
    QString typed; ///< initials typed in one go
    QElapsedTimer lastKey;
};

/// Several of the field's choices: check boxes in two columns.
class ChoicesEditor : public FieldEditor
{
    Q_OBJECT
public:
    ChoicesEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    QString text() const override;
    QWidget* input() override;

protected:
    void setText(const QString& text) override;

private:
    QList<QCheckBox*> boxes;
};

/// 是 or 否. An empty value shows as 否 and stays empty until it is clicked.
class YesNoEditor : public FieldEditor
{
    Q_OBJECT
public:
    YesNoEditor(const FieldSpec& field, const ReferenceLookup& lookup, QWidget* parent);

    QString text() const override;
    QWidget* input() override;

protected:
    void setText(const QString& text) override;

private:
    QCheckBox* box;
};

} // namespace coop
