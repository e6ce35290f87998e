#include "ui/shell/about_dialog.h"

#include "core/workflow/care/program_parts.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace coop
{

AboutDialog::AboutDialog(const Workspace* workspace, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(QStringLiteral("关于农服图"));
    resize(600, 560);
    auto* text = named(new QPlainTextEdit, "about.text", windowTitle());
    text->setReadOnly(true);
    text->setPlainText(programText() + QStringLiteral("\n资料来源：\n") + dataCredits(workspace).join(u'\n'));
    auto* copy = namedButton(QStringLiteral("about.copy"), QStringLiteral("复制"));
    copy->setAutoDefault(false);
    auto* leave = namedButton(QStringLiteral("about.close"), QStringLiteral("关闭"));
    leave->setDefault(true);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this, [text, copy] {
        QGuiApplication::clipboard()->setText(text->toPlainText());
        copy->setText(QStringLiteral("已复制"));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace coop
