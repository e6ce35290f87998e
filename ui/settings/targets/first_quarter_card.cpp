#include "ui/settings/targets/first_quarter_card.h"

#include "core/workflow/filing/first_quarter.h"
#include "ui/widgets/quarter_box.h"

#include <QLabel>
#include <QPushButton>

namespace coop
{

FirstQuarterCard::FirstQuarterCard(QWidget* parent)
    : DecidedCard(QStringLiteral("first"),
        {QStringLiteral("改动的原因"), QStringLiteral("原因，例如：2024年的数已在原系统报过"),
            QStringLiteral("记录季度")},
        parent)
    , quarters(new QuarterBox(QStringLiteral("first.quarter"), QStringLiteral("首个填报季度")))
{
    title->setText(QStringLiteral("首个填报季度"));
    text->setText(QStringLiteral("从这个季度起填报；以前的季度不算未提交，也不算逾期。"));
    placeFirst(quarters);
    connect(quarters, &QComboBox::activated, this, [this] {
        begun = true;
        updateButton();
    });
    connect(button, &QPushButton::clicked, this,
        [this] { Q_EMIT recorded(quarters->quarter(), writtenReason()); });
}

void FirstQuarterCard::showFirst(const FirstQuarter& first, int firstYear, int lastYear, bool mayChange)
{
    inForce = first.quarter;
    mayBeChanged(mayChange);
    if (!begun)
        quarters->offer(firstYear, lastYear, inForce.value_or(Period::ofQuarter(firstYear, 1)));
    quarters->setEnabled(open);
    standing->setText(!inForce
            ? QStringLiteral("没有另定，从方案印发起填报。")
            : QStringLiteral("%1 于 %2 定为%3%4")
                  .arg(first.by, dateInWords(first.on), inForce->title(),
                      first.reason.isEmpty() ? QStringLiteral("。") : QStringLiteral("：") + first.reason));
    updateButton();
}

void FirstQuarterCard::updateButton()
{
    const bool useful = open && quarters->count() > 0 && (!inForce || quarters->quarter() != *inForce);
    enableButton(useful, quarters);
}

} // namespace coop
