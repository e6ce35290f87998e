#pragma once
#include "core/tabular/export/figure_table.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPainter;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace coop
{

class ElidedLabel;

/// A chart in its pane: heading, the chart or the table of its numbers, 口径 below, and a menu (⋯ or the
/// right button) that copies the picture or the numbers and saves them as PNG, SVG, Excel or CSV.
class ChartPane : public QFrame
{
    Q_OBJECT
public:
    /// `name` is what screen readers and the object names of the parts say: years, course, parts, ranking.
    ChartPane(const QString& name, QWidget* chart, QWidget* parent = nullptr);

    /// The heading of the pane; the table's title is that of pictures and files.
    void setHeading(const QString& heading);
    /// The numbers, and under them the notes as the line of 口径.
    void setTable(const FigureTable& table);
    /// Says what there is instead of a chart; empty shows the chart again.
    void setNothing(const QString& why);
    /// A control right of the heading.
    void addTool(QWidget* tool);
    QMenu* menu() const { return actions; }

    /// The chart with its title and 口径, as pictures have it.
    QImage picture(double scale) const;
    /// PNG, SVG, .xlsx or .csv by the ending. Errors: fileUnwritable, invalidValue.
    Result<> save(const QString& file) const;

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void buildMenu();
    void paint(QPainter& painter) const;
    QSize pictureSize() const;
    void copyPicture() const;
    void copyNumbers() const;
    void askAndSave();
    void showNumbers(bool asTable);

    FigureTable shown;
    QWidget* content;
    QLabel* title;
    QLabel* nothing;
    QTableWidget* numbers;
    QStackedWidget* stack;
    QLabel* basis;
    QHBoxLayout* head;
    QToolButton* more;
    QMenu* actions;
    QAction* asTable = nullptr;
};

} // namespace coop
