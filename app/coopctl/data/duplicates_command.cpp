#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/store/one_step.h"
#include "core/store/rows/duplicates.h"
#include "core/store/workspace.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, registry;
    std::vector<std::string> different;
};

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    COOP_TRY(workspace);
    const auto pairs = duplicatePairs(**workspace, text(options.registry));
    COOP_TRY(pairs);
    QJsonArray array;
    QStringList lines;
    for (const DuplicatePair& pair : *pairs) {
        array += QJsonObject{{QStringLiteral("first"), pair.first.code()},
            {QStringLiteral("second"), pair.second.other.code()},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(pair.second.reasons)}};
        lines += QStringLiteral("%1 %2\t%3 %4\t%5")
                     .arg(pair.first.code(), pair.first.title(), pair.second.other.code(),
                         pair.second.other.title(), pair.second.reasons.join(u'、'));
    }
    if (lines.isEmpty())
        lines += QStringLiteral("没有可能重复的行");
    return Outcome{array, lines.join(u'\n')};
}

Result<Outcome> mark(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file);
    COOP_TRY(workspace);
    const auto spec = (*workspace)->registries().require(text(options.registry));
    COOP_TRY(spec);
    const auto first = (*workspace)->rowByCode((*spec)->id, text(options.different[0]));
    const auto second = (*workspace)->rowByCode((*spec)->id, text(options.different[1]));
    if (!first || !second)
        return fail(first ? second.error() : first.error());
    const QString what
        = QStringLiteral("%1 %2 和 %3 不是重复").arg((*spec)->label, first->code(), second->code());
    const Author author = line.author(what);
    COOP_TRY(inOneStep(**workspace, author, [&](UnitOfWork& work) {
        return markNotDuplicate(
            work, (*spec)->id, first->id, second->id, author.reason == what ? QString() : author.reason);
    }));
    return Outcome{
        QJsonObject{{QStringLiteral("first"), first->code()}, {QStringLiteral("second"), second->code()}},
        QStringLiteral("已记下：%1").arg(what)};
}
} // namespace

void addDuplicatesCommand(CommandLine& line)
{
    const auto options = std::make_shared<Options>();
    auto* command
        = line.add(line.root(), "duplicates", "列出可能重复的行，或记下两行不是重复", [&line, options] {
              return options->different.empty() ? list(line, *options) : mark(line, *options);
          });
    command->add_option("FILE", options->file, "工作区文件")->required();
    command->add_option("REGISTRY", options->registry, "台账")->required();
    command->add_option("--different", options->different, "这两行（编码）不是重复")->expected(2);
}

} // namespace coop
