#include "core/base/text/text.h"
#include "core/domain/field_text.h"
#include "core/domain/registries.h"
#include "core/domain/value_rules.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace coop;

namespace
{
class NoRows : public ReferenceLookup
{
public:
    QList<Found> find(const QStringList&, const QString&) const override { return {}; }
    Found row(const QStringList&, RowId) const override { return {}; }
};

const RegistrySpec& ledger(QStringView id)
{
    return *standardRegistries().find(id);
}

/// What is said of one field of an otherwise empty row.
QString said(QStringView registry, QStringView field, const FieldValue& value, const Record* before = nullptr)
{
    Record record(ledger(registry));
    record.set(field, value);
    for (const Finding& finding : checkRecord(record, before))
        if (finding.field == field && finding.severity == Finding::Severity::error)
            return finding.text;
    return {};
}
} // namespace

TEST_CASE("ten million rows of the largest amount of any ledger still add up within 64 bits")
{
    constexpr qint64 rows = 10'000'000;
    for (const RegistrySpec& spec : standardRegistries().all())
        for (const FieldSpec& field : spec.fields) {
            if (!field.isNumeric())
                continue;
            INFO(spec.id.toStdString() << "." << field.id.toStdString());
            REQUIRE(field.min);
            REQUIRE(field.max);
            // Targets and figures entered by hand are one a federation and year: a county has some dozens.
            const bool figure = field.scale == 8;
            CHECK(*field.max <= std::numeric_limits<qint64>::max() / (figure ? 90 : rows));
            CHECK(*field.min >= -*field.max);
        }
}

TEST_CASE("an amount beyond the limit of its field is refused with the limit and one at the limit is taken")
{
    for (const RegistrySpec& spec : standardRegistries().all())
        for (const FieldSpec& field : spec.fields) {
            if (!field.isNumeric())
                continue;
            INFO(spec.id.toStdString() << "." << field.id.toStdString());
            CHECK(said(spec.id, field.id, *field.max).isEmpty());
            CHECK(said(spec.id, field.id, *field.max + 1).contains(QStringLiteral("不能大于")));
            CHECK(said(spec.id, field.id, std::numeric_limits<qint64>::max())
                      .contains(QStringLiteral("不能大于")));
            CHECK(said(spec.id, field.id, *field.min - 1).contains(QStringLiteral("不能小于")));
        }
}

TEST_CASE("a product that follows from two large values is refused like one that was typed")
{
    const RegistrySpec& services = ledger(u"services");
    for (const auto& [area, times] : {std::pair<qint64, qint64>{limits::area, limits::times},
             {std::numeric_limits<qint64>::max(), 2}, {limits::area, 1'000}}) {
        Record row(services);
        row.set(u"area", area);
        row.set(u"times", times);
        services.derive(row, nullptr);
        bool refused = false;
        for (const Finding& finding : checkRecord(row))
            refused = refused || finding.text.contains(QStringLiteral("不能大于"));
        CHECK(refused);
    }
}

TEST_CASE("days and months that do not exist are refused whoever writes them")
{
    for (const char* day : {"2024-02-31", "2023-02-29", "0000-00-00", "2024-13-01", "2024-00-10", "2024-1-5",
             "1024-01-05", "9999-12-31", "2024-07-26 00:00", "昨天", " 2024-07-26"}) {
        INFO(day);
        CHECK(!said(u"outlets", u"opened_on", QString::fromUtf8(day)).isEmpty());
    }
    CHECK(said(u"outlets", u"opened_on", QStringLiteral("2024-02-29")).isEmpty());
    CHECK(!said(u"outlets", u"opened_on", 20240229).isEmpty());
    for (const char* month : {"2024-19", "2024-00", "0000-01", "2024-7", "202407", "2024-07-01"})
        CHECK(!said(u"services", u"month", QString::fromUtf8(month)).isEmpty());
    CHECK(said(u"services", u"month", QStringLiteral("2024-07")).isEmpty());
}

TEST_CASE("what is no place in China is no coordinate")
{
    for (const double degrees : {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e308, 0.0, 72.9, 136.1, -107.0})
        CHECK(said(u"outlets", u"lon", degrees).contains(QStringLiteral("经度")));
    for (const double degrees : {std::nan(""), HUGE_VAL, 2.9, 54.1, 107.0})
        CHECK(said(u"outlets", u"lat", degrees).contains(QStringLiteral("纬度")));
    CHECK_FALSE(said(u"outlets", u"lon", 107.1).contains(QStringLiteral("度之间")));
    for (const char* typed : {"nan", "NAN", "inf", "-inf", "infinity", "1e308", "1e400", "0x6b"})
        CHECK(!parseField(*ledger(u"outlets").field(u"lon"), QString::fromUtf8(typed), NoRows()));
}

TEST_CASE("letters that cannot be seen or stored are refused and variants of rare characters are taken")
{
    for (const char16_t letter : {u'\u0000', u'\u0007', u'\u001b', u'\u007f', u'\u0085', u'\u00ad', u'\u200b',
             u'\u200e', u'\u202e', u'\u2028', u'\u2066', u'\u2069', u'\u061c', u'\ufeff', u'\ufffe',
             u'\ufdd0', u'\xd800', u'\xdc00'}) {
        INFO(std::hex << int(letter));
        const QString text = QStringLiteral("甲") + QChar(letter) + QStringLiteral("乙");
        CHECK(said(u"outlets", u"name", text).contains(QStringLiteral("U+")));
        CHECK(said(u"outlets", u"remark", text).contains(QStringLiteral("U+")));
        CHECK(said(u"outlets", u"code", text).contains(QStringLiteral("U+")));
        CHECK_FALSE(said(u"outlets", u"name", text).contains(QChar(letter)));
    }
    const QString tag = QString::fromUcs4(U"甲\U000E0041", 2);
    CHECK(!said(u"outlets", u"name", tag).isEmpty());
    const QString variant
        = QString::fromUcs4(U"葛\U000E0100飾", 3); // as registered, with its variation selector
    CHECK(said(u"outlets", u"name", variant).isEmpty());
    CHECK(said(u"outlets", u"name", QString::fromUcs4(U"\U00020BB7野家", 3)).isEmpty());
    CHECK(said(u"outlets", u"remark", QStringLiteral("第一行\n第二行\t三")).isEmpty());
    CHECK(!said(u"outlets", u"name", QStringLiteral("第一行\n第二行")).isEmpty());
}

TEST_CASE("texts have a length codes have no blanks and names none that only seem to tell them apart")
{
    CHECK(said(u"outlets", u"name", QString(200, u'网')).isEmpty());
    CHECK(said(u"outlets", u"name", QString(201, u'网')).contains(QStringLiteral("最多 200 个字")));
    CHECK(said(u"outlets", u"name", QString(99'999, u'网')).size() < 200);
    for (const char* field : {"code", "operator", "address", "phone", "remark"})
        CHECK(!said(u"outlets", QString::fromLatin1(field), QString(99'999, u'长')).isEmpty());
    for (const char* code : {" ", "WD 1", " WD1", "WD1 ", "WD\u30001", "ＷＤ1-0001"})
        CHECK(!said(u"outlets", u"code", QString::fromUtf8(code)).isEmpty());
    for (const char* name : {" 甲社", "甲社 ", "甲 社", "甲社（Ａ）"})
        CHECK(!said(u"outlets", u"name", QString::fromUtf8(name)).isEmpty());
    CHECK(said(u"outlets", u"name", QStringLiteral("Co-op No. 1 社")).isEmpty());
}

TEST_CASE("a text that an older version took stays as long as nobody changes it")
{
    Record before(ledger(u"outlets"));
    before.set(u"name", QStringLiteral("甲 社"));
    CHECK(said(u"outlets", u"name", QStringLiteral("甲 社"), &before).isEmpty());
    CHECK(!said(u"outlets", u"name", QStringLiteral("乙 社"), &before).isEmpty());
}

TEST_CASE("a value of another type than its field is refused")
{
    CHECK(!said(u"outlets", u"name", 5).isEmpty());
    CHECK(!said(u"outlets", u"stars", QStringLiteral("五")).isEmpty());
    CHECK(!said(u"outlets", u"joint_build", 7).isEmpty());
    CHECK(!said(u"outlets", u"joint_build", QStringLiteral("是")).isEmpty());
    CHECK(!said(u"outlets", u"township", QStringLiteral("大观镇")).isEmpty());
    CHECK(!said(u"outlets", u"lon", QStringLiteral("107")).isEmpty());
    CHECK(!said(u"centres", u"level", 1).isEmpty());
}

TEST_CASE("what a form makes of whatever is typed a package may say as well")
{
    const QStringList typed{QStringLiteral(" 甲　社\u200b "), QStringLiteral("ＷＤ１－０００１"),
        QStringLiteral("a\u0007b\vc"), QStringLiteral("\u202e倒过来"), QStringLiteral("一\u2028二"),
        QStringLiteral("\ufeff三\u2066四\u2069"), QStringLiteral("五\u0085六"),
        QStringLiteral("（括号）、顿号，逗号")};
    for (const RegistrySpec& spec : standardRegistries().all())
        for (const FieldSpec& field : spec.fields) {
            if (field.type != FieldType::text || field.id == u"code" || field.internal)
                continue;
            for (const QString& text : typed) {
                const auto value = parseField(field, text, NoRows());
                REQUIRE(value);
                INFO(spec.id.toStdString() << "." << field.id.toStdString() << " " << text.toStdString());
                CHECK((value->isNull() || valueProblem(field, *value, spec.identifies(field)) == QString()));
            }
        }
}

TEST_CASE("a sentence quotes what it is about on one line without what cannot be seen and not all of it")
{
    CHECK(inSentence(QStringLiteral("甲\u202e乙\n丙")) == QStringLiteral("甲乙 丙"));
    CHECK(inSentence(QString(99'999, u'长')).size() == 41);
    CHECK(inSentence(QStringLiteral("三十亩")) == QStringLiteral("三十亩"));
    const QString pair = QString::fromUcs4(U"\U00020BB7", 1);
    CHECK(inSentence(QString(39, u'甲') + pair + u'乙') == QString(39, u'甲') + u'…');
}
