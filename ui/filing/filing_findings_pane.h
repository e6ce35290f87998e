#pragma once
#include "core/workflow/filing/filing.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace coop
{

/// What the rules say about a filing: ✘ has to be put right, ⚠ wants a reason, which is written here. A line
/// leads to its row.
class FilingFindingsPane : public QFrame
{
    Q_OBJECT
public:
    explicit FilingFindingsPane(QWidget* parent = nullptr);
    void setFindings(const QList<FilingFinding>& findings, bool editable);

Q_SIGNALS:
    void rowRequested(const QString& table, RowId row);
    void explained(const QString& finding, const QString& text);

private:
    void showCurrent();
    void write();

    QList<FilingFinding> shown;
    bool mayExplain = false;
    QLabel* heading;
    QListWidget* list;
    QLabel* question;
    QLineEdit* line;
    QPushButton* button;
};

} // namespace coop
