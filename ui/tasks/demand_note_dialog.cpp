#include "ui/tasks/demand_note_dialog.h"

#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/print/paper_printing.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QApplication>
#include <QDateEdit>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

namespace coop
{

namespace
{
constexpr double previewPixelsPerMm = 2.9; // the page fills the preview's width
constexpr int settingsWidth = 280;

QImage pageImage(const DemandNote& note, double pixelsPerMm)
{
    QImage image((demandNotePaperMm * pixelsPerMm).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    drawDemandNote(painter, note, pixelsPerMm);
    return image;
}

} // namespace

DemandNoteDialog::DemandNoteDialog(Session& shared, QList<TaskStatus> chosen, QDate day, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , tasks(std::move(chosen))
    , on(day)
    , preview(new QScrollArea)
    , made(new QDateEdit(QDate::currentDate()))
    , demand(new QPlainTextEdit)
    , problem(new QLabel)
    , settle(new QTimer(this))
    , drawing(shared.jobs())
{
    setObjectName(QStringLiteral("sheetDialog"));
    setWindowTitle(tasks.size() == 1 ? QStringLiteral("督办单：任务 %1").arg(tasks.first().task->no)
                                     : QStringLiteral("督办单：%1 项任务").arg(tasks.size()));
    preview->setObjectName(QStringLiteral("sheet.preview"));
    preview->setAccessibleName(QStringLiteral("督办单预览"));
    preview->setWidgetResizable(true);
    preview->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    preview->setMinimumWidth(
        qRound(demandNotePaperMm.width() * previewPixelsPerMm) + 2 * theme::cardPadding + 16);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
    row->setSpacing(theme::cardPadding);
    row->addWidget(preview, 1);
    row->addWidget(settings());
    settle->setSingleShot(true);
    settle->setInterval(150);
    connect(settle, &QTimer::timeout, &drawing, [this] { drawing.whenIdle([this] { draw(); }); });
    connect(made, &QDateEdit::dateChanged, settle, qOverload<>(&QTimer::start));
    connect(demand, &QPlainTextEdit::textChanged, settle, qOverload<>(&QTimer::start));
    const int height = parent ? parent->window()->height() - 60 : 700;
    resize(minimumSizeHint().width(), std::max(480, height));
    draw();
}

QWidget* DemandNoteDialog::settings()
{
    const auto label = [](const QString& text) {
        auto* result = new QLabel(text);
        result->setProperty("role", QStringLiteral("second"));
        return result;
    };
    made->setObjectName(QStringLiteral("sheet.date"));
    made->setAccessibleName(QStringLiteral("督办日期"));
    made->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    made->setButtonSymbols(QDateEdit::NoButtons);
    demand->setObjectName(QStringLiteral("sheet.demand"));
    demand->setAccessibleName(QStringLiteral("要求"));
    demand->setTabChangesFocus(true);
    demand->setPlaceholderText(tasks.size() == 1 ? usualDemand(tasks.first().light)
                                                 : QStringLiteral("不写的话，按每项任务的亮灯写常用的要求"));
    problem->setObjectName(QStringLiteral("sheet.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    QPushButton* pdf = namedButton(
        QStringLiteral("sheet.pdf"), QStringLiteral("导出 PDF…"), {}, icon(QStringLiteral("export")));
    QPushButton* paper = namedButton(QStringLiteral("sheet.print"),
        QStringLiteral("打印 %1 页…").arg(tasks.size()), {}, icon(QStringLiteral("print"), theme::pane));
    paper->setProperty("role", QStringLiteral("main"));
    QPushButton* leave = namedButton(QStringLiteral("sheet.close"), QStringLiteral("关闭"));
    auto* pane = new QWidget;
    pane->setFixedWidth(settingsWidth);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    for (QWidget* part : QList<QWidget*>{
             label(QStringLiteral("督办日期")), made, label(QStringLiteral("要求")), demand, problem})
        column->addWidget(part);
    demand->setFixedHeight(180);
    column->addStretch();
    for (QWidget* part : QList<QWidget*>{paper, pdf, leave})
        column->addWidget(part);
    connect(pdf, &QPushButton::clicked, this, &DemandNoteDialog::choosePdf);
    connect(paper, &QPushButton::clicked, this, &DemandNoteDialog::print);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    return pane;
}

QList<DemandNote> DemandNoteDialog::notes() const
{
    QList<DemandNote> notes;
    for (const TaskStatus& each : tasks)
        notes += demandNote(session.workspace(), each, on, made->date(), demand->toPlainText());
    return notes;
}

void DemandNoteDialog::draw()
{
    const double ratio = devicePixelRatioF();
    drawing.ask(
        QString(),
        [pages = notes(), ratio](const JobControl& control) {
            QList<QImage> images;
            for (const DemandNote& each : pages) {
                if (control.cancelled())
                    break;
                images += pageImage(each, previewPixelsPerMm * ratio);
                images.last().setDevicePixelRatio(ratio);
            }
            return images;
        },
        [this](const QList<QImage>& pages) { showPages(pages); });
}

void DemandNoteDialog::showPages(const QList<QImage>& pages)
{
    auto* desk = preview->widget();
    if (!desk) {
        desk = new QWidget;
        auto* column = new QVBoxLayout(desk);
        column->setContentsMargins(
            theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
        column->setSpacing(theme::cardPadding);
        column->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        for (qsizetype i = 0; i < pages.size(); ++i) {
            auto* page = new QLabel;
            page->setObjectName(QStringLiteral("sheet.page"));
            page->setProperty("role", QStringLiteral("paper"));
            column->addWidget(page);
        }
        preview->setWidget(desk);
    }
    const auto shown = desk->findChildren<QLabel*>(QStringLiteral("sheet.page"));
    for (qsizetype i = 0; i < std::min(shown.size(), pages.size()); ++i)
        shown[i]->setPixmap(QPixmap::fromImage(pages[i]));
}

void DemandNoteDialog::choosePdf()
{
    const QString folder = settings::documentsFolder();
    const QString name = tasks.size() == 1
        ? QStringLiteral("督办单（任务%1）.pdf").arg(tasks.first().task->no)
        : QStringLiteral("督办单（%1项）.pdf").arg(tasks.size());
    const QString path = QFileDialog::getSaveFileName(
        this, QStringLiteral("导出督办单"), QDir(folder).filePath(name), QStringLiteral("PDF 文件 (*.pdf)"));
    if (!path.isEmpty())
        exportTo(path);
}

void DemandNoteDialog::exportTo(const QString& path)
{
    begin(session.jobs().start(
        QStringLiteral("正在导出督办单"), this,
        [pages = notes(), path](const JobControl&) { return exportDemandNotes(pages, path); },
        [this, path](const Result<>& written) {
            problem->setText(written ? QString() : written.error().text);
            problem->setVisible(!written);
            if (!written)
                return;
            Q_EMIT session.message(QStringLiteral("已导出到 %1").arg(QDir::toNativeSeparators(path)));
            accept();
        }));
}

void DemandNoteDialog::print()
{
    const QList<DemandNote> pages = notes();
    const auto printed = printOnPaper(
        {.title = windowTitle(), .pages = int(pages.size())}, this,
        [&pages](QPainter& painter, int page, double unitsPerMm) {
            drawDemandNote(painter, pages[page], unitsPerMm);
        },
        [&pages](const QString& file, const QList<int>& chosen, const JobControl&) {
            QList<DemandNote> some;
            for (const int page : chosen)
                some += pages[page];
            return exportDemandNotes(some, file);
        });
    if (!printed)
        return showError(this, QStringLiteral("打印督办单"), printed.error());
    if (!printed->has_value())
        return;
    Q_EMIT session.message((*printed)->said(QStringLiteral("督办单")));
    accept();
}

} // namespace coop
