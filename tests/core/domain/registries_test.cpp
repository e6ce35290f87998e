#include "core/domain/field_text.h"
#include "core/domain/registries.h"
#include "core/domain/social_credit_code.h"

#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// Two townships with one name, and one that is unique.
class TwoOfAName : public ReferenceLookup
{
public:
    QList<Found> find(const QStringList& registries, const QString& text) const override
    {
        if (registries.contains(QStringLiteral("townships")) && text == QStringLiteral("双名镇"))
            return {{1, registries.first(), QStringLiteral("001"), text},
                {2, registries.first(), QStringLiteral("002"), text}};
        if (text == QStringLiteral("独名镇"))
            return {{3, registries.first(), QStringLiteral("003"), text}};
        return {};
    }
    Found row(const QStringList& registries, RowId id) const override
    {
        return {id, registries.first(), QStringLiteral("003"), QStringLiteral("独名镇")};
    }
};

QStringList problems(const Record& record)
{
    QStringList texts;
    for (const Finding& finding : checkRecord(record))
        texts += finding.text;
    return texts;
}
} // namespace

TEST_CASE(
    "every reference of a registry points to registries that exist, and every registry has code and remark")
{
    const Registries& all = standardRegistries();
    for (const RegistrySpec& spec : all.all()) {
        INFO(spec.id.toStdString());
        CHECK(spec.fields.first().id == u"code");
        CHECK(spec.fields.last().id == u"remark");
        for (const FieldSpec& field : spec.fields) {
            for (const QString& target : field.registries)
                CHECK(all.find(target) != nullptr);
            if (field.child.isEmpty())
                continue;
            REQUIRE(all.find(field.child) != nullptr);
            CHECK(all.find(field.child)->field(field.childField) != nullptr);
            CHECK(all.find(field.child)->parent == spec.id);
        }
        for (const QStringList& key : spec.naturalKeys)
            for (const QString& field : key)
                CHECK(spec.field(field) != nullptr);
    }
}

TEST_CASE("mu-times follow from area and times, and a figure that differs needs its reason")
{
    const RegistrySpec spec = servicesSpec();
    Record row(spec);
    row.set(u"area", 10050); // 100.5 亩
    row.set(u"times", 2);
    spec.derive(row, nullptr);
    CHECK(row[u"mu_times"] == FieldValue(20100));

    Record larger = row;
    larger.set(u"area", 20000);
    spec.derive(larger, &row);
    CHECK(larger[u"mu_times"] == FieldValue(40000));

    row.set(u"mu_times", 30000);
    spec.derive(row, nullptr);
    CHECK(row[u"mu_times"] == FieldValue(30000));
    CHECK(problems(row).join(QString()).contains(QStringLiteral("亩次说明")));
    row.set(u"override_reason", QStringLiteral("两季轮作"));
    CHECK_FALSE(problems(row).join(QString()).contains(QStringLiteral("亩次说明")));
}

TEST_CASE("a centre that is built needs the day it was built")
{
    const RegistrySpec spec = centresSpec();
    Record row(spec);
    row.set(u"status", QStringLiteral("在建"));
    CHECK_FALSE(problems(row).join(QString()).contains(QStringLiteral("建成日期")));
    row.set(u"status", QStringLiteral("建成"));
    CHECK(problems(row).join(QString()).contains(QStringLiteral("“状态”是“建成”时必须填“建成日期”")));
}

TEST_CASE("a negative area, a choice that does not exist and half a point are found")
{
    const RegistrySpec services = servicesSpec();
    Record row(services);
    row.set(u"area", -100);
    row.set(u"stage", QStringLiteral("施肥"));
    services.derive(row, nullptr);
    const QString found = problems(row).join(u'\n');
    CHECK(found.contains(QStringLiteral("“服务面积（亩）”填的是 -1，不能小于 0")));
    CHECK(found.contains(QStringLiteral("“服务环节”填的是“施肥”")));
    CHECK_FALSE(found.contains(QStringLiteral("“亩次”"))); // what follows from a wrong area is not told again

    const RegistrySpec outlets = outletsSpec();
    Record outlet(outlets);
    outlet.set(u"lon", 107.1);
    CHECK(problems(outlet).join(QString()).contains(QStringLiteral("要么都填")));
}

TEST_CASE("one joining date stands for every federation of a member, a date too many is refused")
{
    const RegistrySpec spec = membersSpec();
    Record row(spec);
    row.set(u"federations", FieldValue::List{1, 2});
    row.set(u"joined_on", FieldValue::List{QStringLiteral("2024-03-01")});
    spec.derive(row, nullptr);
    CHECK(row[u"joined_on"].list().size() == 2);
    CHECK(row[u"left_on"].list().size() == 2);
    row.set(u"joined_on",
        FieldValue::List{
            QStringLiteral("2024-03-01"), QStringLiteral("2024-04-01"), QStringLiteral("2024-05-01")});
    CHECK(problems(row).join(QString()).contains(QStringLiteral("入会或退会日期比“所属农合联”多")));
}

TEST_CASE("the check character of a social credit code is verified")
{
    CHECK(isSocialCreditCode(QStringLiteral("91350100M000100Y43"))); // the example of GB 32100-2015
    CHECK_FALSE(isSocialCreditCode(QStringLiteral("91350100M000100Y44")));
    CHECK_FALSE(isSocialCreditCode(QStringLiteral("91350100M000100Y4")));
    CHECK_FALSE(isSocialCreditCode(QStringLiteral("91350100M0001O0Y43")));
}

TEST_CASE("what clerks type becomes the value, or a reason that they can act on")
{
    const TwoOfAName lookup;
    const RegistrySpec services = servicesSpec();
    struct Case {
        const char* field;
        const char* typed;
        FieldValue value;
        const char* reason;
    };
    const std::vector<Case> cases{
        {"area", "１，２００．５", FieldValue(120050), ""},
        {"area", "三十亩", {}, "填的是“三十亩”，请填数字，例如 30"},
        {"area", "1.234", {}, "最多保留 2 位小数"},
        {"times", "1.5", {}, "只能填整数"},
        {"month", "2024年7月", FieldValue(QStringLiteral("2024-07")), ""},
        {"month", "2024-13", {}, "请填年月，例如 2024-07"},
        {"month", "2024.7.1", FieldValue(QStringLiteral("2024-07")), ""},
        {"subsidised", "是", FieldValue(1), ""},
        {"subsidised", "也许", {}, "请填“是”或“否”"},
        {"stage", " 烘干 ", FieldValue(QStringLiteral("烘干")), ""},
        {"township", "独 名 镇", FieldValue(3), ""},
        {"township", "双名镇", {}, "有 2 个同名的镇街，请改填编码：001、002"},
        {"township", "无名镇", {}, "没有这个镇街"},
        {"area", "  ", {}, ""},
    };
    for (const Case& c : cases) {
        INFO(c.field << " " << c.typed);
        const auto value
            = parseField(*services.field(QString::fromUtf8(c.field)), QString::fromUtf8(c.typed), lookup);
        const QString reason = QString::fromUtf8(c.reason);
        CHECK(value.has_value() == reason.isEmpty());
        if (value)
            CHECK(*value == c.value);
        else
            CHECK(value.error().text.contains(reason));
    }
}

TEST_CASE("a unit in the heading multiplies exactly")
{
    const TwoOfAName lookup;
    const FieldSpec disbursed = *loansSpec().field(u"disbursed");
    CHECK(*parseField(disbursed, QStringLiteral("12.3456"), lookup, 4) == FieldValue(123456));
    CHECK(*parseField(disbursed, QStringLiteral("0.1"), lookup, 8) == FieldValue(10000000));
    CHECK_FALSE(parseField(disbursed, QStringLiteral("0.00001"), lookup, 4).has_value());
}

TEST_CASE("values are written as tables show them")
{
    const TwoOfAName lookup;
    const RegistrySpec members = membersSpec();
    const auto written = [&](const char* field, const FieldValue& value) {
        return formatField(*members.field(QString::fromUtf8(field)), value, lookup, true);
    };
    CHECK(written("land", 123450) == QStringLiteral("1,234.5"));
    CHECK(written("joined_on", FieldValue::List{QStringLiteral("2024-03-01"), QStringLiteral("2024-03-01")})
        == QStringLiteral("2024-03-01"));
    CHECK(written("joined_on", FieldValue::List{QStringLiteral("2024-03-01"), {}})
        == QStringLiteral("2024-03-01、"));
    CHECK(formatField(*loansSpec().field(u"township"), {}, lookup) == QStringLiteral("全区"));
}

TEST_CASE("a name that an outlet and a member share means the outlet, and the member is written by its code")
{
    class OneNameTwoLedgers : public ReferenceLookup
    {
    public:
        QList<Found> find(const QStringList&, const QString& text) const override
        {
            const Found outlet{
                1, QStringLiteral("outlets"), QStringLiteral("WD-1"), QStringLiteral("同名社")};
            const Found member{
                2, QStringLiteral("members"), QStringLiteral("HY-1"), QStringLiteral("同名社")};
            if (text == member.code)
                return {member};
            return {member, outlet};
        }
        Found row(const QStringList&, RowId id) const override
        {
            return id == 1
                ? Found{1, QStringLiteral("outlets"), QStringLiteral("WD-1"), QStringLiteral("同名社")}
                : Found{2, QStringLiteral("members"), QStringLiteral("HY-1"), QStringLiteral("同名社")};
        }
    };
    const OneNameTwoLedgers lookup;
    const FieldSpec provider = *servicesSpec().field(u"provider");
    CHECK(*parseField(provider, QStringLiteral("同名社"), lookup) == FieldValue(1));
    CHECK(formatField(provider, FieldValue(1), lookup) == QStringLiteral("同名社"));
    CHECK(formatField(provider, FieldValue(2), lookup) == QStringLiteral("HY-1"));
}
