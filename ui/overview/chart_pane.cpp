#include "ui/overview/chart_pane.h"

#include "core/base/files/file_name.h"
#include "core/base/files/output.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/message.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileDialog>
#include <QGraphicsView>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QTableWidget>
#include <QToolButton>

namespace coop
{

namespace
{
constexpr int titleHeight = 30; // of pictures
constexpr int noteHeight = 18;
constexpr int border = 16;

QLabel* label(QLabel* made, const char* role, const QString& name)
{
    made->setProperty("role", QLatin1String(role));
    made->setObjectName(name);
    made->setTextFormat(Qt::PlainText);
    return made;
}

} // namespace

ChartPane::ChartPane(const QString& name, QWidget* chart, QWidget* parent)
    : QFrame(parent)
    , content(chart)
    , title(label(new ElidedLabel, "heading", name + QStringLiteral(".title")))
    , nothing(label(new QLabel, "second", name + QStringLiteral(".nothing")))
    , numbers(new QTableWidget)
    , stack(new QStackedWidget)
    , basis(label(new ElidedLabel, "small", name + QStringLiteral(".basis")))
    , head(new QHBoxLayout)
    , more(new QToolButton)
    , actions(new QMenu(this))
{
    setObjectName(name + QStringLiteral(".pane"));
    setProperty("role", QStringLiteral("card"));
    content->setObjectName(name);
    numbers->setObjectName(name + QStringLiteral(".numbers"));
    numbers->setAccessibleName(QStringLiteral("图表的数据"));
    numbers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    numbers->verticalHeader()->hide();
    numbers->verticalHeader()->setDefaultSectionSize(theme::rowHeight - 4);
    numbers->setFrameShape(QFrame::NoFrame);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    for (QWidget* each : {content, static_cast<QWidget*>(numbers), static_cast<QWidget*>(nothing)})
        stack->addWidget(each);

    buildMenu();
    more->setObjectName(name + QStringLiteral(".menu"));
    more->setText(QStringLiteral("⋯"));
    more->setToolTip(QStringLiteral("复制、另存、看数据"));
    more->setProperty("role", QStringLiteral("dots"));
    more->setMenu(actions);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFixedSize(theme::controlHeight, theme::controlHeight - 4);
    head->setSpacing(theme::grid);
    head->addWidget(title, 1);
    head->addWidget(more);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::grid, theme::grid, theme::grid);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(stack, 1);
    column->addWidget(basis);
}

void ChartPane::buildMenu()
{
    actions->setObjectName(objectName() + QStringLiteral(".actions"));
    actions->addAction(
        icon(QStringLiteral("copy")), QStringLiteral("复制图片"), this, &ChartPane::copyPicture);
    actions->addAction(QStringLiteral("复制数据"), this, &ChartPane::copyNumbers);
    actions->addAction(icon(QStringLiteral("save")), QStringLiteral("另存为…"), this, &ChartPane::askAndSave);
    actions->addSeparator();
    asTable = actions->addAction(QStringLiteral("以表格查看"));
    asTable->setCheckable(true);
    connect(asTable, &QAction::toggled, this, &ChartPane::showNumbers);
}

void ChartPane::setHeading(const QString& heading)
{
    title->setText(heading);
    title->setToolTip(heading);
    setAccessibleName(heading);
    more->setAccessibleName(QStringLiteral("图表菜单：") + heading);
}

void ChartPane::setTable(const FigureTable& table)
{
    shown = table;
    const QString notes = table.notes.join(QStringLiteral("　"));
    basis->setText(notes);
    basis->setToolTip(table.notes.join(u'\n'));
    numbers->clear();
    numbers->setColumnCount(int(table.headings.size()));
    numbers->setRowCount(int(table.rows.size()));
    numbers->setHorizontalHeaderLabels(table.headings);
    for (int row = 0; row < table.rows.size(); ++row)
        for (int column = 0; column < table.headings.size(); ++column) {
            auto* item = new QTableWidgetItem(table.rows[row].value(column));
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            numbers->setItem(row, column, item);
        }
    numbers->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

void ChartPane::setNothing(const QString& why)
{
    nothing->setText(why);
    for (QAction* action : actions->actions())
        action->setEnabled(why.isEmpty());
    if (why.isEmpty())
        showNumbers(asTable->isChecked());
    else
        stack->setCurrentWidget(nothing);
}

void ChartPane::showNumbers(bool table)
{
    if (table)
        stack->setCurrentWidget(numbers);
    else
        stack->setCurrentWidget(content);
}

void ChartPane::addTool(QWidget* tool)
{
    head->insertWidget(head->count() - 1, tool);
}

void ChartPane::contextMenuEvent(QContextMenuEvent* event)
{
    actions->popup(event->globalPos());
}

QSize ChartPane::pictureSize() const
{
    return {content->width() + 2 * border,
        content->height() + 2 * border + titleHeight + noteHeight * int(shown.notes.size())};
}

void ChartPane::paint(QPainter& painter) const
{
    const QSize size = pictureSize();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect({}, size), Qt::white);
    painter.setPen(theme::text);
    painter.setFont(theme::font(theme::headingPoints, true));
    painter.drawText(
        QRect(border, border / 2, size.width() - 2 * border, titleHeight), Qt::AlignVCenter, shown.title);
    const QRect place(border, border / 2 + titleHeight + 4, content->width(), content->height());
    if (auto* view = qobject_cast<QGraphicsView*>(content)) {
        view->render(&painter, place, view->viewport()->rect());
    } else {
        painter.save();
        painter.translate(place.topLeft());
        content->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
        painter.restore();
    }
    painter.setFont(theme::font(theme::smallPoints));
    painter.setPen(theme::secondText);
    int top = place.bottom() + 4;
    for (const QString& note : shown.notes) {
        painter.drawText(QRect(border, top, size.width() - 2 * border, noteHeight), Qt::AlignVCenter, note);
        top += noteHeight;
    }
}

QImage ChartPane::picture(double scale) const
{
    QImage image(pictureSize() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paint(painter);
    return image;
}

Result<> ChartPane::save(const QString& file) const
{
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending != u"png" && ending != u"svg")
        return writeFigureTable(shown, file);
    QBuffer drawn;
    drawn.open(QIODevice::WriteOnly);
    if (ending == u"png") {
        picture(2).save(&drawn, "PNG");
    } else {
        QSvgGenerator svg;
        svg.setOutputDevice(&drawn);
        svg.setSize(pictureSize());
        svg.setViewBox(QRect({}, pictureSize()));
        svg.setTitle(shown.title);
        QPainter painter(&svg);
        paint(painter);
    }
    return writeFile(file, ending == u"png" ? FileKind::png : FileKind::svg, drawn.data());
}

void ChartPane::copyPicture() const
{
    QApplication::clipboard()->setImage(picture(2));
}

void ChartPane::copyNumbers() const
{
    QApplication::clipboard()->setText(tabbed(shown));
}

void ChartPane::askAndSave()
{
    const QString folder = settings::documentsFolder();
    QString kind;
    QString file = QFileDialog::getSaveFileName(this, QStringLiteral("图表另存为"),
        QDir(folder).filePath(asFileName(shown.title, QStringLiteral(" "))),
        QStringLiteral("PNG 图片 (*.png);;SVG 矢量图 (*.svg);;Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"),
        &kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += kind.mid(kind.indexOf(u'.'), kind.indexOf(u')') - kind.indexOf(u'.'));
    if (const auto saved = save(file); !saved)
        showError(this, QStringLiteral("图表另存为"), saved.error());
}

} // namespace coop
