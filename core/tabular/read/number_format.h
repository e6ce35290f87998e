#pragma once
#include <QList>
#include <QString>
#include <optional>

namespace coop
{

/// How a workbook shows a number, from its format code (ECMA-376 part 1, 18.8.31: "WD1-"0000, 0.0%, 0!.0,).
class NumberFormat
{
public:
    NumberFormat() = default; ///< General
    explicit NumberFormat(const QString& code);
    /// The code behind a number of Excel's own list, those of the Chinese edition included; empty: General.
    static QString builtIn(int id);

    /// Whether the number is a day or a time of day.
    bool isDate(double number) const { return sectionFor(number).date; }
    /// A number that is a day or a time, as CellValue shows it; a time or a length of time alone where the
    /// format shows no day: 36:00:00 for 1.5 as [h]:mm. Nothing when it is none or a workbook cannot show it.
    std::optional<QString> dateText(double number, bool date1904) const;
    /// The money that the format writes beside the digits, when it is not the Chinese one: 美元, 日元. Empty
    /// when it writes none or yuan.
    QString foreignMoney(double number) const { return sectionFor(number).money; }
    /// The number as the screen shows it where the format adds something (a prefix, zeros in front, %) or
    /// says a word in its place (男 for 1); else its plain digits, without grouping and without the format's
    /// rounding.
    QString shown(double number) const;
    /// Whether the screen stays empty: ;;; or an empty section. A zero is not hidden where other numbers are
    /// shown: an empty cell stands for it then (0;-0;;@).
    bool hides(double number) const;
    bool hidesText() const { return noText; }
    /// Whether a text is shown with more than its letters, and how: 甲镇 for 甲 below @"镇".
    bool addsToText() const { return !textParts.isEmpty(); }
    QString shownText(const QString& text) const;
    /// Power of ten by which the digits on the screen are smaller than the number: 12.3 for 123456 is 4, 95
    /// (%) for 0.95 is -2.
    int scale(double number) const { return sectionFor(number).scale(); }
    bool isPercent(double number) const { return sectionFor(number).percents > 0; }
    /// Whether it writes the digits as Chinese numerals: [DBNum1].
    bool writesNumerals(double number) const { return sectionFor(number).numerals; }
    /// The multiple that the format writes behind the digits as a word: 万 is 4; 0 when there is none.
    int wordExponent(double number) const { return sectionFor(number).word; }
    /// What the format writes behind the digits: 万元; empty when it is no word.
    QString suffix(double number) const { return sectionFor(number).suffix; }

private:
    struct Part {
        enum Kind { literal, digit, point, number, words } kind = literal;
        QString text; ///< a literal's; of a digit 0, # or ?; number: all of them; words: a whole text
    };
    struct Section {
        QList<Part> parts{};
        bool general = true; ///< nothing is known about it: plain digits
        bool date = false;
        bool day = false; ///< of a date: it shows a day, not only the time of one
        bool elapsed = false; ///< hours beyond 24: [h]
        bool numerals = false; ///< 一二三
        QString money{};
        bool plain = true; ///< adds nothing that a clerk would miss
        int percents = 0;
        int thousands = 0; ///< commas behind the last digit
        bool grouped = false;
        int insertedPoint = 0; ///< whole digits behind a point that is only a letter: 0!.0000
        int word = 0;
        QString suffix{};
        QString instead{}; ///< what stands in the number's place: 男
        bool nothing = false; ///< the screen stays empty
        bool texts = false; ///< it is for texts, not for numbers
        QString condition{}; ///< < <= > >= = <>
        double bound = 0;

        int scale() const { return 3 * thousands + insertedPoint - 2 * percents; }
    };
    static Section parse(QStringView code);
    const Section& sectionFor(double number) const;
    static QString inside(const Section& section, double number);
    static QString render(const Section& section, double number);

    QList<Section> sections; ///< for numbers
    QList<Part> textParts; ///< empty: a text is shown as it is
    bool noText = false; ///< a text is not shown
};

} // namespace coop
