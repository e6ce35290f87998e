#pragma once
#include "ui/exchange/merge/merge_item.h"

#include <QObject>

namespace coop
{

class Job;
class Session;

/// The files of one 合并 and what is done with them, each on a worker. A file that is refused does not stop
/// the others.
class MergeQueue : public QObject
{
    Q_OBJECT
public:
    /// Called when a piece of work is done; `problem` is empty when it went well.
    using Done = std::function<void(const QString& problem)>;

    explicit MergeQueue(Session& session, QObject* parent = nullptr);

    const QList<MergeItem>& items() const { return all; }
    qsizetype ready() const; ///< that may be merged
    bool allPreviewed() const;
    QList<int> mergedDevices() const; ///< the offices of what was merged
    struct Total {
        qsizetype files = 0, rows = 0, conflicts = 0;
        QString lastStep{}; ///< what 撤销 takes back first
    };
    Total merged() const;

    void remove(qsizetype item);
    Job* review(const QStringList& files, const Done& done);
    /// Takes over the key of an item's office and looks at all files again.
    Job* trust(qsizetype item, const Done& done);
    Job* preview(const QString& passphrase, const Done& done);
    /// Everything that may be merged waits to be merged.
    void queueAll();
    /// Merges the next that waits, as a step of its own; null when none waits. `step` says what it is.
    Job* mergeNext(const QString& passphrase, QString& step, const Done& done);

private:
    QStringList paths() const;

    Session& session;
    QList<MergeItem> all;
    QList<qsizetype> queue; ///< indexes of items that wait
};

} // namespace coop
