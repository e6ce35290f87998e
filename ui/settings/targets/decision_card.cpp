#include "ui/settings/targets/decision_card.h"

#include "core/workflow/targets/decisions.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"

#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QLabel* label(const QString& name, const char* role)
{
    auto* made = new QLabel;
    made->setObjectName(name);
    made->setProperty("role", QLatin1String(role));
    made->setWordWrap(true);
    return made;
}
} // namespace

DecisionCard::DecisionCard(QString question, QWidget* parent)
    : QFrame(parent)
    , id(std::move(question))
    , title(label(QStringLiteral("decision.title.") + id, "heading"))
    , text(label(QStringLiteral("decision.text.") + id, ""))
    , standing(label(QStringLiteral("decision.standing.") + id, "second"))
    , choices(new QVBoxLayout)
    , group(new QButtonGroup(this))
    , reason(new QLineEdit)
    , button(new QPushButton(QStringLiteral("记录口径")))
{
    setObjectName(QStringLiteral("decision.") + id);
    setProperty("role", QStringLiteral("card"));
    reason->setObjectName(QStringLiteral("decision.reason.") + id);
    reason->setAccessibleName(QStringLiteral("采用的原因"));
    reason->setPlaceholderText(QStringLiteral("原因，例如：2024年11月5日区政府会议纪要"));
    button->setObjectName(QStringLiteral("decision.record.") + id);
    choices->setSpacing(theme::grid / 2);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(reason, 1);
    row->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(choices);
    column->addLayout(row);
    column->addWidget(standing);
    connect(group, &QButtonGroup::buttonClicked, this, [this] {
        begun = true;
        updateButton();
    });
    connect(button, &QPushButton::clicked, this,
        [this] { Q_EMIT recorded(id, picked(), reason->text().trimmed()); });
}

void DecisionCard::showDecision(const Decision& decision, bool mayChange)
{
    const PlanQuestion& question = *decision.question;
    inForce = question.chosen;
    decided = decision.decided;
    open = mayChange;
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
            choices->addWidget(radio);
        }
    for (QAbstractButton* each : group->buttons()) {
        if (!begun && each->property("choice").toString() == inForce)
            each->setChecked(true);
        each->setEnabled(open);
    }
    reason->setEnabled(open);
    standing->setText(!decided ? QStringLiteral("没有人改过，按默认。")
                               : QStringLiteral("%1 于 %2 决定%3")
                                     .arg(decision.by, dateInWords(decision.on),
                                         decision.reason.isEmpty() ? QStringLiteral("，没有写原因。")
                                                                   : QStringLiteral("：") + decision.reason));
    updateButton();
}

void DecisionCard::forgetDraft()
{
    begun = false;
    reason->clear();
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
    if (!useful && button->hasFocus())
        group->checkedButton()->setFocus(); // stays in the card
    button->setEnabled(useful);
}

} // namespace coop
