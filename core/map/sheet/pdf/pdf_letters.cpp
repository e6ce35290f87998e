#include "core/map/sheet/pdf/pdf_letters.h"

#include "core/map/sheet/pdf/qpdf.h"

#include <QMap>
#include <QStringConverter>
#include <QtAlgorithms>
#include <algorithm>
#include <optional>

namespace coop
{

namespace
{
using Meanings = QMap<int, QString>; ///< of glyphs

/// The character that looks like a radical; the same code when it is no radical.
QChar ordinary(QChar code)
{
    if (code >= u'\u2F00' && code <= u'\u2FD5') // Kangxi radicals: Unicode decomposes them
        return QString(code).normalized(QString::NormalizationForm_KC).at(0);
    // CJK radicals that are simplified characters of their own; Unicode does not decompose these.
    static const QString radicals
        = QStringLiteral("⺁⺟⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻭⻮⻰⻳");
    static const QString characters
        = QStringLiteral("厂母民王虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐歯齿龙龟");
    const auto at = radicals.indexOf(code);
    return at < 0 ? code : characters[at];
}

/// Reads a font's table of meanings (ISO 32000-1, 9.10.3), whose ranges look like the contents of a page.
class MeaningReader : public QPDFObjectHandle::ParserCallbacks
{
public:
    void handleObject(QPDFObjectHandle object, size_t /*offset*/, size_t /*length*/) override
    {
        if (!object.isOperator()) {
            operands.push_back(object);
            return;
        }
        if (object.getOperatorValue() == "endbfrange")
            for (size_t i = 0; i + 2 < operands.size(); i += 3)
                addRange(number(operands[i]), number(operands[i + 1]), operands[i + 2]);
        if (object.getOperatorValue() == "endbfchar") // not by Qt 6.4
            for (size_t i = 0; i + 1 < operands.size(); i += 2)
                addRange(number(operands[i]), number(operands[i]), operands[i + 1]);
        operands.clear();
    }
    void handleEOF() override { }
    Meanings read;

private:
    static QString text(const QPDFObjectHandle& string)
    {
        const std::string units = QPDFObjectHandle(string).getStringValue();
        return QStringDecoder(QStringConverter::Utf16BE)(
            QByteArrayView(units.data(), qsizetype(units.size())));
    }
    static int number(const QPDFObjectHandle& string) { return text(string).at(0).unicode(); }
    void addRange(int first, int last, QPDFObjectHandle meant)
    {
        for (int glyph = first; glyph <= last; ++glyph)
            if (meant.isArray())
                read[glyph] = text(meant.getArrayItem(glyph - first));
            else {
                QString letter = text(meant);
                letter.back() = QChar(letter.back().unicode() + (glyph - first));
                read[glyph] = letter;
            }
    }

    std::vector<QPDFObjectHandle> operands;
};

std::string tableOf(const Meanings& meanings)
{
    const auto hex = [](const QString& units) {
        return '<' + QByteArray(QStringEncoder(QStringConverter::Utf16BE)(units)).toHex().toUpper() + '>';
    };
    QByteArray table = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                       "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr qsizetype mostInABlock = 100;
    qsizetype rest = meanings.size(), block = 0;
    for (auto it = meanings.begin(); it != meanings.end(); ++it) {
        if (block == 0) {
            block = std::min(mostInABlock, rest);
            table += QByteArray::number(block) + " beginbfchar\n";
        }
        table += hex(QChar(it.key())) + ' ' + hex(it.value()) + '\n';
        --rest;
        if (--block == 0)
            table += "endbfchar\n";
    }
    return (table + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toStdString();
}

/// How many glyphs a font has: its CIDSet has a bit for each. 0: it does not say.
int glyphCount(QPDFObjectHandle font)
{
    QPDFObjectHandle descriptor = font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
    if (!descriptor.isDictionary() || !descriptor.getKey("/CIDSet").isStream())
        return 0;
    const auto set = descriptor.getKey("/CIDSet").getStreamData();
    int count = 0;
    for (size_t i = 0; i < set->getSize(); ++i)
        count += int(qPopulationCount(quint8(set->getBuffer()[i])));
    return count;
}

QList<int> silentGlyphs(const Meanings& meanings, int count)
{
    QList<int> silent;
    for (int glyph = 1; glyph < count; ++glyph) // 0: the box of a font that lacks a letter
        if (!meanings.contains(glyph))
            silent += glyph;
    return silent;
}
} // namespace

QString plainFontName(const QString& name)
{
    return name.toLower().remove(u' ').remove(u'-').remove(QStringLiteral("regular"));
}

void nameGlyphs(QPDF& pdf, const std::function<LettersOfFonts()>& rare)
{
    std::optional<LettersOfFonts> named;
    for (QPDFObjectHandle font : pdf.getAllObjects()) {
        if (!font.isDictionaryOfType("/Font", "/Type0") || !font.hasKey("/ToUnicode"))
            continue;
        QPDFObjectHandle table = font.getKey("/ToUnicode");
        MeaningReader reader;
        table.parseAsContents(&reader);
        Meanings& meanings = reader.read;
        for (QString& meaning : meanings)
            for (QChar& unit : meaning)
                unit = ordinary(unit);
        if (const QList<int> silent = silentGlyphs(meanings, glyphCount(font)); !silent.isEmpty()) {
            if (!named)
                named = rare();
            const QString name = QString::fromStdString(font.getKey("/BaseFont").getName().substr(1));
            const QStringList letters = named->value(plainFontName(name));
            // Where the numbers differ nobody can say which letter is which: nothing is better than a wrong
            // one.
            for (qsizetype i = 0; i < silent.size() && letters.size() == silent.size(); ++i)
                meanings[silent[i]] = letters[i];
        }
        table.replaceStreamData(tableOf(meanings), QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    }
}

} // namespace coop
