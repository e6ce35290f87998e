#include "tests/core/exchange/offices_world.h"

#include "core/base/clock.h"
#include "core/base/files/output.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/merge/settle.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/layout/kept_specs.h"
#include "core/store/layout/table_layout.h"
#include "core/store/rows/duplicates.h"
#include "core/store/rows/row_reader.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace_database.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

namespace coop
{

const Author OfficesWorld::someone{QStringLiteral("张三"), Door::form, QStringLiteral("修改")};

namespace
{
constexpr int playedOffices = 3;

QByteArray smallPlan()
{
    QFile file(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/plans/yunling-2025-3.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// In memory where the machine has such a place: a simulation commits thousands of times.
QString fastPlace(const char* name)
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFile::exists(memory) ? memory : QDir::tempPath()) + QLatin1Char('/') + QLatin1String(name);
}

QList<Record> townships(const Workspace& workspace)
{
    QList<Record> own;
    const auto self = officeSelf(workspace);
    for (const Record& row : need(workspace.rows({.registry = QStringLiteral("townships")})))
        if (!self || row[u"federation"].number() == self->federation)
            own += row;
    return own;
}

void addFirstRows(Workspace& district)
{
    auto work = need(UnitOfWork::begin(district, OfficesWorld::someone));
    const Registries& all = district.registries();
    for (const Record& township : townships(district)) {
        Record outlet(*all.find(u"outlets"));
        outlet.set(u"name", township.title() + QStringLiteral("社"));
        outlet.set(u"township", township.id);
        const RowId id = need(work->add(outlet));
        Record service(*all.find(u"services"));
        service.set(u"month", QStringLiteral("2025-01"));
        service.set(u"township", township.id);
        service.set(u"provider", id);
        service.set(u"stage", QStringLiteral("耕"));
        service.set(u"area", 10000);
        service.set(u"times", 2);
        need(work->add(service));
        Record member(*all.find(u"members"));
        member.set(u"name", township.title() + QStringLiteral("合作社"));
        member.set(u"kind", QStringLiteral("农民合作社"));
        member.set(u"township", township.id);
        member.set(u"federations", FieldValue::List{township[u"federation"]});
        member.set(u"joined_on", FieldValue::List{FieldValue(QStringLiteral("2025-01-01"))});
        const auto added = work->add(member);
        need(added);
    }
    need(work->commit());
}

/// The district and its opened offices, made once in a process.
struct Original {
    QTemporaryDir folder{fastPlace("coop-original-XXXXXX")};
    QString district = folder.filePath(QStringLiteral("区.gpkg"));
    QList<int> devices;

    Original()
    {
        const auto workspace = need(Workspace::create(district, smallPlan(), QStringLiteral("张三")));
        addFirstRows(*workspace);
        for (int i = 0; i < playedOffices; ++i) {
            const QString code = QStringLiteral("YL-%1").arg(i + 1);
            const Record federation = need(workspace->rowByCode(QStringLiteral("federations"), code));
            const QString package = folder.filePath(QStringLiteral("下发%1.nfb").arg(i));
            const auto issued = need(issuePackage(*workspace, OfficesWorld::someone,
                QString::fromUtf8(OfficesWorld::passphrase), federation.id, package));
            devices += issued.device;
            need(openIssued(package, issued.openingCode, QString::fromUtf8(OfficesWorld::passphrase), file(i),
                QStringLiteral("李四")));
        }
    }
    QString file(int office) const { return folder.filePath(QStringLiteral("乡镇%1.gpkg").arg(office)); }
};

std::unique_ptr<Workspace> copied(const QString& from, const QString& to)
{
    REQUIRE(QFile::copy(from, to));
    return need(Workspace::open(to, Workspace::Access::write));
}
} // namespace

OfficesWorld::OfficesWorld(quint32 seed)
    : folder(fastPlace("coop-world-XXXXXX"))
    , random(seed)
{
    static const Original original;
    static const auto keyOf = [](const Workspace& workspace) {
        return need(officeKey(workspace, QString::fromUtf8(passphrase)));
    };
    districtSide.workspace = copied(original.district, folder.filePath(QStringLiteral("区.gpkg")));
    static const OfficeKey firstKey = keyOf(*districtSide.workspace);
    districtSide.key = firstKey;
    static QList<OfficeKey> keys;
    for (int i = 0; i < playedOffices; ++i) {
        Side side{
            .workspace = copied(original.file(i), folder.filePath(QStringLiteral("乡镇%1.gpkg").arg(i))),
            .key = {},
            .device = original.devices[i]};
        if (keys.size() == i)
            keys += keyOf(*side.workspace);
        side.key = keys[i];
        sides.push_back(std::move(side));
    }
}

RowId OfficesWorld::anyRow(const Workspace& workspace, const QString& registry)
{
    const auto rows = storedRows(workspace, registry);
    return rows.isEmpty() ? 0 : rows[below(int(rows.size()))].id;
}

/// Few values of each kind, so that several sides say the same or the contrary.
FieldValue OfficesWorld::valueFor(const Workspace& workspace, const FieldSpec& field)
{
    switch (field.type) {
    case FieldType::integer:
    case FieldType::decimal:
        return field.min.value_or(0) + below(4);
    case FieldType::date:
        return QStringLiteral("2025-0%1-15").arg(1 + below(3));
    case FieldType::month:
        return QStringLiteral("2025-0%1").arg(1 + below(6));
    case FieldType::yesNo:
        return below(2);
    case FieldType::choice:
        return field.choices[below(std::min(3, int(field.choices.size())))];
    case FieldType::coordinate:
        return field.id == u"lon" ? 107.0 + below(3) / 10.0 : 29.0 + below(3) / 10.0;
    case FieldType::reference: {
        const QString& registry = field.registries[below(int(field.registries.size()))];
        if (registry == u"townships") {
            const auto own = townships(workspace);
            return own[below(int(own.size()))].id;
        }
        if (const auto self = officeSelf(workspace); self && field.id == u"federation")
            return self->federation;
        const RowId id = anyRow(workspace, registry);
        return id == 0 ? FieldValue() : FieldValue(id);
    }
    default:
        return QStringLiteral("甲乙丙丁").mid(below(4), 1)
            + (namesApart && (field.id == u"code" || field.id == u"name")
                    ? QString::number(workspace.device())
                    : QString());
    }
}

void OfficesWorld::addMark(Workspace& workspace, UnitOfWork& work)
{
    static const QStringList marked{QStringLiteral("outlets"), QStringLiteral("members")};
    const QString& registry = marked[below(int(marked.size()))];
    const RowId first = anyRow(workspace, registry), second = anyRow(workspace, registry);
    if (first != second)
        (void)markNotDuplicate(work, registry, first, second, {});
}

void OfficesWorld::addRow(Workspace& workspace, UnitOfWork& work)
{
    if (below(8) == 0) {
        addMark(workspace, work);
        return;
    }
    static const QStringList added = [] {
        QStringList ledgers;
        for (const RegistrySpec* ledger : standardRegistries().ledgers())
            if (exchangedTables().contains(ledger->id))
                ledgers += ledger->id;
        return ledgers;
    }();
    Record row(*workspace.registries().find(added[below(int(added.size()))]));
    for (const FieldSpec& field : row.spec().fields)
        if (field.id != u"code" && field.id != u"credit_code" && field.id != u"mu_times"
            && field.child.isEmpty() && field.type != FieldType::coordinate
            && (field.required || field.id == u"township" || below(field.id == u"federation" ? 2 : 3) == 0))
            row.set(field.id, valueFor(workspace, field));
    if (row.spec().id == u"members" && below(2) == 0) {
        row.set(u"federations", FieldValue::List{valueFor(workspace, *row.spec().field(u"federations"))});
        row.set(u"joined_on", FieldValue::List{FieldValue(QStringLiteral("2025-02-02"))});
    }
    (void)work.add(row);
}

void OfficesWorld::changeRow(Workspace& workspace, UnitOfWork& work)
{
    const QString registry = exchangedTables()[below(int(exchangedTables().size()))];
    const RowId id = anyRow(workspace, registry);
    if (id == 0)
        return;
    if (below(6) == 0) {
        (void)work.remove(registry, id);
        return;
    }
    Record row = *storedRow(workspace, registry, id);
    for (int i = 1 + below(2); i > 0; --i) {
        const FieldSpec& field = row.spec().fields[below(int(row.spec().fields.size()))];
        if (!field.child.isEmpty() || field.type == FieldType::choices || field.id == u"credit_code"
            || field.id == u"mu_times" || field.internal || row.spec().hangsOn.rowFields.contains(field.id)
            || (namesApart && (field.id == u"township" || field.id == u"federation"))
            || (field.id == u"code" && below(4) != 0))
            continue;
        if (field.type == FieldType::coordinate) {
            row.set(u"lon", valueFor(workspace, *row.spec().field(u"lon")));
            row.set(u"lat", valueFor(workspace, *row.spec().field(u"lat")));
        } else
            row.set(field.id, below(5) == 0 ? FieldValue() : valueFor(workspace, field));
    }
    (void)work.change(row);
}

void OfficesWorld::edit(Workspace& workspace)
{
    auto work = need(UnitOfWork::begin(workspace, someone));
    for (int i = 1 + below(3); i > 0; --i)
        below(3) == 0 ? addRow(workspace, *work) : changeRow(workspace, *work);
    if (!officeSelf(workspace) && below(25) == 0) { // a township goes to another federation
        Record township = need(
            workspace.row(QStringLiteral("townships"), anyRow(workspace, QStringLiteral("townships"))));
        township.set(u"federation",
            need(
                workspace.rowByCode(QStringLiteral("federations"), QStringLiteral("YL-%1").arg(1 + below(4))))
                .id);
        (void)work->change(township);
    }
    need(work->commit());
}

void OfficesWorld::keep(Side& side)
{
    side.backup = copiedFile(*side.workspace, QStringLiteral("备份%1.gpkg").arg(++files));
}

void OfficesWorld::goBack(Side& side)
{
    side.workspace.reset();
    side.workspace = copied(side.backup, folder.filePath(QStringLiteral("恢复%1.gpkg").arg(++files)));
}

void OfficesWorld::copy(Side& side)
{
    side.twin = copyOf(*side.workspace, QStringLiteral("拷贝%1.gpkg").arg(++files));
}

bool OfficesWorld::submit(int index, HandIn what)
{
    Side& side = office(index);
    const QString file = folder.filePath(QStringLiteral("上报%1.nfb").arg(++files));
    const auto done = handIn(*side.workspace, someone, *side.key, file, what);
    if (!done) {
        REQUIRE(done.error().kind == ErrorKind::refused); // nothing to hand in
        return false;
    }
    side.submissions += file;
    return true;
}

bool OfficesWorld::writeReceipt(int index)
{
    Side& side = office(index);
    const QString file = folder.filePath(QStringLiteral("回执%1.nfb").arg(++files));
    const auto made = makeReceipt(district(), someone, districtKey(), side.device, file);
    if (!made)
        REQUIRE(made.error().text.contains(QStringLiteral("还没有上报过")));
    else
        side.receipts += file;
    return made.has_value();
}

bool OfficesWorld::tryReceipt(int index, const QString& file)
{
    Side& side = office(index);
    const auto opened = coop::openReceipt(*side.workspace, someone, *side.key, file);
    if (opened)
        return true;
    INFO(opened.error().text.toStdString());
    const bool before = opened.error().text.contains(QStringLiteral("已经打开过"));
    REQUIRE((before || opened.error().text.contains(QStringLiteral("没有接着"))));
    return before;
}

bool OfficesWorld::settleOne()
{
    const auto open = need(conflicts(district()));
    if (open.isEmpty())
        return false;
    const Conflict& conflict = open[below(int(open.size()))];
    auto choices = choicesFor(conflict);
    Settlement settlement{.choice = choices[below(int(choices.size()))]};
    if (settlement.choice == Settlement::Choice::edited) {
        const QString field = conflict.fields.keys().value(0);
        const RegistrySpec* spec = anySpec(district().registries(), conflict.registry);
        if (const FieldSpec* known = spec->field(field); known && known->type == FieldType::text)
            settlement.edited = {{field, FieldValue(QStringLiteral("戊"))}};
        else
            settlement.choice = Settlement::Choice::ours;
    }
    if (settlement.choice == Settlement::Choice::back)
        settlement.question = QStringLiteral("请核实");
    const auto settled = settleConflict(district(), someone, conflict.row, settlement);
    if (!settled && settlement.choice != Settlement::Choice::ours) { // a rule stands against it
        REQUIRE(settleConflict(district(), someone, conflict.row, {.choice = Settlement::Choice::ours}));
    } else
        need(settled);
    return true;
}

const OfficesWorld::Received& OfficesWorld::received(const QString& submission) const
{
    const auto known = read.find(submission);
    if (known != read.end())
        return known->second;
    auto package = need(readPackage(submission));
    auto bytes = need(openBody(package, districtKey()));
    auto body = need(PackageBody::fromBytes(bytes, district().registries(), district().schema()));
    return read.emplace(submission, Received{std::move(package), std::move(bytes), std::move(body)})
        .first->second;
}

QString OfficesWorld::forge(int index, const PackageBody& body)
{
    Side& side = office(index);
    const OfficeSelf self = *officeSelf(*side.workspace);
    const PackageRecord base = need(lastAnswer(*side.workspace));
    PackageHeader header{.schema = district().schema(),
        .kind = PackageKind::submit,
        .plan = district().plan().id,
        .from = {self.name, self.device, side.key->publicKey()},
        .to = self.district,
        .sequence = ++forged,
        .created = clockNow(),
        .base = {.of = forged - 1,
            .entry = base.base[QStringLiteral("entry")].toInteger(),
            .hash = base.base[QStringLiteral("hash")].toString()},
        .keyProof = self.keyProof};
    const QString file = folder.filePath(QStringLiteral("别的程序%1.nfb").arg(++files));
    need(writeFile(file, FileKind::package, need(packageBytes(header, body.toBytes(), *side.key))));
    return file;
}

std::unique_ptr<Workspace> OfficesWorld::copyOf(const Workspace& workspace, const QString& name) const
{
    return need(Workspace::open(copiedFile(workspace, name), Workspace::Access::write));
}

/// The pages as the connection sees them: what stands in the -wal is in.
QString OfficesWorld::copiedFile(const Workspace& workspace, const QString& name) const
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> pages(
        sqlite3_serialize(databaseOf(workspace).getHandle(), "main", &size, 0), &sqlite3_free);
    REQUIRE(pages);
    QFile file(folder.filePath(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(reinterpret_cast<const char*>(pages.get()), size) == size);
    return file.fileName();
}

QMap<QString, QString> rowsOf(const Workspace& workspace, const QStringList& registries)
{
    QMap<QString, QString> rows;
    for (const QString& registry : registries)
        for (const Record& row : readRows(
                 databaseOf(workspace), *workspace.layout(registry), QStringLiteral("ORDER BY r.id"), {})) {
            QStringList fields;
            for (const QString& id : ownFields(row.spec()))
                if (!row[id].isNull())
                    fields += id + u'='
                        + QString::fromUtf8(
                            QJsonDocument(QJsonArray{toJson(row[id])}).toJson(QJsonDocument::Compact));
            rows.insert(QStringLiteral("%1/%2").arg(registry).arg(row.id), fields.join(u' '));
        }
    return rows;
}

const QStringList& exchangedTables()
{
    // Apart: what the others read (federations), what centres are for them, and what has ways of its own.
    static const QStringList apart{QStringLiteral("centres"), QStringLiteral("federations"),
        QStringLiteral("sheets"), QStringLiteral("sheet_notes"), QStringLiteral("task_reports"),
        attachmentsSpec().id};
    static const QStringList tables = [] {
        QStringList all;
        for (const RegistrySpec* spec : everySpec(standardRegistries()))
            if (spec->exchange.isHandedIn() && !apart.contains(spec->id))
                all += spec->id;
        return all;
    }();
    return tables;
}

} // namespace coop
