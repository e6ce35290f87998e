#pragma once
#include "core/tabular/import/import_preview.h"

#include <QWidget>
#include <optional>

class QButtonGroup;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace coop
{

class ImportRowsModel;

/// Third step of the import: every row with its result, narrowed by result, corrected in place; below, the
/// chosen row's changes or reasons, and what is asked before the import: leave refused rows out, the reason
/// for what is unusual.
class ImportRowsStep : public QWidget
{
    Q_OBJECT
public:
    explicit ImportRowsStep(const RegistrySpec& spec, QWidget* parent = nullptr);

    void show(const ImportTable& table, const ImportPreview& preview);
    bool leavesRefusedOut() const;
    QString reason() const;
    /// How many rows would be written; nothing while something stands in the way.
    std::optional<int> rowsToWrite() const;
    /// What stands in the way, as a sentence.
    QString obstacle() const;

Q_SIGNALS:
    void corrected(int row, int column, const QString& text);
    void answersChanged();

private:
    /// One cell, and after a question all refused ones that say the same.
    void correct(int row, int column, const QString& text);
    void addFilter(QHBoxLayout& row, int id, const QString& name);
    void sayRow();
    void narrow(int id);

    ImportRowsModel* model;
    QButtonGroup* filters;
    QTableView* table;
    QLabel* details;
    QCheckBox* leaveOut;
    QLabel* warningText;
    QLineEdit* reasonField;
    ImportPreview counts; ///< without its rows
    int warned = 0;
    bool first = true;
};

} // namespace coop
