#include "core/store/tables/sql_tokens.h"

#include <QSet>

namespace coop
{

namespace
{
class Reader
{
public:
    explicit Reader(const QString& text)
        : sql(text)
    {
    }
    SqlTokens all()
    {
        SqlTokens tokens;
        while (skipBlanks())
            tokens += next();
        return tokens;
    }

private:
    QChar at(qsizetype i) const { return i < sql.size() ? sql[i] : QChar(); }
    bool skipBlanks()
    {
        for (;;) {
            while (at(place).isSpace())
                ++place;
            if (at(place) == u'-' && at(place + 1) == u'-')
                skipTo(QStringLiteral("\n"));
            else if (at(place) == u'/' && at(place + 1) == u'*')
                skipTo(QStringLiteral("*/"));
            else
                return place < sql.size();
        }
    }
    void skipTo(const QString& end)
    {
        const auto found = sql.indexOf(end, place + 2);
        place = found < 0 ? sql.size() : found + end.size();
    }
    static bool isWordPart(QChar letter)
    {
        return letter.isLetterOrNumber() || letter == u'_' || letter == u'$' || letter.unicode() > 0x7f;
    }
    SqlToken next()
    {
        const QChar first = sql[place];
        if (first == u'\'')
            return {SqlToken::Kind::string, quoted(u'\'')};
        if (first == u'"' || first == u'`')
            return {SqlToken::Kind::name, quoted(first).toLower()};
        if (first == u'[')
            return {SqlToken::Kind::name, quoted(u']').toLower()};
        const qsizetype from = place;
        while (isWordPart(at(place)))
            ++place;
        if (place == from) {
            ++place;
            return {SqlToken::Kind::symbol, QString(first)};
        }
        return {first.isDigit() ? SqlToken::Kind::number : SqlToken::Kind::word,
            sql.mid(from, place - from).toLower()};
    }
    QString quoted(QChar end)
    {
        QString text;
        for (++place; place < sql.size(); ++place) {
            if (sql[place] == end) {
                if (end == u']' || at(place + 1) != end)
                    break;
                ++place;
            }
            text += sql[place];
        }
        ++place;
        return text;
    }

    const QString& sql;
    qsizetype place = 0;
};
} // namespace

SqlTokens sqlTokens(const QString& sql)
{
    return Reader(sql).all();
}

QString normalized(const SqlTokens& tokens)
{
    QString text;
    for (const SqlToken& token : tokens)
        text += (token.kind == SqlToken::Kind::string ? u'\'' + token.text + u'\'' : token.text) + u'\x1f';
    return text;
}

TableSql tableSql(const QString& sql)
{
    TableSql table;
    int depth = 0;
    bool behind = false;
    const auto tokens = sqlTokens(sql);
    for (const SqlToken& token : tokens) {
        if (behind) {
            table.rest += token;
            continue;
        }
        const bool opens = token.kind == SqlToken::Kind::symbol && token.text == u"(";
        const bool closes = token.kind == SqlToken::Kind::symbol && token.text == u")";
        const bool parts = token.kind == SqlToken::Kind::symbol && token.text == u",";
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0) {
            behind = closes;
            continue;
        }
        if (depth == 1 && (opens || parts)) {
            table.parts += SqlTokens();
            continue;
        }
        table.parts.last() += token;
    }
    return table;
}

bool isHarmless(const SqlTokens& part)
{
    static const QSet<QString> mayStandBeforeBracket{QStringLiteral("typeof"), QStringLiteral("length"),
        QStringLiteral("lower"), QStringLiteral("upper"), QStringLiteral("abs"), QStringLiteral("strftime"),
        QStringLiteral("datetime"), QStringLiteral("date"), QStringLiteral("check"),
        QStringLiteral("default"), QStringLiteral("in"), QStringLiteral("and"), QStringLiteral("or"),
        QStringLiteral("not"), QStringLiteral("key"), QStringLiteral("unique")};
    static const QSet<QString> never{QStringLiteral("generated"), QStringLiteral("as"),
        QStringLiteral("select"), QStringLiteral("like"), QStringLiteral("glob"), QStringLiteral("match"),
        QStringLiteral("regexp")};
    bool inExpression = false;
    int depth = 0;
    for (qsizetype i = 0; i < part.size(); ++i) {
        const SqlToken& token = part[i];
        if (token.kind == SqlToken::Kind::word && never.contains(token.text))
            return false;
        if (token.kind != SqlToken::Kind::symbol)
            continue;
        if (token.text == u")" && --depth == 0)
            inExpression = false;
        if (token.text != u"(")
            continue;
        // Before a bracket: CHECK, a function, the size of a type (only numbers follow) or a table's columns.
        const SqlToken before = i > 0 ? part[i - 1] : SqlToken();
        ++depth;
        inExpression = inExpression || (depth == 1 && (before.is("check") || before.is("default")));
        const bool called = before.kind == SqlToken::Kind::word || before.kind == SqlToken::Kind::name;
        if (inExpression && called && !mayStandBeforeBracket.contains(before.text))
            return false;
    }
    return true;
}

} // namespace coop
