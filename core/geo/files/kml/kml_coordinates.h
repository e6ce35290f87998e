#pragma once
#include <QByteArray>
#include <QString>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace coop
{

/// "lon,lat[,height] …"; blanks beside a comma do not end a place.
class KmlCoordinates
{
public:
    explicit KmlCoordinates(const QString& text)
        : bytes(text.toUtf8())
    {
    }

    /// The next place; false at the end or where something is no number.
    bool next(double& x, double& y)
    {
        skip(" \t\r\n,");
        if (at >= bytes.size())
            return false;
        double values[3] = {0, 0, 0};
        int count = 0;
        for (;;) {
            if (!number(values[std::min(count, 2)]) || (count < 2 && !std::isfinite(values[count]))) {
                broken = true;
                return false;
            }
            ++count;
            skip(" \t\r\n");
            if (at >= bytes.size() || bytes[at] != ',')
                break;
            ++at;
            skip(" \t\r\n");
            if (at >= bytes.size())
                break;
        }
        if (count < 2 || count > 3) // 107,1,29,1 in decimal commas, or points that no blank parts
            broken = true;
        x = values[0];
        y = values[1];
        return !broken;
    }
    bool isBroken() const { return broken; }

private:
    void skip(const char* signs)
    {
        while (at < bytes.size() && strchr(signs, bytes[at]) != nullptr && bytes[at] != '\0')
            ++at;
    }
    bool number(double& value)
    {
        qsizetype end = at;
        while (end < bytes.size() && strchr(" \t\r\n,", bytes[end]) == nullptr)
            ++end;
        bool good = false;
        value = QByteArray::fromRawData(bytes.constData() + at, end - at).toDouble(&good);
        at = end;
        return good;
    }

    QByteArray bytes;
    qsizetype at = 0;
    bool broken = false;
};

} // namespace coop
