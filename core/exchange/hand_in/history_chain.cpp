#include "core/exchange/hand_in/history_chain.h"

#include "core/store/history/changes_since.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <cstring>

namespace coop
{

HistoryChain HistoryChain::of(const Workspace& workspace)
{
    HistoryChain chain;
    eachHash(workspace, [&](qint64 entry, const QByteArray& hash) {
        chain.hashes.resize(
            (entry - 1) * width, '\0'); // none is ever left out; if one is, it is like no other
        chain.hashes += QByteArray::fromHex(hash.left(2 * width)).leftJustified(width, '\0', true);
    });
    return chain;
}

HistoryChain HistoryChain::fromJson(const QJsonValue& value)
{
    HistoryChain chain;
    chain.hashes = QByteArray::fromBase64(value.toString().toLatin1());
    if (chain.hashes.size() % width != 0)
        chain.hashes.clear();
    return chain;
}

QJsonValue HistoryChain::toJson() const
{
    return QString::fromLatin1(hashes.toBase64());
}

qint64 HistoryChain::common(const HistoryChain& other) const
{
    const auto same = [&](qint64 entry) {
        return std::memcmp(hashes.constData() + (entry - 1) * width,
                   other.hashes.constData() + (entry - 1) * width, width)
            == 0;
    };
    // Where two entries are the same, all before them are.
    qint64 known = 0, different = std::min(newest(), other.newest()) + 1;
    while (different - known > 1) {
        const qint64 middle = known + (different - known) / 2;
        (same(middle) ? known : different) = middle;
    }
    return known;
}

} // namespace coop
