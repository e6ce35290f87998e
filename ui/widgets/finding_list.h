#pragma once
#include "core/workflow/care/check_up.h"

#include <QTableWidget>

namespace coop
{

class Registries;

/// What 体检 or 演练 found, a line each: how bad, where, what it is and what to do.
class FindingList : public QTableWidget
{
    Q_OBJECT
public:
    explicit FindingList(QWidget* parent = nullptr);
    void setFindings(const QList<CheckFinding>& findings);

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace coop
