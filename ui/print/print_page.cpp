#include "ui/print/print_page.h"

#include "core/map/sheet/sheet_export.h"
#include "core/map/sheet/sheet_renderer.h"
#include "core/store/workspace.h"
#include "core/workflow/quarterly_map.h"
#include "ui/print/check_list.h"
#include "ui/print/page_templates.h"
#include "ui/print/sheet_form.h"
#include "ui/print/sheet_preview.h"
#include "ui/print/sheet_printer.h"
#include "ui/shell/icons.h"
#include "ui/shell/job.h"
#include "ui/shell/session.h"
#include "ui/shell/theme.h"
#include "ui/widgets/empty_note.h"

#include <QDir>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QToolButton>

namespace coop
{

namespace
{
constexpr int choicesWidth = 214;
constexpr int settingsWidth = 320;

QLabel* heading(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

QToolButton* tool(const QString& name, const QString& text, const QString& sign = {})
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("print.") + name);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setText(sign.isEmpty() ? text : sign);
    return button;
}

QPushButton* action(const QString& name, const QString& text, const QString& iconName)
{
    auto* button = new QPushButton(icon(iconName), text);
    button->setObjectName(QStringLiteral("print.") + name);
    button->setAccessibleName(text);
    return button;
}
} // namespace

PrintPage::PrintPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , templates(new PageTemplates(shared.jobs()))
    , indicators(new QListWidget)
    , preview(new SheetPreview(shared.jobs()))
    , problem(new EmptyNote)
    , centre(new QStackedWidget)
    , form(new SheetForm)
    , checks(new CheckList)
    , zoomText(new QLabel)
    , fit(tool(QStringLiteral("fit"), QStringLiteral("适合窗口")))
    , actual(tool(QStringLiteral("actual"), QStringLiteral("100%")))
    , exportPdf(action(QStringLiteral("exportPdf"), QStringLiteral("导出PDF…"), QStringLiteral("export")))
    , exportPicture(
          action(QStringLiteral("exportPicture"), QStringLiteral("导出图片…"), QStringLiteral("picture")))
    , printButton(action(QStringLiteral("print"), QStringLiteral("打印…"), QStringLiteral("print")))
{
    setObjectName(QStringLiteral("print"));
    setProperty("role", QStringLiteral("page"));
    setAccessibleName(QStringLiteral("制图"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(toolRow());
    auto* panes = new QHBoxLayout;
    panes->setSpacing(theme::gap);
    panes->addWidget(choices());
    centre->addWidget(preview);
    centre->addWidget(problem);
    panes->addWidget(centre, 1);
    panes->addWidget(settings());
    column->addLayout(panes, 1);
    connectParts();
    form->setPeriod(session.period());
}

QWidget* PrintPage::toolRow()
{
    auto* row = new QWidget(this);
    auto* tools = new QHBoxLayout(row);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(theme::grid);
    QLabel* what = heading(QStringLiteral("季度进度图"));
    what->setFixedWidth(choicesWidth + theme::gap - theme::grid);
    tools->addWidget(what);
    fit->setCheckable(true);
    fit->setChecked(true);
    actual->setCheckable(true);
    zoomText->setProperty("role", QStringLiteral("second"));
    zoomText->setObjectName(QStringLiteral("print.zoom"));
    QToolButton* out = tool(QStringLiteral("zoomOut"), QStringLiteral("缩小"), QStringLiteral("−"));
    QToolButton* in = tool(QStringLiteral("zoomIn"), QStringLiteral("放大"), QStringLiteral("+"));
    connect(out, &QToolButton::clicked, this, [this] { preview->stepZoom(false); });
    connect(in, &QToolButton::clicked, this, [this] { preview->stepZoom(true); });
    printButton->setProperty("role", QStringLiteral("main"));
    printButton->setIcon(icon(QStringLiteral("print"), theme::pane));
    for (QWidget* part : QList<QWidget*>{fit, actual, out, in, zoomText})
        tools->addWidget(part);
    tools->addStretch();
    for (QWidget* part : QList<QWidget*>{exportPicture, exportPdf, printButton})
        tools->addWidget(part);
    return row;
}

QWidget* PrintPage::choices()
{
    indicators->setObjectName(QStringLiteral("print.indicators"));
    indicators->setAccessibleName(QStringLiteral("指标"));
    for (const Indicator& indicator : session.workspace().plan().indicators) {
        auto* item = new QListWidgetItem(indicator.title, indicators);
        item->setSizeHint({0, theme::rowHeight});
        item->setData(Qt::UserRole, indicator.id);
        if (indicator.headline && !indicators->currentItem())
            indicators->setCurrentItem(item);
    }
    if (!indicators->currentItem())
        indicators->setCurrentRow(0);
    auto* pane = new QWidget;
    pane->setFixedWidth(choicesWidth);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(templates);
    column->addWidget(heading(QStringLiteral("指标")));
    column->addWidget(indicators, 1);
    return pane;
}

QWidget* PrintPage::settings()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::gap);
    column->addWidget(heading(QStringLiteral("图面设置")));
    column->addWidget(form);
    column->addSpacing(theme::grid);
    column->addWidget(checks);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto* card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    card->setFixedWidth(settingsWidth);
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(scroll);
    return card;
}

void PrintPage::connectParts()
{
    const auto refresh = [this] {
        form->setPeriod(session.period());
        stale = true;
        if (isVisible())
            build();
    };
    connect(&session, &Session::periodChanged, this, refresh);
    connect(&session, &Session::dataChanged, this, refresh);
    connect(indicators, &QListWidget::currentItemChanged, this, &PrintPage::build);
    connect(form, &SheetForm::contentChanged, this, &PrintPage::build);
    connect(form, &SheetForm::settingsChanged, this, &PrintPage::showSheet);
    connect(form, &SheetForm::pageChosen, this, [this](const QString& page) {
        templates->setPage(page);
        showSheet();
    });
    connect(templates, &PageTemplates::pageChosen, this, [this](const QString& page) {
        form->setPage(page);
        showSheet();
    });
    connect(checks, &CheckList::fieldRequested, this, &PrintPage::goTo);
    connect(fit, &QToolButton::clicked, this, [this] { preview->setZoom(0); });
    connect(actual, &QToolButton::clicked, this, [this] { preview->setZoom(1); });
    connect(preview, &SheetPreview::zoomChanged, this, [this] {
        fit->setChecked(preview->zoom() == 0);
        actual->setChecked(preview->zoom() == 1);
        zoomText->setText(QStringLiteral("%1%").arg(qRound(preview->shownZoom() * 100)));
    });
    connect(exportPdf, &QPushButton::clicked, this,
        [this] { askAndExport(QStringLiteral("pdf"), QStringLiteral("PDF 文件 (*.pdf)")); });
    connect(exportPicture, &QPushButton::clicked, this, [this] {
        askAndExport(QStringLiteral("png"), QStringLiteral("PNG 图片 (*.png);;SVG 矢量图 (*.svg)"));
    });
    connect(printButton, &QPushButton::clicked, this, &PrintPage::print);
}

bool PrintPage::busy() const
{
    return waiting > 0 || preview->busy() || templates->busy();
}

QList<QWidget*> PrintPage::focusPanes()
{
    return {templates, indicators, preview, form, printButton};
}

QString PrintPage::indicator() const
{
    return indicators->currentItem() ? indicators->currentItem()->data(Qt::UserRole).toString() : QString();
}

void PrintPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (stale)
        build();
}

void PrintPage::build()
{
    stale = false;
    QuarterlyMapRequest request;
    request.theme.indicator = indicator();
    request.theme.period = session.period();
    form->fill(request);
    ++waiting;
    session.jobs().start(
        QString(), this,
        [path = session.workspace().path(), &registries = session.workspace().registries(), request](
            const JobControl&) -> Result<Sheet> {
            const auto opened = Workspace::open(path, Workspace::Access::read, registries);
            if (!opened)
                return fail(opened.error());
            return quarterlyMap(**opened, request);
        },
        [this, asked = ++round, id = request.theme.indicator](Result<Sheet> result) {
            --waiting;
            if (asked != round) // another choice was made meanwhile
                return;
            if (!result) {
                built.reset();
                sheet.reset();
                problem->say(QStringLiteral("这张图还画不出来"), result.error().text, {});
                centre->setCurrentWidget(problem);
                return;
            }
            built = std::move(*result);
            form->takeDefaults(built->settings, titleOf != id);
            titleOf = id;
            centre->setCurrentWidget(preview);
            showSheet();
            templates->showSheet(*sheet);
        });
}

void PrintPage::showSheet()
{
    if (!built)
        return;
    sheet = built;
    form->apply(sheet->settings);
    preview->showSheet(*sheet);
    checks->show(missingElements(*sheet));
}

void PrintPage::goTo(const QString& field)
{
    if (form->focusField(field))
        return;
    if (field == u"credits" || field == u"map")
        Q_EMIT session.message(QStringLiteral("边界图层在“地图”页里管理"));
    else if (field == u"dataUntil")
        Q_EMIT session.openRequested(QStringLiteral("ledger"), registryBehind(), 0);
    else
        indicators->setFocus(Qt::ShortcutFocusReason);
}

QString PrintPage::registryBehind() const
{
    const Indicator* shown = session.workspace().plan().indicator(indicator());
    return shown ? shown->measure.registry : QString();
}

bool PrintPage::mayLeave()
{
    if (!sheet)
        return false;
    const auto missing = missingElements(*sheet);
    if (missing.isEmpty())
        return true;
    Q_EMIT session.message(QStringLiteral("没有出图：%1").arg(missing.first().text));
    goTo(missing.first().field);
    return false;
}

void PrintPage::askAndExport(const QString& ending, const QString& filter)
{
    if (!mayLeave())
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name
        = QStringLiteral("%1（%2）.%3").arg(sheet->settings.title, sheet->settings.period, ending);
    const QString path
        = QFileDialog::getSaveFileName(this, QStringLiteral("导出"), QDir(folder).filePath(name), filter);
    if (!path.isEmpty())
        exportTo(path);
}

void PrintPage::exportTo(const QString& path)
{
    if (!mayLeave())
        return;
    ++waiting;
    session.jobs().start(
        QStringLiteral("正在导出"), this,
        [out = *sheet, path](const JobControl&) { return exportSheet(out, path); },
        [this, path](const Result<>& result) {
            --waiting;
            Q_EMIT session.message(result ? QStringLiteral("已导出到 %1").arg(QDir::toNativeSeparators(path))
                                          : result.error().text);
        });
}

void PrintPage::print()
{
    if (!mayLeave())
        return;
    if (printSheet(*sheet, this))
        Q_EMIT session.message(QStringLiteral("已送到打印机：%1").arg(sheet->settings.title));
}

} // namespace coop
