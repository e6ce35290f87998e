#pragma once
#include "ui/session/loader.h"
#include "ui/session/page.h"

class QLabel;

namespace coop
{

class DistrictView;
struct ExchangeData;
class TownshipView;

/// 数据交换: what goes between the district and its township offices on a stick. It has two faces, by whose
/// workspace is open.
class ExchangePage : public Page
{
    Q_OBJECT
public:
    explicit ExchangePage(Session& session, QWidget* parent = nullptr);
    bool busy() const override;
    QList<QWidget*> focusPanes() override;
    static bool shows(const Place& place, const Session& session);
    void showPlace(const Place& place) override;

private:
    void load();
    void addHelp();

    DistrictView* district = nullptr;
    TownshipView* township = nullptr;
    QLabel* problem;
    Loader reading;
    QString wanted; ///< a package that is taken up as soon as the page is loaded
};

} // namespace coop
