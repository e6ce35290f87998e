#pragma once
#include "core/store/history/change_log.h"
#include "ui/session/loader.h"

#include <QAbstractTableModel>

namespace coop
{

/// The entries of the history that a filter names, newest first; read by jobs, a page at a time, more as the
/// view scrolls on.
class HistoryListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int pageSize = 200;
    enum Column {
        entryColumn,
        timeColumn,
        whoColumn,
        doorColumn,
        reasonColumn,
        touchedColumn,
        standingColumn
    };

    explicit HistoryListModel(Session& session, QObject* parent = nullptr);

    void setFilter(const HistoryFilter& filter);
    const HistoryFilter& filter() const { return wanted; }
    /// Reads the first page again.
    void reload();
    const ChangeEntry* entryAt(int row) const; ///< null when there is none
    int rowOf(qint64 entry) const; ///< -1 when it is not read
    bool busy() const { return pages.busy(); }
    /// Whether the last entry has been read.
    bool complete() const { return all; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// A page was read (first: of a new filter), or could not be.
    void loaded(bool first);
    void failed(const QString& text);

private:
    void read(qint64 before);
    void replace(QList<ChangeEntry> page);
    void append(const QList<ChangeEntry>& page);

    Session& session;
    HistoryFilter wanted;
    QList<ChangeEntry> entries;
    Loader pages;
    bool all = true;
};

} // namespace coop
