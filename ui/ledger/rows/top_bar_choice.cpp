#include "ui/ledger/rows/top_bar_choice.h"

#include <QStringList>

namespace coop
{

QString topBarName(TopBarChoice::Of of)
{
    return of == TopBarChoice::Of::quarter ? QStringLiteral("季度") : QStringLiteral("范围");
}

QString titleOf(const QList<TopBarChoice>& choices)
{
    QStringList titles;
    for (const TopBarChoice& choice : choices)
        if (choice.holds)
            titles += choice.title;
    return titles.join(QStringLiteral(" · "));
}

QString restOf(const QList<TopBarChoice>& choices)
{
    QStringList names;
    for (const TopBarChoice& choice : choices)
        if (choice.holds)
            names += topBarName(choice.of);
    return QStringLiteral("其他") + names.join(u'和');
}

} // namespace coop
