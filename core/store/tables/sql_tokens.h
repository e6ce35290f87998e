#pragma once
#include <QList>
#include <QString>

namespace coop
{

/// A piece of SQL as the schema of a file holds it.
struct SqlToken {
    enum class Kind { word, name, string, number, symbol }; ///< a name is quoted, a word is not
    Kind kind = Kind::symbol;
    QString text{}; ///< words and names in small letters, without quotes

    bool is(const char* what) const { return kind != Kind::string && text == QLatin1String(what); }
    /// What means the same in SQL: "x" and x.
    friend bool operator==(const SqlToken& a, const SqlToken& b)
    {
        return a.text == b.text && (a.kind == Kind::string) == (b.kind == Kind::string);
    }
};

using SqlTokens = QList<SqlToken>;

/// Without white space and comments.
SqlTokens sqlTokens(const QString& sql);
/// For comparing and searching in sets.
QString normalized(const SqlTokens& tokens);

/// CREATE TABLE x ( a, b, c ) rest: the parts between the outer brackets, and what stands behind them.
struct TableSql {
    QList<SqlTokens> parts;
    SqlTokens rest;
};
TableSql tableSql(const QString& sql);

/// Whether a part of a table calls nothing that could cost anything: no function but typeof, length and the
/// like, no generated column, no pattern.
bool isHarmless(const SqlTokens& part);

} // namespace coop
