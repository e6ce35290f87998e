#pragma once
#include "core/base/row_id.h"

#include <QTabWidget>

namespace coop
{

class AttachmentPane;
class MapPane;
class RecordForm;
class RowHistoryPane;
class Session;
struct RegistrySpec;

/// The right pane of a ledger: 内容 (the form), 附件, 历史 and, where rows have a place, 地图 of the selected
/// row.
class SidePane : public QTabWidget
{
    Q_OBJECT
public:
    SidePane(Session& session, RecordForm& form, QWidget* parent = nullptr);

    void showForm();

Q_SIGNALS:
    /// A point on the map was clicked.
    void rowPicked(const QString& registry, coop::RowId row);

private:
    void follow();
    void showCurrent();

    Session& session;
    RecordForm& form;
    AttachmentPane* attachments;
    RowHistoryPane* history;
    MapPane* map;
};

} // namespace coop
