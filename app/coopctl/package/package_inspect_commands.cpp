#include "app/coopctl/command_line.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/review.h"
#include "core/workflow/exchange_text.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, package, in;
    int device = 0;
};

using Standing = PackageReview::Standing;

QString standingId(Standing standing)
{
    switch (standing) {
    case Standing::ready:
        return QStringLiteral("ready");
    case Standing::merged:
        return QStringLiteral("merged");
    case Standing::superseded:
        return QStringLiteral("superseded");
    case Standing::newKey:
        return QStringLiteral("new-key");
    case Standing::refused:
        break;
    }
    return QStringLiteral("refused");
}

QJsonArray numbers(const QList<qint64>& list)
{
    QJsonArray array;
    for (const qint64 number : list)
        array += number;
    return array;
}

/// Form, signature and the readable part; nulls where the file is no package.
QJsonObject headerJson(const std::optional<PackageHeader>& header, const QString& problem)
{
    QJsonObject json;
    for (const char* key : {"format", "kind", "plan", "from", "to", "sequence", "created", "counts"})
        json.insert(QLatin1String(key), QJsonValue::Null);
    if (header) {
        json[QStringLiteral("format")] = header->format;
        json[QStringLiteral("kind")] = packageKindId(header->kind);
        json[QStringLiteral("plan")] = header->plan;
        json[QStringLiteral("from")] = partyJson(header->from);
        json[QStringLiteral("to")] = partyJson(header->to);
        json[QStringLiteral("sequence")] = header->sequence;
        json[QStringLiteral("created")] = header->created.toUTC().toString(Qt::ISODate);
        json[QStringLiteral("counts")] = header->counts;
        if (header->practice)
            json[QStringLiteral("practice")] = true;
    }
    json.insert(QStringLiteral("valid"), problem.isEmpty());
    json.insert(QStringLiteral("problems"), problem.isEmpty() ? QJsonArray() : QJsonArray{problem});
    return json;
}

QString headerText(const PackageHeader& header)
{
    const auto party = [](const PackageParty& one) {
        return QStringLiteral("%1（设备号 %2，指纹 %3）")
            .arg(one.name)
            .arg(one.device)
            .arg(fingerprint(one.key));
    };
    return (header.practice ? QStringLiteral("练习，不是真的数据\n") : QString())
        + QStringLiteral("第 %1 号%2，%3\n从：%4\n给：%5\n内容：%6")
              .arg(header.sequence)
              .arg(packageKindWord(header.kind),
                  header.created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                  party(header.from), party(header.to),
                  header.kind == PackageKind::issue ? contentsText(standardRegistries(), header.counts)
                                                    : changedRowsText(standardRegistries(), header.counts));
}

Outcome inspected(const std::optional<PackageHeader>& header, const QString& problem)
{
    return {headerJson(header, problem), header ? headerText(*header) : QString(),
        problem.isEmpty() ? QStringList() : QStringList{problem}, !problem.isEmpty()};
}

Result<Outcome> inspect(const CommandLine& line, const Options& options)
{
    if (options.in.empty()) {
        const auto package = readPackage(text(options.package));
        return package ? inspected(package->header, {}) : inspected({}, package.error().text);
    }
    const auto workspace = line.openToRead(options.in);
    COOP_TRY(workspace);
    const auto review = reviewPackage(**workspace, text(options.package));
    if (!review) { // no package at all; a 下发 is one, though not for an existing workspace
        const auto package = readPackage(text(options.package));
        Outcome outcome
            = inspected(package ? std::optional(package->header) : std::nullopt, review.error().text);
        QJsonObject json = outcome.json.toObject();
        json.insert(QStringLiteral("standing"), standingId(Standing::refused));
        json.insert(QStringLiteral("missing"), QJsonArray());
        outcome.json = json;
        return outcome;
    }
    Outcome outcome = inspected(review->file.header, review->problem);
    QJsonObject json = outcome.json.toObject();
    json.insert(QStringLiteral("standing"), standingId(review->standing));
    json.insert(QStringLiteral("missing"), numbers(review->missing));
    outcome.json = json;
    outcome.text += QStringLiteral("\n") + standingWord(review->standing);
    if (!review->missing.isEmpty())
        outcome.text
            += QStringLiteral("\n前面有 %1 个数据包没有收到，内容都在这一个里").arg(review->missing.size());
    return outcome;
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto all = packages(**workspace, options.device);
    COOP_TRY(all);
    QHash<int, QString> names;
    if (const auto known = offices(**workspace))
        for (const Office& office : *known)
            names.insert(office.device, office.name);
    if (const auto self = officeSelf(**workspace))
        names.insert(self->device, self->name);
    QJsonArray array;
    QStringList lines;
    for (const PackageRecord& one : *all) {
        const QString created = one.created.toUTC().toString(Qt::ISODate);
        array += QJsonObject{{QStringLiteral("kind"), packageKindId(one.kind)},
            {QStringLiteral("device"), one.device}, {QStringLiteral("name"), names.value(one.device)},
            {QStringLiteral("sequence"), one.sequence}, {QStringLiteral("created"), created},
            {QStringLiteral("made_by"), one.madeBy}, {QStringLiteral("digest"), one.digest},
            {QStringLiteral("counts"), one.counts},
            {QStringLiteral("answers"), one.answers == 0 ? QJsonValue() : QJsonValue(one.answers)}};
        lines += QStringList{packageKindWord(one.kind), names.value(one.device), packageNumber(one.sequence),
            one.created.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")), one.madeBy,
            one.answers == 0 ? QString() : QStringLiteral("答复第 %1 号上报").arg(one.answers)}
                     .join(u'\t')
                     .trimmed();
    }
    return Outcome{array, lines.isEmpty() ? QStringLiteral("还没有数据包") : lines.join(u'\n')};
}
} // namespace

void addPackageInspectCommands(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    auto* inspecting = line.add(package, "inspect", "看一个数据包：谁的、给谁、第几号、有什么，是否完好",
        [&line, options] { return inspect(line, *options); });
    inspecting->add_option("PACKAGE", options->package, "数据包")->required();
    inspecting->add_option("--in", options->in, "再看它对这个工作区是否可以合并或打开");

    auto* listing = line.add(package, "list", "下发、上报、合并和回执过的数据包",
        [&line, options] { return list(line, *options); });
    listing->add_option("FILE", options->file, "工作区文件")->required();
    listing->add_option("--device", options->device, "只看这个设备号的");
}

} // namespace coop
