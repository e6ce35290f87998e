#include "core/store/door.h"

#include "core/base/text/worded.h"

namespace coop
{

namespace
{
constexpr Worded<Door> doorWords[] = {{Door::form, u"form"}, {Door::grid, u"grid"},
    {Door::importing, u"import"}, {Door::merge, u"merge"}, {Door::undo, u"undo"}, {Door::redo, u"redo"},
    {Door::making, u"new"}, {Door::see, u"see"}, {Door::print, u"print"}, {Door::coopctl, u"coopctl"},
    {Door::restore, u"restore"}, {Door::salvage, u"salvage"}, {Door::task, u"task"}, {Door::filing, u"sheet"},
    {Door::close, u"close"}, {Door::decide, u"decide"}, {Door::issue, u"issue"}, {Door::opened, u"opened"},
    {Door::submit, u"submit"}, {Door::receipt, u"receipt"}, {Door::settle, u"settle"},
    {Door::offices, u"offices"}, {Door::keys, u"keys"}};
} // namespace

QString toText(Door door)
{
    return wordOf(doorWords, door);
}

std::optional<Door> doorFrom(QStringView text)
{
    return valueOf(doorWords, text);
}

QList<Door> allDoors()
{
    QList<Door> all;
    for (const auto& each : doorWords)
        all += each.value;
    return all;
}

} // namespace coop
