#include "core/workflow/exchange_text.h"

#include "core/base/decimal.h"
#include "core/base/files/file_name.h"
#include "core/domain/registry_spec.h"
#include "core/tabular/history_text.h"

#include <QDate>
#include <array>

namespace coop
{

namespace
{
QString number(qint64 rows)
{
    return formatDecimal(rows, 0, true);
}

qint64 added(const QJsonValue& counts)
{
    return counts[toText(RowOp::add)].toInteger();
}
} // namespace

QString changedRowsText(const Registries& registries, const QJsonObject& counts)
{
    QStringList parts;
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        const QJsonObject one = it.value().toObject();
        QStringList words;
        for (const RowOp op : {RowOp::add, RowOp::change, RowOp::remove})
            if (const qint64 rows = one[toText(op)].toInteger(); rows > 0)
                words += opTitle(op) + QStringLiteral(" ") + number(rows);
        if (!words.isEmpty())
            parts += registryTitle(registries, it.key()) + QStringLiteral(" ") + words.join(u'、');
    }
    return parts.join(u'；');
}

QString handInText(const Registries& registries, const QJsonObject& counts)
{
    const QString text = changedRowsText(registries, counts);
    return text.isEmpty() ? QStringLiteral("没有变化") : text;
}

QString contentsText(const Registries& registries, const QJsonObject& counts)
{
    QStringList parts;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        if (const RegistrySpec* spec = registries.find(it.key());
            spec && spec->ledger && added(it.value()) > 0)
            parts += QStringLiteral("%1 %2").arg(
                registryTitle(registries, it.key()), number(added(it.value())));
    return parts.join(u'、');
}

QString packageNumber(qint64 sequence)
{
    return QStringLiteral("第 %1 号").arg(sequence);
}

QString momentText(const QDateTime& utc)
{
    return utc.isValid() ? utc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QString();
}

QString momentText(const QString& utc)
{
    QDateTime moment = QDateTime::fromString(utc, Qt::ISODate);
    if (moment.isValid() && moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    return momentText(moment);
}

QString shortOfficeName(const QString& name)
{
    QString text = name;
    const QString common = QStringLiteral("农合联");
    if (text.endsWith(common) && text.size() > common.size())
        text.chop(common.size());
    return text;
}

QString packageFileName(PackageKind kind, const QString& office, qint64 sequence)
{
    QStringList parts{packageKindWord(kind), asFileName(shortOfficeName(office))};
    if (sequence > 0)
        parts += QStringLiteral("%1").arg(sequence, 3, 10, QLatin1Char('0'));
    parts += QDate::currentDate().toString(QStringLiteral("yyyyMMdd"));
    return parts.join(u'-') + packageEnding;
}

QString packageFilter()
{
    return QStringLiteral("农服图数据包 (*.nfb);;所有文件 (*)");
}

QString newKeyText(const PackageParty& from)
{
    return QStringLiteral(
        "%1的密钥和以前的不同，可能是重设过。请打电话，让对方打开“设置—数据交换密钥”逐组念指纹，"
        "和下面的完全一样才认可：\n%2")
        .arg(from.name, fingerprint(from.key));
}

} // namespace coop
