#include "core/workflow/care/rule_check.h"

#include "core/domain/field_text.h"
#include "core/exchange/offices.h"
#include "core/store/workspace.h"

#include <QSet>
#include <algorithm>

namespace coop
{

namespace
{
CheckFinding ruleFinding(const Record& row, const QString& text, Finding::Severity severity)
{
    return {QStringLiteral("rule"),
        severity == Finding::Severity::error ? CheckFinding::Severity::error
                                             : CheckFinding::Severity::warning,
        QStringLiteral("%1 %2").arg(row.spec().label, row.code()),
        QStringLiteral("%1“%2”：%3").arg(row.spec().label, row.title(), text)};
}

/// Nothing but code and name.
bool isCalledOnly(const Record& row)
{
    const auto& fields = row.spec().fields;
    return std::all_of(fields.begin(), fields.end(), [&](const FieldSpec& field) {
        return field.id == u"code" || field.id == u"name" || row[field.id].isNull();
    });
}

/// One row's findings, and those that the rows before it bring about.
class RowRules
{
public:
    explicit RowRules(const Workspace& checked)
        : workspace(checked)
        , township(officeSelf(checked).has_value())
    {
    }
    void look(const Record& row)
    {
        if (township && isCalledOnly(row))
            return; // somebody else's, of which no more is known here
        for (const Finding& finding : checkRecord(row))
            findings += ruleFinding(row, finding.text, finding.severity);
        lookForTwin(row);
        for (const FieldSpec& field : row.spec().fields)
            if (field.type == FieldType::reference)
                lookForTarget(row, field);
    }
    QList<CheckFinding> findings;

private:
    void lookForTwin(const Record& row)
    {
        const QStringList key = row.spec().naturalKeyOf(row);
        if (key.isEmpty())
            return;
        QStringList written{row.spec().id};
        QStringList headings;
        for (const QString& field : key) {
            const FieldValue& value = row[field];
            written += field + u'=' + (value.isNumber() ? QString::number(value.number()) : value.text());
            headings += row.spec().field(field)->heading();
        }
        QString& first = keys[written.join(u'\n')];
        if (first.isEmpty())
            first = row.code();
        else
            findings += ruleFinding(row,
                QStringLiteral("“%1”与编码 %2 的一行相同，请改正或删除其中一行")
                    .arg(headings.join(QStringLiteral("、")), first),
                Finding::Severity::error);
    }
    void lookForTarget(const Record& row, const FieldSpec& field)
    {
        const FieldValue& value = row[field.id];
        const FieldValue::List ids = value.isList() ? value.list() : FieldValue::List{value};
        for (const FieldValue& id : ids)
            if (!id.isNull() && workspace.lookup().row(field.registries, id.number()).id == 0)
                findings += ruleFinding(row,
                    QStringLiteral("“%1”指向的那一行已经不在了，请重新选择").arg(field.heading()),
                    Finding::Severity::error);
    }

    const Workspace& workspace;
    const bool township; ///< an office's workspace
    QHash<QString, QString> keys; ///< natural key → code of the first row with it
};
} // namespace

Result<QList<CheckFinding>> checkRules(const Workspace& workspace, const CheckProgress& progress)
{
    RowRules rules(workspace);
    const auto& all = workspace.registries().all();
    for (int i = 0; i < all.size(); ++i) {
        if (progress && !progress(int(100 * qint64(i) / all.size()), QStringLiteral("检查") + all[i].label))
            return fail(ErrorKind::cancelled, QStringLiteral("体检已取消"));
        if (all[i].since > workspace.schema())
            continue;
        const auto rows = workspace.rows({.registry = all[i].id});
        COOP_TRY(rows);
        for (const Record& row : *rows)
            rules.look(row);
    }
    return std::move(rules.findings);
}

} // namespace coop
