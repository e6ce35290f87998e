#include "ui/overview/card_grid.h"

#include "ui/look/theme.h"
#include "ui/overview/indicator_card.h"

namespace coop
{

namespace
{
constexpr int narrowest = 184; // the widest small card's text at 10 pt still fits
constexpr int widest = 300;
} // namespace

CardGrid::CardGrid(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CardGrid::setCards(const QList<CardData>& contents)
{
    while (cards.size() > contents.size())
        delete cards.takeLast();
    while (cards.size() < contents.size()) {
        cards += new IndicatorCard(this);
        connect(cards.last(), &IndicatorCard::chosen, this, &CardGrid::chosen);
        connect(cards.last(), &IndicatorCard::figureRequested, this, &CardGrid::figureRequested);
        cards.last()->show();
    }
    for (qsizetype i = 0; i < contents.size(); ++i)
        cards[i]->setData(contents[i]);
    updateGeometry();
    place();
}

void CardGrid::setChosen(const QString& indicator)
{
    for (IndicatorCard* card : std::as_const(cards))
        card->setChosen(card->indicator() == indicator);
}

void CardGrid::setCardHeight(int height)
{
    if (height == cardHeight)
        return;
    cardHeight = height;
    updateGeometry();
    place();
}

int CardGrid::rowsFor(int columns) const
{
    int row = 0;
    int column = 0;
    for (const IndicatorCard* card : cards) {
        const int span = card->isHeadline() ? 2 : 1;
        if (column + span > columns) {
            ++row;
            column = 0;
        }
        column += span;
    }
    return row + 1;
}

int CardGrid::columnsFor(int width) const
{
    int places = 0;
    for (const IndicatorCard* card : cards)
        places += card->isHeadline() ? 2 : 1;
    const int most = qMax(2, (width + theme::gap) / (narrowest + theme::gap));
    const int least = qBound(2, (width + theme::gap) / (widest + theme::gap), most);
    int best = most;
    for (int columns = most; columns >= least; --columns) {
        const int empty = rowsFor(columns) * columns - places;
        if (empty < rowsFor(best) * best - places)
            best = columns;
    }
    return best;
}

int CardGrid::heightForWidth(int width) const
{
    const int rows = rowsFor(columnsFor(width));
    return rows * cardHeight + (rows - 1) * theme::gap;
}

QSize CardGrid::sizeHint() const
{
    return {width(), heightForWidth(width())};
}

void CardGrid::resizeEvent(QResizeEvent*)
{
    place();
}

void CardGrid::place()
{
    const int columns = columnsFor(width());
    const double step = (width() + theme::gap) / double(columns);
    int row = 0;
    int column = 0;
    for (IndicatorCard* card : std::as_const(cards)) {
        const int span = card->isHeadline() ? 2 : 1;
        if (column + span > columns) {
            ++row;
            column = 0;
        }
        const int left = qRound(column * step);
        const int right = qRound((column + span) * step) - theme::gap;
        card->setGeometry(left, row * (cardHeight + theme::gap), right - left, cardHeight);
        column += span;
    }
}

} // namespace coop
