#include "ui/overview/indicator_card.h"

#include "core/domain/plan/percent_text.h"
#include "ui/charts/bullet_bar.h"
#include "ui/look/theme.h"
#include "ui/widgets/elided/elided_label.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace coop
{

namespace
{

QLabel* part(const char* name, const char* role)
{
    auto* label = new ElidedLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setProperty("role", QString::fromLatin1(role));
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

IndicatorCard::IndicatorCard(QWidget* parent)
    : QFrame(parent)
    , title(part("cardTitle", "title"))
    , status(new QLabel)
    , figure(new QPushButton)
    , unit(new QLabel)
    , bar(new BulletBar)
    , completion(new QLabel)
    , basis(part("cardBasis", "small"))
{
    setProperty("role", QStringLiteral("card"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    status->setObjectName(QStringLiteral("cardStatus"));
    status->setTextFormat(Qt::RichText);
    figure->setObjectName(QStringLiteral("cardFigure"));
    figure->setProperty("role", QStringLiteral("figure"));
    figure->setFocusPolicy(Qt::NoFocus); // the card has the keyboard: Ctrl+Enter
    connect(figure, &QPushButton::clicked, this, [this] { Q_EMIT figureRequested(id); });
    completion->setObjectName(QStringLiteral("cardCompletion"));
    unit->setObjectName(QStringLiteral("cardUnit"));
    unit->setProperty("role", QStringLiteral("second"));
    completion->setProperty("role", QStringLiteral("small"));

    auto* middle = new QHBoxLayout;
    middle->setSpacing(theme::grid);
    middle->addWidget(figure, 0, Qt::AlignBottom);
    middle->addWidget(unit, 0, Qt::AlignBottom);
    middle->addStretch(1);
    middle->addWidget(status, 0, Qt::AlignBottom);
    for (QLabel* beside : {unit, status})
        beside->setContentsMargins(0, 0, 0, 6); // onto the figure's base line
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme::grid / 2);
    foot->addWidget(completion);
    foot->addWidget(basis, 1);
    basis->setAlignment(Qt::AlignRight);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, 10, theme::cardPadding, 10);
    column->setSpacing(2);
    column->addWidget(title);
    column->addStretch(1);
    column->addLayout(middle);
    column->addStretch(1);
    column->addWidget(bar);
    column->addStretch(1);
    column->addLayout(foot);
}

void IndicatorCard::setData(const CardData& card)
{
    id = card.id;
    headline = card.headline;
    setObjectName(QStringLiteral("card-") + id);
    title->setText(card.title);
    // 不适用 stands in the figure's place, and there is nothing to judge.
    status->setText(card.applicable ? QStringLiteral("<span style='color:%1'>%2</span> %3")
                                          .arg(theme::statusColour(card.status).name(),
                                              statusMark(card.status), statusWord(card.status))
                                    : QString());
    figure->setEnabled(card.applicable);
    figure->setToolTip(QStringLiteral("查看%1的台账明细（Ctrl+回车）").arg(card.title));
    figure->setAccessibleName(card.title + u' ' + card.value + card.unit);
    unit->setVisible(card.applicable);
    figure->setText(card.value);
    unit->setText(card.unit);
    bar->setReading(card.completion, card.pace, card.status);
    const bool judged = card.completion.has_value();
    // A narrow card has room for the figures only; what they are stands in its tip.
    QStringList foot{QStringLiteral("目标 %1").arg(card.target)};
    if (judged)
        foot += (card.headline ? QStringLiteral("完成 ") : QString()) + percentText(card.completion);
    if (judged && card.headline && card.pace)
        foot += QStringLiteral("序时 %1").arg(percentText(card.pace));
    completion->setText(
        foot.join(card.headline ? QStringLiteral(" · ") : QStringLiteral("·"))); // narrow ones need the room
    basis->setText(card.basis);

    QStringList tip{card.title, card.exact};
    if (!card.split.isEmpty())
        tip += card.split;
    if (judged)
        tip += QStringLiteral("完成率 %1，序时进度 %2")
                   .arg(percentText(card.completion), percentText(card.pace));
    tip += QStringLiteral("口径：") + card.basis;
    if (!card.clause.isEmpty())
        tip += QStringLiteral("依据：") + card.clause;
    setToolTip(tip.join(u'\n'));
    setAccessibleName(card.title);
    setAccessibleDescription(
        card.applicable ? QStringLiteral("%1，%2").arg(card.exact, statusWord(card.status)) : card.value);
}

void IndicatorCard::setChosen(bool isChosen)
{
    setProperty("chosen", isChosen);
    style()->unpolish(this);
    style()->polish(this);
}

void IndicatorCard::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (event->modifiers() & Qt::ControlModifier))
        Q_EMIT figureRequested(id);
    else if (enter || event->key() == Qt::Key_Space)
        Q_EMIT chosen(id);
    else
        QFrame::keyPressEvent(event);
}

void IndicatorCard::mousePressEvent(QMouseEvent* event)
{
    QFrame::mousePressEvent(event);
    Q_EMIT chosen(id);
}

} // namespace coop
