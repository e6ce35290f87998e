#include "core/base/text/pinyin.h"

#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a name in pinyin is what a clerk types for it")
{
    struct Case {
        const char* text;
        const char* letters;
        const char* initials;
    };
    const Case cases[] = {
        {"大观镇", "daguanzhen", "dgz"},
        {"南川区农合联", "nanchuanqunonghelian", "ncqnhl"},
        {"黎香湖镇", "lixianghuzhen", "lxhz"},
        {"绿色女", "lvsenv", "lsn"},
        {"长亭社区", "changtingshequ", "ctsq"},
        {"楠竹山镇", "nanzhushanzhen", "nzsz"},
        {"太平场镇", "taipingchangzhen", "tpcz"},
        {"皂桷井社区", "zaojuejingshequ", "zjjsq"},
        {"金佛山", "jinfoshan", "jfs"},
        {"督办单", "dubandan", "dbd"},
        {"WD1-0001 ２号店", "wd1-00012haodian", "wd1-00012hd"},
        {"", "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(pinyin(QString::fromUtf8(c.text)).toStdString() == c.letters);
        CHECK(pinyinInitials(QString::fromUtf8(c.text)).toStdString() == c.initials);
    }
}

TEST_CASE("every character of the basic block that is in common use has a reading")
{
    for (const QChar c : QStringLiteral("龘〇龥鬻镇乡街道村社区坝垭坪堡岚塆磏"))
        if (c.unicode() >= 0x4E00 && c.unicode() <= 0x9FFF) {
            CAPTURE(QString(c).toStdString());
            CHECK(pinyin(c) != QString(c));
        }
}

TEST_CASE("a search finds a text by its characters, by syllables and by initials")
{
    struct Case {
        const char* query;
        bool found;
    };
    const QString text = QStringLiteral("大观镇金龙村农村综合服务社 WD4-0012");
    const Case cases[] = {
        {"", true},
        {"   ", true},
        {"金龙", true},
        {"jinlong", true},
        {"JinL", true},
        {"jlc", true},
        {"dgz jlc", true},
        {"大观 zhfws", true},
        {"wd4", true},
        {"ＷＤ４", true},
        {"0012", true},
        {"inlong", false}, // starts inside a syllable
        {"anzhen", false},
        {"大有", false},
        {"金龙 大有", false},
        {"jlz", false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.query);
        CHECK(matchesSearch(text, QString::fromUtf8(c.query)) == c.found);
    }
    CHECK(matchesSearch(QStringLiteral("绿"), QStringLiteral("lü")));
    CHECK_FALSE(matchesSearch(QString(), QStringLiteral("a")));
}
