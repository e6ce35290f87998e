#include "core/base/period.h"
#include "core/workflow/report/report_files.h"

#include <QBuffer>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentWriter>
#include <QTextTable>
#include <QtEndian>

namespace coop
{

namespace
{
/// The moments of a zip's entries set to one of its own: the same text gives the same bytes.
QByteArray withFixedMoments(QByteArray zip)
{
    const qsizetype end = zip.lastIndexOf(QByteArray("PK\x05\x06", 4));
    if (end < 0)
        return zip;
    auto* bytes = reinterpret_cast<uchar*>(zip.data());
    constexpr quint16 noon = 12 << 11, day = (44 << 9) | (1 << 5) | 1; // 2024-01-01 12:00
    qsizetype at = qFromLittleEndian<quint32>(bytes + end + 16);
    for (int left = qFromLittleEndian<quint16>(bytes + end + 10); left > 0 && at + 46 <= zip.size(); --left) {
        qToLittleEndian(noon, bytes + at + 12);
        qToLittleEndian(day, bytes + at + 14);
        if (const qsizetype local = qFromLittleEndian<quint32>(bytes + at + 42); local + 14 <= zip.size()) {
            qToLittleEndian(noon, bytes + local + 10);
            qToLittleEndian(day, bytes + local + 12);
        }
        at += 46 + qFromLittleEndian<quint16>(bytes + at + 28) + qFromLittleEndian<quint16>(bytes + at + 30)
            + qFromLittleEndian<quint16>(bytes + at + 32);
    }
    return zip;
}

class Text
{
public:
    Text()
        : cursor(&document)
    {
        QFont body;
        body.setFamilies({QStringLiteral("仿宋")}); // by name: WPS has it or takes its like
        body.setPointSizeF(16); // 三号, as official papers have it
        document.setDefaultFont(body);
    }

    void line(const QString& text, double points, Qt::Alignment alignment, bool bold)
    {
        QTextBlockFormat block;
        block.setAlignment(alignment);
        block.setBottomMargin(10);
        QTextCharFormat letters;
        letters.setFontPointSize(points);
        letters.setFontWeight(bold ? QFont::Bold : QFont::Normal);
        next(block, letters);
        cursor.insertText(text);
    }

    void paragraph(const QString& text)
    {
        QTextBlockFormat block;
        block.setTextIndent(32);
        block.setLineHeight(150, QTextBlockFormat::ProportionalHeight);
        QTextCharFormat letters;
        letters.setFontPointSize(16);
        next(block, letters);
        cursor.insertText(text);
    }

    void table(const SheetTable& content)
    {
        line(content.title, 14, Qt::AlignHCenter, true);
        QTextTableFormat format;
        format.setBorder(0.5);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellSpacing(0);
        format.setCellPadding(3);
        format.setHeaderRowCount(1);
        QTextTable* made
            = cursor.insertTable(int(content.rows.size()) + 1, int(content.headings.size()), format);
        const auto write = [&](int row, const QStringList& cells, bool bold) {
            for (int column = 0; column < content.headings.size(); ++column) {
                QTextCharFormat letters;
                letters.setFontPointSize(10.5);
                letters.setFontWeight(bold ? QFont::Bold : QFont::Normal);
                made->cellAt(row, column).firstCursorPosition().insertText(cells.value(column), letters);
            }
        };
        write(0, content.headings, true);
        for (int row = 0; row < content.rows.size(); ++row)
            write(row + 1, content.rows[row], false);
        cursor.movePosition(QTextCursor::End);
    }

    QByteArray bytes() const
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QTextDocumentWriter writer(&buffer, "odf");
        return writer.write(&document) ? withFixedMoments(buffer.data()) : QByteArray();
    }

private:
    void next(const QTextBlockFormat& block, const QTextCharFormat& letters)
    {
        if (first)
            cursor.setBlockFormat(block);
        else
            cursor.insertBlock(block);
        first = false;
        cursor.setCharFormat(letters);
    }

    QTextDocument document;
    QTextCursor cursor;
    bool first = true;
};
} // namespace

QByteArray reportText(const Report& report)
{
    Text text;
    text.line(report.title, 22, Qt::AlignHCenter, true);
    text.line(
        QStringLiteral("%1　%2").arg(report.producer, dateInWords(report.made)), 16, Qt::AlignHCenter, false);
    text.line(QStringLiteral("一、总体情况"), 16, Qt::AlignLeft, true);
    for (const QString& sentence : report.summary)
        text.paragraph(sentence);
    text.table(figuresTable(report));
    text.line(QStringLiteral("二、未报情况"), 16, Qt::AlignLeft, true);
    if (report.unreported.isEmpty())
        text.paragraph(QStringLiteral("各单位都已报送。"));
    for (const QString& line : report.unreported)
        text.paragraph(line + u'。');
    text.line(QStringLiteral("三、口径"), 16, Qt::AlignLeft, true);
    for (const ReportFigure& figure : report.figures)
        text.paragraph(QStringLiteral("%1（%2）：%3。")
                           .arg(figure.whole.indicator->title, figure.whole.indicator->unit,
                               figure.basis.join(QStringLiteral("；"))));
    text.paragraph(QStringLiteral("数据截止%1。").arg(dateInWords(report.dataUntil)));
    return text.bytes();
}

} // namespace coop
