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
    COOP_TRY(bytes);
    auto output = Output::to(path, *bytes);
    COOP_TRY(output);
    COOP_TRY(output->write(*bytes));
    const auto finished = output->finish();
    return finished ? Result<>() : fail(finished.error());
}

} // namespace coop
