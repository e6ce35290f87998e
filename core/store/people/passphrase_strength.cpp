#include "core/base/text/pinyin.h"
#include "core/store/people/passphrase.h"

#include <QDate>
#include <QSet>
#include <algorithm>
#include <vector>

namespace coop
{

namespace
{
constexpr int lightest = 8; ///< a Chinese character counts twice: there are more of them to guess
constexpr int fewestDigits = 12; ///< of a passphrase that is nothing else
constexpr int fewestDifferent = 4;

/// What everybody tries first; numbers before or behind make it no better.
const QSet<QString>& everybodys()
{
    static const QSet<QString> words = [] {
        QSet<QString> set;
        const QString list = QStringLiteral(
            "password passwd passw0rd p@ssword p@ssw0rd pass word passphrase secret letmein welcome hello "
            "monkey "
            "dragon master shadow sunshine princess football baseball superman batman trustno1 iloveyou "
            "loveyou "
            "login access admin administrator root user guest test tester testing demo default changeme "
            "changeit "
            "computer internet windows server system office wps excel abc abcd qwe qwer qwert qwerty qwertyu "
            "qwertyui qwertyuiop asd asdf asdfg asdfgh asdfghjk asdfghjkl zxc zxcv zxcvb zxcvbn zxcvbnm qaz "
            "qazwsx "
            "qazwsxedc 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 zaq1xsw2 zaq12wsx 1qazxsw2 qweasd qweasdzxc "
            "asdqwe "
            "a1b2c3 a1b2c3d4 a1s2d3f4 aa aaa woaini woaini1314 woaiwojia nihao mima mimamima kouling yonghu "
            "guanliyuan zhongguo china beijing chongqing cq "
            "gongxiao gongxiaoshe gxs nongfu nongfutu nonghelian nhl coop coopmap map "
            "密码 口令 我的密码 我的口令 新密码 新口令 交换口令 交换密码 登录口令 登录密码 管理员 系统管理员 "
            "管理 用户 "
            "测试 录入 审核 只读 中国 重庆 重庆市 供销 供销社 供销合作社 "
            "区供销社 "
            "区供销合作社 农合联 农服图 我爱你 我爱中国 "
            "你好 你好你好 "
            "新年快乐 恭喜发财 五二零 一三一四 办公室 数据交换 台账");
        for (const QString& word : list.split(u' ', Qt::SkipEmptyParts))
            set += word;
        return set;
    }();
    return words;
}

/// Without what adds nothing: width, case, blanks, marks; Chinese numbers as digits.
QString bare(const QString& passphrase)
{
    static const QString numbers = QStringLiteral("零一二三四五六七八九");
    QString left;
    for (QChar each : passphrase.normalized(QString::NormalizationForm_KC).toLower()) {
        if (each == u'〇')
            each = u'零';
        const auto digit = numbers.indexOf(each);
        if (digit >= 0)
            left += QChar(u'0' + char16_t(digit));
        else if (each.isLetterOrNumber() || each.isSurrogate() || each == u'@')
            left += each;
    }
    return left;
}

bool isDigit(QChar each)
{
    return each >= u'0' && each <= u'9';
}

/// Without the numbers around it.
QString core(QString text)
{
    while (!text.isEmpty() && isDigit(text.front()))
        text.remove(0, 1);
    while (!text.isEmpty() && isDigit(text.back()))
        text.chop(1);
    return text;
}

int weightOf(const QString& text)
{
    int weight = 0;
    for (const QChar each : text)
        weight += each.unicode() < 0x80 || each.isLowSurrogate() ? 1 : each.isHighSurrogate() ? 1 : 2;
    return weight;
}

/// Nothing but one piece over and over.
bool repeats(const QString& text)
{
    for (qsizetype length = 1; 2 * length <= text.size(); ++length)
        if (text.size() % length == 0 && text == text.left(length).repeated(text.size() / length))
            return true;
    return false;
}

/// Nothing but stretches of three or more characters that are equal or follow each other: abcd4321, 111222.
bool isRuns(const QString& text)
{
    constexpr qsizetype stretch = 3;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype best = 1;
        for (const int step : {-1, 0, 1}) {
            qsizetype end = at + 1;
            while (end < text.size() && text[end].unicode() - text[end - 1].unicode() == step)
                ++end;
            best = std::max(best, end - at);
        }
        if (best < stretch)
            return false;
        at += best;
    }
    return !text.isEmpty();
}

bool isDate(const QString& text)
{
    return QDate::fromString(text, QStringLiteral("yyyyMMdd")).isValid()
        || QDate::fromString(text, QStringLiteral("ddMMyyyy")).isValid();
}

/// Made of pieces of names that everybody in the office knows, in characters or pinyin, and of everybody's
/// words.
bool isName(const QString& word, const QStringList& names)
{
    constexpr qsizetype fewestSpelt = 4; // shorter pieces of pinyin stand in any word
    QStringList known;
    for (const QString& name : names)
        for (const QString& each : {core(bare(name)), core(bare(pinyin(name)))})
            if (each.size() > 1)
                known << each;
    const auto isPiece = [&](const QString& piece) {
        const bool spelt = piece.front().unicode() < 0x80;
        return everybodys().contains(piece)
            || std::any_of(known.begin(), known.end(), [&](const QString& name) {
                   return name == piece || (name.contains(piece) && (!spelt || piece.size() >= fewestSpelt));
               });
    };
    std::vector<bool> reached(size_t(word.size()) + 1); // whether the word up to there is made of pieces
    reached[0] = word.size() > 1;
    for (qsizetype from = 0; from < word.size(); ++from)
        for (qsizetype to = from + 2; reached[size_t(from)] && to <= word.size(); ++to)
            if (isPiece(word.mid(from, to - from)))
                reached[size_t(to)] = true;
    return reached.back();
}

/// Why it is guessed at once; empty when it is not.
QString weakness(const QString& passphrase, const QStringList& names)
{
    const QString text = bare(passphrase);
    const QString word = core(text);
    if (text.isEmpty())
        return QStringLiteral("没有文字和数字");
    if (weightOf(passphrase.simplified()) < lightest)
        return QStringLiteral("太短");
    if (everybodys().contains(text) || everybodys().contains(word))
        return QStringLiteral("人人都会先试");
    if (QSet<QChar>(text.begin(), text.end()).size() < fewestDifferent || repeats(text) || isRuns(text))
        return QStringLiteral("是相同、重复或连续的字符");
    if (word.isEmpty() && (isDate(text) || text.size() < fewestDigits))
        return QStringLiteral("只有数字");
    if (isName(word, names))
        return QStringLiteral("是姓名或单位名");
    if (isRuns(word) || repeats(word))
        return QStringLiteral("是相同、重复或连续的字符");
    return {};
}
} // namespace

Result<> strongEnough(const QString& passphrase, const QStringList& names)
{
    const QString why = weakness(passphrase, names);
    if (why.isEmpty())
        return {};
    return fail(ErrorKind::refused,
        QStringLiteral(
            "这个口令%1，太容易猜到，没有设。请至少用 8 个字母数字或 4 个汉字，把几个不相干的词连起来"
            "，例如“稻田白鹭七渡口”那样；不要用姓名、单位名、日期、连续或相同的字符")
            .arg(why));
}

} // namespace coop
