#include "core/tabular/workbook/workbook_file.h"

#include "core/base/quiet_stderr.h"
#include "core/tabular/read/workbooks/zip_package.h"

#include <QFileInfo>
#include <QStringList>
#include <QXmlStreamReader>
#include <utility>

namespace coop
{

namespace
{
lxw_workbook* newBook(const QString& file)
{
    QByteArray folder = QFileInfo(file).absolutePath().toUtf8();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();
    return workbook_new_opt(file.toUtf8().constData(), &options);
}

/// Whether the XML is complete and its lists are as long as they say.
bool isWholeXml(const QByteArray& bytes)
{
    static const QStringList counted{QStringLiteral("fonts"), QStringLiteral("fills"),
        QStringLiteral("borders"), QStringLiteral("cellStyleXfs"), QStringLiteral("cellXfs"),
        QStringLiteral("cellStyles"), QStringLiteral("mergeCells"), QStringLiteral("dataValidations")};
    struct Open {
        qint64 announced; ///< -1: says nothing
        qint64 children = 0;
    };
    QList<Open> open;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            if (!open.isEmpty())
                ++open.last().children;
            const auto count = xml.attributes().value(QStringLiteral("count"));
            open += Open{counted.contains(xml.name()) && !count.isEmpty() ? count.toLongLong() : -1};
        } else if (token == QXmlStreamReader::EndElement) {
            const Open element = open.takeLast();
            if (element.announced >= 0 && element.announced != element.children)
                return false;
        }
    }
    return !xml.hasError();
}

/// A sheet's XML in two parts: its rows, of which only the length is looked at, and what stands around them.
class WorksheetXml
{
public:
    void add(const QByteArray& piece)
    {
        window += piece;
        if (part == Part::before)
            if (const qsizetype at = window.indexOf(begin); at >= 0) {
                around += window.left(at + begin.size());
                window = window.mid(at + begin.size());
                part = Part::rows;
            }
        if (part == Part::rows) {
            const qsizetype at = window.indexOf(end);
            const qsizetype passed = at >= 0 ? at : qMax<qsizetype>(0, window.size() - end.size() + 1);
            rows += passed;
            window = window.mid(passed);
            if (at >= 0)
                part = Part::behind;
        }
        if (part == Part::behind)
            around += std::exchange(window, {});
    }
    bool isWhole(qint64 bytesOfRows) const
    {
        return rows == bytesOfRows && part != Part::rows && isWholeXml(around + window);
    }

private:
    enum class Part { before, rows, behind };
    const QByteArray begin = QByteArrayLiteral("<sheetData>");
    const QByteArray end = QByteArrayLiteral("</sheetData>");
    Part part = Part::before;
    QByteArray window, around;
    qint64 rows = 0;
};
} // namespace

WorkbookFile::WorkbookFile(QString path)
    : file(std::move(path))
    , workbook(newBook(file))
{
}

WorkbookFile::~WorkbookFile()
{
    // Given up: the library closes its files only when it writes them into the package.
    if (workbook != nullptr)
        for (const lxw_worksheet* sheet : std::as_const(sheets))
            if (sheet->optimize_tmpfile != nullptr)
                std::fclose(sheet->optimize_tmpfile);
    lxw_workbook_free(workbook);
    lxw_worksheet_free(stray);
}

lxw_worksheet* WorkbookFile::addWorksheet(const QString& name)
{
    lxw_worksheet* sheet = nullptr;
    {
        const QuietStderr quiet;
        sheet = workbook_add_worksheet(workbook, name.toUtf8().constData());
    }
    if (sheet != nullptr) {
        sheets += sheet;
        return sheet;
    }
    if (stray == nullptr)
        stray = lxw_worksheet_new(nullptr);
    return stray;
}

std::optional<QList<qint64>> WorkbookFile::rowBytes() const
{
    if (stray != nullptr)
        return std::nullopt;
    QList<qint64> bytes;
    for (lxw_worksheet* sheet : sheets) {
        lxw_worksheet_write_single_row(sheet); // the last one
        FILE* rows = sheet->optimize_tmpfile;
        if (rows == nullptr || std::fflush(rows) != 0 || std::ferror(rows) != 0)
            return std::nullopt;
        bytes += qint64(std::ftell(rows));
    }
    return bytes;
}

Result<> WorkbookFile::close()
{
    const auto rows = rowBytes();
    bool closed = false;
    if (rows) {
        const QuietStderr quiet;
        closed = workbook_close(std::exchange(workbook, nullptr)) == LXW_NO_ERROR;
    }
    if (closed && isWholeWorkbook(file, *rows))
        return {};
    return fail(ErrorKind::fileUnwritable,
        QStringLiteral("工作簿“%1”没有写完整：磁盘可能已满，或者被拔出。请检查磁盘空间，然后再试；"
                       "原来的文件没有改动")
            .arg(QFileInfo(file).fileName()));
}

bool isWholeWorkbook(const QString& file, const QList<qint64>& rowBytes)
{
    auto package = ZipPackage::open(file, true);
    if (!package)
        return false;
    QStringList missing{QStringLiteral("[content_types].xml"), QStringLiteral("_rels/.rels"),
        QStringLiteral("xl/workbook.xml"), QStringLiteral("xl/styles.xml"),
        QStringLiteral("xl/_rels/workbook.xml.rels")};
    QHash<QString, qint64> sheets;
    for (qsizetype i = 0; i < rowBytes.size(); ++i) {
        const QString name = QStringLiteral("xl/worksheets/sheet%1.xml").arg(i + 1);
        sheets.insert(name, rowBytes[i]);
        missing += name;
    }
    for (const QString& name : package->names()) {
        missing.removeAll(name);
        WorksheetXml sheet;
        QByteArray whole;
        const bool isSheet = sheets.contains(name);
        const auto read = package->read(name, [&](QByteArrayView piece) {
            if (isSheet)
                sheet.add(piece.toByteArray());
            else
                whole += piece;
            return true;
        });
        if (!read || !(isSheet ? sheet.isWhole(sheets.value(name)) : isWholeXml(whole)))
            return false;
    }
    return missing.isEmpty();
}

} // namespace coop
