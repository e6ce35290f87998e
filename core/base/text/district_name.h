#pragma once
#include <QString>
#include <QStringList>

namespace coop
{

/// What a district is called in front of the names of its townships: 重庆市某某区, 某某区, 重庆某某.
class DistrictName
{
public:
    DistrictName() = default;
    /// `code`: of six digits; its first two say the province.
    DistrictName(const QString& code, const QString& name);

    /// A name without the district's and the wider ones in front of it, as `comparable`: 重庆市某某区甲街道
    /// → 甲街道. Empty when they do not stand there, or nothing behind them.
    QString within(const QString& text) const;

private:
    QStringList names; ///< whole and without its kind, comparable
    QStringList wider; ///< the province likewise
    bool ofProvince = true; ///< prefectures lie between
};

} // namespace coop
