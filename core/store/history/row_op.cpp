#include "core/store/history/row_op.h"

#include "core/base/text/worded.h"

namespace coop
{

namespace
{
constexpr Worded<RowOp> opWords[]
    = {{RowOp::add, u"add"}, {RowOp::change, u"change"}, {RowOp::remove, u"remove"}};
} // namespace

QString toText(RowOp op)
{
    return wordOf(opWords, op);
}

std::optional<RowOp> rowOpFrom(QStringView text)
{
    return valueOf(opWords, text);
}

} // namespace coop
