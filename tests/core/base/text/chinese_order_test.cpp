#include "core/base/text/chinese_order.h"

#include <QStringList>
#include <algorithm>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("lists are sorted numbers by size, then letters, then Chinese by pinyin")
{
    const QStringList wanted{QStringLiteral("2号"), QStringLiteral("10号"), QStringLiteral("ABC公司"),
        QStringLiteral("陈家社"), QStringLiteral("大观镇"), QStringLiteral("大有镇"),
        QStringLiteral("李家社"), QStringLiteral("张家社2"), QStringLiteral("张家社10")};
    QStringList mixed = wanted;
    std::reverse(mixed.begin(), mixed.end());
    std::sort(mixed.begin(), mixed.end(),
        [](const QString& a, const QString& b) { return orderKey(a) < orderKey(b); });
    CHECK(mixed == wanted);
}

TEST_CASE("leading zeros and width do not matter for the order of numbers")
{
    CHECK(orderKey(QStringLiteral("第007号")) < orderKey(QStringLiteral("第８号")));
    CHECK(orderKey(QStringLiteral("第008号")) > orderKey(QStringLiteral("第7号")));
}
