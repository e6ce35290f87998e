#pragma once
#include "core/base/period.h"

#include <QComboBox>

namespace coop
{

/// Chooses one of the quarters of some years.
class QuarterBox : public QComboBox
{
    Q_OBJECT
public:
    QuarterBox(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    /// Those of these years, and this one, or the nearest to it, as the chosen one.
    void offer(int firstYear, int lastYear, const Period& chosen);
    Period quarter() const; ///< only when some are offered
};

} // namespace coop
