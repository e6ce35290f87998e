#include "app/coopctl/command_line.h"
#include "app/coopctl/package/key_passphrase.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/receipt/receipt.h"
#include "core/exchange/review.h"
#include "core/store/unit_of_work.h"
#include "core/workflow/exchange_text.h"

#include <QDir>

namespace coop
{

namespace
{
struct Options {
    std::string file, package, out;
    int device = 0;
    bool empty = false, everything = false;
};

Result<Outcome> submit(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::handIn);
    COOP_TRY(workspace);
    const auto passphrase = keyPassphrase();
    COOP_TRY(passphrase);
    const HandIn what = options.everything ? HandIn::everything
        : options.empty                    ? HandIn::evenEmpty
                                           : HandIn::changes;
    const auto done = handIn(**workspace, line.author({}), *passphrase, text(options.out), what);
    COOP_TRY(done);
    return Outcome{QJsonObject{{QStringLiteral("sequence"), done->sequence},
                       {QStringLiteral("digest"), done->digest}, {QStringLiteral("counts"), done->counts}},
        QStringLiteral("第 %1 号上报已写好并核对：%2\n%3")
            .arg(done->sequence)
            .arg(QDir::toNativeSeparators(text(options.out)),
                done->counts.isEmpty() ? QStringLiteral("没有变化")
                                       : changedRowsText((*workspace)->registries(), done->counts))};
}

/// The device of the office whose submission is answered. Errors: refused when it was not merged here.
Result<int> answeredDevice(const Workspace& workspace, const QString& package)
{
    const auto review = reviewPackage(workspace, package);
    COOP_TRY(review);
    using Standing = PackageReview::Standing;
    if (review->standing == Standing::merged || review->standing == Standing::superseded)
        return review->file.header.from.device;
    return fail(ErrorKind::refused,
        review->standing == Standing::ready ? QStringLiteral("“%1”的第 %2 号上报还没有合并，请先合并再回执")
                                                  .arg(review->file.header.from.name)
                                                  .arg(review->file.header.sequence)
                                            : review->problem);
}

Result<Outcome> receipt(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::answer);
    COOP_TRY(workspace);
    const auto device = options.package.empty() ? Result<int>(options.device)
                                                : answeredDevice(**workspace, text(options.package));
    COOP_TRY(device);
    const auto passphrase = keyPassphrase();
    COOP_TRY(passphrase);
    const auto made = makeReceipt(**workspace, line.author({}), *passphrase, *device, text(options.out));
    COOP_TRY(made);
    return Outcome{QJsonObject{{QStringLiteral("sequence"), made->sequence},
                       {QStringLiteral("answers"), made->answers}, {QStringLiteral("device"), *device},
                       {QStringLiteral("digest"), made->digest}, {QStringLiteral("result"), made->result}},
        QStringLiteral("第 %1 号回执（答复第 %2 号上报）已写好：%3")
            .arg(made->sequence)
            .arg(made->answers)
            .arg(QDir::toNativeSeparators(text(options.out)))};
}
} // namespace

void addPackageSubmitCommands(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    auto* submitting = line.add(package, "submit", "上报：把上次回执以后的修改写成数据包",
        [&line, options] { return submit(line, *options); });
    submitting->add_option("FILE", options->file, "乡镇端工作区文件")->required();
    submitting->add_option("--out", options->out, "数据包 .nfb")->required();
    auto* empty = submitting->add_flag("--empty", options->empty, "没有修改也上报");
    submitting->add_flag("--everything", options->everything, "上报全部的行，区级丢了数据时用")
        ->excludes(empty);

    auto* answering = line.add(package, "receipt", "回执：把处理结果和区级的修改写成数据包",
        [&line, options] { return receipt(line, *options); });
    answering->add_option("FILE", options->file, "区级工作区文件")->required();
    auto* answered = answering->add_option("PACKAGE", options->package, "要答复的上报，须已合并");
    answering->add_option("--device", options->device, "乡镇端的设备号，代替 PACKAGE")->excludes(answered);
    answering->add_option("--out", options->out, "数据包 .nfb")->required();
    answering->parse_complete_callback([options] {
        if (options->package.empty() && options->device == 0)
            throw CLI::RequiredError("PACKAGE 或 --device");
    });
}

} // namespace coop
