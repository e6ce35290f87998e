#include "core/tabular/export/office_form.h"

#include "core/store/workspace.h"
#include "core/tabular/export/export_source.h"

#include <QDate>

namespace coop
{

QString tableNumber(const RegistrySpec& spec)
{
    return QStringLiteral("附表") + spec.codePrefix;
}

OfficeForm officeForm(const ExportSource& source, bool blank)
{
    const Plan& plan = source.workspace().plan();
    const ExportRequest& request = source.request();
    OfficeForm form;
    form.title = QStringLiteral("%1%2台账").arg(plan.districtName, source.spec().label);
    form.issuer = QStringLiteral("制定机关：") + plan.issuer;
    form.number = QStringLiteral("表号：") + tableNumber(source.spec());
    form.unit = QStringLiteral("填报单位：") + request.unit;
    if (!request.period.isEmpty())
        form.unit += QStringLiteral("　　报告期：") + request.period;
    QStringList units;
    for (const ExportColumn& column : source.columns())
        if (const QString& unit = column.field->unit; !unit.isEmpty() && !units.contains(unit))
            units += unit;
    if (!units.isEmpty())
        form.measures = QStringLiteral("计量单位：") + units.join(u'、');
    form.signatures = QStringLiteral("单位负责人：　　　　　　　　填表人：%1　　　　　　　　报出日期：%2")
                          .arg(request.author.isEmpty() ? QStringLiteral("　　　　") : request.author,
                              blank ? QStringLiteral("　　　年　　月　　日")
                                    : QDate::currentDate().toString(QStringLiteral("yyyy年M月d日")));
    return form;
}

} // namespace coop
