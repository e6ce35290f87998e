#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/domain/field_text.h"
#include "core/store/rows/row_warnings.h"
#include "core/store/workspace.h"
#include "core/workflow/filing/filing.h"

#include <QHash>
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>

namespace coop
{

namespace
{
constexpr int flaggedPercent = 30; ///< change against the last quarter

/// Goes through the rules of one filing.
class Rules
{
public:
    Rules(const Workspace& source, const FilingKey& of)
        : workspace(source)
        , key(of)
    {
    }

    Result<QList<FilingFinding>> run()
    {
        const auto now = filingContent(workspace, key);
        COOP_TRY(now);
        const auto before = filingContent(workspace, {key.federation, key.quarter.addQuarters(-1)});
        COOP_TRY(before);
        RowWarnings unusual(workspace);
        for (const auto& [table, rows] : {std::pair(QStringLiteral("services"), &now->services),
                 std::pair(QStringLiteral("loans"), &now->loans)})
            COOP_TRY(checkRows(table, *rows, unusual));
        COOP_TRY(checkBalances(now->loans));
        compare(QStringLiteral("services"), QStringLiteral("mu_times"), now->services, before->services);
        compare(QStringLiteral("loans"), QStringLiteral("disbursed"), now->loans, before->loans);
        COOP_TRY(addExplanations());
        std::stable_sort(
            findings.begin(), findings.end(), [](const FilingFinding& a, const FilingFinding& b) {
                return a.severity == Finding::Severity::error && b.severity != Finding::Severity::error;
            });
        return findings;
    }

private:
    Result<> checkRows(const QString& table, const QList<Record>& rows, RowWarnings& unusual)
    {
        for (const Record& row : rows) {
            QList<Finding> found = checkRecord(row);
            found.removeIf([](const Finding& one) { return one.severity != Finding::Severity::error; });
            const auto warnings = unusual.of(row, nullptr);
            COOP_TRY(warnings);
            for (const Finding& one : found + *warnings)
                findings += FilingFinding{QStringLiteral("%1:%2:%3").arg(table, row.code(), one.field), table,
                    row.id, row.code(), one.text, one.severity};
        }
        return {};
    }

    /// What makes two months' rows one account: the natural key without the month.
    QList<std::pair<QString, FieldValue>> accountOf(const Record& row) const
    {
        QList<std::pair<QString, FieldValue>> account;
        for (const QString& field : row.spec().naturalKeyOf(row))
            if (field != u"month")
                account += {field, row[field]};
        return account;
    }

    Result<> checkBalances(const QList<Record>& loans)
    {
        const QString error = QStringLiteral(
            "%1 期末余额是 %2 元，而上期（%3）余额 %4 元加发放 %5 元减收回 %6 元等于 %7 元，请改正");
        QHash<QString, QList<Record>> histories;
        for (const Record& loan : loans) {
            if (loan[u"balance"].isNull())
                continue;
            const auto account = accountOf(loan);
            QString id;
            for (const auto& [field, value] : account)
                id += formatField(*loan.spec().field(field), value, workspace.lookup()) + u'\n';
            if (!histories.contains(id)) {
                const auto rows = workspace.rows({.registry = loan.spec().id, .equals = account});
                COOP_TRY(rows);
                histories.insert(id, *rows);
            }
            const Record* last = nullptr;
            for (const Record& row : std::as_const(histories[id]))
                if (row[u"month"].text() < loan[u"month"].text()
                    && (!last || row[u"month"].text() > (*last)[u"month"].text()))
                    last = &row;
            if (!last || (*last)[u"balance"].isNull())
                continue; // an account that begins may bring an older balance along
            const auto yuan = [](qint64 amount) { return formatDecimal(amount, 0, true); };
            const qint64 expected
                = (*last)[u"balance"].number() + loan[u"disbursed"].number() - loan[u"repaid"].number();
            if (loan[u"balance"].number() != expected)
                findings += FilingFinding{QStringLiteral("balance:") + loan.code(), QStringLiteral("loans"),
                    loan.id, loan.code(),
                    error.arg(loan.code(), yuan(loan[u"balance"].number()), (*last)[u"month"].text(),
                        yuan((*last)[u"balance"].number()), yuan(loan[u"disbursed"].number()),
                        yuan(loan[u"repaid"].number()), yuan(expected)),
                    Finding::Severity::error};
        }
        return {};
    }

    void compare(
        const QString& table, const QString& field, const QList<Record>& now, const QList<Record>& before)
    {
        const RegistrySpec* spec = workspace.registries().find(table);
        const FieldSpec* figure = spec ? spec->field(field) : nullptr;
        if (!figure)
            return;
        const auto sum = [&](const QList<Record>& rows) {
            CheckedSum total;
            for (const Record& row : rows)
                total += row[field].number();
            return total.value();
        };
        if (now.isEmpty()) {
            findings += FilingFinding{QStringLiteral("empty:") + table, table, 0, {},
                QStringLiteral("本季度没有%1，提交后按 0 统计，请说明情况").arg(spec->label)};
            if (before.isEmpty())
                return;
        }
        if (!sum(before) || !sum(now)) // the row itself is a finding of the limits
            return;
        const qint64 last = *sum(before);
        const qint64 total = *sum(now);
        using Wide = boost::multiprecision::int128_t; // a hundred times a sum may not fit 64 bits
        if (last == 0 || now.isEmpty() || Wide(std::llabs(total - last)) * 100 <= Wide(last) * flaggedPercent)
            return;
        const auto shown = [&](qint64 value) { return formatDecimal(value, figure->scale, true); };
        const QString percent = formatDecimalFixed(qint64(Wide(total - last) * 1000 / last), 1, 1);
        findings += FilingFinding{QStringLiteral("change:") + table, table, 0, {},
            QStringLiteral("%1的%2合计 %3%4，上季度 %5%4，变动 %6%，超过 ±%7%，请说明原因")
                .arg(spec->label, figure->label, shown(total),
                    figure->unit.isEmpty() ? QString() : u' ' + figure->unit, shown(last),
                    total > last ? u'+' + percent : percent)
                .arg(flaggedPercent)};
    }

    Result<> addExplanations()
    {
        const auto standing = filingStanding(workspace, key, {});
        COOP_TRY(standing);
        if (standing->row == 0)
            return {};
        const auto notes = workspace.rows({.registry = QStringLiteral("sheet_notes"),
            .equals = {{QStringLiteral("sheet"), standing->row}}});
        COOP_TRY(notes);
        for (const Record& note : *notes)
            for (FilingFinding& finding : findings)
                if (finding.id == note[u"finding"].text())
                    finding.explanation = note[u"text"].text();
        return {};
    }

    const Workspace& workspace;
    const FilingKey key;
    QList<FilingFinding> findings;
};
} // namespace

Result<QList<FilingFinding>> filingFindings(const Workspace& workspace, const FilingKey& key)
{
    return Rules(workspace, key).run();
}

} // namespace coop
