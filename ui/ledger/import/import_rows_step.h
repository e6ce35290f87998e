#pragma once
#include "core/tabular/import/import_preview.h"

#include <QWidget>
#include <optional>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace coop
{

class ImportAnswers;
class ImportRowsModel;

/// Third step of the import: every row with its result, narrowed by result, corrected in place; below, the
/// chosen row's changes or reasons with what was most likely meant (a click or F7 writes it into all cells
/// that say the same), and what is asked before the import: leave refused rows out, the reason
/// for what is unusual.
class ImportRowsStep : public QWidget
{
    Q_OBJECT
public:
    explicit ImportRowsStep(const RegistrySpec& spec, QWidget* parent = nullptr);

    /// Another file: whether the reason is asked here, and whether its refused rows stay out so far.
    void begin(bool asksReason, bool leavesOut);
    void show(const ImportTable& table, const ImportPreview& preview);
    /// Whether nothing is left to correct.
    bool isSettled() const { return counts.refused == 0 || leavesRefusedOut(); }
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
    void takeSuggestion();
    void offerSuggestion();
    void addFilter(QHBoxLayout& row, int id, const QString& name);
    void sayRow();
    void narrow(int id);

    ImportRowsModel* model;
    QButtonGroup* filters;
    QTableView* table;
    QLabel* details;
    QPushButton* suggestion; ///< 改成“云岭镇”
    ImportAnswers* answers;
    ImportPreview counts; ///< without its rows
    int warned = 0;
    bool first = true;
    bool asksReason = true;
};

} // namespace coop
