#include "core/store/history/replay.h"

#include "core/domain/field_text.h"
#include "core/store/file/column_text.h"
#include "core/store/history/row_op.h"
#include "core/store/kept/layer_table.h"
#include "core/store/layout/layer_spec.h"
#include "core/store/rows/row_reader.h"
#include "core/store/rows/row_values.h"
#include "core/store/rows/stored_references.h"
#include "core/store/tables/stored_value.h"
#include "core/store/workspace.h"
#include "core/store/workspace_database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace coop
{

namespace
{
constexpr int shownRows = 50;
constexpr int rowsBetweenReports = 5000;

/// The code that a row of one or the other content has.
QString codeOf(const TableLayout& layout, const std::vector<FieldValue>* row)
{
    return row ? (*row)[size_t(layout.spec->indexOf(u"code"))].text() : QString();
}

CheckFinding changedOutside(const TableLayout& layout, const QString& code, const QString& what)
{
    return {QStringLiteral("changed-outside"), CheckFinding::Severity::error,
        QStringLiteral("%1 %2").arg(layout.spec->label, code),
        QStringLiteral("%1“%2”%3。这一行在程序之外被改动过，请核对后在台账里改正，或从备份恢复")
            .arg(layout.spec->label, code, what)};
}

/// “经营者”历史里是“王五”，表里是“赵六”
QString fieldDifference(const Workspace& workspace, const FieldSpec& field, const FieldValue& expected,
    const FieldValue& found, const QString& expectedName, const QString& foundName)
{
    const auto written = [&](const FieldValue& value) {
        const QString cell = formatField(field, value, workspace.lookup());
        if (field.personal || field.secret)
            return QStringLiteral("（不显示）");
        return cell.isEmpty() ? QStringLiteral("空") : QStringLiteral("“%1”").arg(cell);
    };
    return QStringLiteral("的“%1”%2里是%3，%4里是%5")
        .arg(field.label, expectedName, written(expected), foundName, written(found));
}
} // namespace

ReplayedContent replay(
    const Workspace& workspace, const CheckProgress& progress, qint64 after, ReplayedContent content)
{
    SQLite::Statement query(databaseOf(workspace),
        "SELECT registry, row_id, op, fields FROM change_rows WHERE entry > ? ORDER BY entry, seq");
    query.bind(1, int64_t(after));
    SQLite::Statement count(databaseOf(workspace), "SELECT count(*) FROM change_rows WHERE entry > ?");
    count.bind(1, int64_t(after));
    count.executeStep();
    const qint64 total = qMax<qint64>(count.getColumn(0).getInt64(), 1);
    for (qint64 done = 0; query.executeStep(); ++done) {
        if (progress && done % rowsBetweenReports == 0
            && !progress(int(100 * done / total), QStringLiteral("重放历史")))
            break;
        const TableLayout* layout = workspace.layout(textAt(query, 0));
        if (!layout)
            continue;
        auto& rows = content[layout->spec->id];
        const RowId id = query.getColumn(1).getInt64();
        const auto op = rowOpFrom(textAt(query, 2));
        if (!op)
            continue; // changed outside of the program, as verifyLog says
        if (op == RowOp::remove) {
            rows.remove(id);
            continue;
        }
        std::vector<FieldValue>& row = rows[id];
        row.resize(size_t(layout->spec->fields.size()));
        const QJsonObject fields
            = QJsonDocument::fromJson(QByteArray(query.getColumn(3).getText(), query.getColumn(3).getBytes()))
                  .object();
        for (auto field = fields.begin(); field != fields.end(); ++field)
            if (const int index = layout->spec->indexOf(field.key()); index >= 0)
                row[size_t(index)] = fromJson(layout->spec->fields[index], field.value().toArray().at(1));
    }
    return content;
}

ReplayedContent currentContent(const Workspace& workspace)
{
    ReplayedContent content;
    for (const TableLayout& layout : workspace.layouts()) {
        TableLayout own = layout; // without the lists that stand in child tables: those are tables here, too
        own.children.clear();
        auto& rows = content[layout.spec->id];
        for (const Record& record : readRows(databaseOf(workspace), own, {}, {})) {
            std::vector<FieldValue> row(size_t(layout.spec->fields.size()));
            for (const QString& field : columnFields(layout))
                row[size_t(layout.spec->indexOf(field))] = record[field];
            rows.insert(record.id, row);
        }
    }
    return content;
}

QList<CheckFinding> differences(const Workspace& workspace, const ReplayedContent& expected,
    const ReplayedContent& found, const QString& expectedName, const QString& foundName)
{
    QList<CheckFinding> findings;
    qint64 more = 0;
    for (const TableLayout& layout : workspace.layouts()) {
        const auto left = expected.value(layout.spec->id);
        const auto right = found.value(layout.spec->id);
        QList<RowId> ids = left.keys();
        for (auto row = right.begin(); row != right.end(); ++row)
            if (!left.contains(row.key()))
                ids += row.key();
        std::sort(ids.begin(), ids.end());
        for (const RowId id : std::as_const(ids)) {
            const auto l = left.constFind(id);
            const auto r = right.constFind(id);
            QString what;
            if (r == right.constEnd())
                what = QStringLiteral("%1里有，%2里没有").arg(expectedName, foundName);
            else if (l == left.constEnd())
                what = QStringLiteral("%2里有，%1里没有").arg(expectedName, foundName);
            else if (!(*l == *r)) {
                QStringList parts;
                for (int i = 0; i < layout.spec->fields.size(); ++i)
                    if (!((*l)[size_t(i)] == (*r)[size_t(i)]))
                        parts += fieldDifference(workspace, layout.spec->fields[i], (*l)[size_t(i)],
                            (*r)[size_t(i)], expectedName, foundName);
                what = parts.join(u'，');
            }
            if (what.isEmpty())
                continue;
            if (findings.size() >= shownRows)
                ++more;
            else
                findings += changedOutside(layout,
                    codeOf(layout, l == left.constEnd() ? (r == right.constEnd() ? nullptr : &*r) : &*l),
                    what);
        }
    }
    if (more > 0)
        findings += CheckFinding{QStringLiteral("changed-outside"), CheckFinding::Severity::error, {},
            QStringLiteral("另有 %1 行也是这样，没有一一列出").arg(more)};
    return findings;
}

QList<CheckFinding> checkAgainstHistory(const Workspace& workspace, const CheckProgress& progress)
{
    QList<CheckFinding> findings = differences(workspace, replay(workspace, progress),
        currentContent(workspace), QStringLiteral("历史"), QStringLiteral("台账"));
    if (!workspace.layout(mapLayersSpec().id))
        return findings;
    for (const Record& layer : readRows(databaseOf(workspace), *workspace.layout(mapLayersSpec().id),
             QStringLiteral("ORDER BY r.id"), {})) {
        const QString table = layer[u"table_name"].text();
        const QString digest = layer[u"digest"].text();
        if (digest.isEmpty() || !databaseOf(workspace).tableExists(table.toStdString()))
            continue; // of schema 1; a table that is gone is a finding of GeoPackage's
        if (layerDigest(databaseOf(workspace), table) != digest)
            findings += CheckFinding{QStringLiteral("changed-outside"), CheckFinding::Severity::error,
                layer[u"name"].text(),
                QStringLiteral("图层“%1”的图形在程序之外被改动过，请重新添加这个图层")
                    .arg(layer[u"name"].text())};
    }
    return findings;
}

} // namespace coop
