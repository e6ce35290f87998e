#pragma once
#include <QHash>
#include <QString>

namespace coop
{

/// What a person said a heading means, against or beyond what the program finds by itself: heading → field
/// id, empty to leave the column out. Kept on this computer, a list for each ledger.
class ColumnMemory
{
public:
    explicit ColumnMemory(const QString& registry);

    QHash<QString, QString> all() const;
    void remember(const QString& heading, const QString& field);

private:
    QString key;
};

} // namespace coop
