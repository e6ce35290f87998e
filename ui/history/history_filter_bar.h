#pragma once
#include "core/store/history/change_log.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace coop
{

class Session;

/// What the history is narrowed to: person, days, ledger, door, and the one row that it was opened for.
class HistoryFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryFilterBar(Session& session, QWidget* parent = nullptr);

    HistoryFilter filter() const;
    /// Leaves person, days and door free.
    void showOnly(const QString& registry, RowId row);
    void setPeople(const QStringList& names);
    bool narrowed() const;
    void showAll(); ///< every step again

Q_SIGNALS:
    void changed();

private:
    void takeDay(QLineEdit* field, QDate& day);
    void forgetRow();
    void clear();

    Session& session;
    QComboBox* person;
    QLineEdit* from;
    QLineEdit* to;
    QComboBox* registry;
    QComboBox* door;
    QPushButton* row;
    QPushButton* all;
    RowId onlyRow = 0;
    QDate firstDay, lastDay;
};

} // namespace coop
