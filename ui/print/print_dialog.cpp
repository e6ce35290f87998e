#include "ui/print/print_dialog.h"

#include "core/base/files/file_name.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/named.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int dialogSettingsWidth = 300;

QImage pageOnPaper(
    const DrawPage& draw, const PaperJob& job, int page, QSizeF paperMm, double pixelsPerMm, bool grey)
{
    QImage image((paperMm * pixelsPerMm).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    const PaperFit fit = paperFit(job.sizeMm(), paperMm);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(fit.offsetMm * pixelsPerMm);
    draw(painter, page, pixelsPerMm * fit.scale);
    painter.end();
    return grey ? image.convertToFormat(QImage::Format_Grayscale8) : image;
}

QToolButton* pager(const char* name, const QString& sign, const QString& title)
{
    auto* button = named(new QToolButton, name, title);
    button->setText(sign);
    button->setToolTip(title);
    return button;
}
} // namespace

Result<QList<int>> pagesWritten(const QString& text, int count)
{
    static const QRegularExpression between(QStringLiteral("[,、;\\s]+")),
        dash(QStringLiteral("[-—–~到至]+")), dress(QStringLiteral("[第页]"));
    QList<int> pages;
    const QString written = text.normalized(QString::NormalizationForm_KC).remove(dress);
    for (const QString& part : written.split(between, Qt::SkipEmptyParts)) {
        const QStringList ends = part.split(dash);
        bool isFirst = false, isLast = false;
        const int first = ends.first().toInt(&isFirst), last = ends.last().toInt(&isLast);
        if (!isFirst || !isLast || ends.size() > 2 || first < 1 || last > count || first > last)
            return fail(ErrorKind::invalidValue,
                QStringLiteral("“%1”不是页码，一共 %2 页，请写成 1-3，5 这样。").arg(part).arg(count));
        for (int page = first; page <= last; ++page)
            if (!pages.contains(page - 1))
                pages += page - 1;
    }
    for (int page = 0; pages.size() < count && text.trimmed().isEmpty(); ++page)
        pages += page;
    if (pages.isEmpty())
        return fail(ErrorKind::invalidValue, QStringLiteral("请写页码，例如 1-3，5。"));
    return pages;
}

PrintDialog::PrintDialog(
    const PaperJob& wanted, const DrawPage& drawPage, const WritePages& writePages, QWidget* parent)
    : WorkDialog(parent)
    , job(wanted)
    , draw(drawPage)
    , write(writePages)
    , printer(named(new QComboBox, "printDialog.printer", QStringLiteral("打印机")))
    , papers(named(new QComboBox, "printDialog.paper", QStringLiteral("纸张")))
    , colours(named(new QComboBox, "printDialog.colours", QStringLiteral("颜色")))
    , sides(named(new QComboBox, "printDialog.sides", QStringLiteral("单双面")))
    , copies(named(new QSpinBox, "printDialog.copies", QStringLiteral("份数")))
    , range(named(new QLineEdit, "printDialog.pages", QStringLiteral("页码")))
    , note(new QLabel)
    , problem(new QLabel)
    , relayout(namedButton(QStringLiteral("printDialog.relayout"), {}))
    , print(namedButton(QStringLiteral("printDialog.print"), {}))
    , cancel(namedButton(QStringLiteral("printDialog.cancel"), QStringLiteral("取消")))
    , progress(named(new QProgressBar, "printDialog.progress", QStringLiteral("写 PDF 的进度")))
    , picture(named(new QLabel, "printDialog.picture", QStringLiteral("打印预览")))
    , pageText(new QLabel)
    , previous(pager("printDialog.previous", QStringLiteral("‹"), QStringLiteral("上一页")))
    , following(pager("printDialog.next", QStringLiteral("›"), QStringLiteral("下一页")))
    , drawing(jobs)
{
    setObjectName(QStringLiteral("printDialog"));
    setWindowTitle(job.title.isEmpty() ? QStringLiteral("打印") : QStringLiteral("打印：%1").arg(job.title));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::cardPadding, theme::cardPadding, theme::cardPadding, theme::cardPadding);
    row->setSpacing(theme::cardPadding);
    row->addWidget(previewPane(), 1);
    row->addWidget(settingsPane());
    connectParts();
    takePrinter();
    picture->installEventFilter(this);
    const QSize most = parent ? parent->window()->size() : QSize(1000, 700);
    resize(std::min(1000, most.width() - 60), std::min(680, most.height() - 60));
    print->setDefault(true);
    print->setFocus();
}

void PrintDialog::connectParts()
{
    connect(printer, &QComboBox::currentIndexChanged, this, &PrintDialog::takePrinter);
    for (QComboBox* box : {papers, colours})
        connect(box, &QComboBox::currentIndexChanged, this, &PrintDialog::takePaper);
    connect(range, &QLineEdit::textChanged, this, &PrintDialog::takePages);
    connect(relayout, &QPushButton::clicked, this, [this] { leave(Way::otherLayout); });
    connect(cancel, &QPushButton::clicked, this, &PrintDialog::reject);
    connect(print, &QPushButton::clicked, this, [this] {
        if (toPdf())
            choosePdf();
        else
            leave(Way::printer);
    });
    connect(previous, &QToolButton::clicked, this, [this] { showPage(shownPage - 1); });
    connect(following, &QToolButton::clicked, this, [this] { showPage(shownPage + 1); });
}

QWidget* PrintDialog::previewPane()
{
    picture->setProperty("role", QStringLiteral("desk"));
    picture->setAlignment(Qt::AlignCenter);
    picture->setMinimumSize(240, 240);
    picture->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    pageText->setObjectName(QStringLiteral("printDialog.pageText"));
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(picture, 1);
    auto* turn = new QHBoxLayout;
    turn->addStretch();
    for (QWidget* part : QList<QWidget*>{previous, pageText, following})
        turn->addWidget(part);
    turn->addStretch();
    column->addLayout(turn);
    return pane;
}

QWidget* PrintDialog::settingsPane()
{
    questions = questionsPane();
    progress->setTextVisible(false);
    progress->hide();
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(print, QDialogButtonBox::AcceptRole);
    auto* pane = new QWidget;
    pane->setFixedWidth(dialogSettingsWidth);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(questions, 1);
    column->addWidget(progress);
    column->addWidget(buttons);
    return pane;
}

QWidget* PrintDialog::questionsPane()
{
    const QStringList names = QPrinterInfo::availablePrinterNames();
    printer->addItems(names);
    printer->addItem(QStringLiteral("存为 PDF 文件"), true);
    const QString usual = settings::printerFor(QPageSize::key(job.paper));
    printer->setCurrentIndex(std::max<int>(
        0, int(names.indexOf(names.contains(usual) ? usual : QPrinterInfo::defaultPrinterName()))));
    copies->setRange(1, 999);
    range->setPlaceholderText(QStringLiteral("全部 %1 页；也可写 1-3，5").arg(job.pages));
    note->setObjectName(QStringLiteral("printDialog.note"));
    problem->setObjectName(QStringLiteral("printDialog.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    for (QLabel* label : {note, problem})
        label->setWordWrap(true);

    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    rows = new QFormLayout;
    rows->setHorizontalSpacing(theme::grid);
    rows->setVerticalSpacing(theme::grid);
    rows->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QWidget* field : QList<QWidget*>{printer, papers, colours, range, copies, sides}) {
        field->setMinimumWidth(0);
        rows->addRow(field->accessibleName(), field);
    }
    for (QComboBox* box : {printer, papers})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rows->setRowVisible(range, job.pages > 1);
    column->addLayout(rows);
    column->addWidget(problem);
    column->addWidget(note);
    column->addWidget(relayout, 0, Qt::AlignLeft);
    column->addStretch();
    auto* system = namedButton(QStringLiteral("printDialog.system"), QStringLiteral("系统打印设置…"),
        QStringLiteral("打印机自己的设置：纸盒、质量等"));
    connect(system, &QPushButton::clicked, this, [this] { leave(Way::systemDialog); });
    system->setEnabled(!names.isEmpty());
    column->addWidget(system, 0, Qt::AlignLeft);
    return pane;
}

bool PrintDialog::toPdf() const
{
    return printer->currentData().toBool();
}

QPageSize PrintDialog::paper() const
{
    return papers->currentData().value<QPageSize>();
}

/// What the chosen printer can do.
void PrintDialog::takePrinter()
{
    const QPrinterInfo info = toPdf() ? QPrinterInfo() : QPrinterInfo::printerInfo(printer->currentText());
    const QPageSize own(job.paper);
    QList<QPageSize> sizes = info.supportedPageSizes();
    const auto has = [&] {
        return std::find_if(
            sizes.begin(), sizes.end(), [&](const QPageSize& size) { return size.isEquivalentTo(own); });
    };
    if (toPdf() || sizes.isEmpty())
        sizes = {own};
    const QPageSize chosenPaper = has() != sizes.end() ? *has() : info.defaultPageSize();
    {
        const QSignalBlocker quiet(papers);
        papers->clear();
        for (const QPageSize& size : std::as_const(sizes))
            papers->addItem(size.name(), QVariant::fromValue(size));
        for (int i = 0; i < papers->count(); ++i)
            if (papers->itemData(i).value<QPageSize>().isEquivalentTo(chosenPaper))
                papers->setCurrentIndex(i);
    }
    const auto modes = info.supportedColorModes();
    {
        const QSignalBlocker quiet(colours);
        colours->clear();
        if (toPdf() || modes.isEmpty() || modes.contains(QPrinter::Color))
            colours->addItem(QStringLiteral("彩色"), QPrinter::Color);
        if (!toPdf())
            colours->addItem(QStringLiteral("黑白"), QPrinter::GrayScale);
        if (job.grey)
            colours->setCurrentIndex(colours->count() - 1);
    }
    sides->clear();
    sides->addItem(QStringLiteral("单面"), QPrinter::DuplexNone);
    for (const auto& [mode, label] : {std::pair(QPrinter::DuplexLongSide, QStringLiteral("双面，沿长边翻")),
             std::pair(QPrinter::DuplexShortSide, QStringLiteral("双面，沿短边翻"))})
        if (info.supportedDuplexModes().contains(mode))
            sides->addItem(label, mode);
    papers->setEnabled(papers->count() > 1);
    colours->setEnabled(colours->count() > 1);
    rows->setRowVisible(sides, sides->count() > 1 && job.pages > 1);
    rows->setRowVisible(copies, !toPdf());
    nameButton();
    takePages();
    takePaper();
}

/// What the chosen paper and colours do to the sheet.
void PrintDialog::takePaper()
{
    const QPageSize own(job.paper), chosenPaper = paper();
    const bool same = chosenPaper.isEquivalentTo(own);
    const PaperFit fit = paperFit(job.sizeMm(), papersMm(chosenPaper, job.orientation));
    QStringList said;
    if (toPdf() && printer->count() == 1)
        said += QStringLiteral("这台电脑上没有打印机。可以存为 PDF 文件，拿到有打印机的电脑上打印。");
    else if (!same && fit.scale < 1)
        said += QStringLiteral(
            "这张图表是 %1 的，要缩小到 %2%，文字会小一些，比例尺的数字不再准，图上的线段比例尺仍然准。%3")
                    .arg(own.name())
                    .arg(qRound(fit.scale * 100))
                    .arg(papers->findText(own.name()) < 0
                            ? QStringLiteral("这台打印机没有 %1 纸。").arg(own.name())
                            : QString());
    else if (!same)
        said += QStringLiteral("这张图表是 %1 的，按原大小印在 %2 纸的中间。")
                    .arg(own.name(), chosenPaper.name());
    if (colours->currentData().toInt() == QPrinter::GrayScale && !job.greyAdvice.isEmpty())
        said += job.greyAdvice;
    note->setText(said.join(u'\n'));
    note->setVisible(!said.isEmpty());
    relayout->setVisible(!same && job.layouts.contains(chosenPaper.id()));
    relayout->setText(QStringLiteral("换成 %1 版式").arg(chosenPaper.name()));
    showPage(shownPage);
}

void PrintDialog::takePages()
{
    const auto written = pagesWritten(range->text(), job.pages);
    say(written ? QString() : written.error().text);
    print->setEnabled(written.has_value());
    if (written)
        chosen = *written;
}

void PrintDialog::say(const QString& text)
{
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
}

void PrintDialog::nameButton()
{
    print->setText(working() ? QStringLiteral("正在写 PDF…")
            : toPdf()        ? QStringLiteral("存为 PDF…")
                             : QStringLiteral("打印"));
}

void PrintDialog::choosePdf()
{
    const QString path = QFileDialog::getSaveFileName(this, QStringLiteral("存为 PDF"),
        QDir(settings::documentsFolder()).filePath(asFileName(job.title) + QStringLiteral(".pdf")),
        QStringLiteral("PDF 文件 (*.pdf)"));
    if (!path.isEmpty())
        writePdf(path, chosen);
}

void PrintDialog::writePdf(const QString& path, const QList<int>& pages)
{
    say({});
    Job* writing = jobs.start(
        QString(), this,
        [writePages = write, path, pages](
            const JobControl& control) { return writePages(path, pages, control); },
        [this, path, pages](const Result<>& written) {
            if (!written)
                return say(written.error().text);
            pdf = path;
            chosen = pages;
            leave(Way::pdf);
        });
    connect(writing, &Job::progressed, progress, [this](int percent) {
        progress->setRange(0, percent < 0 ? 0 : 100);
        progress->setValue(percent);
    });
    begin(writing);
}

QList<QWidget*> PrintDialog::inputs() const
{
    return {questions, cancel};
}

void PrintDialog::showWork(bool works)
{
    progress->setRange(0, 0);
    progress->setVisible(works);
    print->setEnabled(!works && pagesWritten(range->text(), job.pages).has_value());
    nameButton();
}

void PrintDialog::leave(Way way)
{
    chosenWay = way;
    if (way == Way::printer)
        settings::setPrinterFor(QPageSize::key(job.paper), printer->currentText());
    accept();
}

void PrintDialog::apply(QPrinter& device) const
{
    if (toPdf())
        return;
    device.setPrinterName(printer->currentText());
    device.setPageSize(paper());
    device.setPageOrientation(job.orientation);
    device.setFullPage(true); // the sheet brings its own margins
    device.setColorMode(QPrinter::ColorMode(colours->currentData().toInt()));
    device.setDuplex(QPrinter::DuplexMode(sides->currentData().toInt()));
    device.setCopyCount(copies->value());
}

void PrintDialog::showPage(int number)
{
    shownPage = std::clamp(number, 0, job.pages - 1);
    previous->setEnabled(shownPage > 0);
    following->setEnabled(shownPage + 1 < job.pages);
    for (QWidget* part : QList<QWidget*>{previous, pageText, following})
        part->setVisible(job.pages > 1);
    pageText->setText(QStringLiteral("%1/%2 页").arg(shownPage + 1).arg(job.pages));
    const QSizeF mm = papersMm(paper(), job.orientation);
    const double room = theme::cardPadding;
    const double pixelsPerMm = devicePixelRatioF()
        * std::max(
            0.2, std::min((picture->width() - room) / mm.width(), (picture->height() - room) / mm.height()));
    drawing.ask(
        {},
        [page = shownPage, mm, pixelsPerMm, drawPage = draw, wanted = job,
            grey = colours->currentData().toInt() == QPrinter::GrayScale](
            const JobControl&) { return pageOnPaper(drawPage, wanted, page, mm, pixelsPerMm, grey); },
        [this](QImage image) {
            image.setDevicePixelRatio(devicePixelRatioF());
            picture->setPixmap(QPixmap::fromImage(image));
        });
}

/// The picture has another size only after the dialog itself.
bool PrintDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == picture && event->type() == QEvent::Resize)
        showPage(shownPage);
    return WorkDialog::eventFilter(watched, event);
}

} // namespace coop
