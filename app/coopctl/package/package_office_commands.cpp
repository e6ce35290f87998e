#include "app/coopctl/command_line.h"
#include "app/coopctl/package/package_commands.h"
#include "app/coopctl/package/package_json.h"
#include "core/exchange/receipt/receipt.h"
#include "core/store/unit_of_work.h"

namespace coop
{

namespace
{
struct Options {
    std::string file, package, fingerprint;
    int device = 0;
};

Result<Outcome> listOf(const Workspace& workspace, const QString& done = {})
{
    const auto list = offices(workspace);
    COOP_TRY(list);
    QJsonArray array;
    QStringList lines;
    if (!done.isEmpty())
        lines += done;
    for (const Office& office : *list) {
        const QJsonObject federation = federationJson(workspace, office.federation);
        qint64 last = 0;
        if (const auto all = packages(workspace, office.device))
            for (const PackageRecord& one : *all)
                if (one.kind == PackageKind::submit)
                    last = std::max(last, one.sequence);
        array += QJsonObject{{QStringLiteral("device"), office.device}, {QStringLiteral("name"), office.name},
            {QStringLiteral("federation"), federation},
            {QStringLiteral("fingerprint"), fingerprint(office.key)},
            {QStringLiteral("active"), office.active}, {QStringLiteral("issued_on"), office.issuedOn},
            {QStringLiteral("last_merged"), last}};
        if (done.isEmpty())
            lines += QStringList{QString::number(office.device), office.name,
                office.active ? QStringLiteral("启用") : QStringLiteral("已停用"), office.issuedOn,
                QStringLiteral("已合并到第 %1 号").arg(last), fingerprint(office.key)}
                         .join(u'\t');
    }
    if (lines.isEmpty())
        lines += QStringLiteral("还没有下发过");
    return Outcome{array, lines.join(u'\n')};
}

Result<Outcome> list(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToRead(options.file);
    return workspace ? listOf(**workspace) : Result<Outcome>(fail(workspace.error()));
}

Result<Outcome> withdraw(const CommandLine& line, const Options& options)
{
    const auto workspace = line.openToWrite(options.file, Deed::keepOffices);
    COOP_TRY(workspace);
    COOP_TRY(withdrawOffice(**workspace, line.author({}), options.device));
    return listOf(**workspace, QStringLiteral("设备号 %1 已停用，它的数据包不再合并").arg(options.device));
}

/// The signer of a package of this kind, when its fingerprint is the one that was read out on the telephone.
Result<PackageParty> comparedSigner(const Options& options, PackageKind kind)
{
    const auto package = readPackage(text(options.package));
    COOP_TRY(package);
    const PackageParty& from = package->header.from;
    if (package->header.kind != kind)
        return fail(ErrorKind::refused,
            QStringLiteral("这是%1的数据包，核对密钥要用%2的数据包")
                .arg(packageKindWord(package->header.kind), packageKindWord(kind)));
    const auto digits = [](const QString& written) { return QString(written).remove(u' ').remove(u'-'); };
    const QString right = fingerprint(from.key);
    if (options.fingerprint.empty())
        return fail(ErrorKind::refused,
            QStringLiteral(
                "数据包里“%1”的密钥指纹是 %2。请打电话让对方念一遍，相符再用 --fingerprint \"%2\" 认可")
                .arg(from.name, right));
    if (digits(text(options.fingerprint)) != digits(right))
        return fail(ErrorKind::refused,
            QStringLiteral("指纹不符：数据包里“%1”的密钥指纹是 %2。没有认可，请再打电话核对")
                .arg(from.name, right));
    return from;
}

Result<Outcome> trust(const CommandLine& line, const Options& options)
{
    const auto signer = comparedSigner(options, PackageKind::submit);
    COOP_TRY(signer);
    if (signer->device != options.device)
        return fail(ErrorKind::refused,
            QStringLiteral("这个数据包是设备号 %1 的，不是 %2 的").arg(signer->device).arg(options.device));
    const auto workspace = line.openToWrite(options.file, Deed::keepOffices);
    COOP_TRY(workspace);
    COOP_TRY(trustKey(**workspace, line.author({}), options.device, signer->key));
    return listOf(**workspace, QStringLiteral("已认可“%1”的新密钥").arg(signer->name));
}

Result<Outcome> trustDistrict(const CommandLine& line, const Options& options)
{
    const auto signer = comparedSigner(options, PackageKind::receipt);
    COOP_TRY(signer);
    const auto workspace = line.openToWrite(options.file, Deed::keepKeys);
    COOP_TRY(workspace);
    COOP_TRY(trustDistrictKey(**workspace, line.author({}), signer->key));
    return Outcome{QJsonObject{{QStringLiteral("district"), partyJson(*signer)}},
        QStringLiteral("已认可“%1”的新密钥").arg(signer->name)};
}
} // namespace

void addPackageOfficeCommands(CommandLine& line, CLI::App* package)
{
    const auto options = std::make_shared<Options>();
    const auto file = [&](CLI::App* command, const char* what) {
        command->add_option("FILE", options->file, what)->required();
        return command;
    };
    file(line.add(package, "offices", "下发过的乡镇端", [&line, options] { return list(line, *options); }),
        "区级工作区文件");
    file(line.add(package, "withdraw", "停用一个乡镇端，它的数据包不再合并",
             [&line, options] { return withdraw(line, *options); }),
        "区级工作区文件")
        ->add_option("DEVICE", options->device, "设备号，见 package offices")
        ->required();
    auto* trusting = file(line.add(package, "trust", "认可乡镇端的新密钥（先打电话核对指纹）",
                              [&line, options] { return trust(line, *options); }),
        "区级工作区文件");
    trusting->add_option("DEVICE", options->device, "设备号")->required();
    trusting->add_option("PACKAGE", options->package, "用新密钥签名的上报")->required();
    trusting->add_option("--fingerprint", options->fingerprint, "对方在电话里念的指纹");
    auto* district = file(line.add(package, "trust-district", "乡镇端：认可区级的新密钥（先打电话核对指纹）",
                              [&line, options] { return trustDistrict(line, *options); }),
        "乡镇端工作区文件");
    district->add_option("PACKAGE", options->package, "用新密钥签名的回执")->required();
    district->add_option("--fingerprint", options->fingerprint, "区级在电话里念的指纹");
}

} // namespace coop
