#include "ui/exchange/office_list.h"

#include "core/workflow/exchange_text.h"
#include "ui/look/theme.h"

#include <QHeaderView>

namespace coop
{

namespace
{
enum Column { nameColumn, deviceColumn, sequenceColumn, timeColumn, whoColumn, contentColumn, receiptColumn };

void fade(QTreeWidgetItem* item)
{
    for (int column = 0; column <= receiptColumn; ++column)
        item->setForeground(column, theme::disabledText);
}

} // namespace

OfficeList::OfficeList(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("exchange.offices"));
    setAccessibleName(QStringLiteral("乡镇和数据包"));
    setHeaderLabels({QStringLiteral("农合联和数据包"), QStringLiteral("设备号"), QStringLiteral("序号"),
        QStringLiteral("时间"), QStringLiteral("生成人"), QStringLiteral("内容"), QStringLiteral("回执")});
    setUniformRowHeights(true);
    setIndentation(20);
    header()->setHighlightSections(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionsMovable(false);
    const int widths[] = {208, 64, 80, 144, 96, 360, 160};
    for (int column = 0; column < int(std::size(widths)); ++column)
        setColumnWidth(column, widths[column]);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(contentColumn, QHeaderView::Stretch);
}

void OfficeList::setData(const ExchangeData& read, const Registries& registries)
{
    const auto before = choice();
    QSet<int> open, known;
    for (auto it = choices.constBegin(); it != choices.constEnd(); ++it)
        if (!it.key()->parent()) {
            known += it->device;
            if (it.key()->isExpanded())
                open += it->device;
        }
    choices.clear();
    clear();
    for (const ExchangeData::Federation& federation : read.federations) {
        bool there = false;
        for (const bool active : {true, false})
            for (const Office& office : read.offices)
                if (office.federation == federation.id && office.active == active) {
                    addOffice(read, office, registries);
                    there = true;
                }
        if (there)
            continue;
        auto* item = new QTreeWidgetItem(this, {federation.name});
        item->setText(contentColumn, QStringLiteral("○ 还没有下发"));
        fade(item);
        choices.insert(item, {.federation = federation.id, .name = federation.name});
    }
    for (auto it = choices.constBegin(); it != choices.constEnd(); ++it) {
        auto* item = const_cast<QTreeWidgetItem*>(it.key());
        if (item->parent())
            continue;
        item->setExpanded(it->active && (open.contains(it->device) || !known.contains(it->device)));
        if (before && it->federation == before->federation && it->device == before->device)
            setCurrentItem(item);
    }
    if (!currentItem() && topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
}

void OfficeList::addOffice(const ExchangeData& read, const Office& office, const Registries& registries)
{
    auto* item = new QTreeWidgetItem(this, {office.name, QString::number(office.device)});
    item->setTextAlignment(deviceColumn, Qt::AlignLeft | Qt::AlignVCenter);
    Choice chosen{office.federation, office.name, office.device, office.active, false};
    qint64 merged = 0, answered = 0;
    int handIns = 0;
    for (const PackageRecord& package : read.packages) {
        if (package.device != office.device)
            continue;
        if (package.kind == PackageKind::submit) {
            merged = qMax(merged, package.sequence);
            ++handIns;
        } else if (package.kind == PackageKind::receipt) {
            answered = qMax(answered, package.answers);
        }
    }
    for (const PackageRecord& package : read.packages) {
        if (package.device != office.device)
            continue;
        auto* line = new QTreeWidgetItem(item);
        line->setText(nameColumn, packageKindWord(package.kind));
        line->setText(sequenceColumn, packageNumber(package.sequence));
        line->setText(timeColumn, momentText(package.created));
        line->setText(whoColumn, package.madeBy);
        line->setText(contentColumn,
            package.kind == PackageKind::issue        ? contentsText(registries, package.counts)
                : package.kind == PackageKind::submit ? handInText(registries, package.counts)
                                                      : changedRowsText(registries, package.counts));
        line->setToolTip(contentColumn, line->text(contentColumn));
        line->setToolTip(nameColumn, QStringLiteral("校验值 ") + package.digest);
        if (package.kind == PackageKind::submit)
            line->setText(receiptColumn,
                package.sequence <= answered ? QStringLiteral("✔ 已写回执") : QStringLiteral("◆ 待写回执"));
        else if (package.kind == PackageKind::receipt)
            line->setText(receiptColumn,
                package.answers > 0 ? QStringLiteral("回复上报") + packageNumber(package.answers)
                                    : QStringLiteral("只有区级的更正"));
        if (!office.active)
            fade(line);
        choices.insert(line, chosen);
    }
    chosen.answerDue = office.active && merged > answered;
    for (int i = 0; i < item->childCount(); ++i)
        choices[item->child(i)].answerDue = chosen.answerDue;
    item->setText(timeColumn, office.issuedOn);
    item->setText(contentColumn,
        !office.active     ? QStringLiteral("已停用，它的数据包不再接收")
            : handIns == 0 ? QStringLiteral("使用中，还没有上报过")
                           : QStringLiteral("使用中，合并过 %1 次上报").arg(handIns));
    if (chosen.answerDue)
        item->setText(receiptColumn, QStringLiteral("◆ 待写回执"));
    if (!office.active)
        fade(item);
    choices.insert(item, chosen);
}

std::optional<OfficeList::Choice> OfficeList::choice() const
{
    const auto found = choices.constFind(currentItem());
    return found == choices.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace coop
