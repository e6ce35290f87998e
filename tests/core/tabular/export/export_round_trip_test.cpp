#include "core/tabular/export/exporter.h"
#include "tests/core/tabular/random_rows.h"
#include "tests/core/tabular/table_files.h"

#include <cmath>
#include <rapidcheck.h>

using namespace coop;

namespace
{
int wantedCases()
{
    const int wanted = qEnvironmentVariableIntValue("COOP_PROPERTY_CASES");
    return wanted > 0 ? wanted : 5;
}

/// A closed workspace with rows to refer to, some of them with the same name.
const QString& original()
{
    static const TableTest made = [] {
        TableTest test;
        for (const char16_t* place : {u"大观镇", u"水江镇", u"南平镇"}) {
            const RowId township = test.township(QString::fromUtf16(place));
            test.add("outlets", {{u"name", QStringLiteral("同名社")}, {u"township", township}});
            test.add("centres",
                {{u"name", QString::fromUtf16(place) + QStringLiteral("中心")},
                    {u"level", QStringLiteral("乡镇级")}, {u"township", township},
                    {u"status", QStringLiteral("筹建")}});
            test.add("members",
                {{u"name", QStringLiteral("同名社")}, {u"kind", QStringLiteral("农民合作社")},
                    {u"township", township}});
        }
        test.workspace.reset();
        return test;
    }();
    return made.path;
}

std::unique_ptr<Workspace> copyOf(const QString& file, const QString& to)
{
    QFile::remove(to);
    REQUIRE(QFile::copy(file, to));
    return need(Workspace::open(to, Workspace::Access::write));
}

void nothing(const QString& wrong)
{
    if (!wrong.isEmpty())
        RC_FAIL(wrong.toStdString());
}

ImportReport take(Workspace& workspace, const QString& registry, const QString& file)
{
    ImportRequest asked = TableTest::request("", file);
    asked.registry = registry;
    asked.backUpFirst = false;
    auto report = importTable(workspace, asked);
    nothing(report ? QString() : report.error().text);
    return *report;
}

bool same(const FieldValue& a, const FieldValue& b)
{
    // Seven decimals of a degree are a centimetre.
    return a == b || (a.isReal() && b.isReal() && std::abs(a.real() - b.real()) < 1e-7);
}

/// What came out differently, a line for each field.
QString differences(const Workspace& workspace, const QList<Record>& rows, const Workspace& other)
{
    QStringList found;
    for (const Record& row : rows) {
        const auto there = other.rowByCode(row.spec().id, row.code());
        if (!there) {
            found += row.code() + QStringLiteral(" is not there");
            continue;
        }
        for (int i = 0; i < row.spec().fields.size(); ++i)
            if (const FieldSpec& field = row.spec().fields[i]; !same(row.at(i), there->at(i)))
                found += QStringLiteral("%1 %2: “%3” came back as “%4”")
                             .arg(row.code(), field.id, formatField(field, row.at(i), workspace.lookup()),
                                 formatField(field, there->at(i), other.lookup()));
    }
    return found.join(u'\n');
}

/// One case: random rows go out, come into the same workspace (nothing changes) and into one without them.
void roundTrip(const RegistrySpec& spec, const QString& ending, quint32 seed)
{
    const QTemporaryDir folder;
    const auto workspace = copyOf(original(), folder.filePath(QStringLiteral("有.gpkg")));
    const auto without = copyOf(original(), folder.filePath(QStringLiteral("无.gpkg")));
    const QList<Record> rows = RandomRows(seed).add(*workspace, spec, 12);
    REQUIRE(rows.size() > 2);
    const QString file = folder.filePath(QStringLiteral("导出.") + ending);

    RC_ASSERT(exportTable(*workspace, {.registry = spec.id, .path = file, .rows = rows}).has_value());
    const qint64 version = workspace->dataVersion();
    const ImportReport again = take(*workspace, spec.id, file);
    nothing(QString::fromStdString(reasons(again)));
    nothing(differences(*workspace, rows, *workspace));
    RC_ASSERT(again.unchanged == rows.size());
    RC_ASSERT(workspace->dataVersion() == version);

    RC_ASSERT(exportTable(*workspace, {.registry = spec.id, .path = file, .rows = rows, .personal = true})
                  .has_value());
    const ImportReport fresh = take(*without, spec.id, file);
    nothing(QString::fromStdString(reasons(fresh)));
    RC_ASSERT(fresh.added == rows.size());
    nothing(differences(*workspace, rows, *without));
}
} // namespace

TEST_CASE("random rows of every ledger come back from every kind of file as they were", "[properties]")
{
    for (const RegistrySpec* spec : standardRegistries().ledgers())
        for (const QString& ending : exportEndings(*spec)) {
            int cases = 0;
            bool good = true;
            // A check plays a hundred, and every check of a process draws the same seeds again.
            for (quint32 round = 0; good && cases < wantedCases(); ++round) {
                good = rc::check((spec->id + u' ' + ending).toStdString(), [&] {
                    if (cases++ < wantedCases())
                        roundTrip(
                            *spec, ending, *rc::gen::inRange<quint32>(0, 1'000'000) + 1'000'003U * round);
                });
                CHECK(good);
            }
        }
}
