#include "core/base/text/nearest_name.h"

#include <QStringList>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("the one name that was most likely meant is found, and none where two are as near")
{
    const QStringList names{QStringLiteral("大观镇"), QStringLiteral("大有镇"), QStringLiteral("石溪镇"),
        QStringLiteral("石莲镇"), QStringLiteral("太平场镇"), QStringLiteral("东城街道"),
        QStringLiteral("西城街道"), QStringLiteral("云岭村"), QStringLiteral("3号供应点"),
        QStringLiteral("惠农农资配送中心"), QStringLiteral("耕"), QStringLiteral("烘干"),
        QStringLiteral("Alpha")};
    struct Case {
        const char* text;
        const char* found;
    };
    const Case cases[] = {
        {"大官镇", "大观镇"}, // the same in pinyin
        {"大官", "大观镇"}, // and without its kind
        {"daguan", "大观镇"},
        {"大观社区", "大观镇"}, // another kind
        {"云岭", "云岭村"},
        {"石西镇", "石溪镇"}, // in pinyin is nearer than 石莲镇 is by a letter
        {"石林镇", ""}, // 石溪镇 and 石莲镇 are as near
        {"大规镇", ""},
        {"东城街到", "东城街道"},
        {"南城街道", ""}, // 东城 or 西城
        {"太平镇", "太平场镇"},
        {"太平场场镇", "太平场镇"},
        {"平太场镇", "太平场镇"}, // two letters swapped
        {"4号供应点", ""}, // another number is another shop
        {"3号供应站", "3号供应点"},
        {"惠民农资配送站", ""}, // three letters of eight
        {"惠农农资配送站", "惠农农资配送中心"}, // two of eight
        {"alpah", "Alpha"},
        {"耕地", ""}, // of two letters none may differ
        {"烘千", ""},
        {"红干", "烘干"},
        {"镇", ""},
        {"", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        NearestName wanted(QString::fromUtf8(c.text));
        for (const QString& name : names)
            wanted.offer(SpelledName(name));
        CHECK(wanted.found().toStdString() == c.found);
    }
}

TEST_CASE("a text longer than any name is near to nothing, and the order of the names does not matter")
{
    NearestName far(QString(500, u'甲'));
    far.offer(SpelledName(QString(499, u'甲')));
    CHECK(far.found().isEmpty());
    for (const QStringList& names : {QStringList{QStringLiteral("大有镇"), QStringLiteral("大观镇")},
             QStringList{QStringLiteral("大观镇"), QStringLiteral("大有镇")}}) {
        NearestName wanted(QStringLiteral("大官镇"));
        for (const QString& name : names)
            wanted.offer(SpelledName(name));
        CHECK(wanted.found() == QStringLiteral("大观镇"));
    }
}
