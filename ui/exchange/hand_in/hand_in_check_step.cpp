#include "ui/exchange/hand_in/hand_in_check_step.h"

#include "ui/exchange/parts/package_dialog.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QString mark(const FilingFinding& finding)
{
    if (finding.severity == Finding::Severity::error)
        return QStringLiteral("✘ 错误");
    return finding.blocks() ? QStringLiteral("◆ 要说明") : QStringLiteral("✔ 已说明");
}

QString tableTitle(const QString& table)
{
    return table == u"services" ? QStringLiteral("社会化服务")
        : table == u"loans"     ? QStringLiteral("信贷")
        : table == u"changes"   ? QStringLiteral("网点和会员变动")
                                : QStringLiteral("任务进展");
}

QString adviceFor(const HandInCheck& check)
{
    if (check.filing.state == FilingState::draft)
        return QStringLiteral("填报表还没有提交。可以先把台账的改动报上去，但这个季度在区里仍然算未报；"
                              "填好、提交以后再上报一次就行。");
    if (check.openFindings() > 0)
        return QStringLiteral("填报表已经%1，下面几处请再看一看。").arg(filingStateWord(check.filing.state));
    return QStringLiteral("填报表%1，没有要改的地方。").arg(filingStateWord(check.filing.state));
}
} // namespace

HandInCheckStep::HandInCheckStep(QWidget* parent)
    : QWidget(parent)
    , heading(new QLabel)
    , advice(secondText({}))
    , toFiling(namedButton(QStringLiteral("handIn.toSheet"), QStringLiteral("去填报页面")))
    , findings(new QTreeWidget)
{
    heading->setObjectName(QStringLiteral("handIn.sheet"));
    heading->setProperty("role", QStringLiteral("heading"));
    advice->setObjectName(QStringLiteral("handIn.advice"));
    toFiling->setAutoDefault(false);
    findings->setObjectName(QStringLiteral("handIn.findings"));
    findings->setAccessibleName(QStringLiteral("填报表里要看的地方"));
    findings->setRootIsDecorated(false);
    findings->setUniformRowHeights(true);
    findings->setHeaderLabels(
        {QStringLiteral("提示"), QStringLiteral("表"), QStringLiteral("行"), QStringLiteral("怎么回事")});
    findings->header()->setHighlightSections(false);
    findings->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {88, 120, 96};
    for (int column = 0; column < int(std::size(widths)); ++column)
        findings->setColumnWidth(column, widths[column]);
    auto* top = new QHBoxLayout;
    top->setSpacing(theme::grid);
    top->addWidget(heading);
    top->addStretch();
    top->addWidget(toFiling);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addLayout(top);
    column->addWidget(advice);
    column->addWidget(findings, 1);
    connect(toFiling, &QPushButton::clicked, this, &HandInCheckStep::filingRequested);
    connect(findings, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const FilingFinding& finding = shown[item->data(0, Qt::UserRole).toInt()];
        if (finding.row != 0 && (finding.table == u"services" || finding.table == u"loans"))
            Q_EMIT rowRequested(finding.table, finding.row);
        else
            Q_EMIT filingRequested();
    });
}

void HandInCheckStep::setCheck(const HandInCheck& check)
{
    shown = check.findings;
    heading->setText(QStringLiteral("%1填报表：%2")
                         .arg(check.filing.quarter.title(), filingStateWord(check.filing.state)));
    advice->setText(adviceFor(check));
    findings->clear();
    for (int i = 0; i < shown.size(); ++i) {
        const FilingFinding& finding = shown[i];
        auto* item = new QTreeWidgetItem(
            findings, {mark(finding), tableTitle(finding.table), finding.where, finding.text});
        item->setToolTip(3, finding.text + QStringLiteral("\n按 Enter 或双击去看"));
        item->setData(0, Qt::UserRole, i);
        if (finding.severity == Finding::Severity::error)
            item->setForeground(0, theme::danger);
    }
    findings->setVisible(!shown.isEmpty());
}

} // namespace coop
