#include "core/store/history/log_writer.h"

#include "core/base/clock.h"
#include "core/store/file/meta.h"
#include "core/store/history/log_chain.h"
#include "core/store/unit_of_work.h"

#include <QDateTime>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

qint64 appendToChangeLog(
    SQLite::Database& database, const Author& author, qint64 undoes, const CapturedRows& rows)
{
    qint64 entry = 1;
    QByteArray previous;
    SQLite::Statement last(database, "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
    if (last.executeStep()) {
        entry = last.getColumn(0).getInt64() + 1;
        previous = QByteArray(last.getColumn(1).getText());
    }
    const QString time = clockNow().toString(Qt::ISODateWithMs);
    EntryHash hash(previous);
    hash.add(entry);
    for (const QString& piece : {time, author.who, toText(author.door), author.reason})
        hash.add(piece);
    hash.add(undoes);

    // The row of change_log comes first for the foreign key; its hash is known at the end.
    SQLite::Statement head(database, "INSERT INTO change_log VALUES (?, ?, ?, ?, ?, nullif(?, 0), ?, '')");
    head.bind(1, int64_t(entry));
    int index = 2;
    for (const QString& piece : {time, author.who, toText(author.door), author.reason})
        head.bind(index++, piece.toStdString());
    head.bind(6, int64_t(undoes));
    head.bind(7, previous.toStdString());
    head.exec();

    SQLite::Statement store(database, "INSERT INTO change_rows VALUES (?, ?, ?, ?, ?, ?, ?)");
    qint64 seq = 0;
    rows.each([&](const CapturedRow& row) {
        const QByteArray& fields = row.fields;
        const QByteArray registry = row.registry.toUtf8();
        const QByteArray code = row.code.toUtf8();
        const QByteArray op = toText(row.op).toUtf8();
        hash.add(registry);
        hash.add(row.id);
        hash.add(code);
        hash.add(op);
        hash.add(fields);
        store.bind(1, int64_t(entry));
        store.bind(2, int64_t(++seq));
        store.bindNoCopy(3, registry.constData());
        store.bind(4, int64_t(row.id));
        store.bind(5, code.toStdString());
        store.bindNoCopy(6, op.constData());
        store.bindNoCopy(7, fields.constData()); // JSON has no NUL inside
        store.exec();
        store.reset();
    });
    SQLite::Statement seal(database, "UPDATE change_log SET hash = ? WHERE entry = ?");
    const QByteArray sealed = hash.result();
    seal.bind(1, sealed.toStdString());
    seal.bind(2, int64_t(entry));
    seal.exec();
    // A log whose end was cut off is found by this.
    setMetaValue(database, metaLogHead, QByteArray::number(entry) + ':' + sealed);
    return entry;
}

} // namespace coop
