#pragma once
#include "ui/exchange/hand_in/hand_in_check.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace coop
{

/// The first step of 上报: how far the quarter's sheet is, and what is missing or odd in it. It warns and
/// does not stand in the way: the ledgers' changes can go before the sheet is done.
class HandInCheckStep : public QWidget
{
    Q_OBJECT
public:
    explicit HandInCheckStep(QWidget* parent = nullptr);
    void setCheck(const HandInCheck& check);

Q_SIGNALS:
    void sheetRequested();
    void rowRequested(const QString& registry, RowId row);

private:
    QLabel* heading;
    QLabel* advice;
    QPushButton* toSheet;
    QTreeWidget* findings;
    QList<SheetFinding> shown;
};

} // namespace coop
