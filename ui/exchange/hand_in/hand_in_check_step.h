#pragma once
#include "ui/exchange/hand_in/hand_in_check.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace coop
{

/// The first step of 上报: how far the quarter's filing is, and what is missing or odd in it. It warns and
/// does not stand in the way: the ledgers' changes can go before the filing is done.
class HandInCheckStep : public QWidget
{
    Q_OBJECT
public:
    explicit HandInCheckStep(QWidget* parent = nullptr);
    void setCheck(const HandInCheck& check);

Q_SIGNALS:
    void filingRequested();
    void rowRequested(const QString& registry, RowId row);

private:
    QLabel* heading;
    QLabel* advice;
    QPushButton* toFiling;
    QTreeWidget* findings;
    QList<FilingFinding> shown;
};

} // namespace coop
