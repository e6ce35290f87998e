#include "core/base/decimal.h"
#include "core/domain/field_text.h"
#include "core/store/workspace.h"
#include "core/tabular/export/exporter.h"
#include "tests/bench/example_workspace.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <ctime>
#include <functional>
#include <xlsxwriter.h>

using namespace coop;

namespace
{
constexpr int manyRows = 100000;
constexpr int times = 3;
constexpr double never = 1e9;

/// Ten years of services, in memory only.
QList<Record> manyServices(const Workspace& workspace)
{
    const RegistrySpec& spec = *workspace.registries().find(u"services");
    const auto outlets = workspace.rows({.registry = QStringLiteral("outlets")});
    QList<Record> rows;
    for (int i = 0; i < manyRows; ++i) {
        const Record& outlet = (*outlets)[i % outlets->size()];
        Record row(spec);
        row.set(u"code", QStringLiteral("FW1-%1").arg(i, 6, 10, QChar(u'0')));
        row.set(u"month", QStringLiteral("%1-%2").arg(2017 + i % 10).arg(1 + i % 12, 2, 10, QChar(u'0')));
        row.set(u"township", outlet[u"township"]);
        row.set(u"provider", outlet.id);
        row.set(u"stage", QStringLiteral("耕"));
        row.set(u"mode", QStringLiteral("菜单式"));
        row.set(u"scope", QStringLiteral("多环节"));
        row.set(u"crop", QStringLiteral("作物%1").arg(i));
        row.set(u"area", qint64(1000 + i % 9000));
        row.set(u"times", qint64(1 + i % 3));
        row.set(u"mu_times", row[u"area"].number() * row[u"times"].number());
        row.set(u"subsidised", qint64(i % 2));
        rows += row;
    }
    return rows;
}

/// A cell as the library takes it.
struct Cell {
    QByteArray text;
    double number = 0;
    bool isNumber = false;
};

QList<QList<Cell>> cellsOf(const Workspace& workspace, const QList<Record>& rows)
{
    QList<QList<Cell>> cells;
    for (const Record& row : rows) {
        QList<Cell> line;
        for (int i = 0; i < row.spec().fields.size(); ++i) {
            const FieldSpec& field = row.spec().fields[i];
            if (field.isNumeric() && row.at(i).isNumber())
                line += Cell{{}, double(row.at(i).number()) / double(powerOfTen(field.scale)), true};
            else
                line += Cell{formatField(field, row.at(i), workspace.lookup()).toUtf8()};
        }
        cells += line;
    }
    return cells;
}

/// The least that the same table costs.
void bare(const QList<QList<Cell>>& cells, const QString& path, bool constantMemory)
{
    lxw_workbook_options options{};
    options.constant_memory = constantMemory ? LXW_TRUE : LXW_FALSE;
    lxw_workbook* book = workbook_new_opt(path.toUtf8().constData(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    lxw_format* format = workbook_add_format(book);
    format_set_border(format, LXW_BORDER_THIN);
    for (lxw_row_t row = 0; row < lxw_row_t(cells.size()); ++row)
        for (lxw_col_t column = 0; column < lxw_col_t(cells[row].size()); ++column) {
            const Cell& cell = cells[row][column];
            if (cell.isNumber)
                worksheet_write_number(sheet, row, column, cell.number, format);
            else if (cell.text.isEmpty())
                worksheet_write_blank(sheet, row, column, format);
            else
                worksheet_write_string(sheet, row, column, cell.text.constData(), format);
        }
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
}

/// Processor seconds of one run: the machine may have other work.
double secondsOf(const std::function<void()>& work)
{
    const std::clock_t begun = std::clock();
    work();
    return double(std::clock() - begun) / CLOCKS_PER_SEC;
}

/// Megabytes that the process held at most since `forgetPeak` (Linux only; else 0).
double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    return 0;
}

void forgetPeak()
{
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
}
} // namespace

TEST_CASE("export of 100,000 services against bare libxlsxwriter, and memory")
{
    const QTemporaryDir folder;
    const auto workspace = Workspace::open(exampleWorkspace(), Workspace::Access::read);
    const QList<Record> rows = manyServices(**workspace);
    const auto file = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
    const auto write = [&](const QString& path) {
        REQUIRE(
            exportTable(**workspace, {.registry = QStringLiteral("services"), .path = path, .rows = rows}));
    };
    forgetPeak();
    const double before = peakMegabytes();
    write(file("memory.xlsx"));
    const double memory = peakMegabytes() - before;
    const auto cells = cellsOf(**workspace, rows);
    double ours = never, csv = never, lean = never, usual = never;
    for (int i = 0; i < times; ++i) { // in turn, so that all have the same weather
        ours = std::min(ours, secondsOf([&] { write(file("ours.xlsx")); }));
        lean = std::min(lean, secondsOf([&] { bare(cells, file("lean.xlsx"), true); }));
        usual = std::min(usual, secondsOf([&] { bare(cells, file("usual.xlsx"), false); }));
        csv = std::min(csv, secondsOf([&] { write(file("ours.csv")); }));
    }
    WARN("100,000 services: .xlsx " << ours << " s, bare libxlsxwriter " << lean << " s (constant memory) "
                                    << usual << " s (in memory); ratio " << ours / lean << " and "
                                    << ours / usual << "; .csv " << csv << " s; memory for .xlsx " << memory
                                    << " MB; file " << double(QFileInfo(file("ours.xlsx")).size()) / 1e6
                                    << " MB");
    CHECK(QFileInfo(file("ours.xlsx")).size() > 1'000'000);
}
