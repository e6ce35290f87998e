#pragma once
#include "core/base/result.h"
#include "core/domain/field_spec.h"
#include "core/domain/record.h"
#include "core/domain/row_belonging.h"

#include <QHash>
#include <QList>
#include <QStringList>
#include <functional>

namespace coop
{

/// A finding of a rule about one row: which field, what is wrong and what to do. An error refuses the row,
/// a warning asks for a look.
struct Finding {
    enum class Severity { error, warning };
    QString field;
    QString text;
    Severity severity = Severity::error;
};

/// A ledger, described once (docs/architecture.md, idea 2). Every registry has the fields code and remark.
struct RegistrySpec {
    QString id; ///< outlets
    QString label; ///< 服务网点
    QString codePrefix; ///< of codes that the program gives: WD → WD1-0001
    QList<FieldSpec> fields;
    /// What identifies a row that has no code: the first of these keys whose first field is filled (members:
    /// credit_code, else name and township). No two rows share it; an empty second field counts as a value.
    QList<QStringList> naturalKeys{};
    /// The fields from which figures are read, the month first: one index holds them all, so that summing a
    /// year of a large ledger visits no rows.
    QStringList figureFields{};
    QString parent{}; ///< of a child registry: the registry its rows belong to
    QString parentField{}; ///< and the reference field that says to which row
    Hanging hangsOn{}; ///< of a table that is no child registry: the row that its rows hang on
    KeptBytes bytes{};
    AreaRule area{};
    Exchange exchange; ///< every spec says it
    Locking locking = Locking::dates;
    FilingPart filing = FilingPart::changes;
    int since = 1; ///< schema version that brought the table
    bool ledger = true; ///< shown among 台账; false: has a page of its own or is kept by the program
    /// Only its own page and command write it, since steps follow each other by rules (填报, 封存, 口径):
    /// neither import nor the editing commands do, and undo does not take a step back.
    bool guarded = false;
    /// Fills what follows from other fields, before the rules: 亩次 = 面积 × 次数. `before` is the row as it
    /// was, null for a new one.
    std::function<void(Record& row, const Record* before)> derive{};
    /// Rules across fields; rules of a single field follow from its FieldSpec.
    std::function<QList<Finding>(const Record&)> rules{};

    int indexOf(QStringView field) const; ///< -1 when there is none
    const FieldSpec* field(QStringView id) const;
    /// The key of `naturalKeys` that identifies this row; empty when none is filled.
    QStringList naturalKeyOf(const Record& record) const;
    bool hasPoint() const { return field(u"lon") != nullptr; }
    /// The months and dates of its own rows. They lock it where `locking` is `dates`.
    QList<const FieldSpec*> datedFields() const;
    /// The month or day that each of its rows is about; null: they live on, with dates of their own.
    const FieldSpec* when() const;
    bool happens() const { return when() != nullptr; }
    /// The row that its rows hang on, their parent's too.
    Hanging hanging() const;
    /// Whether rows are told apart by this text, which then has no stray blanks: code, name, natural keys.
    bool identifies(const FieldSpec& field) const;
};

/// All registries of a program: the standard ones, or a test's own. References point by registry id.
class Registries
{
public:
    explicit Registries(QList<RegistrySpec> specs);
    Registries(const Registries&) = delete;
    Registries& operator=(const Registries&) = delete;

    /// By id, or by its Chinese label.
    const RegistrySpec* find(QStringView name) const;
    Result<const RegistrySpec*> require(
        const QString& name) const; ///< with a sentence that lists what there is
    /// The same, for what edits rows as such; refuses guarded ones with where they are kept.
    Result<const RegistrySpec*> requireEditable(const QString& name) const;
    const QList<RegistrySpec>& all() const { return specs; }
    QList<const RegistrySpec*> ledgers() const;
    /// Fields in other registries that refer to rows of this one: (registry, field).
    QList<std::pair<const RegistrySpec*, const FieldSpec*>> referencesTo(const QString& registry) const;

private:
    const QList<RegistrySpec> specs;
    QHash<QString, int> byId;
};

/// Every rule of the spec on one row, field by field then across fields: required values, choices, ranges,
/// month and date forms, letters and lengths of texts (value_rules.h), required-when, the registry's own
/// rules. Call `spec.derive` before. `before`: the row as it stands; a text that stays as it is may be what
/// an older version took.
QList<Finding> checkRecord(const Record& record, const Record* before = nullptr);

} // namespace coop
