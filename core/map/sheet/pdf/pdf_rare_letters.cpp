#include "core/map/sheet/pdf/pdf_rare_letters.h"

#include "core/map/sheet/pdf/pdf_update.h"

#include <QGlyphRun>
#include <QHash>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QRawFont>
#include <QRegularExpression>
#include <QSet>
#include <QTextBoundaryFinder>
#include <QTextLayout>
#include <QtAlgorithms>
#include <algorithm>
#include <climits>

namespace coop
{

namespace
{
struct Letter {
    QString text; ///< with its selector of a variant
    QFont font;
};

/// Listens to texts, draws nothing.
class ListeningEngine : public QPaintEngine
{
public:
    ListeningEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice* device) override { return device != nullptr; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& /*state*/) override { }
    void drawPath(const QPainterPath& /*path*/) override { }
    void drawPolygon(const QPointF* /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override { }
    void drawPolygon(const QPoint* /*points*/, int /*count*/, PolygonDrawMode /*mode*/) override { }
    void drawPixmap(const QRectF& /*to*/, const QPixmap& /*what*/, const QRectF& /*from*/) override { }
    void drawTiledPixmap(const QRectF& /*to*/, const QPixmap& /*what*/, const QPointF& /*from*/) override { }
    void drawImage(const QRectF& /*to*/, const QImage& /*what*/, const QRectF& /*from*/,
        Qt::ImageConversionFlags /*flags*/) override
    {
    }
    void drawTextItem(const QPointF& /*at*/, const QTextItem& item) override
    {
        const QString text = item.text();
        if (std::none_of(text.begin(), text.end(), [](QChar unit) { return unit.isSurrogate(); }))
            return;
        QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
        for (qsizetype from = 0, to = letters.toNextBoundary(); to > 0; to = letters.toNextBoundary()) {
            const QString letter = text.mid(from, to - from);
            if (std::any_of(letter.begin(), letter.end(), [](QChar unit) { return unit.isSurrogate(); }))
                heard.append({letter, item.font()});
            from = to;
        }
    }
    Type type() const override { return User; }

    QList<Letter> heard;
};

/// Paper as large as that of the PDF, so that everything is laid out alike.
class ListeningPaper : public QPaintDevice
{
public:
    ListeningPaper(QSizeF paperMm, int dotsPerInch)
        : size(paperMm)
        , dpi(dotsPerInch)
    {
    }
    QPaintEngine* paintEngine() const override { return &engine; }
    const QList<Letter>& heard() const { return engine.heard; }

protected:
    int metric(PaintDeviceMetric what) const override
    {
        constexpr double inch = 25.4;
        constexpr int depth = 32;
        switch (what) {
        case PdmWidth:
            return qRound(size.width() / inch * dpi);
        case PdmHeight:
            return qRound(size.height() / inch * dpi);
        case PdmWidthMM:
            return qRound(size.width());
        case PdmHeightMM:
            return qRound(size.height());
        case PdmNumColors:
            return INT_MAX;
        case PdmDepth:
            return depth;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return dpi;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    QSizeF size;
    int dpi;
    mutable ListeningEngine engine;
};

/// A font of the PDF, and its glyphs of which it does not say what they mean.
struct SilentFont {
    QString name; ///< as `plainName`
    int meanings = 0; ///< object
    QList<int> glyphs; ///< in the order in which they were drawn first
};

/// NotoSansCJKsc-Bold and Noto Sans CJK SC Bold are one font.
QString plainName(const QString& name)
{
    return name.toLower().remove(u' ').remove(u'-').remove(QStringLiteral("regular"));
}

int referenced(const QByteArray& dictionary, const QByteArray& key)
{
    const qsizetype at = dictionary.indexOf(key + ' ');
    constexpr qsizetype longest = 12;
    return at < 0 ? 0 : dictionary.mid(at + key.size(), longest).simplified().split(' ').first().toInt();
}

/// How many glyphs a font of the PDF has: its CIDSet has a bit for each.
int glyphCount(const PdfUpdate& objects, int font)
{
    const int descriptor = referenced(objects.object(font), "/FontDescriptor");
    const QByteArray set = objects.object(referenced(objects.object(descriptor), "/CIDSet"));
    const qsizetype begin = set.indexOf("stream\n") + 7, end = set.lastIndexOf("endstream");
    int count = 0;
    for (qsizetype at = begin; at < end && quint8(set[at]) >= 0x80; ++at)
        count += int(qPopulationCount(quint8(set[at])));
    return count;
}

/// Glyphs that a table of meanings does not have.
QList<int> silentGlyphs(const QByteArray& table, int count)
{
    // Each range begins a line; the letters of one stand behind it in brackets and look the same.
    static const QRegularExpression range(QStringLiteral("^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> (?:\\[|<)"),
        QRegularExpression::MultilineOption);
    const qsizetype begin = table.indexOf("beginbfrange");
    QSet<int> known{0}; // the box of a font that lacks a letter
    constexpr int hexadecimal = 16;
    for (auto found = range.globalMatch(QString::fromLatin1(table.mid(begin))); found.hasNext();) {
        const auto match = found.next();
        for (int i = match.captured(1).toInt(nullptr, hexadecimal),
                 end = match.captured(2).toInt(nullptr, hexadecimal);
             i <= end; ++i)
            known.insert(i);
    }
    QList<int> silent;
    for (int i = 1; i < count && begin >= 0; ++i)
        if (!known.contains(i))
            silent += i;
    return silent;
}

QList<SilentFont> silentFonts(const QByteArray& pdf, const PdfUpdate& objects)
{
    static const QRegularExpression font(
        QStringLiteral("/BaseFont /(\\S+)\\s+/Encoding /Identity-H\\s+/DescendantFonts "
                       "\\[(\\d+) 0 R\\]\\s+/ToUnicode (\\d+) 0 R"));
    QList<SilentFont> fonts;
    const QByteArray begins = "/Subtype /Type0";
    constexpr qsizetype longest = 400;
    for (qsizetype at = pdf.indexOf(begins); at >= 0; at = pdf.indexOf(begins, at + 1)) {
        const auto match = font.match(QString::fromLatin1(pdf.mid(at, longest)));
        if (!match.hasMatch())
            continue;
        const int meanings = match.captured(3).toInt();
        const QList<int> glyphs
            = silentGlyphs(objects.object(meanings), glyphCount(objects, match.captured(2).toInt()));
        if (!glyphs.isEmpty())
            fonts.append({plainName(match.captured(1)), meanings, glyphs});
    }
    return fonts;
}

/// Letters by the font that has them, each glyph once, in the order in which they were drawn first.
class Spelling
{
public:
    void add(const Letter& letter)
    {
        const auto key = letter.text + u'|' + letter.font.toString();
        if (done.contains(key))
            return;
        done.insert(key);
        QTextLayout layout(letter.text, letter.font);
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        // Without shaping, a pair of units has a glyph and an empty one.
        QRawFont font;
        quint32 glyph = 0;
        for (const QGlyphRun& run : layout.glyphRuns())
            for (const quint32 each : run.glyphIndexes()) {
                if (each == 0)
                    continue;
                if (glyph != 0)
                    return;
                glyph = each;
                font = run.rawFont();
            }
        if (glyph == 0)
            return;
        const QString name = plainName(font.familyName() + font.styleName());
        if (known(font, name).contains(glyph))
            return;
        QList<quint32>& have = glyphs[name];
        if (have.contains(glyph))
            return;
        have += glyph;
        letters[name] += letter.text;
    }
    QHash<QString, QStringList> letters;

private:
    /// Glyphs that a letter up to U+FFFF has as well: Qt says what they mean.
    const QSet<quint32>& known(const QRawFont& font, const QString& name)
    {
        QSet<quint32>& all = plain[name];
        if (all.isEmpty()) {
            QString simple;
            for (char16_t code = 1; code < 0xFFFE; ++code)
                if (!QChar::isSurrogate(code))
                    simple += QChar(code);
            for (const quint32 glyph : font.glyphIndexesForString(simple))
                all.insert(glyph);
        }
        return all;
    }

    QSet<QString> done;
    QHash<QString, QList<quint32>> glyphs;
    QHash<QString, QSet<quint32>> plain;
};

QByteArray withMeanings(QByteArray table, const QList<int>& glyphs, const QStringList& letters)
{
    constexpr qsizetype mostInABlock = 100;
    QByteArray more;
    for (qsizetype from = 0; from < glyphs.size(); from += mostInABlock) {
        const qsizetype count = std::min(mostInABlock, glyphs.size() - from);
        more += QByteArray::number(count) + " beginbfchar\n";
        for (qsizetype i = from; i < from + count; ++i) {
            const auto hex
                = [](int code) { return QByteArray::number(code, 16).toUpper().rightJustified(4, '0'); };
            more += '<' + hex(glyphs[i]) + "> <";
            for (const QChar unit : letters[i])
                more += hex(unit.unicode());
            more += ">\n";
        }
        more += "endbfchar\n";
    }
    const qsizetype open = table.indexOf("stream\n") + 7, close = table.lastIndexOf("endstream");
    table = table.mid(open, close - open).trimmed();
    table.insert(table.lastIndexOf("endcmap"), more);
    return "<<\n/Length " + QByteArray::number(table.size() + 1) + "\n>>\nstream\n" + table + "\nendstream";
}
} // namespace

QByteArray withRareLetters(
    const QByteArray& pdf, QSizeF paperMm, int dpi, const std::function<void(QPainter&)>& draw)
{
    auto update = PdfUpdate::of(pdf);
    const QList<SilentFont> fonts = update ? silentFonts(pdf, *update) : QList<SilentFont>();
    if (fonts.isEmpty())
        return pdf;
    ListeningPaper paper(paperMm, dpi);
    {
        QPainter painter(&paper);
        draw(painter);
    }
    Spelling spelling;
    for (const Letter& letter : paper.heard())
        spelling.add(letter);
    bool changed = false;
    for (const SilentFont& font : fonts) {
        // Where the numbers differ nobody can say which letter is which: nothing is better than a wrong one.
        const QStringList letters = spelling.letters.value(font.name);
        if (letters.size() != font.glyphs.size())
            continue;
        update->put(font.meanings, withMeanings(update->object(font.meanings), font.glyphs, letters));
        changed = true;
    }
    return changed ? update->written() : pdf;
}

} // namespace coop
