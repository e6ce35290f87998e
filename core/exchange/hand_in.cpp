#include "core/exchange/hand_in.h"

#include "core/store/attachments.h"
#include "core/store/meta.h"
#include "core/store/sqlite_error.h"
#include "core/store/stored_value.h"
#include "core/store/table_layout.h"
#include "core/store/unit_of_work.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
/// One row since the base: what both offices last agreed on, as far as it was touched.
struct Touched {
    QString code, who, time;
    bool wasThere = true;
    bool carried = false;
    QMap<QString, FieldValue> before;
};
using TouchedRows = QMap<std::pair<QString, RowId>, Touched>;

QString text(const SQLite::Statement& query, int column)
{
    return QString::fromUtf8(query.getColumn(column).getText());
}

/// The newest answer of the district that was opened here: a receipt, else the issue.
Result<PackageRecord> baseOf(const Workspace& workspace)
{
    const auto all = packages(workspace);
    if (!all)
        return fail(all.error());
    const PackageRecord* newest = nullptr;
    for (const PackageRecord& one : *all)
        if (one.kind != PackageKind::submit)
            newest = &one;
    if (!officeSelf(workspace) || !newest)
        return fail(ErrorKind::refused,
            QStringLiteral("这不是乡镇端的工作区，不能上报。请先打开区供销合作社下发的数据包"));
    return *newest;
}

void addCarried(TouchedRows& rows, const Workspace& workspace, const QJsonArray& carried)
{
    for (const QJsonValue& one : carried) {
        const QString registry = one[QStringLiteral("registry")].toString();
        const RegistrySpec* spec = anySpec(workspace.registries(), registry);
        if (!spec)
            continue;
        Touched& row = rows[{registry, one[QStringLiteral("id")].toInteger()}];
        row.code = one[QStringLiteral("code")].toString();
        row.who = one[QStringLiteral("who")].toString();
        row.time = one[QStringLiteral("time")].toString();
        row.wasThere = one[QStringLiteral("there")].toBool();
        row.carried = true;
        const QJsonObject before = one[QStringLiteral("before")].toObject();
        for (auto it = before.begin(); it != before.end(); ++it)
            if (const FieldSpec* field = spec->field(it.key()))
                row.before.insert(it.key(), fromJson(*field, it.value()));
    }
}

void addLogged(TouchedRows& rows, const Workspace& workspace, qint64 after)
{
    // What came from the district is nothing to hand in.
    SQLite::Statement query(workspace.database(),
        "SELECT c.registry, c.row_id, c.code, c.op, c.fields, l.who, l.time FROM change_rows c"
        " JOIN change_log l USING (entry) WHERE l.entry > ? AND l.door NOT IN ('receipt', 'issue')"
        " ORDER BY c.entry, c.seq");
    query.bind(1, int64_t(after));
    while (query.executeStep()) {
        const QString registry = text(query, 0);
        const RegistrySpec* spec = workspace.registries().find(registry);
        if (registry == attachmentsSpec().id)
            spec = &attachmentsSpec();
        if (!spec)
            continue; // layers, people, themes stay in the office
        const std::pair key{registry, RowId(query.getColumn(1).getInt64())};
        const bool known = rows.contains(key);
        Touched& row = rows[key];
        row.code = text(query, 2);
        row.who = text(query, 5);
        row.time = text(query, 6);
        if (!known)
            row.wasThere = text(query, 3) != u"add";
        const QJsonObject fields = QJsonDocument::fromJson(text(query, 4).toUtf8()).object();
        for (auto it = fields.begin(); it != fields.end(); ++it)
            if (const FieldSpec* field = spec->field(it.key()); field && !row.before.contains(it.key()))
                row.before.insert(it.key(), fromJson(*field, it.value()[0]));
    }
}

/// As it stands now against what both agreed on; nothing when it came back to that and nobody heard of it.
std::optional<PackedChange> changeOf(const Workspace& workspace, const QString& registry, RowId id,
    const Touched& touched, bool heardOf)
{
    const auto now = storedRow(workspace, registry, id);
    const RegistrySpec& spec = *anySpec(workspace.registries(), registry);
    PackedChange change{.registry = registry,
        .id = id,
        .code = now ? now->code() : touched.code,
        .op = !touched.wasThere ? QStringLiteral("add")
            : now               ? QStringLiteral("change")
                                : QStringLiteral("remove"),
        .fields = {},
        .who = touched.who,
        .time = touched.time,
        .carried = touched.carried};
    if (!touched.wasThere && !now) {
        if (!heardOf)
            return std::nullopt;
        change.op = QStringLiteral("remove"); // it was handed in and is gone again
        return change;
    }
    for (const QString& field : ownFields(spec)) {
        const bool seen = touched.before.contains(field);
        const FieldValue before = touched.wasThere ? touched.before.value(field) : FieldValue();
        const FieldValue after = now ? (*now)[field] : FieldValue();
        if ((seen || !touched.wasThere) && (heardOf || !(before == after)))
            if (!before.isNull() || !after.isNull())
                change.fields += ChangedField{field, before, after};
    }
    return change.fields.isEmpty() ? std::nullopt : std::optional(change);
}

Result<> verify(const QString& path, const QString& digest)
{
    const auto again = readPackage(path);
    if (!again)
        return fail(again.error());
    return again->digest == digest
        ? Result<>()
        : fail(ErrorKind::fileUnwritable,
              QStringLiteral("“%1”写下后读出来不一样，U 盘可能坏了，请换一个再上报").arg(path));
}
} // namespace

QJsonObject countsOf(const QList<PackedChange>& changes)
{
    QJsonObject counts;
    for (const PackedChange& change : changes) {
        QJsonObject one = counts[change.registry].toObject();
        one[change.op] = one[change.op].toInteger() + 1;
        counts[change.registry] = one;
    }
    return counts;
}

Result<QList<PackedChange>> changesToHandIn(const Workspace& workspace)
{
    return guarded(workspace.path(), [&]() -> Result<QList<PackedChange>> {
        const auto base = baseOf(workspace);
        if (!base)
            return fail(base.error());
        const auto all = packages(workspace);
        bool heardOf = base->base.contains(QStringLiteral("carried"));
        for (const PackageRecord& one : *all) // handed in and not answered yet
            heardOf = heardOf
                || (one.kind == PackageKind::submit
                    && one.sequence > base->base[QStringLiteral("of")].toInteger());
        TouchedRows rows;
        addCarried(rows, workspace, base->base[QStringLiteral("carried")].toArray());
        addLogged(rows, workspace, base->base[QStringLiteral("upto")].toInteger());
        QList<PackedChange> changes;
        for (auto it = rows.constBegin(); it != rows.constEnd(); ++it)
            if (auto change = changeOf(workspace, it.key().first, it.key().second, *it, heardOf))
                changes += *change;
        return changes;
    });
}

Result<HandedIn> handIn(Workspace& workspace, const Author& author, const QString& passphrase,
    const QString& path, bool evenEmpty)
{
    return guarded(workspace.path(), [&]() -> Result<HandedIn> {
        const auto base = baseOf(workspace);
        if (!base)
            return fail(base.error());
        const auto key = officeKey(workspace, passphrase);
        if (!key)
            return fail(key.error());
        const OfficeSelf self = *officeSelf(workspace);
        const auto work = UnitOfWork::begin(workspace, author); // nobody writes in between
        if (!work)
            return fail(work.error());
        const PackageBase head = historyHead(workspace);
        const auto changes = changesToHandIn(workspace);
        if (!changes)
            return fail(changes.error());
        if (changes->isEmpty() && !evenEmpty)
            return fail(ErrorKind::refused, QStringLiteral("上次回执以后没有修改，不用上报"));
        PackageBody body;
        body.changes = *changes;
        for (const PackedChange& change : *changes) {
            if (change.registry != attachmentsSpec().id || change.op != u"add")
                continue;
            for (const ChangedField& field : change.fields)
                if (field.field == u"digest")
                    if (const auto bytes = attachmentBytes(workspace, field.after.text()))
                        body.blobs += PackedBytes{field.after.text(), *bytes,
                            attachmentThumbnail(workspace, field.after.text()).value_or(QByteArray())};
        }
        qint64 sequence = 1;
        const auto before = packages(workspace);
        if (!before)
            return fail(before.error());
        for (const PackageRecord& one : *before)
            if (one.kind == PackageKind::submit)
                sequence = std::max(sequence, one.sequence + 1);
        const QJsonObject known = base->base;
        HandedIn done{.digest = {}, .sequence = sequence, .counts = countsOf(*changes)};
        const PackageHeader header{.schema = workspace.schema(),
            .kind = PackageKind::submit,
            .plan = workspace.plan().id,
            .from = {self.name, self.device, key->publicKey()},
            .to = self.district,
            .sequence = sequence,
            .created = QDateTime::currentDateTimeUtc(),
            .author = author.who,
            .base = {known[QStringLiteral("receipt")].toInteger(), known[QStringLiteral("of")].toInteger(),
                known[QStringLiteral("entry")].toInteger(), known[QStringLiteral("hash")].toString()},
            .counts = done.counts,
            .keyProof = self.keyProof};
        const auto digest = writePackage(path, header, body.toBytes(), *key);
        if (!digest)
            return fail(digest.error());
        if (const auto right = verify(path, *digest); !right)
            return fail(right.error());
        done.digest = *digest;
        if (const auto noted = notePackage(**work,
                {.kind = PackageKind::submit, .device = self.device, .sequence = sequence,
                    .digest = *digest, .madeBy = author.who, .created = header.created,
                    .counts = done.counts, .base = {{QStringLiteral("upto"), head.entry}}});
            !noted)
            return fail(noted.error());
        const auto entry = (*work)->commit();
        return entry ? Result<HandedIn>(done) : fail(entry.error());
    });
}

} // namespace coop
