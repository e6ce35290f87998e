#pragma once
#include "core/base/result.h"
#include "core/store/history/change_log.h"
#include "core/store/kept/layer_table.h"
#include "core/store/rows/stored_rows.h"
#include "core/store/workspace.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <functional>
#include <optional>
#include <vector>

namespace coop
{

/// One field of a row in a 上报: the value on which both offices last agreed, and the value now. `from` and
/// `at` are the numbers of the first and of the newest entry of the office's history that touched it since:
/// the district tells by them whether it has looked at exactly this edit before, and on which answer it was
/// built.
struct PackedField : ChangedField {
    qint64 from = 0, at = 0;
    /// Told only because it is one thing with a field that was touched.
    bool isUntouched() const { return from == 0 && before == after; }
};
/// Longitude, latitude and where they came from are one thing: told together, taken together.
bool isPoint(const QString& field);

/// One row's changes as a 上报 carries them: by registry and field name.
struct PackedChange {
    QString registry;
    RowId id = 0;
    QString code;
    RowOp op = RowOp::change;
    QList<PackedField> fields{};
    QString who{}; ///< who changed it last, and when (UTC, ISO)
    QString time{};
    qint64 from = 0, at = 0; ///< of the row's being there at all
    /// Of a removal: what the office had edited before it removed the row, should the district keep it.
    QList<PackedField> last{};
};

/// One row as the district has it, in a 下发 or 回执; no values: it is not there.
struct PackedRow {
    QString registry;
    RowId id = 0;
    std::optional<Record> row;
    bool calledOnly
        = false; ///< somebody else's, to which rows refer: the row has code and name, nothing more
    QStringList waiting{}; ///< fields that still wait in the district's inbox; "*": the row as a whole
    QMap<QString, qint64> waitingAt{}; ///< by which entry of the office's history they were edited
};

/// Bytes of an attachment.
struct PackedBytes {
    QString digest;
    QByteArray bytes, thumbnail;
};

/// What the district says about something that was handed in.
struct PackedOutcome {
    QString registry, code, result, text; ///< result: changed, refused, waiting, question
};

/// A map layer whose features lie in the workspace.
struct PackedLayer {
    MapLayer layer;
    QList<LayerFeature> features;
};
QJsonObject layerJson(const PackedLayer& layer);
/// Nothing when the layer is of a kind that this program does not know.
std::optional<PackedLayer> layerOf(const QJsonObject& json);

/// The body of a package: JSON lines, attachments behind theirs (docs/package-format.md).
struct PackageBody {
    QByteArray plan; ///< of a 下发
    QList<PackedRow> rows;
    QList<PackedChange> changes;
    QList<PackedLayer> layers;
    QList<PackedBytes> blobs;
    QList<PackedOutcome> outcomes;
    QList<RegistryRow> lacking; ///< of a 上报: rows of the last answer that could not be written yet
    QJsonObject extra; ///< who made it; of a 下发: federation, provisional key; of a 回执: its result

    bool complete = false; ///< of a 回执: rows that are not in it have left the office's area

    QByteArray toBytes() const;
    /// Every value is checked against its field's type. Errors: refused, newerVersion (a registry or field
    /// that this program does not know).
    static Result<PackageBody> fromBytes(const QByteArray& bytes, const Registries& registries, int schema);
    /// The same without keeping the changes: each is handed over with its line, so that a package of any
    /// number of rows takes no more memory than its bytes. Attachments' bytes are those of `bytes`, which
    /// must live longer.
    using EachChange = std::function<Result<>(PackedChange&& change, QByteArrayView line)>;
    static Result<PackageBody> fromBytes(
        const QByteArray& bytes, const Registries& registries, int schema, const EachChange& eachChange);
};

/// The changes of a body, found by row and read one by one out of its bytes, which must live as long.
class PackedChanges
{
public:
    PackedChanges(const Registries& registries, int schema);
    /// Errors: refused (two lines about one row).
    Result<> add(const PackedChange& change, QByteArrayView line);
    qsizetype size() const { return qsizetype(lines.size()); }
    PackedChange at(qsizetype position) const;
    /// Nothing when it says nothing about the row.
    std::optional<PackedChange> about(const QString& registry, RowId id) const;
    QByteArrayView line(qsizetype position) const { return lines[size_t(position)]; }

private:
    PackedChange read(QByteArrayView line) const;

    const Registries& registries;
    int schema;
    std::vector<QByteArrayView> lines;
    QHash<std::pair<const void*, RowId>, int> index; ///< by the spec and the row
};

} // namespace coop
