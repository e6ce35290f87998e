#include "app/coopctl/command_line.h"
#include "app/coopctl/package/key_passphrase.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/unit_of_work.h"

#include <QDir>

namespace coop
{

namespace
{
struct Options {
    std::string file, federation, package, out, in, code;
    bool replace = false;
};

Result<RowId> federationNamed(const Workspace& workspace, const QString& name)
{
    const auto found = workspace.lookup().find({QStringLiteral("federations")}, name);
    if (found.size() == 1)
        return found.first().id;
    return fail(ErrorKind::notFound,
        found.isEmpty() ? QStringLiteral("没有农合联“%1”，可用的见 coopctl list 工作区 federations").arg(name)
                        : QStringLiteral("有几个农合联叫“%1”，请写编码").arg(name));
}

Result<Outcome> issue(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::issue);
    COOP_TRY(workspace);
    const auto federation = federationNamed(**workspace, text(options.federation));
    COOP_TRY(federation);
    // The first 下发 makes the district's key.
    const auto passphrase = hasOfficeKey(**workspace)
        ? keyPassphrase()
        : newKeyPassphrase({"COOPCTL_KEY_PASSPHRASE", "COOPCTL_PASSPHRASE"});
    COOP_TRY(passphrase);
    const auto issued = issuePackage(
        **workspace, line.author({}), *passphrase, *federation, text(options.out), options.replace);
    COOP_TRY(issued);
    const QJsonObject to = federationJson(**workspace, *federation);
    const QString remark = issued->remark();
    return Outcome{QJsonObject{{QStringLiteral("device"), issued->device}, {QStringLiteral("federation"), to},
                       {QStringLiteral("code"), issued->openingCode},
                       {QStringLiteral("digest"), issued->digest}, {QStringLiteral("counts"), issued->counts},
                       {QStringLiteral("missing"), QJsonArray::fromStringList(issued->missing)}},
        QStringLiteral("已下发给“%1”（设备号 %2）：%3\n开启码 %4\n"
                       "开启码不要和数据包放在一起，请用电话或纸告诉乡镇；它只在这里显示一次。")
                .arg(to[QStringLiteral("name")].toString())
                .arg(issued->device)
                .arg(QDir::toNativeSeparators(text(options.out)), issued->openingCode)
            + (remark.isEmpty() ? QString() : u'\n' + remark)};
}

/// The first start of a township office: its workspace out of a 下发.
Result<Outcome> openIssue(const CommandLine& line, const Options& options)
{
    const auto code = options.code.empty() ? asked("COOPCTL_OPENING_CODE", QStringLiteral("开启码"))
                                           : Result<QString>(text(options.code));
    COOP_TRY(code);
    const auto passphrase = newKeyPassphrase({"COOPCTL_KEY_PASSPHRASE", "COOPCTL_PASSPHRASE"});
    COOP_TRY(passphrase);
    COOP_TRY(openIssued(text(options.package), *code, *passphrase, text(options.out), line.author({}).who));
    const auto workspace = Workspace::open(text(options.out), Workspace::Access::read);
    COOP_TRY(workspace);
    const auto self = officeSelf(**workspace);
    const QString name = self ? self->name : QString();
    return Outcome{QJsonObject{{QStringLiteral("out"), text(options.out)}, {QStringLiteral("name"), name},
                       {QStringLiteral("device"), (*workspace)->device()}},
        QStringLiteral("“%1”的工作区已经建好：%2").arg(name, QDir::toNativeSeparators(text(options.out)))};
}

/// The district's answer comes into the township's workspace.
Result<Outcome> openAnswer(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.in, Deed::openReceipt);
    COOP_TRY(workspace);
    const auto passphrase = keyPassphrase();
    COOP_TRY(passphrase);
    const auto opened = openReceipt(**workspace, line.author({}), *passphrase, text(options.package));
    COOP_TRY(opened);
    QJsonArray outcomes;
    QStringList lines{QStringLiteral("第 %1 号回执已打开：按区级的数据更新了 %2 行")
                          .arg(opened->sequence)
                          .arg(opened->written)};
    if (opened->kept > 0)
        lines += QStringLiteral("%1 行保留这里的修改，随下次上报").arg(opened->kept);
    if (opened->rejoinedAt)
        lines += QStringLiteral("这份回执答复的上报不是在这里做的：本工作区恢复过备份，或是一份拷贝。以前已经"
                                "上报的以区里的为准，此后在"
                                "这里录入的保留，请重新上报；只留一份工作区在用");
    for (const PackedOutcome& outcome : opened->outcomes) {
        outcomes += outcomeJson(outcome);
        const RegistrySpec* spec = anySpec((*workspace)->registries(), outcome.registry);
        lines += QStringList{spec ? spec->label : outcome.registry, outcome.code, outcome.text}.join(u'\t');
    }
    return Outcome{QJsonObject{{QStringLiteral("sequence"), opened->sequence},
                       {QStringLiteral("answers"), opened->answers},
                       {QStringLiteral("written"), opened->written}, {QStringLiteral("kept"), opened->kept},
                       {QStringLiteral("result"), opened->result}, {QStringLiteral("outcomes"), outcomes}},
        lines.join(u'\n')};
}
} // namespace

void addPackageIssueCommands(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    auto* issuing = line.add(package, "issue", "下发：给一个乡镇端的数据包，同时给出开启码",
        [&line, options] { return issue(line, *options); });
    issuing->add_option("FILE", options->file, "区级工作区文件")->required();
    issuing->add_option("--to", options->federation, "农合联")->required();
    issuing->add_option("--out", options->out, "数据包 .nfb")->required();
    issuing->add_flag("--replace", options->replace, "重新下发（换电脑、密钥丢失），原来的电脑随即停用");

    auto* opening
        = line.add(package, "open", "打开下发（--out，新建乡镇端工作区）或回执（--in）", [&line, options] {
              return options->in.empty() ? openIssue(line, *options) : openAnswer(line, *options);
          });
    opening->add_option("PACKAGE", options->package, "数据包")->required();
    auto* out = opening->add_option("--out", options->out, "打开下发：新的乡镇端工作区文件");
    auto* code
        = opening->add_option("--code", options->code, "开启码（或 COOPCTL_OPENING_CODE，或在终端输入）");
    opening->add_option("--in", options->in, "打开回执：乡镇端工作区文件")->excludes(out)->excludes(code);
    opening->parse_complete_callback([options] {
        if (options->in.empty() && options->out.empty())
            throw CLI::RequiredError("--out 或 --in");
    });
}

} // namespace coop
