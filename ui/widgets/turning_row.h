#pragma once
#include <QWidget>

class QBoxLayout;

namespace coop
{

/// Two groups of tools: side by side, or one below the other where a page has no room for both. The second
/// gets what the first leaves.
class TurningRow : public QWidget
{
    Q_OBJECT
public:
    TurningRow(QWidget* first, QWidget* second, QWidget* parent = nullptr);

    /// As narrow as the wider of the two, so that a page may become so narrow that it turns.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void turn();

    QWidget* left;
    QWidget* right;
    QBoxLayout* row;
};

/// Widgets in a line; the room that is left stands behind them, or before them.
QWidget* toolGroup(const QList<QWidget*>& tools, bool atTheRight = false);

} // namespace coop
