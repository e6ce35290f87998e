#include "ui/exchange/issue/opening_code_view.h"

#include "ui/exchange/parts/package_dialog.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

OpeningCodeView::OpeningCodeView(
    const Issued& issued, const QString& contents, const QString& file, QWidget* parent)
    : QWidget(parent)
{
    auto* heading = new QLabel(QStringLiteral("开启码"));
    heading->setProperty("role", QStringLiteral("heading"));
    auto* code = new QLabel(issued.openingCode);
    code->setObjectName(QStringLiteral("issue.code"));
    code->setAccessibleName(QStringLiteral("开启码"));
    code->setProperty("role", QStringLiteral("code"));
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy
        = namedButton(QStringLiteral("issue.copy"), QStringLiteral("复制"), {}, icon(QStringLiteral("copy")));
    copy->setAccessibleName(QStringLiteral("复制开启码"));
    copy->setAutoDefault(false);
    copy->setShortcut(QKeySequence::Copy);
    copy->setToolTip(QStringLiteral("复制开启码（Ctrl+C）"));
    auto* codeRow = new QHBoxLayout;
    codeRow->setSpacing(theme::gap);
    codeRow->addWidget(code);
    codeRow->addWidget(copy);
    codeRow->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addWidget(heading);
    column->addLayout(codeRow);
    column->addWidget(secondText(
        QStringLiteral("请抄下来，用电话或纸条告诉乡镇，不要和文件放在一起。关上这个窗口以后不再显示；"
                       "丢了只能重新下发。")));
    column->addWidget(factText(QStringLiteral("issue.file"), QDir::toNativeSeparators(file)));
    column->addWidget(factText(QStringLiteral("issue.contents"),
        QStringLiteral("设备号 %1。带去：%2。").arg(issued.device).arg(contents)));
    if (const QString remark = issued.remark(); !remark.isEmpty())
        column->addWidget(secondText(remark + u'。'));
    column->addWidget(secondText(
        QStringLiteral("乡镇在自己的电脑上打开农服图，按“打开下发的数据包…”，选这个文件，输入开启码。")));
    column->addStretch();
    connect(copy, &QPushButton::clicked, this, [copy, text = issued.openingCode] {
        QGuiApplication::clipboard()->setText(text);
        copy->setText(QStringLiteral("✔ 已复制"));
    });
}

} // namespace coop
