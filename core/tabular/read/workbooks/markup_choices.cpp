#include "core/tabular/read/workbooks/markup_choices.h"

#include "core/tabular/read/workbooks/xlsx_parts.h"

#include <algorithm>

namespace coop
{

namespace
{
constexpr std::string_view markupSpace = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Where Excel's own extensions live: what they put around rows and cells is still SpreadsheetML.
bool isKnownSpace(std::string_view space)
{
    return space.starts_with("http://schemas.microsoft.com/office/spreadsheetml/") || isSheetSpace(space);
}
} // namespace

void MarkupChoices::addPrefix(std::string_view prefix, std::string_view space)
{
    prefixes.emplace_back(prefix, space);
}

void MarkupChoices::dropPrefix(std::string_view prefix)
{
    const auto last = std::find_if(
        prefixes.rbegin(), prefixes.rend(), [&](const auto& each) { return each.first == prefix; });
    if (last != prefixes.rend())
        prefixes.erase(std::next(last).base());
}

bool MarkupChoices::understands(std::string_view required) const
{
    bool any = false;
    while (!required.empty()) {
        const auto end = std::min(required.find_first_of(" \t\r\n"), required.size());
        const std::string_view prefix = required.substr(0, end);
        required.remove_prefix(std::min(end + 1, required.size()));
        if (prefix.empty())
            continue;
        const auto named = std::find_if(
            prefixes.rbegin(), prefixes.rend(), [&](const auto& each) { return each.first == prefix; });
        if (named == prefixes.rend() || !isKnownSpace(named->second))
            return false;
        any = true;
    }
    return any;
}

bool MarkupChoices::takesStart(const XmlName& name, const XmlAttributes& attributes, int depth)
{
    constexpr size_t told = 8;
    if (isSkipping()) {
        if (depth == skipped + 1 && open.back().passedOver.size() < told)
            open.back().passedOver.emplace_back(name.local);
        return true;
    }
    const bool markup = name.space == markupSpace;
    if (markup && name.local == "AlternateContent") {
        open.push_back({depth});
        return true;
    }
    if (open.empty() || depth != open.back().depth + 1)
        return false;
    const bool counts = markup && !open.back().taken
        && (name.local == "Fallback"
            || (name.local == "Choice" && understands(attributes.value("Requires"))));
    open.back().taken = open.back().taken || counts;
    skipped = counts ? 0 : depth;
    return true;
}

bool MarkupChoices::takesEnd(int depth)
{
    if (isSkipping()) {
        skipped = depth == skipped ? 0 : skipped;
        return true;
    }
    if (open.empty() || depth > open.back().depth + 1)
        return false;
    if (depth == open.back().depth) {
        if (!open.back().taken)
            lost = std::move(open.back().passedOver);
        open.pop_back();
    }
    return true;
}

} // namespace coop
