#include "ui/print/check_list.h"

#include "ui/look/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace coop
{

namespace
{
/// The elements of DOMAIN.md “Maps that are printed”, by the names that missingElements uses.
const QList<std::pair<QString, QString>>& elements()
{
    static const QList<std::pair<QString, QString>> all{
        {QStringLiteral("title"), QStringLiteral("图名")},
        {QStringLiteral("period"), QStringLiteral("期间")},
        {QStringLiteral("map"), QStringLiteral("镇街边界")},
        {QStringLiteral("legend"), QStringLiteral("图例")},
        {QStringLiteral("scale"), QStringLiteral("比例尺")},
        {QStringLiteral("north"), QStringLiteral("指北针")},
        {QStringLiteral("producer"), QStringLiteral("制图单位")},
        {QStringLiteral("made"), QStringLiteral("制图日期")},
        {QStringLiteral("dataUntil"), QStringLiteral("数据截止日期")},
        {QStringLiteral("crs"), QStringLiteral("坐标系")},
        {QStringLiteral("basis"), QStringLiteral("口径")},
        {QStringLiteral("unreported"), QStringLiteral("未报单位")},
        {QStringLiteral("credits"), QStringLiteral("图层来源")},
        {QStringLiteral("reviewNumber"), QStringLiteral("审图号")},
    };
    return all;
}
} // namespace

CheckList::CheckList(QWidget* parent)
    : QWidget(parent)
    , summary(new QLabel(this))
    , grid(new QGridLayout)
{
    setObjectName(QStringLiteral("print.checks"));
    setAccessibleName(QStringLiteral("出图检查"));
    summary->setObjectName(QStringLiteral("print.checkSummary"));
    summary->setProperty("role", QStringLiteral("heading"));
    grid->setHorizontalSpacing(theme::grid);
    grid->setVerticalSpacing(4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(summary);
    layout->addLayout(grid);
}

void CheckList::show(const QList<MissingElement>& missing)
{
    while (QLayoutItem* item = grid->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    summary->setText(missing.isEmpty() ? QStringLiteral("要素齐全，可以出图")
                                       : QStringLiteral("还缺 %1 项，补齐后才能出图").arg(missing.size()));
    int row = 0;
    for (const MissingElement& element : missing) {
        auto* link = new QPushButton(QStringLiteral("✘ ") + element.text, this);
        link->setProperty("role", QStringLiteral("link"));
        link->setObjectName(QStringLiteral("check.") + element.field);
        link->setAccessibleName(element.text);
        link->setToolTip(element.text);
        link->setCursor(Qt::PointingHandCursor);
        link->setStyleSheet(QStringLiteral("color: %1").arg(theme::danger.name()));
        connect(link, &QPushButton::clicked, this,
            [this, field = element.field] { Q_EMIT fieldRequested(field); });
        grid->addWidget(link, row++, 0, 1, 2);
    }
    int column = 0;
    for (const auto& [field, label] : elements()) {
        if (std::any_of(missing.begin(), missing.end(),
                [&field = field](const auto& element) { return element.field == field; }))
            continue;
        auto* done = new QLabel(QStringLiteral("✔ ") + label, this);
        done->setProperty("role", QStringLiteral("second"));
        done->setObjectName(QStringLiteral("check.") + field);
        grid->addWidget(done, row, column);
        row += column;
        column = 1 - column;
    }
}

} // namespace coop
