#pragma once
#include "core/base/row_id.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace coop
{

class FormFields;
class Record;
class ReferenceLookup;
struct RegistrySpec;

/// What somebody typed into a form and did not save.
struct FormDraft {
    struct Text {
        QString field, text;
        RowId row = 0; ///< that a reference was pointed at
    };
    QString registry;
    RowId row = 0; ///< 0: a new one
    QString title; ///< 服务网点 云岭供销社
    QString base; ///< digest of the row as it was shown, to see whether it changed meanwhile
    QList<Text> preset; ///< what a new row began with
    QList<Text> typed; ///< fields that differ from what was shown, in the spec's order
    QDateTime time; ///< UTC
};

FormDraft draftOf(const FormFields& fields);
/// Types it into fields that show the draft's row, exactly as it was, also what is wrong.
void retype(FormFields& fields, const FormDraft& draft);
/// Of a row's values; equal for equal rows.
QString digestOf(const Record& record);
/// The values that a new row begins with.
Record presetOf(const FormDraft& draft, const RegistrySpec& spec, const ReferenceLookup& lookup);

} // namespace coop
