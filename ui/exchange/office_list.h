#pragma once
#include "ui/exchange/parts/exchange_data.h"

#include <QTreeWidget>

namespace coop
{

class Registries;

/// The offices of the district and under each its packages by number, with state and receipt.
class OfficeList : public QTreeWidget
{
    Q_OBJECT
public:
    explicit OfficeList(QWidget* parent = nullptr);
    void setData(const ExchangeData& read, const Registries& registries);
    /// Of the chosen line; a federation without an office has device 0. Nothing where none is chosen.
    struct Choice {
        RowId federation = 0;
        QString name;
        int device = 0;
        bool active = false;
        bool answerDue = false; ///< something was merged that no receipt answers
    };
    std::optional<Choice> choice() const;

private:
    void addOffice(const ExchangeData& read, const Office& office, const Registries& registries);

    QHash<const QTreeWidgetItem*, Choice> choices;
};

} // namespace coop
