#pragma once
#include "core/base/row_id.h"
#include "ui/history/entry_details.h"
#include "ui/session/loader.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace coop
{

struct RegistrySpec;

/// The last changes of one row, in short, with the way to all of them.
class RowHistoryPane : public QWidget
{
    Q_OBJECT
public:
    explicit RowHistoryPane(Session& session, QWidget* parent = nullptr);

    void showRow(const RegistrySpec& spec, RowId row);

private:
    void say(const QList<EntryDetails>& entries);

    Session& session;
    QString registry;
    RowId shown = 0;
    Loader reading;
    QScrollArea* area;
    QLabel* text;
    QPushButton* all;
};

} // namespace coop
