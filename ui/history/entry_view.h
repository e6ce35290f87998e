#pragma once
#include "ui/history/entry_details.h"
#include "ui/session/loader.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace coop
{

/// What one entry of the history changed: a line a row, under it a line a field, before and after.
class EntryView : public QWidget
{
    Q_OBJECT
public:
    explicit EntryView(Session& session, QWidget* parent = nullptr);

    void showEntry(const HistoryFilter& filter, qint64 entry);
    void clear();
    bool busy() const { return reading.busy(); }

private:
    void fill(const EntryDetails& details);

    Session& session;
    QLabel* title;
    QLabel* note;
    QTreeWidget* tree;
    qint64 shown = 0;
    Loader reading;
};

} // namespace coop
