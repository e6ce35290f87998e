#include "ui/settings/targets/first_quarter_card.h"

#include "core/workflow/filing/first_quarter.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"
#include "ui/widgets/quarter_box.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace coop
{

FirstQuarterCard::FirstQuarterCard(QWidget* parent)
    : QFrame(parent)
    , quarters(new QuarterBox(QStringLiteral("first.quarter"), QStringLiteral("首个填报季度")))
    , reason(new QLineEdit)
    , button(namedButton(QStringLiteral("first.record"), QStringLiteral("记录季度")))
    , standing(new QLabel)
{
    setObjectName(QStringLiteral("first"));
    setProperty("role", QStringLiteral("card"));
    auto* title = new QLabel(QStringLiteral("首个填报季度"));
    title->setProperty("role", QStringLiteral("heading"));
    auto* text = new QLabel(QStringLiteral("从这个季度起填报；以前的季度不算未提交，也不算逾期。"));
    text->setWordWrap(true);
    reason->setObjectName(QStringLiteral("first.reason"));
    reason->setAccessibleName(QStringLiteral("改动的原因"));
    reason->setPlaceholderText(QStringLiteral("原因，例如：2024年的数已在原系统报过"));
    standing->setObjectName(QStringLiteral("first.standing"));
    standing->setProperty("role", QStringLiteral("second"));
    standing->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(quarters);
    row->addWidget(reason, 1);
    row->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(row);
    column->addWidget(standing);
    connect(quarters, &QComboBox::activated, this, [this] {
        begun = true;
        updateButton();
    });
    connect(button, &QPushButton::clicked, this,
        [this] { Q_EMIT recorded(quarters->quarter(), reason->text().trimmed()); });
}

void FirstQuarterCard::showFirst(const FirstQuarter& first, int firstYear, int lastYear, bool mayChange)
{
    inForce = first.quarter;
    open = mayChange;
    if (!begun)
        quarters->offer(firstYear, lastYear, inForce.value_or(Period::ofQuarter(firstYear, 1)));
    quarters->setEnabled(open);
    reason->setEnabled(open);
    standing->setText(!inForce
            ? QStringLiteral("没有另定，从方案印发起填报。")
            : QStringLiteral("%1 于 %2 定为%3%4")
                  .arg(first.by, dateInWords(first.on), inForce->title(),
                      first.reason.isEmpty() ? QStringLiteral("。") : QStringLiteral("：") + first.reason));
    updateButton();
}

void FirstQuarterCard::forgetDraft()
{
    begun = false;
    reason->clear();
}

void FirstQuarterCard::updateButton()
{
    const bool useful = open && quarters->count() > 0 && (!inForce || quarters->quarter() != *inForce);
    if (!useful && button->hasFocus())
        quarters->setFocus(); // stays in the card
    button->setEnabled(useful);
}

} // namespace coop
