#pragma once
#include <QByteArray>
#include <QList>
#include <QMap>
#include <QRectF>
#include <optional>

namespace coop
{

/// Objects put behind a PDF of Qt's, new ones and new states of its own; nothing that is there moves.
class PdfUpdate
{
public:
    /// Nothing when it is none that Qt wrote.
    static std::optional<PdfUpdate> of(const QByteArray& pdf);
    static QByteArray reference(int object); ///< 12 0 R

    int pageObject(int page) const { return pages[page]; }
    int annotationsOf(int page) const { return int(valueOf(object(pages[page]), "/Annots")); }
    int rootObject() const { return root; }
    int add() { return size++; } ///< its number
    void put(int object, const QByteArray& content) { changed[object] = content; }
    /// A dictionary with more entries than it had.
    void extend(int which, const QByteArray& entries);
    /// Content between obj and endobj as Qt wrote it; empty when there is no such object.
    QByteArray object(int which) const;

    /// In points from the bottom, as a PDF counts.
    QByteArray box(int page, const QRectF& mm) const;
    QByteArray destination(int page, double y) const;

    QByteArray written() const;

private:
    static qint64 valueOf(const QByteArray& dictionary, const char* key);
    double up(int page, double millimetres) const { return heights[page] - millimetres * 72 / 25.4; }

    QByteArray bytes;
    qint64 previous = 0;
    int size = 0, root = 0, info = 0;
    QList<int> pages;
    QList<double> heights; ///< points
    QMap<int, QByteArray> changed;
};

} // namespace coop
