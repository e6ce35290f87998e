#include "ui/settings/targets/decided_card.h"

#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

DecidedCard::DecidedCard(const QString& name, const Words& words, QWidget* parent)
    : QFrame(parent)
    , title(new QLabel)
    , text(new QLabel)
    , answers(new QVBoxLayout)
    , button(new QPushButton(words.record))
    , standing(new QLabel)
    , line(new QHBoxLayout)
    , reason(new QLineEdit)
{
    setObjectName(name);
    setProperty("role", QStringLiteral("card"));
    title->setObjectName(nameOf(QStringLiteral("title")));
    title->setProperty("role", QStringLiteral("heading"));
    text->setObjectName(nameOf(QStringLiteral("text")));
    standing->setObjectName(nameOf(QStringLiteral("standing")));
    standing->setProperty("role", QStringLiteral("second"));
    for (QLabel* each : {title, text, standing})
        each->setWordWrap(true);
    reason->setObjectName(nameOf(QStringLiteral("reason")));
    reason->setAccessibleName(words.reasonName);
    reason->setPlaceholderText(words.example);
    button->setObjectName(nameOf(QStringLiteral("record")));
    answers->setSpacing(theme::grid / 2);
    line->setSpacing(theme::grid);
    line->addWidget(reason, 1);
    line->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(answers);
    column->addLayout(line);
    column->addWidget(standing);
}

QString DecidedCard::nameOf(const QString& part) const
{
    QStringList names = objectName().split(u'.');
    names.insert(1, part);
    return names.join(u'.');
}

void DecidedCard::forgetDraft()
{
    begun = false;
    reason->clear();
}

void DecidedCard::placeFirst(QWidget* answer)
{
    line->insertWidget(0, answer);
    setTabOrder(answer, reason);
    setTabOrder(reason, button);
}

void DecidedCard::enableButton(bool useful, QWidget* elsewhere)
{
    if (!useful && button->hasFocus())
        elsewhere->setFocus(); // stays in the card
    button->setEnabled(useful);
}

QString DecidedCard::writtenReason() const
{
    return reason->text().trimmed();
}

void DecidedCard::mayBeChanged(bool may)
{
    open = may;
    reason->setEnabled(may);
}

} // namespace coop
