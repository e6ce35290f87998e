#include "ui/widgets/finding_list.h"

#include "core/domain/registries.h"
#include "core/tabular/history_text.h"
#include "ui/look/theme.h"

#include <QHeaderView>

namespace coop
{

namespace
{
/// outlets WD1-0001 → 服务网点 WD1-0001
QString placeInWords(const QString& where)
{
    const QString first = where.section(u' ', 0, 0);
    return registryTitle(standardRegistries(), first) + where.mid(first.size());
}
} // namespace

FindingList::FindingList(QWidget* parent)
    : QTableWidget(0, 3, parent)
{
    setObjectName(QStringLiteral("findings"));
    setAccessibleName(QStringLiteral("发现的问题"));
    setHorizontalHeaderLabels({QStringLiteral("程度"), QStringLiteral("位置"), QStringLiteral("问题和办法")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(0, 80);
    setColumnWidth(1, 220);
}

void FindingList::setFindings(const QList<CheckFinding>& findings)
{
    setRowCount(int(findings.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const CheckFinding& finding = findings[row];
        const bool error = finding.severity == CheckFinding::Severity::error;
        auto* severity = new QTableWidgetItem(error ? QStringLiteral("▼ 错误") : QStringLiteral("◆ 提醒"));
        severity->setForeground(error ? theme::danger : theme::secondText);
        setItem(row, 0, severity);
        setItem(row, 1, new QTableWidgetItem(placeInWords(finding.where)));
        setItem(row, 2, new QTableWidgetItem(finding.text));
        for (int column = 0; column < 3; ++column)
            item(row, column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    resizeRowsToContents();
}

void FindingList::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    resizeRowsToContents();
}

} // namespace coop
