#include "ui/exchange/receipt/outcome_table.h"

#include "core/tabular/history_text.h"
#include "ui/widgets/empty_note.h"

#include <QHeaderView>
#include <QTreeWidget>

namespace coop
{

namespace
{
struct Word {
    const char* id;
    const char16_t* mark;
    const char16_t* counted;
};
constexpr Word words[] = {{"question", u"◆ 区里有问题", u"有问题"}, {"refused", u"✘ 不接受", u"不接受"},
    {"changed", u"✎ 区里改了", u"改了"}, {"waiting", u"○ 还没处理", u"还没处理"}};

int rank(const QString& result)
{
    for (int i = 0; i < int(std::size(words)); ++i)
        if (result == QLatin1String(words[i].id))
            return i;
    return int(std::size(words));
}
} // namespace

QString outcomeWord(const QString& result)
{
    const int at = rank(result);
    return at < int(std::size(words)) ? QString::fromUtf16(words[at].mark) : result;
}

QString receiptText(const QJsonObject& result)
{
    QStringList parts{QStringLiteral("采纳 %1 行").arg(result[QStringLiteral("taken")].toInteger())};
    for (const char* id : {"changed", "refused", "waiting", "question"})
        if (const qint64 rows = result[QLatin1String(id)].toInteger(); rows > 0)
            parts += QStringLiteral("%1 %2 行")
                         .arg(QString::fromUtf16(words[rank(QLatin1String(id))].counted))
                         .arg(rows);
    if (const qint64 rows = result[QLatin1String("corrections")].toInteger(); rows > 0)
        parts += QStringLiteral("区级另改 %1 行").arg(rows);
    return parts.join(u'，');
}

OutcomeTable::OutcomeTable(QWidget* parent)
    : QStackedWidget(parent)
    , table(new QTreeWidget)
    , empty(new EmptyNote)
{
    table->setObjectName(QStringLiteral("exchange.outcomes"));
    table->setAccessibleName(QStringLiteral("区里的答复"));
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setHeaderLabels(
        {QStringLiteral("答复"), QStringLiteral("台账"), QStringLiteral("编码"), QStringLiteral("说明")});
    table->header()->setHighlightSections(false);
    table->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {136, 136, 136};
    for (int column = 0; column < int(std::size(widths)); ++column)
        table->setColumnWidth(column, widths[column]);
    empty->say(QStringLiteral("没有要看的答复"),
        QStringLiteral("打开回执以后，区里改了、没有接受或者有问题的行列在这里；简单采纳的不列。"), {});
    addWidget(table);
    addWidget(empty);
    setFocusProxy(table);
    setCurrentWidget(empty);
    connect(table, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const int at = item->data(0, Qt::UserRole).toInt();
        Q_EMIT rowRequested(shown[at].registry, shown[at].code);
    });
}

void OutcomeTable::setOutcomes(const QList<PackedOutcome>& outcomes, const Registries& registries)
{
    shown = outcomes;
    std::stable_sort(shown.begin(), shown.end(),
        [](const PackedOutcome& a, const PackedOutcome& b) { return rank(a.result) < rank(b.result); });
    table->clear();
    QList<QTreeWidgetItem*> items;
    for (int i = 0; i < shown.size(); ++i) {
        const PackedOutcome& one = shown[i];
        auto* item = new QTreeWidgetItem(
            {outcomeWord(one.result), registryTitle(registries, one.registry), one.code, one.text});
        item->setToolTip(3, one.text);
        item->setData(0, Qt::UserRole, i);
        items += item;
    }
    table->addTopLevelItems(items);
    setCurrentWidget(shown.isEmpty() ? static_cast<QWidget*>(empty) : table);
}

} // namespace coop
