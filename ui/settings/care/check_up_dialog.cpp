#include "ui/settings/care/check_up_dialog.h"

#include "ui/look/plain_text.h"
#include "ui/look/theme.h"
#include "ui/session/job.h"
#include "ui/settings/care/check_up_view.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

CheckUpDialog::CheckUpDialog(const QString& path, QWidget* parent)
    : QDialog(parent)
    , jobs(new Jobs(this))
{
    setObjectName(QStringLiteral("checkUpDialog"));
    setWindowTitle(asWindowTitle(QStringLiteral("体检：") + QFileInfo(path).fileName()));
    resize(840, 480);
    auto* view = new CheckUpView(*jobs, path);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(new QPushButton(QStringLiteral("关闭")), QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(view, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(view, &CheckUpView::salvageWanted, this, [this] {
        salvage = true;
        accept();
    });
    view->start();
}

} // namespace coop
