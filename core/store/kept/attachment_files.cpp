#include "core/store/kept/attachment_files.h"

#include "core/base/files/input_file.h"
#include "core/base/files/output.h"
#include "core/store/kept/attachments.h"

namespace coop
{

Result<QByteArray> readAttachment(const QString& path)
{
    return readFile(path, QStringLiteral("附件文件"), largestAttachment);
}

Result<> saveAttachment(const Workspace& workspace, const Attachment& attachment, const QString& path)
{
    const auto bytes = attachmentBytes(workspace, attachment.digest);
    if (!bytes)
        return fail(bytes.error());
    auto output = Output::to(path, *bytes);
    if (!output)
        return fail(output.error());
    if (auto written = output->write(*bytes); !written)
        return written;
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
