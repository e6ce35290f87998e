#include "core/tabular/read/number_format.h"

#include "core/tabular/read/cell_value.h"
#include "core/tabular/read/foreign_money.h"
#include "core/tabular/read/serial_date.h"
#include "core/tabular/read/table_limits.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QTime>
#include <algorithm>
#include <cmath>

namespace coop
{

namespace
{
/// Multiples that a format writes behind the digits.
int multipleIn(const QString& words)
{
    static const QList<std::pair<QString, int>> known{{QStringLiteral("百万"), 6},
        {QStringLiteral("千万"), 7}, {QStringLiteral("万"), 4}, {QStringLiteral("亿"), 8},
        {QStringLiteral("千"), 3}};
    const QString word = words.trimmed();
    for (const auto& [multiple, exponent] : known)
        if (word.startsWith(multiple))
            return exponent;
    return 0;
}

/// Letters of the word General at the beginning, in the Chinese edition too; 0 when there is another one.
qsizetype generalAt(QStringView code)
{
    for (const QStringView word : {QStringView(u"General"), QStringView(u"G/通用格式")})
        if (code.startsWith(word, Qt::CaseInsensitive))
            return word.size();
    return 0;
}

/// Letters of a word for the half of a day at the beginning; 0 when there is none.
qsizetype halfDayAt(QStringView code)
{
    for (const QStringView word : {QStringView(u"AM/PM"), QStringView(u"A/P"), QStringView(u"上午/下午")})
        if (code.startsWith(word, Qt::CaseInsensitive))
            return word.size();
    return 0;
}

QList<QStringView> split(QStringView code)
{
    QList<QStringView> sections;
    qsizetype from = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code[i];
        if (c == u'"')
            quoted = !quoted;
        else if (!quoted && (c == u'\\' || c == u'!'))
            ++i;
        else if (!quoted && c == u';') {
            sections += code.mid(from, i - from);
            from = i + 1;
        }
    }
    return sections << code.mid(from);
}
} // namespace

NumberFormat::NumberFormat(const QString& code)
{
    if (code.isEmpty())
        return;
    for (const QStringView section : split(QStringView(code).left(table_limits::formatLetters)))
        sections += parse(section);
    // The last section with an @ is the one for texts, however many stand before it.
    if (sections.last().texts) {
        const auto adds
            = [](const Part& part) { return part.kind == Part::literal && !part.text.trimmed().isEmpty(); };
        const QList<Part> parts = sections.takeLast().parts;
        if (std::any_of(parts.begin(), parts.end(), adds))
            textParts = parts;
    } else if (constexpr int ofTexts = 4; sections.size() == ofTexts) {
        noText = sections.last().nothing;
    }
    if (sections.size() == 1 && sections.first().general && !sections.first().nothing)
        sections.clear();
}

NumberFormat::Section NumberFormat::parse(QStringView code)
{
    Section section;
    QString literal; // since the last digit
    qsizetype lastDigit = -1;
    bool exponent = false;
    bool fraction = false;
    int zeros = 0; // whole digits that are always shown
    int wholeDigits = 0;
    int commas = 0;
    bool point = false;
    bool words = false;
    int digitsAfterInserted = -1;
    QString written; // all that it writes
    bool clock = false, months = false;
    bool other = false; // a colour alone is General; a bracket that never closes is no format
    bool asWritten = false; // General stands among the letters: 12 as 约12万元
    const auto write = [&](const QString& text) {
        section.parts += Part{Part::literal, text};
        literal += text;
        written += text;
        // The sign or brackets of a negative number are no words.
        words = words || (!text.trimmed().isEmpty() && !QStringView(u"-()+").contains(text));
        // A point among whole digits that is only a letter divides what the eye sees.
        if (text == u"." && wholeDigits > 0 && !point)
            digitsAfterInserted = 0;
    };
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code[i];
        if (c == u'[') {
            const auto end = code.indexOf(u']', i);
            if (end < 0) {
                other = true;
                break;
            }
            const QStringView inside = code.mid(i + 1, end - i - 1);
            i = end;
            const QString letters = inside.toString().toLower();
            if (!letters.isEmpty() && (letters.count(letters[0]) == letters.size())
                && QStringView(u"hms").contains(letters[0])) {
                section.date = section.elapsed = true; // hours beyond 24
            } else if (letters.startsWith(QStringLiteral("dbnum"))) {
                section.numerals = true;
            } else if (inside.startsWith(u'$')) {
                const QString currency
                    = inside.mid(1, inside.indexOf(u'-') > 0 ? inside.indexOf(u'-') - 1 : -1).toString();
                if (!currency.isEmpty()) {
                    write(currency);
                    const qsizetype place = inside.indexOf(u'-');
                    section.money = moneyOf(currency, place > 0 ? inside.mid(place + 1) : QStringView());
                }
            } else if (!inside.isEmpty() && QStringView(u"<>=").contains(inside[0])) {
                qsizetype sign = 1;
                while (sign < inside.size() && QStringView(u"<>=").contains(inside[sign]))
                    ++sign;
                section.condition = inside.left(sign).toString();
                section.bound = inside.mid(sign).toDouble();
            } else {
                other = true;
            }
            continue;
        }
        if (const auto general = generalAt(code.mid(i)); general > 0 && lastDigit < 0) {
            section.parts += Part{Part::number, {}};
            lastDigit = section.parts.size();
            literal.clear();
            asWritten = true;
            i += general - 1;
        } else if (c == u'"') {
            const auto end = code.indexOf(u'"', i + 1);
            write(code.mid(i + 1, (end < 0 ? code.size() : end) - i - 1).toString());
            i = end < 0 ? code.size() : end;
        } else if (c == u'\\' || c == u'!') {
            if (++i < code.size())
                write(QString(code[i]));
        } else if (c == u'_' || c == u'*') {
            ++i; // as wide as a letter; a letter again and again
        } else if (c == u'0' || c == u'#' || c == u'?') {
            section.parts += Part{Part::digit, QString(c)};
            lastDigit = section.parts.size();
            literal.clear();
            section.grouped = section.grouped || (commas > 0 && !point);
            commas = 0;
            if (!point) {
                ++wholeDigits;
                zeros += c == u'0' ? 1 : 0;
                if (digitsAfterInserted >= 0)
                    ++digitsAfterInserted;
            }
        } else if (c == u',') {
            ++commas;
        } else if (c == u'.') {
            point = true;
            section.parts += Part{Part::point, {}};
            section.thousands += commas; // #,.0 divides, too
            commas = 0;
        } else if (c == u'%') {
            ++section.percents;
            section.parts += Part{Part::literal, QStringLiteral("%")};
        } else if ((c == u'E' || c == u'e') && i + 1 < code.size()
            && (code[i + 1] == u'+' || code[i + 1] == u'-')) {
            exponent = true;
            ++i;
        } else if (c == u'/' && wholeDigits > 0 && !section.date) {
            fraction = true;
        } else if (c == u'@') {
            section.parts += Part{Part::words, {}};
            section.texts = true;
        } else if (QStringView(u"ymdhsegabYMDHSEGAB").contains(c) || code.mid(i).startsWith(u"上午/下午")) {
            section.date = true;
            const QStringView rest = code.mid(i);
            if (const qsizetype half = halfDayAt(rest); half > 0) {
                clock = true;
                i += half - 1;
            } else {
                section.day = section.day || QStringView(u"ydegbYDEGB").contains(c)
                    || rest.startsWith(u"aaa", Qt::CaseInsensitive);
                clock = clock || QStringView(u"hsHS").contains(c);
                months = months || c == u'm' || c == u'M';
            }
        } else {
            write(QString(c));
        }
    }
    if (lastDigit >= 0)
        section.thousands += commas;
    if (digitsAfterInserted > 0)
        section.insertedPoint = digitsAfterInserted;
    section.day = section.day || (months && !clock && !section.elapsed); // beside hours m is minutes
    if (section.money.isEmpty())
        section.money = moneyIn(written);
    section.general = exponent || fraction || lastDigit < 0 || (asWritten && !words);
    const auto showsNothing
        = [](const Part& part) { return part.kind == Part::literal && part.text.trimmed().isEmpty(); };
    section.nothing
        = !other && !section.date && std::all_of(section.parts.begin(), section.parts.end(), showsNothing);
    if (section.texts) { // a number below it is shown as it is
        Section texts;
        texts.parts = section.parts;
        texts.texts = true;
        return texts;
    }
    if (section.date) {
        section.general = false;
        return section;
    }
    if (lastDigit >= 0) {
        section.word = multipleIn(literal);
        const auto says = [](QChar c) {
            const bool isSquare = c >= QChar(0x3300) && c <= QChar(0x33FF); // ㎡ and its like
            return c.isLetterOrNumber() || c == u'%' || c == u'‰' || isSquare;
        };
        if (std::any_of(literal.cbegin(), literal.cend(), says))
            section.suffix = literal.trimmed();
    }
    section.plain
        = section.general || (!words && zeros <= 1 && section.percents == 0 && section.thousands == 0);
    if (lastDigit < 0 && words) { // nothing but words: "有"
        section.general = section.plain = true;
        section.instead = written.trimmed();
    }
    return section;
}

const NumberFormat::Section& NumberFormat::sectionFor(double number) const
{
    static const Section general;
    if (sections.isEmpty())
        return general;
    const auto holds = [&](const Section& section) {
        const QString& sign = section.condition;
        return sign == u"<" ? number < section.bound
            : sign == u"<=" ? number <= section.bound
            : sign == u">"  ? number > section.bound
            : sign == u">=" ? number >= section.bound
            : sign == u"<>" ? number != section.bound
                            : number == section.bound;
    };
    bool conditions = false;
    for (const Section& section : sections)
        conditions = conditions || !section.condition.isEmpty();
    if (conditions) {
        for (const Section& section : sections)
            if (section.condition.isEmpty() || holds(section))
                return section;
        return general;
    }
    if (sections.size() >= 2 && number < 0)
        return sections[1];
    if (sections.size() >= 3 && number == 0)
        return sections[2];
    return sections.first();
}

bool NumberFormat::hides(double number) const
{
    return sectionFor(number).nothing && (number != 0 || sectionFor(1).nothing);
}

QString NumberFormat::shown(double number) const
{
    const Section& section = sectionFor(number);
    if (!section.instead.isEmpty())
        return section.instead;
    if (section.general || section.plain || section.date)
        return plainNumber(number);
    return render(section, number);
}

QString NumberFormat::shownText(const QString& text) const
{
    if (!addsToText())
        return text;
    QString shown;
    for (const Part& part : textParts)
        shown += part.kind == Part::words ? text : part.text;
    return shown;
}

/// Letters around plain digits.
QString NumberFormat::inside(const Section& section, double number)
{
    QString text;
    for (const Part& part : section.parts)
        text += part.kind == Part::number ? plainNumber(std::abs(number)) : part.text;
    return number < 0 && !text.contains(u'-') && !text.contains(u'(') ? u'-' + text : text;
}

QString NumberFormat::render(const Section& section, double number)
{
    int decimals = 0;
    bool behind = false;
    for (const Part& part : section.parts) {
        if (part.kind == Part::number)
            return inside(section, number);
        behind = behind || part.kind == Part::point;
        decimals += behind && part.kind == Part::digit ? 1 : 0;
    }
    const double scaled = std::abs(number) * std::pow(10.0, 2 * section.percents - 3 * section.thousands);
    if (!(scaled < 1e15))
        return plainNumber(number);
    // Halves are rounded as they are written, not as they are stored: 0.285 is 0.29.
    const double half = std::pow(10.0, decimals);
    const QString rounded
        = QString::number(std::round(plainNumber(scaled * half).toDouble()) / half, 'f', decimals);
    QString whole = rounded.left(decimals > 0 ? rounded.size() - decimals - 1 : rounded.size());
    const QString fraction = rounded.right(decimals);
    if (whole == u"0")
        whole.clear();
    int wholeParts = 0;
    for (const Part& part : section.parts) {
        if (part.kind == Part::point)
            break;
        wholeParts += part.kind == Part::digit ? 1 : 0;
    }
    QString text;
    int left = wholeParts; // digits that are still to be written before the point
    qsizetype behindPoint = 0;
    behind = false;
    const auto group = [&](qsizetype digitsToGo) {
        if (section.grouped && digitsToGo > 0 && digitsToGo % 3 == 0 && !text.isEmpty()
            && text.back().isDigit())
            text += u',';
    };
    for (const Part& part : section.parts) {
        if (part.kind == Part::literal) {
            text += part.text;
        } else if (part.kind == Part::point) {
            behind = true;
            text += u'.';
        } else if (behind) {
            const QChar digit = fraction[behindPoint++];
            const bool onlyZeros
                = fraction.mid(behindPoint - 1).count(u'0') == fraction.size() - behindPoint + 1;
            if (part.text == u"0" || !onlyZeros)
                text += digit;
        } else {
            // What has no place of its own stands before the first digit.
            while (whole.size() > left) {
                text += whole.front();
                whole.remove(0, 1);
                group(whole.size());
            }
            if (whole.size() == left) {
                text += whole.front();
                whole.remove(0, 1);
                group(whole.size());
            } else if (part.text == u"0") {
                text += u'0';
                group(left - 1);
            }
            --left;
        }
    }
    return number < 0 && !text.contains(u'-') && !text.contains(u'(') ? u'-' + text : text;
}

QString NumberFormat::builtIn(int id)
{
    static const QHash<int, QString> codes{{1, QStringLiteral("0")}, {2, QStringLiteral("0.00")},
        {3, QStringLiteral("#,##0")}, {4, QStringLiteral("#,##0.00")}, {9, QStringLiteral("0%")},
        {10, QStringLiteral("0.00%")}, {11, QStringLiteral("0.00E+00")}, {12, QStringLiteral("# ?/?")},
        {13, QStringLiteral("# ?\?/?\?")}, {14, QStringLiteral("yyyy/m/d")}, {15, QStringLiteral("d-mmm-yy")},
        {16, QStringLiteral("d-mmm")}, {17, QStringLiteral("mmm-yy")}, {18, QStringLiteral("h:mm AM/PM")},
        {19, QStringLiteral("h:mm:ss AM/PM")}, {20, QStringLiteral("h:mm")}, {21, QStringLiteral("h:mm:ss")},
        {22, QStringLiteral("yyyy/m/d h:mm")}, {37, QStringLiteral("#,##0;-#,##0")},
        {38, QStringLiteral("#,##0;-#,##0")}, {39, QStringLiteral("#,##0.00;-#,##0.00")},
        {40, QStringLiteral("#,##0.00;-#,##0.00")}, {45, QStringLiteral("mm:ss")},
        {46, QStringLiteral("[h]:mm:ss")}, {47, QStringLiteral("mm:ss.0")}, {48, QStringLiteral("##0.0E+0")}};
    if (const auto known = codes.constFind(id); known != codes.constEnd())
        return *known;
    // 27–36 and 50–58 are days in every East Asian edition, in the Chinese one some of them times.
    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return QStringLiteral("yyyy\"年\"m\"月\"d\"日\"");
    return {};
}

std::optional<QString> NumberFormat::dateText(double number, bool date1904) const
{
    const Section& section = sectionFor(number);
    constexpr int secondsOfDay = 86400, firstYear = 366, mostDays = 3'000'000;
    if (!section.date)
        return std::nullopt;
    const auto two = [](qint64 part) { return QStringLiteral("%1").arg(part, 2, 10, QLatin1Char('0')); };
    if (section.elapsed && !section.day && number >= 0 && number < mostDays) {
        const auto seconds = qint64(std::round(number * secondsOfDay));
        return QStringList{two(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60)}.join(u':');
    }
    // Below the format of a time alone a small number has no day; a real one stands there all the same.
    return !section.day && number >= 0 && number <= firstYear ? serialDate(number - std::floor(number), false)
                                                              : serialDate(number, date1904);
}

} // namespace coop
