#include "core/map/sheet/pdf/rare_letters.h"

#include <QGlyphRun>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QRawFont>
#include <QSet>
#include <QTextBoundaryFinder>
#include <QTextLayout>
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
        const QString name = plainFontName(font.familyName() + font.styleName());
        if (known(font, name).contains(glyph))
            return;
        QList<quint32>& have = glyphs[name];
        if (have.contains(glyph))
            return;
        have += glyph;
        letters[name] += letter.text;
    }
    LettersOfFonts letters;

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
} // namespace

LettersOfFonts rareLetters(QSizeF paperMm, int dpi, const std::function<void(QPainter&)>& draw)
{
    ListeningPaper paper(paperMm, dpi);
    {
        QPainter painter(&paper);
        draw(painter);
    }
    Spelling spelling;
    for (const Letter& letter : paper.heard())
        spelling.add(letter);
    return spelling.letters;
}

} // namespace coop
