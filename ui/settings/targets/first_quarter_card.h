#pragma once
#include "core/base/period.h"
#include "ui/settings/targets/decided_card.h"

#include <optional>

namespace coop
{

class QuarterBox;
struct FirstQuarter;

/// With which quarter the office's filings begin, and a reason to record with another one.
class FirstQuarterCard : public DecidedCard
{
    Q_OBJECT
public:
    explicit FirstQuarterCard(QWidget* parent = nullptr);

    /// `firstYear`, `lastYear`: of the plan. A choice or reason that was begun and not recorded stays.
    void showFirst(const FirstQuarter& first, int firstYear, int lastYear, bool mayChange);

Q_SIGNALS:
    void recorded(const coop::Period& quarter, const QString& reason);

private:
    void updateButton();

    std::optional<Period> inForce;
    QuarterBox* quarters;
};

} // namespace coop
