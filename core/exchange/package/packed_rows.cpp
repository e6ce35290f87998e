#include "core/exchange/package/packed_rows.h"

#include "core/base/text/text.h"
#include "core/exchange/package/byte_text.h"
#include "core/store/layout/table_layout.h"
#include "core/store/tables/stored_value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace coop
{

namespace
{
constexpr int longestText = 100'000;
constexpr int longestName = 200;
constexpr qsizetype longestLine = qsizetype(32) * 1024 * 1024; ///< a map layer is one

QByteArray line(const char* part, QJsonObject object)
{
    object.insert(QStringLiteral("part"), QLatin1String(part));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// What is only shown to people, as a line without what cannot be seen or turns the direction.
QString shownLine(const QJsonValue& value)
{
    QString line = withoutInvisible(value.toString().left(longestName)).simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return line;
}

tl::unexpected<Error> bad(const QString& what)
{
    return fail(ErrorKind::refused,
        QStringLiteral("数据包的内容不合规定（%1），没有做任何修改。请让对方用本程序重新导出").arg(what));
}

/// A value of the type that the field has.
Result<FieldValue> typed(const FieldSpec& field, const QJsonValue& value)
{
    if (value.isNull())
        return FieldValue();
    bool fits = false;
    switch (field.type) {
    case FieldType::coordinate:
        fits = value.isDouble();
        break;
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::yesNo:
    case FieldType::reference:
        fits = value.isDouble() && QJsonValue(value.toInteger()) == value;
        break;
    default:
        fits = value.isString() && value.toString().size() <= longestText
            && !value.toString().contains(QChar(0));
    }
    if (!fits)
        return bad(QStringLiteral("“%1”的值类型不对").arg(field.label));
    return fromJson(field, value);
}

class Reader
{
public:
    Reader(PackageBody& target, const Registries& all, int schemaVersion, PackageBody::EachChange taken = {})
        : body(target)
        , registries(all)
        , schema(schemaVersion)
        , eachChange(std::move(taken))
    {
    }
    Result<> read(const QJsonObject& object, QByteArrayView line)
    {
        const QString part = object[QStringLiteral("part")].toString();
        if (part == u"change") {
            auto one = change(object);
            COOP_TRY(one);
            if (eachChange)
                return eachChange(std::move(*one), line);
            body.changes += std::move(*one);
            return {};
        }
        if (part == u"row")
            return row(object);
        if (part == u"outcome")
            body.outcomes += PackedOutcome{object[QStringLiteral("registry")].toString(),
                object[QStringLiteral("code")].toString(), object[QStringLiteral("result")].toString(),
                object[QStringLiteral("text")].toString()};
        else if (part == u"layer") {
            auto layer = layerOf(object);
            if (!layer)
                return bad(QStringLiteral("地图图层写得不对"));
            body.layers += std::move(*layer);
        } else if (part == u"plan")
            body.plan = unbase64(object[QStringLiteral("json")]);
        else if (part == u"lacking")
            body.lacking
                += {object[QStringLiteral("registry")].toString(), object[QStringLiteral("id")].toInteger()};
        else if (part == u"office") {
            body.extra = object;
            body.complete = object[QStringLiteral("complete")].toBool();
        } else
            return bad(QStringLiteral("不认识的部分“%1”").arg(part.left(20)));
        return {};
    }

private:
    Result<const RegistrySpec*> specOf(const QJsonObject& object) const
    {
        const QString id = object[QStringLiteral("registry")].toString();
        const RegistrySpec* spec = anySpec(registries, id);
        if (!spec || spec->since > schema)
            return fail(ErrorKind::newerVersion,
                QStringLiteral("数据包里有本程序不认识的台账“%1”，请先升级本程序").arg(id.left(40)));
        return spec;
    }
    static Result<const FieldSpec*> fieldOf(const RegistrySpec& spec, const QString& id)
    {
        const FieldSpec* field = spec.field(id);
        if (!field || !field->child.isEmpty())
            return fail(ErrorKind::newerVersion,
                QStringLiteral("数据包里有%1不认识的字段“%2”，请先升级本程序").arg(spec.label, id.left(40)));
        return field;
    }
    static Result<QList<PackedField>> fieldsOf(const RegistrySpec& spec, const QJsonObject& fields)
    {
        QList<PackedField> read;
        for (auto it = fields.begin(); it != fields.end(); ++it) {
            const auto field = fieldOf(spec, it.key());
            COOP_TRY(field);
            const QJsonArray four = it.value().toArray();
            if (four.size() != 4)
                return bad(QStringLiteral("“%1”没有前后两个值").arg((*field)->label));
            const auto before = typed(**field, four[0]);
            const auto after = typed(**field, four[1]);
            if (!before || !after)
                return fail(before ? after.error() : before.error());
            read += PackedField{{it.key(), *before, *after}, four[2].toInteger(), four[3].toInteger()};
        }
        return read;
    }
    Result<PackedChange> change(const QJsonObject& object)
    {
        const auto spec = specOf(object);
        COOP_TRY(spec);
        const auto op = rowOpFrom(object[QStringLiteral("op")].toString());
        const qint64 id = object[QStringLiteral("id")].toInteger();
        if (id <= 0 || !op)
            return bad(QStringLiteral("%1的一行写得不对").arg((*spec)->label));
        PackedChange one{.registry = (*spec)->id,
            .id = id,
            .code = shownLine(object[QStringLiteral("code")]),
            .op = *op,
            .who = shownLine(object[QStringLiteral("who")]),
            .time = shownLine(object[QStringLiteral("time")]),
            .from = object[QStringLiteral("from")].toInteger(),
            .at = object[QStringLiteral("at")].toInteger()};
        for (auto [key, into] : {std::pair("fields", &one.fields), std::pair("last", &one.last)}) {
            auto read = fieldsOf(**spec, object[QLatin1String(key)].toObject());
            COOP_TRY(read);
            *into = std::move(*read);
        }
        return one;
    }
    Result<> row(const QJsonObject& object)
    {
        const auto spec = specOf(object);
        COOP_TRY(spec);
        PackedRow one{.registry = (*spec)->id, .id = object[QStringLiteral("id")].toInteger(), .row = {}};
        if (one.id <= 0)
            return bad(QStringLiteral("%1的一行写得不对").arg((*spec)->label));
        one.calledOnly = object[QStringLiteral("called_only")].toBool();
        for (const auto& field : object[QStringLiteral("waiting")].toArray())
            one.waiting += field.toString();
        const QJsonObject waitingAt = object[QStringLiteral("waiting_at")].toObject();
        for (auto it = waitingAt.begin(); it != waitingAt.end(); ++it)
            one.waitingAt.insert(it.key(), it->toInteger());
        if (object[QStringLiteral("values")].isObject()) {
            Record record(**spec);
            record.id = one.id;
            const QJsonObject values = object[QStringLiteral("values")].toObject();
            for (auto it = values.begin(); it != values.end(); ++it) {
                const auto field = fieldOf(**spec, it.key());
                COOP_TRY(field);
                auto value = typed(**field, it.value());
                COOP_TRY(value);
                record.set(it.key(), *value);
            }
            one.row = record;
        }
        body.rows += one;
        return {};
    }

    PackageBody& body;
    const Registries& registries;
    int schema;
    PackageBody::EachChange eachChange;
};

QJsonObject fieldsJson(const QList<PackedField>& list)
{
    QJsonObject fields;
    for (const PackedField& field : list)
        fields.insert(
            field.field, QJsonArray{toJson(field.before), toJson(field.after), field.from, field.at});
    return fields;
}
} // namespace

QByteArray PackageBody::toBytes() const
{
    QByteArray bytes;
    QJsonObject office = extra;
    if (complete)
        office.insert(QStringLiteral("complete"), true);
    if (!office.isEmpty())
        bytes += line("office", office);
    if (!plan.isEmpty())
        bytes += line("plan", {{QStringLiteral("json"), base64(plan)}});
    for (const PackedChange& change : changes) {
        QJsonObject object{{QStringLiteral("registry"), change.registry}, {QStringLiteral("id"), change.id},
            {QStringLiteral("code"), change.code}, {QStringLiteral("op"), toText(change.op)},
            {QStringLiteral("fields"), fieldsJson(change.fields)}, {QStringLiteral("who"), change.who},
            {QStringLiteral("time"), change.time}, {QStringLiteral("from"), change.from},
            {QStringLiteral("at"), change.at}};
        if (!change.last.isEmpty())
            object.insert(QStringLiteral("last"), fieldsJson(change.last));
        bytes += line("change", object);
    }
    for (const PackedRow& row : rows) {
        QJsonObject object{{QStringLiteral("registry"), row.registry}, {QStringLiteral("id"), row.id}};
        if (row.calledOnly)
            object.insert(QStringLiteral("called_only"), true);
        if (!row.waiting.isEmpty())
            object.insert(QStringLiteral("waiting"), QJsonArray::fromStringList(row.waiting));
        QJsonObject waitingAt;
        for (auto it = row.waitingAt.constBegin(); it != row.waitingAt.constEnd(); ++it)
            waitingAt.insert(it.key(), *it);
        if (!waitingAt.isEmpty())
            object.insert(QStringLiteral("waiting_at"), waitingAt);
        if (row.row) {
            QJsonObject values;
            for (const QString& field : ownFields(row.row->spec()))
                if (const FieldValue& value = (*row.row)[field]; !value.isNull())
                    values.insert(field, toJson(value));
            object.insert(QStringLiteral("values"), values);
        }
        bytes += line("row", object);
    }
    for (const PackedLayer& layer : layers)
        bytes += line("layer", layerJson(layer));
    for (const PackedBytes& blob : blobs) { // as they are, behind their line
        bytes += line("bytes",
            {{QStringLiteral("digest"), blob.digest}, {QStringLiteral("size"), blob.bytes.size()},
                {QStringLiteral("thumbnail"), base64(blob.thumbnail)}});
        bytes += blob.bytes;
    }
    for (const auto& [registry, id] : lacking)
        bytes += line("lacking", {{QStringLiteral("registry"), registry}, {QStringLiteral("id"), id}});
    for (const PackedOutcome& outcome : outcomes)
        bytes += line("outcome",
            {{QStringLiteral("registry"), outcome.registry}, {QStringLiteral("code"), outcome.code},
                {QStringLiteral("result"), outcome.result}, {QStringLiteral("text"), outcome.text}});
    return bytes;
}

Result<PackageBody> PackageBody::fromBytes(const QByteArray& bytes, const Registries& registries, int schema)
{
    auto body = fromBytes(bytes, registries, schema, {});
    if (body)
        for (PackedBytes& blob : body->blobs)
            blob.bytes.detach(); // of its own
    return body;
}

Result<PackageBody> PackageBody::fromBytes(
    const QByteArray& bytes, const Registries& registries, int schema, const EachChange& eachChange)
{
    PackageBody body;
    Reader reader(body, registries, schema, eachChange);
    for (qsizetype from = 0; from < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', from);
        end = end < 0 ? bytes.size() : end;
        if (end - from > longestLine)
            return bad(QStringLiteral("有一行太长"));
        // Lines and attachments are looked at where they lie: a package may be large.
        const QByteArrayView line(bytes.constData() + from, end - from);
        const QJsonObject object
            = QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size())).object();
        if (object.isEmpty())
            return bad(QStringLiteral("有一行不是 JSON"));
        from = end + 1;
        if (object[QStringLiteral("part")] != QStringLiteral("bytes")) {
            COOP_TRY(reader.read(object, line));
            continue;
        }
        const qint64 size = object[QStringLiteral("size")].toInteger(-1);
        if (size < 0 || size > bytes.size() - from)
            return bad(QStringLiteral("附件不完整"));
        body.blobs += PackedBytes{object[QStringLiteral("digest")].toString(),
            QByteArray::fromRawData(bytes.constData() + from, size),
            unbase64(object[QStringLiteral("thumbnail")])};
        from += size;
    }
    return body;
}

bool isPoint(const QString& field)
{
    return field == u"lon" || field == u"lat" || field == u"source_point";
}

PackedChanges::PackedChanges(const Registries& all, int schemaVersion)
    : registries(all)
    , schema(schemaVersion)
{
}

Result<> PackedChanges::add(const PackedChange& change, QByteArrayView line)
{
    const std::pair<const void*, RowId> key{anySpec(registries, change.registry), change.id};
    if (index.contains(key))
        return bad(QStringLiteral("同一行写了两次：%1").arg(inSentence(change.code)));
    index.insert(key, int(lines.size()));
    lines.push_back(line);
    return {};
}

PackedChange PackedChanges::read(QByteArrayView line) const
{
    PackageBody body;
    (void)Reader(body, registries, schema)
        .read(QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size())).object(), line);
    return body.changes.isEmpty() ? PackedChange() : body.changes.first(); // it was read before
}

PackedChange PackedChanges::at(qsizetype position) const
{
    return read(lines[size_t(position)]);
}

std::optional<PackedChange> PackedChanges::about(const QString& registry, RowId id) const
{
    const int found = index.value({anySpec(registries, registry), id}, -1);
    return found < 0 ? std::nullopt : std::optional(at(found));
}

} // namespace coop
