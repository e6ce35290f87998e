#pragma once
#include "ui/overview/overview_data.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace coop
{

class BulletBar;

/// One indicator: figure with unit, target, bullet bar with pace, completion, status in word, shape and
/// colour, and its basis. A click or Enter chooses it for the charts; a click on the figure or Ctrl+Enter
/// asks for the ledger rows behind it.
class IndicatorCard : public QFrame
{
    Q_OBJECT
public:
    explicit IndicatorCard(QWidget* parent = nullptr);
    void setData(const CardData& card);
    void setChosen(bool chosen);
    const QString& indicator() const { return id; }
    bool isHeadline() const { return headline; }

Q_SIGNALS:
    void chosen(const QString& indicator);
    void figureRequested(const QString& indicator);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QString id;
    bool headline = false;
    QLabel* title;
    QLabel* status;
    QPushButton* figure;
    QLabel* unit;
    BulletBar* bar;
    QLabel* completion;
    QLabel* basis;
};

} // namespace coop
