#pragma once
#include <QString>
#include <optional>

class QWidget;

namespace coop
{

struct ReasonAsked {
    bool optional = false;
    QString asked = QStringLiteral("原因"); ///< what the line is called
    QString hint = QStringLiteral("原因，会记入历史"); ///< in the line while it is empty
};
/// Asks why something is done (退回, 更正, 先封存); nothing when it is not done after all. `action` is what
/// the button says; it can be pressed when something was written, or at once when `optional`.
std::optional<QString> askReason(QWidget* parent, const QString& question, const QString& detail,
    const QString& action, const ReasonAsked& about = {});

} // namespace coop
