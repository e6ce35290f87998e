#include "core/map/sheet/pdf/pdf_update.h"

namespace coop
{

namespace
{
QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 3);
}
} // namespace

QByteArray PdfUpdate::reference(int object)
{
    return QByteArray::number(object) + " 0 R";
}

std::optional<PdfUpdate> PdfUpdate::of(const QByteArray& pdf)
{
    PdfUpdate update;
    update.bytes = pdf;
    const qsizetype trailer = pdf.lastIndexOf("trailer"), start = pdf.lastIndexOf("startxref");
    if (trailer < 0 || start < trailer)
        return std::nullopt;
    const QByteArray tail = pdf.mid(trailer, start - trailer);
    update.previous = pdf.mid(start + 9, 24).simplified().split(' ').first().toLongLong();
    update.size = int(valueOf(tail, "/Size"));
    update.root = int(valueOf(tail, "/Root"));
    update.info = int(valueOf(tail, "/Info"));
    const int tree = int(valueOf(update.object(update.root), "/Pages"));
    const QByteArray kids = update.object(tree);
    const qsizetype open = kids.indexOf("/Kids"), from = kids.indexOf('[', open),
                    to = kids.indexOf(']', from);
    if (open < 0 || from < 0 || to < 0)
        return std::nullopt;
    const QList<QByteArray> parts = kids.mid(from + 1, to - from - 1).simplified().split(' ');
    for (qsizetype i = 0; i + 2 < parts.size(); i += 3)
        update.pages += parts[i].toInt();
    for (const int page : std::as_const(update.pages)) {
        const QByteArray box = update.object(page);
        const qsizetype at = box.indexOf("/MediaBox");
        const QList<QByteArray> sides
            = box.mid(box.indexOf('[', at) + 1, box.indexOf(']', at) - box.indexOf('[', at) - 1)
                  .simplified()
                  .split(' ');
        if (at < 0 || sides.size() != 4)
            return std::nullopt;
        update.heights += sides[3].toDouble();
    }
    return update;
}

void PdfUpdate::extend(int which, const QByteArray& entries)
{
    QByteArray content = changed.contains(which) ? changed[which] : object(which);
    const qsizetype end = content.lastIndexOf(">>");
    content.insert(end, entries + '\n');
    put(which, content);
}

QByteArray PdfUpdate::object(int which) const
{
    const QByteArray head = '\n' + QByteArray::number(which) + " 0 obj\n";
    const qsizetype at = bytes.indexOf(head);
    const qsizetype end = bytes.indexOf("endobj", at);
    return at < 0 || end < 0 ? QByteArray() : bytes.mid(at + head.size(), end - at - head.size()).trimmed();
}

qint64 PdfUpdate::valueOf(const QByteArray& dictionary, const char* key)
{
    const qsizetype at = dictionary.indexOf(key);
    return at < 0
        ? 0
        : dictionary.mid(at + qsizetype(qstrlen(key)), 24).simplified().split(' ').first().toLongLong();
}

QByteArray PdfUpdate::box(int page, const QRectF& mm) const
{
    return '[' + number(mm.left() * 72 / 25.4) + ' ' + number(up(page, mm.bottom())) + ' '
        + number(mm.right() * 72 / 25.4) + ' ' + number(up(page, mm.top())) + ']';
}

QByteArray PdfUpdate::destination(int page, double y) const
{
    return '[' + reference(pages[page]) + " /XYZ 0 " + number(up(page, y)) + " null]";
}

QByteArray PdfUpdate::written() const
{
    QByteArray out = bytes;
    QByteArray table = "xref\n";
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        table += QByteArray::number(it.key()) + " 1\n"
            + QByteArray::number(out.size()).rightJustified(10, '0') + " 00000 n \n";
        out += QByteArray::number(it.key()) + " 0 obj\n" + it.value() + "\nendobj\n";
    }
    const qsizetype start = out.size();
    return out + table + "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Root " + reference(root)
        + "\n/Info " + reference(info) + "\n/Prev " + QByteArray::number(previous) + "\n>>\nstartxref\n"
        + QByteArray::number(start) + "\n%%EOF\n";
}

} // namespace coop
