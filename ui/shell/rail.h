#pragma once
#include <QButtonGroup>
#include <QKeySequence>
#include <QWidget>

namespace coop
{

/// The column of pages at the left: icon and text, arrows move; Alt+1 … choose, through who holds the rail.
class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    static QKeySequence keysOf(int page);
    void setCurrent(int page);
    /// How many things wait on a page, behind its name: 填报 (2); 0 shows none.
    void setWaiting(const QString& page, int count);

Q_SIGNALS:
    void chosen(int page);

private:
    QButtonGroup group;
};

} // namespace coop
