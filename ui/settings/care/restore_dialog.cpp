#include "ui/settings/care/restore_dialog.h"

#include "core/base/decimal.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace coop
{

namespace
{
QString number(qint64 value)
{
    return formatDecimal(value, 0, true);
}

QString summary(const RestorePreview& preview)
{
    QStringList lines{QStringLiteral("备份“%1”里有 %2 步历史，最后一步是 %3 %4：%5。")
                          .arg(QFileInfo(preview.backup).fileName(), number(preview.entries),
                              preview.lastChange.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                              preview.lastWho, preview.lastReason)};
    if (!preview.workspaceReadable)
        lines += QStringLiteral("现在的工作区已损坏或不在了，没法比较。");
    else if (preview.laterEntries > 0)
        lines += QStringLiteral(
            "恢复后，备份之后的 %1 步修改将不在工作区里；替换下来的工作区会另存为一个“恢复前”备份。")
                     .arg(number(preview.laterEntries));
    else
        lines += QStringLiteral("备份之后工作区没有新的修改。");
    return lines.join(u'\n');
}
} // namespace

RestoreDialog::RestoreDialog(
    const RestorePreview& preview, const QString& refusal, bool asksPassphrase, QWidget* parent)
    : QDialog(parent)
    , secret(new QLineEdit)
{
    setObjectName(QStringLiteral("restoreDialog"));
    setWindowTitle(QStringLiteral("恢复备份"));
    resize(720, 560);
    auto* text = new QLabel(summary(preview));
    text->setObjectName(QStringLiteral("restore.summary"));
    text->setWordWrap(true);
    auto* table = new QTableWidget;
    table->setObjectName(QStringLiteral("restore.table"));
    table->setAccessibleName(QStringLiteral("各台账的差别"));
    fill(*table, preview);
    auto* why = new QLabel(refusal);
    why->setObjectName(QStringLiteral("restore.refusal"));
    why->setProperty("role", QStringLiteral("error"));
    why->setWordWrap(true);
    why->setVisible(!refusal.isEmpty());
    secret->setObjectName(QStringLiteral("restore.passphrase"));
    secret->setAccessibleName(QStringLiteral("口令"));
    secret->setEchoMode(QLineEdit::Password);

    auto* restoreButton = namedButton(QStringLiteral("restore.accept"), QStringLiteral("恢复到这个备份"));
    restoreButton->setEnabled(refusal.isEmpty());
    auto* leave = namedButton(QStringLiteral("restore.leave"), QStringLiteral("不恢复"));
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(leave, QDialogButtonBox::RejectRole);
    buttons->addButton(restoreButton, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::gap);
    column->addWidget(text);
    column->addWidget(table, 1);
    column->addWidget(why);
    if (asksPassphrase && refusal.isEmpty()) {
        auto* form = new QFormLayout;
        form->addRow(QStringLiteral("管理员口令"), secret);
        column->addLayout(form);
    } else {
        secret->setParent(this);
        secret->hide();
    }
    column->addWidget(buttons);
    leave->setDefault(true); // what replaces the workspace is not done by a stray Enter
    connect(restoreButton, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
}

void RestoreDialog::fill(QTableWidget& table, const RestorePreview& preview) const
{
    const QStringList headings{QStringLiteral("台账"), QStringLiteral("备份（行）"),
        QStringLiteral("现在（行）"), QStringLiteral("只在备份里"), QStringLiteral("只在现在"),
        QStringLiteral("内容不同")};
    table.setColumnCount(int(headings.size()));
    table.setHorizontalHeaderLabels(headings);
    table.setEditTriggers(QTableWidget::NoEditTriggers);
    table.setSelectionMode(QTableWidget::NoSelection);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table.setRowCount(int(preview.registries.size()));
    const bool compared = preview.workspaceReadable;
    for (int row = 0; row < preview.registries.size(); ++row) {
        const RegistryDifference& each = preview.registries[row];
        table.setItem(row, 0, new QTableWidgetItem(each.label));
        const qint64 figures[]
            = {each.inBackup, each.inWorkspace, each.onlyInBackup, each.onlyInWorkspace, each.different};
        for (int i = 0; i < int(std::size(figures)); ++i) {
            auto* cell = new QTableWidgetItem(i > 0 && !compared ? QStringLiteral("—") : number(figures[i]));
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (i > 1 && figures[i] != 0)
                cell->setFont(theme::font(theme::textPoints, true));
            else if (i > 1)
                cell->setForeground(theme::disabledText);
            table.setItem(row, i + 1, cell);
        }
    }
}

QString RestoreDialog::passphrase() const
{
    return secret->text();
}

} // namespace coop
