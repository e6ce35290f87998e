#include "core/tabular/read/workbooks/cell_reference.h"

#include "core/tabular/read/table_limits.h"

#include <algorithm>

namespace coop
{

std::optional<CellReference> CellReference::of(std::string_view text)
{
    qint64 column = 0, row = 0;
    size_t i = 0;
    const auto dollar = [&] { i += i < text.size() && text[i] == '$' ? 1 : 0; };
    dollar();
    for (; i < text.size(); ++i) {
        const char c = text[i] >= 'a' && text[i] <= 'z' ? char(text[i] - 'a' + 'A') : text[i];
        if (c < 'A' || c > 'Z')
            break;
        column = std::min<qint64>(column * 26 + (c - 'A' + 1), table_limits::columns + 1);
    }
    dollar();
    const size_t digits = i;
    for (; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        row = std::min<qint64>(row * 10 + (text[i] - '0'), table_limits::rows + 1);
    }
    if ((column == 0 && row == 0) || (digits < text.size() && row == 0))
        return std::nullopt;
    return CellReference{int(row) - 1, int(column) - 1};
}

std::optional<MergedRange> rangeOf(std::string_view text)
{
    const auto colon = text.find(':');
    const auto first = CellReference::of(text.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : CellReference::of(text.substr(colon + 1));
    if (!first || !last || first->row < 0 || first->column < 0 || last->row < 0 || last->column < 0)
        return std::nullopt;
    return MergedRange{std::min(first->row, last->row), std::min(first->column, last->column),
        std::max(first->row, last->row), std::max(first->column, last->column)};
}

} // namespace coop
