#pragma once
#include <QButtonGroup>
#include <QWidget>

namespace coop
{

/// The column of pages at the left: icon and text, Alt+1 … choose, arrows move.
class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setCurrent(int page);

Q_SIGNALS:
    void chosen(int page);

private:
    QButtonGroup group;
};

} // namespace coop
