#include "core/exchange/issue.h"

#include "core/exchange/office_area.h"
#include "core/exchange/packed_rows.h"
#include "core/exchange/written_rows.h"
#include "core/store/attachments.h"
#include "core/store/exchange_tables.h"
#include "core/store/meta.h"
#include "core/store/row_reader.h"
#include "core/store/sqlite_error.h"
#include "core/store/unit_of_work.h"

#include <QDate>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <SQLiteCpp/Database.h>

namespace coop
{

namespace
{
/// Everything of an area, and what its rows refer to outside it, without what is personal there.
class AreaRows
{
public:
    AreaRows(const Workspace& source, const OfficeArea& officeArea)
        : workspace(source)
        , area(officeArea)
    {
    }
    QList<PackedRow> collect()
    {
        for (const TableLayout& layout : workspace.layouts()) {
            if (!isExchanged(*layout.spec))
                continue;
            for (const Record& row :
                readRows(workspace.database(), layout, QStringLiteral("ORDER BY r.id"), {}))
                if (area.mayRead(row))
                    take(row, true);
        }
        // What they refer to, and what that refers to.
        for (qsizetype i = 0; i < rows.size(); ++i)
            takeReferences(*rows[i].row);
        return rows;
    }

private:
    static bool isExchanged(const RegistrySpec& spec)
    {
        static const QStringList own{QStringLiteral("map_layers"), QStringLiteral("people"),
            QStringLiteral("map_themes"), QStringLiteral("sheet_templates"), QStringLiteral("offices"),
            QStringLiteral("packages"), QStringLiteral("conflicts"), QStringLiteral("closings")};
        return !own.contains(spec.id);
    }
    void take(const Record& row, bool whole)
    {
        const std::pair key{row.spec().id, row.id};
        if (taken.contains(key))
            return;
        taken += key;
        Record packed = row;
        for (const FieldSpec& field : row.spec().fields)
            if (!field.child.isEmpty() || (field.personal && !whole))
                packed.set(field.id, {});
        rows += PackedRow{row.spec().id, row.id, packed};
    }
    void takeReferences(const Record& row)
    {
        for (const FieldSpec& field : row.spec().fields) {
            if (field.type != FieldType::reference || !field.child.isEmpty() || row[field.id].isNull())
                continue;
            for (const QString& registry : field.registries)
                if (const auto there = storedRow(workspace, registry, row[field.id].number()))
                    take(*there, area.keeps(*there));
        }
    }

    const Workspace& workspace;
    const OfficeArea& area;
    QList<PackedRow> rows;
    QSet<std::pair<QString, RowId>> taken;
};

Result<> addLayersAndBytes(const Workspace& workspace, PackageBody& body)
{
    const auto layers = mapLayers(workspace);
    if (!layers)
        return fail(layers.error());
    for (const MapLayer& layer : *layers) {
        if (!layer.link.isEmpty())
            continue; // a file of the district's
        const auto features = mapLayerFeatures(workspace, layer.name);
        if (!features)
            return fail(features.error());
        body.layers += PackedLayer{layer, *features};
    }
    for (const PackedRow& row : std::as_const(body.rows)) {
        if (row.registry != attachmentsSpec().id)
            continue;
        const QString digest = (*row.row)[u"digest"].text();
        const auto bytes = attachmentBytes(workspace, digest);
        if (!bytes)
            return fail(bytes.error());
        body.blobs += PackedBytes{digest, *bytes, attachmentThumbnail(workspace, digest).value_or(QByteArray())};
    }
    return {};
}

QJsonObject countsOf(const QList<PackedRow>& rows)
{
    QJsonObject counts;
    for (const PackedRow& row : rows) {
        QJsonObject one = counts[row.registry].toObject();
        one[QStringLiteral("add")] = one[QStringLiteral("add")].toInteger() + 1;
        counts[row.registry] = one;
    }
    return counts;
}

/// A device number that no office of this district ever had.
int freeDevice(const Workspace& workspace, const QList<Office>& known)
{
    int highest = workspace.device();
    for (const Office& office : known)
        highest = std::max(highest, office.device);
    return highest + 1;
}

Result<> withdraw(UnitOfWork& work, const Workspace& workspace, const QList<Office>& known, RowId federation)
{
    for (const Office& office : known) {
        if (office.federation != federation || !office.active)
            continue;
        auto row = storedRow(workspace, officesSpec().id, office.row);
        row->set(u"state", QStringLiteral("已停用"));
        if (const auto changed = work.change(*row); !changed)
            return fail(changed.error());
    }
    return {};
}

/// The row without references to rows that are not there yet.
Record withoutOpenReferences(const Record& row, const QSet<RowId>& there)
{
    Record cleared = row;
    for (const FieldSpec& field : row.spec().fields)
        if (field.type == FieldType::reference && !field.required && field.child.isEmpty()
            && !row[field.id].isNull() && !there.contains(row[field.id].number()))
            cleared.set(field.id, {});
    return cleared;
}

Result<> closeReferences(UnitOfWork& work, const PackedRow& packed, const QSet<RowId>& there)
{
    auto row = storedRow(work.workspace(), packed.registry, packed.id); // with what its child rows hold
    const Record wanted = withoutOpenReferences(*packed.row, there);
    bool open = false;
    for (const FieldSpec& field : row->spec().fields)
        if (field.type == FieldType::reference && field.child.isEmpty()
            && !((*row)[field.id] == wanted[field.id])) {
            row->set(field.id, wanted[field.id]);
            open = true;
        }
    const auto changed = open ? work.change(*row) : Result<bool>(false);
    return changed ? Result<>() : fail(changed.error());
}

Result<> writeRows(UnitOfWork& work, const PackageBody& body)
{
    if (const auto free = work.overrule(false); !free)
        return free; // its sheets may be locked already
    for (const PackedBytes& blob : body.blobs)
        if (const auto kept = work.keepBytes(blob.digest, blob.bytes, blob.thumbnail); !kept)
            return kept;
    QSet<RowId> there;
    QList<std::function<Result<>()>> steps;
    for (const PackedRow& row : body.rows)
        steps += [&]() -> Result<> {
            const auto added = work.add(withoutOpenReferences(*row.row, there));
            if (!added)
                return fail(added.error());
            there += row.id;
            return {};
        };
    if (const auto left = tryAll(steps); !left.isEmpty()) {
        const Record& row = *body.rows[left.first().step].row;
        return fail(left.first().why.kind,
            QStringLiteral("%1“%2”不能写入：%3").arg(row.spec().label, row.title(), left.first().why.text));
    }
    for (const PackedRow& row : body.rows) // the references that were not there yet
        if (const auto done = closeReferences(work, row, there); !done)
            return done;
    return {};
}
} // namespace

Result<Issued> issuePackage(Workspace& workspace, const Author& author, const QString& passphrase,
    RowId federation, const QString& path, bool replace)
{
    return guarded(workspace.path(), [&]() -> Result<Issued> {
        const auto key = districtKey(workspace, passphrase);
        if (!key)
            return fail(key.error());
        const auto row = storedRow(workspace, QStringLiteral("federations"), federation);
        if (!row)
            return fail(ErrorKind::notFound, QStringLiteral("没有这个农合联，请重新选择"));
        const QString name = row->title();
        const auto known = offices(workspace);
        if (!known)
            return fail(known.error());
        const bool there = std::any_of(known->begin(), known->end(),
            [&](const Office& office) { return office.federation == federation && office.active; });
        if (there && !replace)
            return fail(ErrorKind::refused,
                QStringLiteral("“%1”已经下发过。换了电脑或密钥丢失时请选择“重新下发”，原来的电脑随即停用")
                    .arg(name));
        const int device = freeDevice(workspace, *known);
        const OfficeKey provisional = OfficeKey::make();
        Issued issued{.digest = {}, .openingCode = newOpeningCode(), .device = device, .counts = {}};
        PackageBody body;
        body.rows = AreaRows(workspace, OfficeArea(workspace, federation)).collect();
        if (const auto added = addLayersAndBytes(workspace, body); !added)
            return fail(added.error());
        body.plan = metaValue(workspace.database(), metaPlan);
        body.extra = {{QStringLiteral("federation"), federation},
            {QStringLiteral("key"), QString::fromLatin1(provisional.secretKey().toBase64())}};
        issued.counts = countsOf(body.rows);
        PackageHeader header{.schema = workspace.schema(),
            .kind = PackageKind::issue,
            .plan = workspace.plan().id,
            .from = {workspace.plan().issuer, workspace.device(), {}},
            .to = {name, device, provisional.publicKey()},
            .sequence = 1,
            .created = QDateTime::currentDateTimeUtc(),
            .author = author.who,
            .base = historyHead(workspace),
            .counts = issued.counts};
        const auto work = UnitOfWork::begin(workspace, author);
        if (!work)
            return fail(work.error());
        if (const auto gone = withdraw(**work, workspace, *known, federation); !gone)
            return fail(gone.error());
        Record office(officesSpec());
        office.set(u"name", name);
        office.set(u"federation", federation);
        office.set(u"device", device);
        office.set(u"sign_key", QString::fromLatin1(provisional.publicKey().toBase64()));
        office.set(u"state", QStringLiteral("启用"));
        office.set(u"issued_on", QDate::currentDate().toString(Qt::ISODate));
        if (const auto added = (*work)->add(office); !added)
            return fail(added.error());
        const auto digest = writePackage(path, header, body.toBytes(), *key, issued.openingCode);
        if (!digest)
            return fail(digest.error());
        issued.digest = *digest;
        if (const auto noted = notePackage(**work,
                {.kind = PackageKind::issue, .device = device, .sequence = 1, .digest = *digest,
                    .madeBy = author.who, .created = header.created, .counts = issued.counts,
                    .base = {{QStringLiteral("entry"), header.base.entry},
                        {QStringLiteral("hash"), header.base.hash}}});
            !noted)
            return fail(noted.error());
        if (const auto entry = (*work)->commit(); !entry) {
            QFile::remove(path); // nobody would know the office
            return fail(entry.error());
        }
        return issued;
    });
}

Result<> openIssued(const QString& package, const QString& code, const QString& passphrase,
    const QString& workspacePath, const QString& who)
{
    const auto file = readPackage(package);
    if (!file)
        return fail(file.error());
    const PackageHeader& header = file->header;
    if (header.kind != PackageKind::issue)
        return fail(ErrorKind::refused,
            QStringLiteral("这是%1的数据包，不是下发的，不能用来新建乡镇端").arg(packageKindWord(header.kind)));
    const Registries& registries = standardRegistries();
    const auto bytes = openBody(*file, code);
    if (!bytes)
        return fail(bytes.error());
    const int newest = schemaOf(registries);
    if (header.schema > newest)
        return fail(ErrorKind::newerVersion, QStringLiteral("数据包是更新版本的程序导出的，请先升级本程序"));
    const auto body = PackageBody::fromBytes(*bytes, registries, newest);
    if (!body)
        return fail(body.error());
    const QByteArray provisional
        = QByteArray::fromBase64(body->extra[QStringLiteral("key")].toString().toLatin1());
    const OfficeKey own = OfficeKey::make();
    const auto locked = own.lockedUnder(passphrase);
    if (!locked)
        return fail(locked.error());
    const QByteArray proof = signedWith(provisional, own.publicKey());
    if (proof.isEmpty() || !isSignedBy(header.to.key, own.publicKey(), proof))
        return fail(ErrorKind::refused, QStringLiteral("数据包里的密钥不对，请让区供销合作社重新下发"));
    const auto base64 = [](const QByteArray& key) { return QString::fromLatin1(key.toBase64()); };
    const QJsonObject self{{QStringLiteral("name"), header.to.name},
        {QStringLiteral("federation"), body->extra[QStringLiteral("federation")]},
        {QStringLiteral("district"), header.from.name},
        {QStringLiteral("district_device"), header.from.device},
        {QStringLiteral("district_key"), base64(header.from.key)}, {QStringLiteral("key_proof"), base64(proof)}};
    const Author author{who, QStringLiteral("issue"), QStringLiteral("打开下发的数据包：%1").arg(header.to.name)};
    const QString part = workspacePath + QStringLiteral(".opening");
    QFile::remove(part);
    auto made = [&]() -> Result<> {
        const auto workspace = Workspace::createFilled(part, body->plan, header.to.device, author,
            [&](Workspace& target, UnitOfWork& work) -> Result<> {
                if (auto written = writeRows(work, *body); !written)
                    return written;
                setMetaValue(target.database(), metaOfficeKey, *locked);
                setMetaValue(target.database(), metaOffice, QJsonDocument(self).toJson(QJsonDocument::Compact));
                return notePackage(work,
                    {.kind = PackageKind::issue, .device = header.to.device, .sequence = 1,
                        .digest = file->digest, .madeBy = header.author, .created = header.created,
                        .counts = header.counts,
                        .base = {{QStringLiteral("receipt"), 0}, {QStringLiteral("of"), 0},
                            {QStringLiteral("entry"), header.base.entry},
                            {QStringLiteral("hash"), header.base.hash}, {QStringLiteral("upto"), 1}}});
            });
        if (!workspace)
            return fail(workspace.error());
        for (const PackedLayer& layer : body->layers)
            if (const auto added = addMapLayer(**workspace, author, layer.layer, layer.features); !added)
                return added;
        return {};
    }();
    if (made && !QFileInfo::exists(workspacePath) && QFile::rename(part, workspacePath))
        return {};
    for (const char* ending : {"", "-wal", "-shm", "-journal", ".part"})
        QFile::remove(part + QLatin1String(ending));
    if (!made)
        return made;
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("不能写入“%1”，请检查文件夹是否允许写入、文件是否已经存在").arg(workspacePath));
}

} // namespace coop
