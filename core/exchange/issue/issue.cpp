#include "core/exchange/issue/issue.h"

#include "core/base/clock.h"
#include "core/base/files/output_target.h"
#include "core/exchange/area_rows.h"
#include "core/store/file/meta.h"
#include "core/store/file/sqlite_error.h"
#include "core/store/kept/attachments.h"
#include "core/store/kept/layer_table.h"
#include "core/store/layout/exchange_tables.h"
#include "core/store/people/rights.h"
#include "core/store/unit_of_work.h"

#include <QDate>
#include <QSet>

namespace coop
{

namespace
{
Result<> addLayersAndBytes(const Workspace& workspace, PackageBody& body, QStringList& missing)
{
    const auto layers = mapLayers(workspace);
    COOP_TRY(layers);
    for (const MapLayer& layer : *layers) {
        if (!layer.link.isEmpty())
            continue; // a file of the district's
        const auto features = mapLayerFeatures(workspace, layer.name);
        COOP_TRY(features);
        body.layers += PackedLayer{layer, *features};
    }
    QSet<RegistryRow> without; // 体检 tells of them; the rest goes all the same
    for (const PackedRow& row : std::as_const(body.rows)) {
        const KeptBytes& kept = row.row->spec().bytes;
        if (kept.isEmpty() || row.calledOnly)
            continue;
        const QString digest = (*row.row)[kept.digestField].text();
        const auto bytes = attachmentBytes(workspace, digest);
        if (!bytes) {
            without += RegistryRow{row.registry, row.id};
            missing += row.row->title();
            continue;
        }
        body.blobs
            += PackedBytes{digest, *bytes, attachmentThumbnail(workspace, digest).value_or(QByteArray())};
    }
    body.rows.removeIf([&](const PackedRow& row) { return without.contains({row.registry, row.id}); });
    return {};
}

QJsonObject countsOf(const QList<PackedRow>& rows)
{
    QJsonObject counts;
    for (const PackedRow& row : rows) {
        QJsonObject one = counts[row.registry].toObject();
        const QString op = toText(RowOp::add);
        one[op] = one[op].toInteger() + 1;
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
        COOP_TRY(work.change(*row));
    }
    return {};
}

} // namespace

QString Issued::remark() const
{
    return missing.isEmpty() ? QString()
                             : QStringLiteral("有 %1 个附件的内容不在工作区里，没有一起下发：%2。请运行体检")
                                   .arg(missing.size())
                                   .arg(missing.join(QStringLiteral("、")));
}

Result<Issued> issuePackage(Workspace& workspace, Author author, const QString& passphrase, RowId federation,
    const QString& path, bool replace)
{
    if (const auto may = mayBeWritten(path, FileKind::package); !may) // before a key is made
        return fail(may.error());
    author.door = Door::issue;
    return guarded(workspace.path(), [&]() -> Result<Issued> {
        // Before anything: who may not is told so, whatever passphrase he types.
        COOP_TRY(may(workspace, author.who, Deed::issue));
        const auto row = storedRow(workspace, QStringLiteral("federations"), federation);
        if (!row)
            return fail(ErrorKind::notFound, QStringLiteral("没有这个农合联，请重新选择"));
        const QString name = row->title();
        const auto known = offices(workspace);
        COOP_TRY(known);
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
        const OfficeArea area(workspace, federation);
        AreaRows rows(workspace, area);
        rows.takeAll();
        body.rows = rows.withReferences();
        COOP_TRY(addLayersAndBytes(workspace, body, issued.missing));
        body.plan = workspace.meta(metaPlan);
        body.extra = {{QStringLiteral("author"), author.who}, {QStringLiteral("federation"), federation},
            {QStringLiteral("key"), QString::fromLatin1(provisional.secretKey().toBase64())}};
        issued.counts = countsOf(body.rows);
        PackageHeader header{.schema = workspace.schema(),
            .kind = PackageKind::issue,
            .plan = workspace.plan().id,
            .from = {workspace.plan().issuer, workspace.device(), {}},
            .to = {name, device, provisional.publicKey()},
            .sequence = 1,
            .created = clockNow(),
            .base = historyHead(workspace),
            .counts = issued.counts,
            .practice = workspace.isPractice()};
        if (author.reason.isEmpty())
            author.reason = QStringLiteral("给%1下发").arg(name);
        const auto key = districtKey(workspace, passphrase);
        COOP_TRY(key);
        if (!key->fresh.isEmpty())
            author.reason += QStringLiteral("，生成区级的密钥，") + keyNote(key->key.publicKey());
        const auto work = UnitOfWork::begin(workspace, author);
        COOP_TRY(work);
        if (!key->fresh.isEmpty()) // refused, this step leaves no key behind
            COOP_TRY((*work)->keepMeta(metaOfficeKey, key->fresh));
        COOP_TRY(withdraw(**work, workspace, *known, federation));
        Record office(officesSpec());
        office.set(u"name", name);
        office.set(u"federation", federation);
        office.set(u"device", device);
        office.set(u"sign_key", QString::fromLatin1(provisional.publicKey().toBase64()));
        office.set(u"state", QStringLiteral("启用"));
        office.set(u"issued_on", QDate::currentDate().toString(Qt::ISODate));
        COOP_TRY((*work)->add(office));
        PackageOnItsWay file(path);
        const auto digest = file.write(header, body.toBytes(), key->key, issued.openingCode);
        COOP_TRY(digest);
        issued.digest = *digest;
        COOP_TRY(notePackage(**work,
            {.kind = PackageKind::issue,
                .device = device,
                .sequence = 1,
                .digest = *digest,
                .madeBy = author.who,
                .created = header.created,
                .counts = issued.counts,
                .base
                = {{QStringLiteral("entry"), header.base.entry}, {QStringLiteral("hash"), header.base.hash},
                    {QStringLiteral("key"), // who opened this package is told by it, however often
                        QString::fromLatin1(provisional.publicKey().toBase64())}}}));
        COOP_TRY((*work)->commit());
        const auto placed = file.putInPlace();
        return placed ? Result<Issued>(issued) : fail(placed.error());
    });
}

} // namespace coop
