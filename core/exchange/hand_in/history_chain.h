#pragma once
#include <QByteArray>
#include <QJsonValue>

namespace coop
{

class Workspace;

/// The hashes of an office's history, entry by entry, each cut to four bytes. An entry's hash covers all
/// before it (log_chain.h), so two chains tell up to which entry two workspaces were one and the same: a
/// copy, or one that went back to a backup, is told from the one that went on.
class HistoryChain
{
public:
    HistoryChain() = default;
    /// Up to the newest entry. Throws what SQLite refuses.
    static HistoryChain of(const Workspace& workspace);
    static HistoryChain fromJson(const QJsonValue& value); ///< empty when it is none
    QJsonValue toJson() const;

    bool isEmpty() const { return hashes.isEmpty(); }
    qint64 newest() const { return hashes.size() / width; } ///< the number of its newest entry
    QByteArray mark(qint64 entry) const { return hashes.mid((entry - 1) * width, width); }
    /// The newest entry that both have; 0: they have none in common.
    qint64 common(const HistoryChain& other) const;

private:
    static constexpr qsizetype width = 4; ///< bytes an entry
    QByteArray hashes; ///< from entry 1 on
};

} // namespace coop
