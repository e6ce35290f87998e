#pragma once
#include <QHash>
#include <QString>

namespace coop
{

/// Stands for a text among millions: 128 bits instead of the text.
struct RowKey {
    quint64 high = 0, low = 0;
    explicit RowKey(const QString& text)
        : high(qHash(text, 0x9E3779B97F4A7C15u))
        , low(qHash(text, 0xC2B2AE3D27D4EB4Fu))
    {
    }
    bool operator==(const RowKey&) const = default;
};
inline size_t qHash(const RowKey& key, size_t seed = 0)
{
    return size_t(key.low) ^ seed;
}

} // namespace coop
