#include "core/exchange/issue/issue.h"
#include "core/exchange/package/packed_rows.h"
#include "core/exchange/write_order.h"
#include "core/store/copies/checked_copy.h"
#include "core/store/file/meta.h"
#include "core/store/file/workspace_file.h"
#include "core/store/kept/layer_table.h"
#include "core/store/layout/table_layout.h"
#include "core/store/people/passphrase.h"
#include "core/store/unit_of_work.h"

#include <QJsonDocument>
#include <QSet>

namespace coop
{

namespace
{
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
    if (auto free = work.overrule(false); !free)
        return free; // its filings may be locked already
    for (const PackedRow& row : body.rows)
        if (!row.row || !row.row->spec().exchange.isSent())
            return fail(ErrorKind::refused, QStringLiteral("数据包的内容不完整，请让区供销合作社重新下发"));
    for (const PackedBytes& blob : body.blobs)
        COOP_TRY(work.keepBytes(blob.digest, blob.bytes, blob.thumbnail));
    QSet<RowId> there;
    QList<PlannedWrite> steps;
    for (const PackedRow& row : body.rows)
        steps += PlannedWrite{
            .registry = row.registry, .id = row.id, .after = &*row.row, .write = [&]() -> Result<> {
                if (row.calledOnly) {
                    if (const auto called = work.callRow(*row.row); !called)
                        return fail(called.error());
                } else if (const auto added = work.add(withoutOpenReferences(*row.row, there)); !added)
                    return fail(added.error());
                there += row.id;
                return {};
            }};
    if (const auto left = writeInOrder(work, steps); !left.isEmpty()) {
        const Record& row = *body.rows[left.first().step].row;
        return fail(left.first().why.kind,
            QStringLiteral("%1“%2”不能写入：%3").arg(row.spec().label, row.title(), left.first().why.text));
    }
    for (const PackedRow& row : body.rows) // the references that were not there yet
        COOP_TRY(row.calledOnly ? Result<>() : closeReferences(work, row, there));
    return {};
}
} // namespace

Result<> openIssued(const QString& package, const QString& code, const QString& passphrase,
    const QString& workspacePath, const QString& who, const Registries& registries)
{
    const auto file = readPackage(package);
    COOP_TRY(file);
    const PackageHeader& header = file->header;
    if (header.kind != PackageKind::issue)
        return fail(ErrorKind::refused,
            QStringLiteral("这是%1的数据包，不是下发的，不能用来新建乡镇端")
                .arg(packageKindWord(header.kind)));
    const auto bytes = openBody(*file, code);
    COOP_TRY(bytes);
    const int newest = schemaOf(registries);
    if (header.schema > newest)
        return fail(ErrorKind::newerVersion, QStringLiteral("数据包是更新版本的程序导出的，请先升级本程序"));
    const auto body = PackageBody::fromBytes(*bytes, registries, newest);
    COOP_TRY(body);
    const QByteArray provisional
        = QByteArray::fromBase64(body->extra[QStringLiteral("key")].toString().toLatin1());
    const auto plan = Plan::fromJson(body->plan, QStringLiteral("下发的方案"));
    COOP_TRY(plan);
    const QStringList known{who, header.to.name, header.from.name, plan->issuer, plan->districtName};
    COOP_TRY(strongEnough(passphrase, known));
    const OfficeKey own = OfficeKey::make();
    const auto locked = own.lockedUnder(passphrase);
    COOP_TRY(locked);
    const QByteArray proof = signedWith(provisional, own.publicKey());
    if (proof.isEmpty() || !isSignedBy(header.to.key, own.publicKey(), proof))
        return fail(ErrorKind::refused, QStringLiteral("数据包里的密钥不对，请让区供销合作社重新下发"));
    const auto base64 = [](const QByteArray& key) { return QString::fromLatin1(key.toBase64()); };
    const QJsonObject self{{QStringLiteral("name"), header.to.name},
        {QStringLiteral("federation"), body->extra[QStringLiteral("federation")]},
        {QStringLiteral("district"), header.from.name},
        {QStringLiteral("district_device"), header.from.device},
        {QStringLiteral("district_key"), base64(header.from.key)},
        {QStringLiteral("key_proof"), base64(proof)}};
    const Author author{who, Door::opened,
        QStringLiteral("打开下发的数据包：%1，%2").arg(header.to.name, keyNote(own.publicKey()))};
    COOP_TRY(mayCreate(workspacePath));
    PartFile part(workspacePath);
    auto made = [&]() -> Result<> {
        const auto workspace = Workspace::createFilled(
            part.path(), body->plan, header.to.device, author,
            [&](Workspace&, UnitOfWork& work) -> Result<> {
                COOP_TRY(writeRows(work, *body));
                COOP_TRY(work.keepMeta(metaOfficeKey, *locked));
                if (header.practice)
                    COOP_TRY(work.keepMeta(metaPractice, "1"));
                COOP_TRY(work.keepMeta(metaOffice, QJsonDocument(self).toJson(QJsonDocument::Compact)));
                return notePackage(work,
                    {.kind = PackageKind::issue,
                        .device = header.to.device,
                        .sequence = 1,
                        .digest = file->digest,
                        .madeBy = body->extra[QStringLiteral("author")].toString().left(100),
                        .created = header.created,
                        .counts = header.counts,
                        .base = {{QStringLiteral("receipt"), 0}, {QStringLiteral("of"), 0},
                            {QStringLiteral("entry"), header.base.entry},
                            {QStringLiteral("hash"), header.base.hash}, {QStringLiteral("upto"), 1}}});
            },
            registries);
        COOP_TRY(workspace);
        for (const PackedLayer& layer : body->layers)
            COOP_TRY(addMapLayer(**workspace, author, layer.layer, layer.features));
        return {};
    }();
    if (!made)
        return fail(made.error().kind, QString(made.error().text).replace(part.path(), workspacePath));
    return part.putInPlace();
}

} // namespace coop
