#pragma once
#include "ui/exchange/parts/exchange_data.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace coop
{

class DoorButton;
class OutcomeTable;
class Session;

/// 数据交换 at a township office: the doors 上报 and 打开回执, how its hand-ins stand, its packages, and what
/// the district said last.
class TownshipView : public QWidget
{
    Q_OBJECT
public:
    explicit TownshipView(Session& session, QWidget* parent = nullptr);
    void setData(const ExchangeData& data);
    void handIn();
    void openReceipt(const QString& file);
    QList<QWidget*> focusPanes();

private:
    void showStanding();
    void showPackages();
    void updateButtons();

    Session& session;
    ExchangeData data;
    DoorButton* handInDoor;
    DoorButton* receiptDoor;
    QLabel* standing;
    QTabWidget* tabs;
    QTreeWidget* packages;
    OutcomeTable* outcomes;
};

} // namespace coop
