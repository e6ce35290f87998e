#pragma once
#include "core/geo/coordinates/datum.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace coop
{

/// Of which datum the coordinates of a file are, and what is done when nobody says.
class DatumChoice : public QWidget
{
    Q_OBJECT
public:
    explicit DatumChoice(QWidget* parent = nullptr);

    void setDatum(Datum datum);
    Datum datum() const;
    /// Only where there are coordinates; `assumes`: nothing in the file says what they are.
    void offer(bool wanted, bool assumes);

Q_SIGNALS:
    void chosen();

private:
    QComboBox* box;
    QLabel* note;
};

} // namespace coop
