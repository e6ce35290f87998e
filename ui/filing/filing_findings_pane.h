#pragma once
#include "core/workflow/filing/filing.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace coop
{

/// What the rules say about a sheet: ✘ has to be put right, ⚠ wants a reason, which is written here. A line
/// leads to its row.
class SheetFindingsPane : public QFrame
{
    Q_OBJECT
public:
    explicit SheetFindingsPane(QWidget* parent = nullptr);
    void setFindings(const QList<SheetFinding>& findings, bool editable);

Q_SIGNALS:
    void rowRequested(const QString& table, RowId row);
    void explained(const QString& finding, const QString& text);

private:
    void showCurrent();
    void write();

    QList<SheetFinding> shown;
    bool mayExplain = false;
    QLabel* heading;
    QListWidget* list;
    QLabel* question;
    QLineEdit* line;
    QPushButton* button;
};

} // namespace coop
