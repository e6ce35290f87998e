#pragma once
#include "core/map/sheet/sheet.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace coop
{

/// What a printed sheet must carry, each with ✔ or ✘; what is missing is a link to where it is filled in.
class CheckList : public QWidget
{
    Q_OBJECT
public:
    explicit CheckList(QWidget* parent = nullptr);

    void show(const QList<MissingElement>& missing);

Q_SIGNALS:
    void fieldRequested(const QString& field);

private:
    QLabel* summary;
    QGridLayout* grid;
};

} // namespace coop
