#include "ui/print/print_page.h"

#include "core/store/kept/print_runs.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/print/check_list.h"
#include "ui/print/print_settings.h"
#include "ui/print/sheet_output.h"
#include "ui/print/sheet_preview.h"
#include "ui/print/sheet_templates.h"
#include "ui/session/job.h"
#include "ui/session/session.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/named.h"
#include "ui/widgets/turning_row.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

namespace coop
{

namespace
{
constexpr int choicesWidth = 224;
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
    auto* button = namedButton(QStringLiteral("print.") + name, text, {}, icon(iconName));
    button->setAccessibleName(text);
    return button;
}
} // namespace

PrintPage::PrintPage(Session& shared, QWidget* parent)
    : Page(shared, parent)
    , output(new SheetOutput(shared, this))
    , templates(new SheetTemplates(shared))
    , indicators(new QListWidget)
    , preview(new SheetPreview(shared.jobs()))
    , problem(new EmptyNote)
    , centre(new QStackedWidget)
    , form(new PrintSettings)
    , checks(new CheckList)
    , zoomText(new QLabel)
    , fit(tool(QStringLiteral("fit"), QStringLiteral("适合窗口")))
    , actual(tool(QStringLiteral("actual"), QStringLiteral("100%")))
    , mapMoves(tool(QStringLiteral("moveMap"), QStringLiteral("移动地图")))
    , pageText(new QLabel)
    , reportButton(action(QStringLiteral("report"), QStringLiteral("季度报告 ▾"), QStringLiteral("document")))
    , exportPdf(action(QStringLiteral("exportPdf"), QStringLiteral("导出 PDF…"), QStringLiteral("export")))
    , exportPicture(
          action(QStringLiteral("exportPicture"), QStringLiteral("导出图片…"), QStringLiteral("picture")))
    , printButton(action(QStringLiteral("print"), QStringLiteral("打印…"), QStringLiteral("print")))
    , settingsButton(namedButton(QStringLiteral("print.settings"), QStringLiteral("图面设置"),
          QStringLiteral("看图面设置和检查；再按一次回到模板和指标")))
    , building(shared.jobs(), this, [this] { build(); })
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
    choicesPane = choices();
    settingsPane = settings();
    panes->addWidget(choicesPane);
    centre->addWidget(preview);
    centre->addWidget(problem);
    panes->addWidget(centre, 1);
    panes->addWidget(settingsPane);
    column->addLayout(panes, 1);
    connectParts();
    form->setPeriod(session.period());
}

QWidget* PrintPage::toolRow()
{
    QLabel* what = heading(QStringLiteral("模板"));
    what->setFixedWidth(choicesWidth + theme::gap - theme::grid);
    settingsButton->setCheckable(true);
    settingsButton->hide();
    connect(settingsButton, &QPushButton::toggled, this, &PrintPage::fold);
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
    printButton->setShortcut(QKeySequence::Print);
    printButton->setToolTip(QStringLiteral("打印（Ctrl+P）"));
    printButton->setIcon(icon(QStringLiteral("print"), theme::pane));
    mapMoves->setCheckable(true);
    mapMoves->setToolTip(QStringLiteral("在预览里拖动图框内的地图"));
    previous = tool(QStringLiteral("previousPage"), QStringLiteral("上一页"), QStringLiteral("‹"));
    following = tool(QStringLiteral("nextPage"), QStringLiteral("下一页"), QStringLiteral("›"));
    pageText->setObjectName(QStringLiteral("print.pageText"));
    connect(previous, &QToolButton::clicked, this, [this] { showPage(shownPage - 1); });
    connect(following, &QToolButton::clicked, this, [this] { showPage(shownPage + 1); });
    auto* formats = new QMenu(reportButton);
    for (const auto& [ending, label] : {std::pair(QStringLiteral("pdf"), QStringLiteral("报告册（PDF）…")),
             std::pair(QStringLiteral("xlsx"), QStringLiteral("表格（Excel）…")),
             std::pair(QStringLiteral("odt"), QStringLiteral("文字（WPS、Word）…"))})
        connect(formats->addAction(label), &QAction::triggered, this, [this, ending = ending] {
            output->askAndReport(ending, form->made(), runNumber, form->design().producer);
        });
    connect(formats->addAction(QStringLiteral("预览和打印…")), &QAction::triggered, this,
        [this] { output->printReport(form->made(), runNumber, form->design().producer); });
    reportButton->setMenu(formats);
    reportButton->setStyleSheet(QStringLiteral("QPushButton::menu-indicator { image: none; }"));
    return new TurningRow(
        toolGroup({what, fit, actual, out, in, zoomText, mapMoves, previous, pageText, following}),
        toolGroup({settingsButton, reportButton, exportPicture, exportPdf, printButton}, true), this);
}

void PrintPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fold();
}

void PrintPage::fold()
{
    constexpr int leastSheet = 280;
    const bool narrow = width() < choicesWidth + leastSheet + settingsWidth + 4 * theme::gap;
    settingsButton->setVisible(narrow);
    choicesPane->setVisible(!narrow || !settingsButton->isChecked());
    settingsPane->setVisible(!narrow || settingsButton->isChecked());
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
    column->addWidget(templates, 1);
    indicatorHeading = heading(QStringLiteral("指标"));
    column->addWidget(indicatorHeading);
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
    auto* keep = new QHBoxLayout;
    auto* save = namedButton(QStringLiteral("print.saveTemplate"), QStringLiteral("存为模板…"));
    auto* restore = namedButton(QStringLiteral("print.resetLayout"), QStringLiteral("恢复版式"),
        QStringLiteral("移动过的图面要素和地图都回到原位"));
    keep->addWidget(save);
    keep->addWidget(restore);
    column->addLayout(keep);
    connect(save, &QPushButton::clicked, this, &PrintPage::saveTemplate);
    connect(restore, &QPushButton::clicked, this, [this] {
        places.clear();
        mapShift = {};
        showSheet();
    });
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
        building.invalidate();
    };
    connect(&session, &Session::periodChanged, this, refresh);
    connect(&session, &Session::dataChanged, this, refresh);
    connect(indicators, &QListWidget::currentItemChanged, this, &PrintPage::build);
    connect(form, &PrintSettings::contentChanged, this, &PrintPage::build);
    connect(form, &PrintSettings::settingsChanged, this, &PrintPage::showSheet);
    connect(form, &PrintSettings::refused, &session, &Session::message);
    connect(templates, &SheetTemplates::kindChosen, this, [this](SheetKind) {
        places.clear();
        mapShift = {};
        shownPage = 0;
        takeKind();
        build();
    });
    connect(templates, &SheetTemplates::designChosen, this, &PrintPage::takeDesign);
    connect(templates, &SheetTemplates::removeWanted, this, &PrintPage::removeTemplate);
    connect(mapMoves, &QToolButton::toggled, preview, &SheetPreview::setMapMoves);
    connect(preview, &SheetPreview::elementMoved, this, [this](const QString& id, QPointF corner) {
        places.insert(id, corner);
        showSheet();
    });
    connect(preview, &SheetPreview::elementReset, this, [this](const QString& id) {
        if (places.remove(id))
            showSheet();
    });
    connect(preview, &SheetPreview::mapMoved, this, [this](QPointF metres) {
        mapShift += metres;
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
    connect(exportPdf, &QPushButton::clicked, this, [this] {
        if (mayLeave())
            output->askAndExport(pages, form->dpi(), false);
    });
    connect(exportPicture, &QPushButton::clicked, this, [this] {
        if (mayLeave())
            output->askAndExport(pages, form->dpi(), true);
    });
    connect(printButton, &QPushButton::clicked, this, &PrintPage::print);
    takeKind();
}

bool PrintPage::busy() const
{
    return building.busy() || output->busy() || preview->busy() || templates->busy();
}

QList<QWidget*> PrintPage::focusPanes()
{
    return {templates, indicators, preview, form, printButton};
}

QString PrintPage::indicator() const
{
    return indicators->currentItem() ? indicators->currentItem()->data(Qt::UserRole).toString() : QString();
}

SheetDesign PrintPage::design() const
{
    SheetDesign design = form->design();
    design.kind = templates->kind();
    design.indicator = indicator();
    design.places = places;
    design.mapShift = mapShift;
    return design;
}

void PrintPage::takeKind()
{
    const bool chooses = choosesIndicator(templates->kind());
    indicators->setVisible(chooses);
    indicatorHeading->setVisible(chooses);
    form->setKind(templates->kind());
}

void PrintPage::takeDesign(const SheetDesign& design)
{
    form->setDesign(design);
    places = design.places;
    mapShift = design.mapShift;
    shownPage = 0;
    const QSignalBlocker quiet(indicators);
    for (int row = 0; row < indicators->count(); ++row)
        if (indicators->item(row)->data(Qt::UserRole).toString() == design.indicator)
            indicators->setCurrentRow(row);
    titleOf = design.title.isEmpty() ? QString() : sheetKindId(design.kind) + design.indicator;
    takeKind();
    build();
}

void PrintPage::saveTemplate()
{
    if (!session.mayWrite())
        return Q_EMIT session.message(session.writeRefusal());
    QInputDialog ask(this);
    ask.setObjectName(QStringLiteral("templateName"));
    ask.setWindowTitle(QStringLiteral("存为模板"));
    ask.setLabelText(QStringLiteral("模板的名称，同名的会被换掉："));
    ask.setOkButtonText(QStringLiteral("保存"));
    ask.setCancelButtonText(QStringLiteral("取消"));
    if (ask.exec() != QDialog::Accepted || ask.textValue().trimmed().isEmpty())
        return;
    SheetDesign kept = design();
    if (!built.isEmpty() && kept.title == built.first().settings.title)
        kept.title.clear(); // what the sheet is called by itself, also with another indicator
    const QString name = ask.textValue().trimmed();
    const auto saved = saveSheetTemplate(session.workspace(),
        session.author(Door::form, QStringLiteral("保存图件模板%1").arg(name)), name, kept.toJson());
    if (!saved)
        return Q_EMIT session.message(saved.error().text);
    session.noteSaved(QStringLiteral("已保存图件模板%1").arg(name));
}

void PrintPage::removeTemplate(const QString& name)
{
    const auto removed = removeSheetTemplate(
        session.workspace(), session.author(Door::form, QStringLiteral("删除图件模板%1").arg(name)), name);
    if (!removed)
        return Q_EMIT session.message(removed.error().text);
    session.noteSaved(QStringLiteral("已删除图件模板%1").arg(name));
}

void PrintPage::build()
{
    const SheetDesign wanted = design();
    const QDate made = form->made().isValid() ? form->made() : session.period().lastDay();
    building.ask(
        session, QString(),
        [wanted, made, period = session.period(), numbered = session.mayWrite()](
            Workspace& workspace, const JobControl&) -> Result<Built> {
            const auto sheets = sheetsOf(workspace, wanted.kind, wanted.request(period, made));
            const auto number = nextRunNumber(workspace, made);
            const auto own = sheetTemplates(workspace);
            if (!sheets || !number || !own)
                return fail(!sheets ? sheets.error() : !number ? number.error() : own.error());
            return Built{*sheets, numbered ? *number : QString(), *own};
        },
        [this, id = sheetKindId(wanted.kind) + wanted.indicator](Result<Built> result) {
            if (!result) {
                built.clear();
                pages.clear();
                problem->say(QStringLiteral("这张图还画不出来"), result.error().text, {});
                centre->setCurrentWidget(problem);
                return;
            }
            built = std::move(result->sheets);
            runNumber = result->number;
            templates->setOwn(result->own);
            form->takeDefaults(built.first().settings, titleOf != id);
            titleOf = id;
            centre->setCurrentWidget(preview);
            showSheet();
            if (pictured != std::pair(session.period().toString() + indicator(), form->page())) {
                pictured = {session.period().toString() + indicator(), form->page()};
                templates->showPeriod(session.period(), indicator(), form->page());
            }
        });
}

void PrintPage::showSheet()
{
    if (built.isEmpty())
        return;
    const SheetDesign wanted = design();
    QList<Sheet> sheets = built;
    for (qsizetype i = 0; i < sheets.size(); ++i) {
        form->apply(sheets[i].settings, i == 0);
        wanted.applyTo(sheets[i]);
        sheets[i].settings.runNumber = runNumber;
    }
    pages = pagesOf(sheets);
    showPage(shownPage);
}

void PrintPage::showPage(int number)
{
    if (pages.isEmpty())
        return;
    shownPage = std::clamp(number, 0, int(pages.size()) - 1);
    preview->showSheet(pages[shownPage]);
    // Of all pages the first that lacks something is told; the shown one first of all.
    QList<MissingElement> missing = missingElements(pages[shownPage]);
    for (qsizetype i = 0; i < pages.size() && missing.isEmpty(); ++i)
        missing = missingElements(pages[i]);
    checks->show(missing);
    pageText->setText(QStringLiteral("%1/%2 页").arg(shownPage + 1).arg(pages.size()));
    for (QWidget* part : QList<QWidget*>{previous, pageText, following})
        part->setVisible(pages.size() > 1);
    previous->setEnabled(shownPage > 0);
    following->setEnabled(shownPage + 1 < pages.size());
}

void PrintPage::goTo(const QString& field)
{
    if (form->focusField(field))
        return;
    if (field == u"credits" || field == u"map")
        Q_EMIT session.message(QStringLiteral("边界图层在“地图”页里管理"));
    else if (field
        == u"dataUntil") // 数据截止 comes from the rows; what can be changed here is the sheet's day
        form->focusField(QStringLiteral("made"));
    else
        indicators->setFocus(Qt::ShortcutFocusReason);
}

bool PrintPage::mayLeave()
{
    for (qsizetype i = 0; i < pages.size(); ++i)
        if (const auto missing = missingElements(pages[i]); !missing.isEmpty()) {
            showPage(int(i));
            Q_EMIT session.message(QStringLiteral("没有出图：%1").arg(missing.first().text));
            goTo(missing.first().field);
            return false;
        }
    return !pages.isEmpty();
}

void PrintPage::print()
{
    if (mayLeave())
        output->print(pages, [this](PaperSize paper) {
            form->setPaper(paper);
            print();
        });
}

void PrintPage::exportTo(const QString& path)
{
    if (mayLeave())
        output->exportTo(pages, form->dpi(), path);
}

void PrintPage::reportTo(const QString& path)
{
    output->reportTo(path, form->made(), runNumber, form->design().producer);
}

} // namespace coop
