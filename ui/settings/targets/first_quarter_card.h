#pragma once
#include "core/base/period.h"

#include <QFrame>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace coop
{

class QuarterBox;
struct FirstQuarter;

/// With which quarter the office's filings begin, and a reason to record with another one.
class FirstQuarterCard : public QFrame
{
    Q_OBJECT
public:
    explicit FirstQuarterCard(QWidget* parent = nullptr);

    /// `firstYear`, `lastYear`: of the plan. A choice or reason that was begun and not recorded stays.
    void showFirst(const FirstQuarter& first, int firstYear, int lastYear, bool mayChange);
    void forgetDraft();

Q_SIGNALS:
    void recorded(const coop::Period& quarter, const QString& reason);

private:
    void updateButton();

    std::optional<Period> inForce;
    bool open = false, begun = false;
    QuarterBox* quarters;
    QLineEdit* reason;
    QPushButton* button;
    QLabel* standing;
};

} // namespace coop
