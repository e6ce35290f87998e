#include "core/domain/registries.h"
#include "core/store/layout/table_layout.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <type_traits>

using namespace coop;

namespace
{
/// Whether the field of the rule can hold what the rule says of it.
bool holdsArea(const RegistrySpec& spec)
{
    const FieldSpec* field = spec.field(spec.area.field);
    const auto refersTo = [&](const QString& registry) {
        return field && field->type == FieldType::reference && field->registries == QStringList{registry};
    };
    switch (spec.area.by) {
    case AreaBy::nothing:
    case AreaBy::owner:
        return spec.area.field.isEmpty();
    case AreaBy::isTownship:
    case AreaBy::federation:
        return refersTo(QStringLiteral("federations"));
    case AreaBy::isFederation:
    case AreaBy::township:
        return refersTo(QStringLiteral("townships"));
    case AreaBy::unit:
        return field && field->type == FieldType::text;
    }
    return false;
}
} // namespace

// A spec that does not say what the exchange does with it does not compile.
static_assert(!std::is_default_constructible_v<Exchange>);
static_assert(!std::is_default_constructible_v<RegistrySpec>);

TEST_CASE("whatever hangs on a row names an owner that there is")
{
    const Registries& all = standardRegistries();
    for (const RegistrySpec* spec : everySpec(all)) {
        INFO(spec->id.toStdString());
        CHECK(spec->parent.isEmpty() == spec->parentField.isEmpty());
        CHECK((spec->parent.isEmpty() || spec->hangsOn.isEmpty()));
        const Hanging hanging = spec->hanging();
        for (const QString& row : hanging.rowFields) {
            const FieldSpec* field = spec->field(row);
            REQUIRE(field);
            CHECK(field->required);
            if (hanging.registryField.isEmpty()) {
                CHECK(all.find(hanging.registry));
                CHECK(field->registries == QStringList{hanging.registry});
            } else {
                CHECK(field->type == FieldType::integer);
                REQUIRE(spec->field(hanging.registryField));
                CHECK(spec->field(hanging.registryField)->type == FieldType::text);
                CHECK(spec->field(hanging.registryField)->required);
            }
        }
    }
}

TEST_CASE("a table whose rows are an office's own says how their area follows")
{
    for (const RegistrySpec* spec : everySpec(standardRegistries())) {
        INFO(spec->id.toStdString());
        CHECK(holdsArea(*spec));
        const bool follows = spec->area.by != AreaBy::nothing || !spec->hanging().isEmpty();
        CHECK((follows || !(spec->exchange.isHandedIn() || spec->exchange.isReadInArea())));
        CHECK((spec->area.by != AreaBy::owner || !spec->hanging().isEmpty()));
    }
}

TEST_CASE("what is sent to an office refers to nothing that is never sent")
{
    const Registries& all = standardRegistries();
    for (const RegistrySpec* spec : everySpec(all))
        if (spec->exchange.isSent())
            for (const FieldSpec& field : spec->fields)
                for (const QString& registry : field.registries) {
                    INFO(spec->id.toStdString() << " " << field.id.toStdString());
                    CHECK(all.find(registry)->exchange.isSent());
                }
}

TEST_CASE("a table whose bytes are kept names their digest and size")
{
    for (const RegistrySpec* spec : everySpec(standardRegistries()))
        if (!spec->bytes.isEmpty()) {
            CHECK(spec->field(spec->bytes.digestField));
            CHECK(spec->field(spec->bytes.sizeField));
        }
}

TEST_CASE("what happens in a month or on a day is told from what lives on by its spec alone")
{
    QStringList happening;
    for (const RegistrySpec* spec : everySpec(standardRegistries())) {
        INFO(spec->id.toStdString());
        if (spec->locking == Locking::dates && spec->happens())
            happening += spec->id;
        const QList<const FieldSpec*> dated = spec->datedFields();
        for (const FieldSpec* field : dated) {
            CHECK(isColumn(*field));
            CHECK((!field->isWhen() || field->required));
        }
        CHECK((spec->filing != FilingPart::months || spec->happens()));
        CHECK((spec->locking != Locking::quarter || spec->field(u"quarter")));
    }
    happening.sort();
    CHECK(happening
        == QStringList{QStringLiteral("activities"), QStringLiteral("loans"), QStringLiteral("measurements"),
            QStringLiteral("services")});
}
