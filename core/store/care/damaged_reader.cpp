#include "core/store/care/damaged_reader.h"

#include "core/store/file/column_text.h"
#include "core/store/file/gpkg_geometry.h"
#include "core/store/file/meta.h"
#include "core/store/history/log_verification.h"
#include "core/store/history/row_op.h"
#include "core/store/kept/layer_description.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/row_values.h"
#include "core/store/tables/stored_value.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
/// Steps through a query as far as SQLite goes. Gives whether that was to its end.
template <class Row> bool eachReadable(const SQLite::Database& database, const QString& sql, Row row)
{
    try {
        SQLite::Statement query(database, sql.toStdString());
        while (query.executeStep())
            row(query);
        return true;
    } catch (const SQLite::Exception&) {
        return false; // the rest of this direction is lost; the caller tries another
    }
}

void bindColumn(SQLite::Statement& statement, int index, const SQLite::Column& column)
{
    if (column.isNull())
        statement.bind(index);
    else if (column.isInteger())
        statement.bind(index, column.getInt64());
    else
        statement.bind(index, column.getString());
}

TableLayout withoutChildren(TableLayout layout)
{
    layout.children.clear();
    return layout;
}

std::vector<FieldValue> valuesOf(const TableLayout& layout, const Record& record)
{
    std::vector<FieldValue> values(size_t(layout.spec->fields.size()));
    for (const QString& field : columnFields(layout))
        values[size_t(layout.spec->indexOf(field))] = record[field];
    return values;
}
} // namespace

DamagedReader::DamagedReader(const SQLite::Database& connection)
    : database(connection)
{
}

QByteArray DamagedReader::meta(const QString& key) const
{
    try {
        return metaValue(database, key);
    } catch (const SQLite::Exception&) {
        return {};
    }
}

DamagedReader::Rows DamagedReader::rows(
    const TableLayout& layout, const QSet<RowId>& known, bool& whole) const
{
    const TableLayout own = withoutChildren(layout);
    const QString select
        = QStringLiteral("SELECT %1 FROM %2 r ").arg(selectedColumns(own), quoted(own.spec->id));
    Rows rows;
    const auto keep = [&](const SQLite::Statement& query) {
        const Record record = recordFrom(query, own);
        if (!record.code().isEmpty())
            rows.insert(record.id, valuesOf(own, record));
    };
    whole = eachReadable(database, select + QStringLiteral("NOT INDEXED ORDER BY r.id"), keep);
    if (whole)
        return rows;
    eachReadable(database, select + QStringLiteral("NOT INDEXED ORDER BY r.id DESC"), keep);
    for (const RowId id : known)
        if (!rows.contains(id))
            eachReadable(database, select + QStringLiteral("NOT INDEXED WHERE r.id = %1").arg(id), keep);
    return rows;
}

DamagedReader::Rows DamagedReader::rowsOfLog(const TableLayout& layout, QSet<RowId>& ids) const
{
    // Forward and backward may both be cut short, so the pieces are put together in their order first.
    struct Piece {
        RowId id;
        std::optional<RowOp> op;
        QJsonObject fields;
    };
    QMap<std::pair<qint64, qint64>, Piece> pieces;
    const auto keep = [&](const SQLite::Statement& query) {
        pieces.insert({query.getColumn(0).getInt64(), query.getColumn(1).getInt64()},
            Piece{query.getColumn(2).getInt64(), rowOpFrom(textAt(query, 3)),
                QJsonDocument::fromJson(
                    QByteArray(query.getColumn(4).getText(), query.getColumn(4).getBytes()))
                    .object()});
    };
    const QString select = QStringLiteral("SELECT entry, seq, row_id, op, fields FROM change_rows NOT "
                                          "INDEXED WHERE registry = '%1' ORDER BY entry")
                               .arg(layout.spec->id);
    eachReadable(database, select + QStringLiteral(", seq"), keep);
    eachReadable(database, select + QStringLiteral(" DESC, seq DESC"), keep);
    Rows rows;
    for (const Piece& piece : std::as_const(pieces)) {
        if (!piece.op)
            continue; // damaged, too
        if (piece.op == RowOp::remove) {
            rows.remove(piece.id);
            ids.remove(piece.id);
            continue;
        }
        ids.insert(piece.id);
        if (piece.op != RowOp::add && !rows.contains(piece.id))
            continue; // where the row began is lost, so it would be only a part of it
        std::vector<FieldValue>& row = rows[piece.id];
        row.resize(size_t(layout.spec->fields.size()));
        for (auto field = piece.fields.begin(); field != piece.fields.end(); ++field)
            if (const int index = layout.spec->indexOf(field.key()); index >= 0)
                row[size_t(index)] = fromJson(layout.spec->fields[index], field.value().toArray().at(1));
    }
    return rows;
}

bool DamagedReader::logIsWhole() const
{
    try {
        return verifyLog(database).isEmpty();
    } catch (const SQLite::Exception&) {
        return false;
    }
}

void DamagedReader::copyLog(SQLite::Database& into) const
{
    for (const auto& [table, columns] : {std::pair("change_log", 8), std::pair("change_rows", 7)}) {
        SQLite::Statement from(database, std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
        QStringList marks;
        for (int i = 0; i < columns; ++i)
            marks += QStringLiteral("?");
        SQLite::Statement to(into,
            QStringLiteral("INSERT INTO %1 VALUES (%2)")
                .arg(QLatin1String(table), marks.join(u','))
                .toStdString());
        while (from.executeStep()) {
            for (int i = 0; i < columns; ++i)
                bindColumn(to, i + 1, from.getColumn(i));
            to.exec();
            to.reset();
        }
    }
    SQLite::Statement last(database, "SELECT entry, hash FROM change_log ORDER BY entry DESC LIMIT 1");
    if (last.executeStep())
        setMetaValue(into, metaLogHead,
            QByteArray::number(qint64(last.getColumn(0).getInt64())) + ':' + last.getColumn(1).getText());
}

QSet<QString> DamagedReader::copyBlobs(SQLite::Database& into) const
{
    QSet<QString> copied;
    SQLite::Statement insert(into, "INSERT INTO coop_blobs VALUES (?, ?, ?)");
    const auto keep = [&](const SQLite::Statement& query) {
        const QString digest = textAt(query, 0);
        const SQLite::Column bytes = query.getColumn(1);
        const auto content
            = QByteArray::fromRawData(static_cast<const char*>(bytes.getBlob()), bytes.getBytes());
        const QByteArray found = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
        if (copied.contains(digest) || found != digest.toUtf8())
            return;
        const SQLite::Column thumbnail = query.getColumn(2);
        insert.bind(1, digest.toStdString());
        insert.bindNoCopy(2, bytes.getBlob(), bytes.getBytes());
        insert.bind(3);
        if (thumbnail.isBlob())
            insert.bindNoCopy(3, thumbnail.getBlob(), thumbnail.getBytes());
        insert.exec();
        insert.reset();
        copied += digest;
    };
    const QString select = QStringLiteral("SELECT digest, bytes, thumbnail FROM coop_blobs ORDER BY rowid");
    if (!eachReadable(database, select, keep))
        eachReadable(database, select + QStringLiteral(" DESC"), keep);
    return copied;
}

QList<LayerFeature> DamagedReader::features(const QString& table) const
{
    QMap<qint64, LayerFeature> features;
    const auto keep = [&](const SQLite::Statement& query) {
        if (LayerFeature feature = featureOf(query, 1); !feature.wkb.isEmpty())
            features[query.getColumn(0).getInt64()] = std::move(feature);
    };
    const QString select = QStringLiteral("SELECT fid, %1 FROM %2 ORDER BY fid")
                               .arg(layerColumns(database, table), quoted(table));
    eachReadable(database, select, keep);
    eachReadable(database, select + QStringLiteral(" DESC"), keep);
    return features.values();
}

} // namespace coop
