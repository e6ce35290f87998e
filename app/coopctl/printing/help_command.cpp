#include "app/coopctl/command_line.h"
#include "app/coopctl/commands.h"
#include "core/workflow/help/handbook.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

namespace coop
{

namespace
{
Result<Outcome> printHelp(const QString& out)
{
    const auto pages = exportHandbook(out, QCoreApplication::applicationVersion());
    COOP_TRY(pages);
    return Outcome{QJsonObject{{QStringLiteral("out"), out}, {QStringLiteral("pages"), *pages}},
        QStringLiteral("已写入 %1，%2 页")
            .arg(QDir::toNativeSeparators(QFileInfo(out).absoluteFilePath()))
            .arg(*pages)};
}
} // namespace

void addHelpCommand(CommandLine& line)
{
    const auto out = std::make_shared<std::string>();
    auto* command = line.addDrawing(
        line.root(), "help", "把全部说明印成一本手册", [out] { return printHelp(text(*out)); });
    command->add_option("--out", *out, "输出文件：.pdf")->required();
}

} // namespace coop
