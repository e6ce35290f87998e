#include "tests/fuzz/fuzzed_offices.h"

#include "core/base/files/output.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/merge/merge.h"
#include "core/exchange/office_area.h"
#include "core/exchange/package/packed_rows.h"
#include "core/exchange/receipt/receipt.h"
#include "core/exchange/review.h"
#include "core/store/layout/table_layout.h"
#include "core/store/unit_of_work.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>
#include <cstdlib>

namespace coop
{

namespace
{
const QString passphrase = QStringLiteral("一句六字口令");
const Author someone{QStringLiteral("张三"), Door::form, QStringLiteral("修改")};

template <class T> T good(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().text));
        std::exit(2);
    }
    return std::move(*result);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Record townshipOf(const Workspace& workspace, RowId federation, bool other = false)
{
    for (const Record& row : good(workspace.rows({.registry = QStringLiteral("townships")})))
        if ((row[u"federation"].number() == federation) != other)
            return row;
    std::exit(2);
}

void addRows(Workspace& workspace, const Record& township, const QString& mark)
{
    auto work = good(UnitOfWork::begin(workspace, someone));
    const Registries& all = workspace.registries();
    for (int i = 0; i < 4; ++i) {
        Record outlet(*all.find(u"outlets"));
        outlet.set(u"name", QStringLiteral("%1%2社%3").arg(mark, township.title()).arg(i));
        outlet.set(u"township", township.id);
        outlet.set(u"phone", QStringLiteral("1380000000%1").arg(i));
        const RowId id = good(work->add(outlet));
        Record service(*all.find(u"services"));
        service.set(u"month", QStringLiteral("2025-0%1").arg(i + 1));
        service.set(u"township", township.id);
        service.set(u"provider", id);
        service.set(u"stage", QStringLiteral("收"));
        service.set(u"area", 12345);
        good(work->add(service));
    }
    good(work->commit());
}

/// A value that may stand anywhere in JSON.
QJsonValue anyValue(Mutator& mutator)
{
    switch (mutator.below(9)) {
    case 0:
        return QJsonValue::Null;
    case 1:
        return qint64(mutator.below(5)) - 2;
    case 2:
        return 1e308;
    case 3:
        return std::numeric_limits<qint64>::max();
    case 4:
        return true;
    case 5:
        return QString(int(mutator.below(3000)), u'甲');
    case 6:
        return QJsonArray{1, QStringLiteral("x"), QJsonArray()};
    case 7:
        return QJsonObject{{QStringLiteral("a"), 1}};
    default:
        return QStringLiteral("../../etc/passwd");
    }
}

/// A change to one line that keeps it JSON.
void changeLine(Mutator& mutator, QJsonObject& line, const QList<RowId>& ids)
{
    static const QStringList registries = [] {
        QStringList all{QStringLiteral("没有")};
        for (const RegistrySpec* spec : everySpec(standardRegistries()))
            all += spec->id;
        return all;
    }();
    QJsonObject fields = line[QStringLiteral("fields")].toObject();
    switch (mutator.below(8)) {
    case 0:
        line[QStringLiteral("registry")] = registries[qsizetype(mutator.below(size_t(registries.size())))];
        break;
    case 1:
        line[QStringLiteral("op")] = QStringList{QStringLiteral("add"), QStringLiteral("change"),
            QStringLiteral("remove"), QStringLiteral("x")}[qsizetype(mutator.below(4))];
        break;
    case 2:
        line[QStringLiteral("id")] = ids[qsizetype(mutator.below(size_t(ids.size())))];
        break;
    case 3:
        line[QStringLiteral("id")] = anyValue(mutator);
        break;
    case 4:
        if (const auto key = line.keys(); !key.isEmpty())
            line[key[qsizetype(mutator.below(size_t(key.size())))]] = anyValue(mutator);
        break;
    case 5: // a reference to somebody else's row
        fields[QStringLiteral("township")]
            = QJsonArray{QJsonValue::Null, ids[qsizetype(mutator.below(size_t(ids.size())))], 1, 1};
        line[QStringLiteral("fields")] = fields;
        break;
    default:
        if (const auto key = fields.keys(); !key.isEmpty()) {
            fields[key[qsizetype(mutator.below(size_t(key.size())))]]
                = QJsonArray{anyValue(mutator), anyValue(mutator), 1, qint64(mutator.below(100))};
            line[QStringLiteral("fields")] = fields;
        }
    }
}
} // namespace

FuzzedOffices::FuzzedOffices()
    : folder((QDir(QStringLiteral("/dev/shm")).exists() ? QStringLiteral("/dev/shm") : QDir::tempPath())
        + QStringLiteral("/coop-fuzz-XXXXXX"))
{
    const QByteArray plan
        = bytesOf(QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/plans/yunling-2025-3.json"));
    district
        = good(Workspace::create(folder.filePath(QStringLiteral("区.gpkg")), plan, QStringLiteral("张三")));
    for (const Record& township : good(district->rows({.registry = QStringLiteral("townships")})))
        addRows(*district, township, QStringLiteral("区"));
    makeOffice(2);
    makeOffice(1); // the one whose content is changed
    stranger = OfficeKey::make();
}

void FuzzedOffices::keep(const QString& file)
{
    written += bytesOf(file);
}

void FuzzedOffices::makeOffice(int number)
{
    federation
        = good(district->rowByCode(QStringLiteral("federations"), QStringLiteral("YL-%1").arg(number))).id;
    const auto path = [&](const char* name) {
        return folder.filePath(QStringLiteral("%1%2").arg(QLatin1String(name)).arg(number));
    };
    const Issued issued = good(issuePackage(*district, someone, passphrase, federation, path("issue")));
    keep(path("issue"));
    if (const auto opened
        = openIssued(path("issue"), issued.openingCode, passphrase, path("office"), someone.who);
        !opened)
        std::exit(2);
    const auto office = good(Workspace::open(path("office"), Workspace::Access::write));
    officeKey = good(coop::officeKey(*office, passphrase));
    districtKey = good(coop::officeKey(*district, passphrase));
    device = issued.device;
    const auto handInOnce = [&](const char* name) {
        good(handIn(*office, someone, *officeKey, path(name)));
        keep(path(name));
        return good(readPackage(path(name)));
    };
    addRows(*office, townshipOf(*office, federation), QStringLiteral("一"));
    const PackageFile first = handInOnce("first");
    good(mergeBody(*district, someone, first, good(openBody(first, *districtKey))));
    good(makeReceipt(*district, someone, *districtKey, device, path("receipt")));
    keep(path("receipt"));
    good(openReceipt(*office, someone, *officeKey, path("receipt")));
    addRows(*office, townshipOf(*office, federation), QStringLiteral("二"));
    auto work = good(UnitOfWork::begin(*office, someone));
    const auto rows = good(office->rows({.registry = QStringLiteral("outlets")}));
    Record changed = rows.first();
    changed.set(u"address", QStringLiteral("新地址"));
    good(work->change(changed));
    good(work->commit());
    const PackageFile second = handInOnce("second");
    header = second.header;
    content = good(openBody(second, *districtKey));
}

bool FuzzedOffices::refusesStranger(const QByteArray& head, const QByteArray& body) const
{
    QJsonObject json = QJsonDocument::fromJson(head).object();
    QJsonObject from = json[QStringLiteral("from")].toObject();
    from[QStringLiteral("key")] = QString::fromLatin1(stranger->publicKey().toBase64());
    json[QStringLiteral("from")] = from;
    const QByteArray forged = QJsonDocument(json).toJson(QJsonDocument::Compact);
    QByteArray whole = QByteArrayLiteral("COOPMAP PACKAGE\n") + QByteArray(12, 0) + forged + body;
    qToLittleEndian(quint32(forged.size()), whole.data() + 16);
    qToLittleEndian(quint64(body.size()), whole.data() + 20);
    const QByteArray hash = QCryptographicHash::hash(whole, QCryptographicHash::Sha256);
    whole += stranger->sign(QByteArrayLiteral("coopmap package 1\n") + hash);
    const auto package = parsePackage(whole, QStringLiteral("x.nfb"));
    return !package || reviewOf(*district, *package).standing != PackageReview::Standing::ready;
}

QString FuzzedOffices::tryWrongContent(Mutator& mutator, int& taken)
{
    QList<RowId> ids{0, -1, 4711};
    for (const char* registry : {"outlets", "services", "townships", "federations"})
        for (const Record& row : good(district->rows({.registry = QString::fromLatin1(registry)})))
            ids += row.id;
    QByteArray wrong;
    if (mutator.below(4) == 0) { // any bytes at all
        wrong = content;
        mutator.mutate(wrong, content);
    } else {
        QList<QByteArray> lines = content.split('\n');
        for (int i = 1 + int(mutator.below(4)); i > 0; --i) {
            QByteArray& line = lines[qsizetype(mutator.below(size_t(lines.size())))];
            QJsonObject object = QJsonDocument::fromJson(line).object();
            changeLine(mutator, object, ids);
            line = QJsonDocument(object).toJson(QJsonDocument::Compact);
        }
        wrong = lines.join('\n');
    }
    PackageHeader head = header;
    head.sequence += qint64(mutator.below(3)) - 1 + (mutator.below(50) == 0 ? 1'000'000'000'000 : 0);
    head.base.of += mutator.below(20) == 0 ? 5 : 0;
    if (mutator.below(30) == 0)
        head.counts = {{QStringLiteral("outlets"), QJsonObject{{QStringLiteral("add"), 1e18}}}};
    const QString path = folder.filePath(QStringLiteral("wrong.nfb"));
    if (!writeFile(path, FileKind::package, good(packageBytes(head, wrong, *officeKey))))
        std::exit(2);
    const auto package = readPackage(path);
    if (!package)
        return {}; // a sequence of 0 is no package
    const qint64 version = district->dataVersion();
    const auto merged = mergeBody(*district, someone, *package, good(openBody(*package, *districtKey)), true);
    if (district->dataVersion() != version)
        return QStringLiteral("something was written");
    if (!merged)
        return merged.error().text.isEmpty() ? QStringLiteral("a refusal without a sentence") : QString();
    taken += merged->rows.isEmpty() ? 0 : 1;
    static const QStringList theirs{QStringLiteral("outlets"), QStringLiteral("services"),
        QStringLiteral("members"), QStringLiteral("memberships"), QStringLiteral("attachments"),
        QStringLiteral("federations"), QStringLiteral("sheets"), QStringLiteral("not_duplicates")};
    const OfficeArea area(*district, federation);
    for (const MergedRow& row : merged->rows) {
        if (!theirs.contains(row.registry))
            return QStringLiteral("a row of %1 was taken").arg(row.registry);
        const auto here = storedRow(*district, row.registry, row.id);
        if (row.op == RowOp::add ? RowIdSource::deviceOf(row.id) != device : !here || !area.keeps(*here))
            return QStringLiteral("a row that is not theirs was taken: %1 %2").arg(row.registry, row.code);
        for (const ChangedField& field : row.fields)
            if (field.field == u"township" && row.op != RowOp::remove) {
                Record after(*anySpec(district->registries(), row.registry));
                after.set(u"township", field.after);
                if (!area.keeps(after))
                    return QStringLiteral("a row outside the area was taken: %1").arg(row.code);
            }
    }
    return {};
}

} // namespace coop
