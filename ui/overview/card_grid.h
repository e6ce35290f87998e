#pragma once
#include "ui/overview/overview_data.h"

#include <QWidget>

namespace coop
{

class IndicatorCard;

/// The cards in rows of equal columns, headline cards two columns wide; as many columns as leave the fewest
/// places empty at readable widths.
class CardGrid : public QWidget
{
    Q_OBJECT
public:
    explicit CardGrid(QWidget* parent = nullptr);
    void setCards(const QList<CardData>& contents);
    void setChosen(const QString& indicator);
    /// In device-independent pixels; the page makes cards lower on low screens.
    void setCardHeight(int height);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {600, 0}; }

Q_SIGNALS:
    void chosen(const QString& indicator);
    void figureRequested(const QString& indicator);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int columnsFor(int width) const;
    int rowsFor(int columns) const;
    void place();

    QList<IndicatorCard*> cards;
    int cardHeight = 116;
};

} // namespace coop
