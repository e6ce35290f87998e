#include "core/workflow/care/problem_report.h"

#include "core/base/files/output.h"
#include "core/store/workspace.h"
#include "core/workflow/care/check_up.h"
#include "core/workflow/care/program_parts.h"

#include <QFileInfo>
#include <QMap>
#include <memory>
#include <zip.h>

namespace coop
{

namespace
{
QString severityWord(CheckFinding::Severity severity)
{
    switch (severity) {
    case CheckFinding::Severity::error:
        return QStringLiteral("错误");
    case CheckFinding::Severity::warning:
        return QStringLiteral("提醒");
    case CheckFinding::Severity::note:
        break;
    }
    return QStringLiteral("说明");
}

QString contentsText(const QString& path)
{
    QString text = QStringLiteral("文件大小：%1 KB\n").arg(QFileInfo(path).size() / 1024);
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    if (!workspace)
        return text + QStringLiteral("打不开\n"); // the sentence would say where the file is
    text += QStringLiteral("方案：%1\n数据格式版本：%2\n")
                .arg((*workspace)->plan().id)
                .arg((*workspace)->schema());
    if ((*workspace)->isPractice())
        text += QStringLiteral("练习工作区\n");
    for (const RegistrySpec& spec : (*workspace)->registries().all())
        if (const auto rows = (*workspace)->count(spec.id))
            text += QStringLiteral("%1：%2 行\n").arg(spec.label).arg(*rows);
    return text;
}

QString findingsText(const QList<CheckFinding>& findings)
{
    if (findings.isEmpty())
        return QStringLiteral("体检没有发现问题\n");
    QMap<QString, int> counts; // what was found and in which row would tell of people
    for (const CheckFinding& finding : findings)
        ++counts[QStringLiteral("%1 %2").arg(severityWord(finding.severity), finding.kind)];
    QString text = QStringLiteral("体检发现 %1 处：\n").arg(findings.size());
    for (auto kind = counts.cbegin(); kind != counts.cend(); ++kind)
        text += QStringLiteral("%1：%2 处\n").arg(kind.key()).arg(kind.value());
    return text;
}

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

QByteArray contentOf(zip_source_t* source)
{
    zip_stat_t size;
    if (zip_source_stat(source, &size) != 0 || zip_source_open(source) != 0)
        return {};
    QByteArray bytes(qsizetype(size.size), '\0');
    const zip_int64_t read = zip_source_read(source, bytes.data(), size.size);
    zip_source_close(source);
    return read == bytes.size() ? bytes : QByteArray();
}

/// Empty when there is no room for it.
QByteArray zipOf(const QList<ReportPart>& parts)
{
    const Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!source)
        return {};
    zip_source_keep(source.get()); // closing the archive lets go of one
    std::unique_ptr<zip_t, CloseArchive> archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(source.get());
        return {};
    }
    QList<QByteArray> contents; // have to stay until the archive is closed
    for (const ReportPart& part : parts)
        contents += "\xEF\xBB\xBF" + part.content.toUtf8(); // the marks by which old editors know UTF-8
    for (qsizetype i = 0; i < parts.size(); ++i) {
        zip_source_t* content
            = zip_source_buffer(archive.get(), contents[i].constData(), zip_uint64_t(contents[i].size()), 0);
        if (!content
            || zip_file_add(archive.get(), parts[i].name.toUtf8().constData(), content, ZIP_FL_ENC_UTF_8)
                < 0) {
            zip_source_free(content);
            return {};
        }
    }
    if (zip_close(archive.get()) != 0)
        return {};
    (void)archive.release();
    return contentOf(source.get());
}
} // namespace

Result<QList<ReportPart>> problemReport(
    const QByteArray& log, const QString& workspacePath, const CheckProgress& progress)
{
    QList<ReportPart> parts{{QStringLiteral("版本.txt"), programText()},
        {QStringLiteral("运行记录.txt"),
            log.isEmpty() ? QStringLiteral("没有运行记录\n") : QString::fromUtf8(log)}};
    if (workspacePath.isEmpty())
        return parts;
    const auto findings = checkUp(workspacePath, progress);
    if (!findings && findings.error().kind == ErrorKind::cancelled)
        return fail(findings.error());
    parts += ReportPart{QStringLiteral("工作区.txt"),
        contentsText(workspacePath)
            + (findings ? findingsText(*findings) : QStringLiteral("体检没有做成\n"))};
    return parts;
}

Result<> saveProblemReport(const QList<ReportPart>& parts, const QString& path)
{
    if (QFileInfo(path).suffix().toLower() != u"zip")
        return fail(ErrorKind::invalidValue,
            QStringLiteral("问题报告不能存成“%1”，文件名请以 .zip 结尾").arg(QFileInfo(path).fileName()));
    const QByteArray bytes = zipOf(parts);
    if (bytes.isEmpty())
        return fail(ErrorKind::refused, QStringLiteral("问题报告没有做成：内存可能不够，请关掉别的程序再试"));
    auto output = Output::to(path, bytes);
    COOP_TRY(output);
    COOP_TRY(output->write(bytes));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
