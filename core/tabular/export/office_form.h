#pragma once
#include <QString>

namespace coop
{

class ExportSource;
struct RegistrySpec;

/// What stands around a table in the form that offices hand in.
struct OfficeForm {
    QString title; ///< 某县服务网点台账
    QString issuer; ///< 制定机关：…
    QString number; ///< 表号：附表WD
    QString unit; ///< 填报单位：…, with the 报告期 when there is one
    QString measures; ///< 计量单位：元、亩; empty when no column has a unit
    QString signatures; ///< 单位负责人：  填表人：  报出日期：
};

/// `blank`: the day is left to who signs.
OfficeForm officeForm(const ExportSource& source, bool blank = false);

/// The number of a ledger's table, the same for good: 附表WD.
QString tableNumber(const RegistrySpec& spec);

} // namespace coop
