#pragma once
#include "core/tabular/import/import_preview.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableWidget;

namespace coop
{

/// Second step of the import: above each column of the sheet a box that says which field it holds. Changes
/// are asked for; the wizard maps the table anew and shows it again.
class ImportColumnsStep : public QWidget
{
    Q_OBJECT
public:
    explicit ImportColumnsStep(const RegistrySpec& spec, QWidget* parent = nullptr);

    void show(const ImportTable& table);
    /// Why the columns as they are now cannot be imported; empty when they can.
    void say(const QString& problem);
    /// The text that stands above a column of the sheet.
    static QString headingOf(const ImportTable& table, int column);

Q_SIGNALS:
    /// Letter of the column; id of the field, empty to leave it out.
    void columnChosen(int column, const QString& field);

private:
    void addChooser(const ImportTable& table, int column);

    const RegistrySpec& spec;
    QLabel* found;
    QLabel* problemText;
    QTableWidget* sheet;
};

} // namespace coop
