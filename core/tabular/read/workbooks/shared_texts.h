#pragma once
#include <QByteArray>
#include <QList>
#include <optional>
#include <string_view>

namespace coop
{

/// Texts that the cells of a workbook share, each once, in one block of UTF-8.
class SharedTexts
{
public:
    /// False: more than the limits.
    bool add(std::string_view text);
    std::optional<std::string_view> at(qint64 index) const;
    qsizetype size() const { return ends.size(); }

private:
    QByteArray bytes;
    QList<quint32> ends;
};

/// ECMA-376's _xHHHH_ in a text, undone: _x000D_ is a line end, _x005F_ an underscore.
QByteArray withoutEscapes(std::string_view text);

} // namespace coop
