#pragma once
#include "ui/ledger/edits/change_plan.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace coop
{

class FieldEditor;
class RecordGrid;
class Workspace;

/// 批量修改: one value for one field of all selected or all shown rows. It only asks; the preview follows.
class ChangeManyDialog : public QDialog
{
    Q_OBJECT
public:
    ChangeManyDialog(const Workspace& workspace, RecordGrid& grid);

Q_SIGNALS:
    void previewRequested(const QList<coop::RowEdit>& edits);

private:
    void showEditor();
    void preview();

    const Workspace& workspace;
    RecordGrid& grid;
    QComboBox* field;
    QVBoxLayout* place; ///< of the editor
    FieldEditor* editor = nullptr;
    QRadioButton* selected;
    QRadioButton* shown;
    QLabel* error;
};

} // namespace coop
