#pragma once
#include <QPushButton>

class QLabel;

namespace coop
{

/// One of the big doors of 数据交换: an icon, a verb and a line that says what happens behind it.
class DoorButton : public QPushButton
{
    Q_OBJECT
public:
    DoorButton(const QString& id, const QString& iconName, const QString& title, const QString& line,
        QWidget* parent = nullptr);
    /// A closed door says why.
    void setClosed(const QString& why);
    /// Alt and a letter open it from anywhere on the page; the tool tip says so.
    void setKeys(const QKeySequence& keys);

private:
    QString open, keysTip;
    QLabel* text;
};

} // namespace coop
