#include "ui/look/icons.h"

#include "ui/look/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace coop
{

namespace
{

/// Draws an SVG at any size and lets only its shape count: the colour comes from the theme.
class TintedSvg : public QIconEngine
{
public:
    TintedSvg(QString svgFile, QColor fixed)
        : file(std::move(svgFile))
        , fixedColour(fixed)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1;
        QPixmap pixmap = scaledPixmap(rect.size() * scale, mode, state, scale);
        painter->drawPixmap(rect, pixmap);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        const QColor colour = colourOf(mode, state);
        const QString key
            = QStringLiteral("%1 %2x%3 %4").arg(file).arg(size.width()).arg(size.height()).arg(colour.name());
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        QSvgRenderer(file).render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(result.rect(), colour);
        painter.end();
        QPixmapCache::insert(key, result);
        return result;
    }
    QIconEngine* clone() const override { return new TintedSvg(file, fixedColour); }

private:
    QColor colourOf(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return theme::strongLine;
        if (fixedColour.isValid())
            return fixedColour;
        return state == QIcon::On || mode == QIcon::Selected ? theme::accent : theme::secondText;
    }

    QString file;
    QColor fixedColour;
};

} // namespace

QIcon icon(const QString& name)
{
    return icon(name, QColor());
}

QIcon icon(const QString& name, const QColor& colour)
{
    const QString file = QStringLiteral(":/icons/%1.svg").arg(name);
    if (!QFile::exists(file))
        qWarning("icon %s is not in resources/icons.txt", qPrintable(name));
    return QIcon(new TintedSvg(file, colour));
}

} // namespace coop
