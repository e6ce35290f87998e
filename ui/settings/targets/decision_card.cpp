#include "ui/settings/targets/decision_card.h"

#include "core/workflow/targets/decisions.h"
#include "ui/look/plain_text.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace coop
{

DecisionCard::DecisionCard(QString question, QWidget* parent)
    : DecidedCard(QStringLiteral("decision.") + question,
        {QStringLiteral("采用的原因"), QStringLiteral("原因，例如：2024年11月5日区政府会议纪要"),
            QStringLiteral("记录口径")},
        parent)
    , id(std::move(question))
    , group(new QButtonGroup(this))
{
    connect(group, &QButtonGroup::buttonClicked, this, [this] {
        begun = true;
        updateButton();
    });
    connect(button, &QPushButton::clicked, this, [this] { Q_EMIT recorded(id, picked(), writtenReason()); });
}

void DecisionCard::showDecision(const Decision& decision, bool mayChange)
{
    const PlanQuestion& question = *decision.question;
    inForce = question.chosen;
    decided = decision.decided;
    mayBeChanged(mayChange);
    title->setText(question.title);
    button->setAccessibleName(QStringLiteral("记录口径：") + question.title);
    text->setText(QStringLiteral("%1（%2）").arg(question.text, question.clause));
    if (group->buttons().isEmpty())
        for (const PlanQuestion::Choice& choice : question.choices) {
            auto* radio = new QRadioButton(asCaption(choice.text)
                + (choice.id == question.standard ? QStringLiteral("　［默认］") : QString()));
            radio->setObjectName(QStringLiteral("decision.choice.%1.%2").arg(id, choice.id));
            radio->setProperty("choice", choice.id);
            group->addButton(radio);
            answers->addWidget(radio);
        }
    for (QAbstractButton* each : group->buttons()) {
        if (!begun && each->property("choice").toString() == inForce)
            each->setChecked(true);
        each->setEnabled(open);
    }
    standing->setText(!decided ? QStringLiteral("没有人改过，按默认。")
                               : QStringLiteral("%1 于 %2 决定%3")
                                     .arg(decision.by, dateInWords(decision.on),
                                         decision.reason.isEmpty() ? QStringLiteral("，没有写原因。")
                                                                   : QStringLiteral("：") + decision.reason));
    updateButton();
}

QString DecisionCard::picked() const
{
    const QAbstractButton* checked = group->checkedButton();
    return checked ? checked->property("choice").toString() : QString();
}

void DecisionCard::updateButton()
{
    // To confirm the default is a decision, too.
    const bool useful = open && !picked().isEmpty() && (picked() != inForce || !decided);
    enableButton(useful, group->checkedButton());
}

} // namespace coop
