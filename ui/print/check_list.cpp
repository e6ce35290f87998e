#include "ui/print/check_list.h"

#include "core/map/sheet/sheet_elements.h"
#include "ui/look/theme.h"
#include "ui/widgets/elided/elided_link.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace coop
{

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
        auto* link = new ElidedLink(QStringLiteral("✘ ") + element.text, this);
        link->setObjectName(QStringLiteral("check.") + element.field);
        link->setAccessibleName(element.text);
        link->setStyleSheet(QStringLiteral("color: %1").arg(theme::danger.name()));
        connect(link, &QPushButton::clicked, this,
            [this, field = element.field] { Q_EMIT fieldRequested(field); });
        grid->addWidget(link, row++, 0, 1, 2);
    }
    int column = 0;
    for (const SheetElement& element : sheetElements()) {
        if (element.required == Required::no
            || std::any_of(missing.begin(), missing.end(),
                [&](const MissingElement& each) { return each.field == element.id; }))
            continue;
        auto* done = new QLabel(QStringLiteral("✔ ") + element.label, this);
        done->setProperty("role", QStringLiteral("second"));
        done->setObjectName(QStringLiteral("check.") + element.id);
        grid->addWidget(done, row, column);
        row += column;
        column = 1 - column;
    }
}

} // namespace coop
