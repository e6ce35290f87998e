#include "core/workflow/help/help_text.h"

#include <QRegularExpression>
#include <algorithm>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
bool finds(const QString& query, const QString& chapter, const QString& heading)
{
    const auto found = findInHelp(query);
    return std::any_of(found.begin(), found.end(),
        [&](const HelpSection& each) { return each.chapter == chapter && each.heading == heading; });
}
} // namespace

TEST_CASE("the help is searched by word, by pinyin and by initials, over headings and text")
{
    CHECK(finds(QStringLiteral("封存"), QStringLiteral("填报"), QStringLiteral("封存")));
    CHECK(finds(QStringLiteral("fengcun"), QStringLiteral("填报"), QStringLiteral("封存")));
    CHECK(finds(QStringLiteral("txjz"), QStringLiteral("任务"), QStringLiteral("填写进展")));
    CHECK(finds(QStringLiteral("gcj-02"), QStringLiteral("地图"), QStringLiteral("图层")));
    CHECK(finds(QStringLiteral("填报 退回"), QStringLiteral("填报"), QStringLiteral("审核、退回、锁定")));
    CHECK(findInHelp(QStringLiteral("没有这样的话")).isEmpty());
    CHECK(findInHelp(QStringLiteral("  ")).isEmpty());
    CHECK(
        findInHelp(QStringLiteral("演练")).first().heading == QStringLiteral("演练")); // before its mentions
}

TEST_CASE("every chapter begins with its title, has sections, and its links lead to chapters")
{
    QStringList titles;
    for (const HelpChapter& chapter : helpChapters())
        titles += chapter.title;
    CHECK(titles.size() == 14);
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)]*)\\)"));
    for (const HelpChapter& chapter : helpChapters()) {
        INFO(chapter.title.toStdString());
        CHECK(chapter.text.startsWith(QStringLiteral("# ") + chapter.title));
        CHECK(chapter.text.count(QStringLiteral("\n## ")) >= 2);
        for (const auto& found : link.globalMatch(chapter.text)) {
            INFO(found.captured(1).toStdString());
            CHECK(titles.contains(found.captured(1).chopped(3)));
        }
    }
}
