#include "ui/widgets/message.h"

#include "core/workflow/care/run_log.h"
#include "ui/look/plain_text.h"

#include <QMessageBox>
#include <QPushButton>

namespace coop
{

void showError(QWidget* parent, const QString& tried, const Error& error)
{
    runLog::note(QStringLiteral("%1：没有成功，类别 %2").arg(tried).arg(int(error.kind)));
    QMessageBox box(QMessageBox::Warning, asWindowTitle(tried), error.text, QMessageBox::NoButton, parent);
    box.setObjectName(QStringLiteral("errorBox"));
    box.setTextInteractionFlags(Qt::TextSelectableByMouse);
    box.setTextFormat(Qt::PlainText);
    box.addButton(QStringLiteral("知道了"), QMessageBox::AcceptRole);
    box.exec();
}

} // namespace coop
