#include "core/store/file/gpkg_functions.h"

#include "core/store/file/gpkg_geometry.h"

#include <initializer_list>
#include <sqlite3.h>

namespace coop
{

namespace
{
std::optional<std::pair<double, double>> pointIn(sqlite3_value* value)
{
    if (sqlite3_value_type(value) != SQLITE_BLOB)
        return {};
    return fromGpkgPoint(
        QByteArray(static_cast<const char*>(sqlite3_value_blob(value)), sqlite3_value_bytes(value)));
}

void isEmpty(sqlite3_context* context, int, sqlite3_value** values)
{
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_int(context, pointIn(values[0]) ? 0 : 1);
}

void longitude(sqlite3_context* context, int, sqlite3_value** values)
{
    if (const auto point = pointIn(values[0]))
        sqlite3_result_double(context, point->first);
}

void latitude(sqlite3_context* context, int, sqlite3_value** values)
{
    if (const auto point = pointIn(values[0]))
        sqlite3_result_double(context, point->second);
}
} // namespace

void addGpkgFunctions(sqlite3* connection)
{
    const auto add = [&](const char* name, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function_v2(connection, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
            nullptr, function, nullptr, nullptr, nullptr);
    };
    add("ST_IsEmpty", isEmpty);
    for (const char* name : {"ST_MinX", "ST_MaxX"})
        add(name, longitude);
    for (const char* name : {"ST_MinY", "ST_MaxY"})
        add(name, latitude);
}

} // namespace coop
