#pragma once
#include "ui/exchange/parts/exchange_data.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;

namespace coop
{

class ConflictsPane;
class DoorButton;
class OfficeList;
class Session;

/// 数据交换 at the district: the doors 下发, 上报 (closed) and 合并; the offices with their packages; the
/// inbox of conflicts.
class DistrictView : public QWidget
{
    Q_OBJECT
public:
    explicit DistrictView(Session& session, QWidget* parent = nullptr);
    void setData(const ExchangeData& data);
    bool busy() const;
    bool showsSettled() const;
    void showConflicts();
    void merge(const QStringList& files);
    QList<QWidget*> focusPanes();

Q_SIGNALS:
    void reloadWanted();

private:
    void issue(RowId federation, bool replace);
    void writeReceipts(const QList<int>& devices);
    void withdraw();
    void updateButtons();

    Session& session;
    ExchangeData data;
    DoorButton* issueDoor;
    DoorButton* mergeDoor;
    QTabWidget* tabs;
    OfficeList* list;
    ConflictsPane* inbox;
    QPushButton* receiptButton;
    QPushButton* againButton;
    QPushButton* withdrawButton;
    QLabel* hint;
    int working = 0;
};

} // namespace coop
