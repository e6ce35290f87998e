#include "core/domain/role.h"
#include "core/store/layout/kept_specs.h"

namespace coop
{

const RegistrySpec& peopleSpec()
{
    static const RegistrySpec spec{.id = QStringLiteral("people"),
        .label = QStringLiteral("人员"),
        .codePrefix = QStringLiteral("RY"),
        .fields = {FieldSpec{.id = QStringLiteral("code"), .label = QStringLiteral("编码")},
            FieldSpec{.id = QStringLiteral("name"), .label = QStringLiteral("姓名"), .required = true},
            FieldSpec{.id = QStringLiteral("role"),
                .label = QStringLiteral("角色"),
                .type = FieldType::choice,
                .required = true,
                .choices = {roleTitle(Role::entry), roleTitle(Role::review), roleTitle(Role::admin),
                    roleTitle(Role::read)}},
            FieldSpec{.id = QStringLiteral("passphrase"),
                .label = QStringLiteral("口令"),
                .secret = true,
                .internal = true},
            FieldSpec{.id = QStringLiteral("remark"), .label = QStringLiteral("备注")}},
        .naturalKeys = {{QStringLiteral("name")}},
        .exchange = Exchange::stays(),
        .since = 2,
        .ledger = false};
    return spec;
}

} // namespace coop
