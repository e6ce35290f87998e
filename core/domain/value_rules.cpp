#include "core/domain/value_rules.h"

#include "core/base/decimal.h"
#include "core/base/period.h"
#include "core/base/text/text.h"

#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
constexpr int longestLine = 500; ///< characters
constexpr int longestName = 200;
constexpr int longestCode = 100;
constexpr int longestProse = 10'000;

/// The first letter of a text that cannot be seen, stored or written into a table; nothing when there is
/// none.
std::optional<char32_t> strayLetter(const QString& text, bool oneLine)
{
    for (qsizetype at = 0; at < text.size();) {
        constexpr char32_t half = 0xD800; // of a pair
        const char32_t letter = nextLetter(text, at);
        const bool plain = (letter >= 0x20 && letter < 0x7F) || (letter >= 0x3400 && letter < 0xA000);
        if (plain)
            continue;
        const bool ends = letter == U'\n' || letter == U'\t';
        const bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
        if ((control && (!ends || oneLine)) || letter == half || letter == 0x2028 || letter == 0x2029
            || QChar::isNonCharacter(letter) || isInvisible(letter))
            return letter;
    }
    return std::nullopt;
}

QString textProblem(const FieldSpec& field, const QString& text, bool identifies)
{
    if (field.internal)
        return {};
    if (text.size() > longestText(field))
        return QStringLiteral("“%1”有 %2 个字，最多 %3 个字，请写短一些")
            .arg(field.heading())
            .arg(text.size())
            .arg(longestText(field));
    if (const auto letter = strayLetter(text, identifies))
        return QStringLiteral("“%1”填的是“%2”，里面有看不见或不能保存的字符（U+%3），请去掉后重新填写")
            .arg(field.heading(), inSentence(text),
                QString::number(*letter, 16).toUpper().rightJustified(4, u'0'));
    if (!identifies)
        return {};
    if (field.id == u"code" && std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }))
        return QStringLiteral("“%1”填的是“%2”，编码里不能有空格，请去掉")
            .arg(field.heading(), inSentence(text));
    if (const QString tidy = tidyName(text); tidy != text)
        return QStringLiteral("“%1”填的是“%2”，有多余的空格或全角字母，请写成“%3”")
            .arg(field.heading(), inSentence(text), inSentence(tidy));
    return {};
}

QString rangeProblem(const FieldSpec& field, qint64 number)
{
    const auto shown = [&](qint64 value) { return formatDecimal(value, field.scale); };
    if (field.min && number < *field.min)
        return QStringLiteral("“%1”填的是 %2，不能小于 %3")
            .arg(field.heading(), shown(number), shown(*field.min));
    if (field.max && number > *field.max)
        return QStringLiteral("“%1”填的是 %2，不能大于 %3")
            .arg(field.heading(), shown(number), shown(*field.max));
    return {};
}

/// 2024-07-26 as it is stored, and a day that there is.
bool isStoredDate(const QString& text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return text.size() == 10 && day.isValid() && Month::of(day).isValid()
        && day.toString(Qt::ISODate) == text;
}

bool isStoredMonth(const QString& text)
{
    const Month month{text.left(4).toInt(), text.mid(5).toInt()};
    return text.size() == 7 && month.isValid() && month.toString() == text;
}
} // namespace

int longestText(const FieldSpec& field)
{
    if (field.longest > 0)
        return field.longest;
    if (field.id == u"remark" || field.id == u"summary")
        return longestProse;
    return field.id == u"code" ? longestCode : field.id == u"name" ? longestName : longestLine;
}

QString degreesProblem(const FieldSpec& field, double degrees)
{
    const bool longitude = field.id == u"lon";
    const double low = longitude ? limits::west : limits::south;
    const double high = longitude ? limits::east : limits::north;
    if (std::isfinite(degrees) && degrees >= low && degrees <= high)
        return {};
    // Anything else is swapped, in metres, or a slip of the finger.
    return QStringLiteral("不在 %1～%2 度之间，请检查是否填反或不是经纬度").arg(low).arg(high);
}

QString valueProblem(const FieldSpec& field, const FieldValue& value, bool identifies)
{
    const auto wrong = [&](const QString& how) {
        return QStringLiteral("“%1”填的是“%2”，%3").arg(field.heading(), inSentence(value.text()), how);
    };
    switch (field.type) {
    case FieldType::text:
        return value.isText() ? textProblem(field, value.text(), identifies)
                              : QStringLiteral("“%1”应填文字").arg(field.heading());
    case FieldType::integer:
    case FieldType::decimal:
        return value.isNumber() ? rangeProblem(field, value.number()) : wrong(QStringLiteral("请填数字"));
    case FieldType::date:
        return isStoredDate(value.text()) ? QString() : wrong(QStringLiteral("请填日期，例如 2024-07-26"));
    case FieldType::month:
        return isStoredMonth(value.text()) ? QString() : wrong(QStringLiteral("请填年月，例如 2024-07"));
    case FieldType::yesNo:
        return value.isNumber() && (value.number() == 0 || value.number() == 1)
            ? QString()
            : QStringLiteral("“%1”请填“是”或“否”").arg(field.heading());
    case FieldType::reference:
        return value.isNumber() ? QString() : wrong(QStringLiteral("请重新选择"));
    case FieldType::coordinate: {
        const QString problem
            = value.isReal() ? degreesProblem(field, value.real()) : QStringLiteral("请填以度为单位的小数");
        return problem.isEmpty() ? QString()
                                 : QStringLiteral("“%1”填的是 %2，%3")
                                       .arg(field.heading(), QString::number(value.real(), 'g', 10), problem);
    }
    case FieldType::choice:
    case FieldType::choices:
        break; // one of those that there are: registry_spec.cpp
    }
    return {};
}

} // namespace coop
