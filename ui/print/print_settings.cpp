#include "ui/print/print_settings.h"

#include "ui/look/theme.h"
#include "ui/print/sheet_templates.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace coop
{

PrintSettings::PrintSettings(QWidget* parent)
    : QWidget(parent)
    , period(new QLabel)
    , breakdown(new QComboBox)
    , paper(new QComboBox)
    , scale(new QComboBox)
    , title(new QLineEdit)
    , producer(new QLineEdit)
    , date(new QLineEdit(QDate::currentDate().toString(Qt::ISODate)))
    , reviewNumber(new QLineEdit)
    , notes(new QPlainTextEdit)
    , logo(new QPushButton)
    , resolution(new QComboBox)
    , outlets(new QCheckBox(QStringLiteral("画出服务网点")))
    , blackAndWhite(new QCheckBox(QStringLiteral("黑白打印，用线纹区分")))
    , tableApart(new QCheckBox(QStringLiteral("表格另附一页")))
{
    breakdown->addItem(QStringLiteral("按片区"), int(Breakdown::byFederation));
    breakdown->addItem(QStringLiteral("按镇街"), int(Breakdown::byTownship));
    for (const auto& [page, label] : sheetPages())
        paper->addItem(label, page);
    scale->addItem(QStringLiteral("自动"), 0);
    for (const int thousands : {100, 150, 200, 250, 300, 400, 500, 600, 800})
        scale->addItem(QStringLiteral("1∶%1 000").arg(thousands), thousands * 1000);
    for (const int dpi : {150, 200, 300, 450, 600})
        resolution->addItem(QStringLiteral("%1 dpi").arg(dpi), dpi);
    resolution->setCurrentIndex(2);
    outlets->setChecked(true);
    reviewNumber->setPlaceholderText(QStringLiteral("不填则印“内部使用”"));
    date->setPlaceholderText(QStringLiteral("例如 2024-12-31"));
    notes->setPlaceholderText(QStringLiteral("印在图下方，一行一条"));
    notes->setTabChangesFocus(true);
    notes->setMinimumHeight(52);
    notes->setMaximumHeight(60);
    period->setToolTip(QStringLiteral("季度在窗口顶部选择"));
    resolution->setToolTip(QStringLiteral("导出 PNG 和 TIFF 时用"));

    rows = new QFormLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(theme::grid);
    rows->setVerticalSpacing(theme::grid);
    rows->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addField(*rows, QStringLiteral("period"), QStringLiteral("期间"), period);
    addField(*rows, QStringLiteral("breakdown"), QStringLiteral("分区"), breakdown);
    addField(*rows, QStringLiteral("paper"), QStringLiteral("纸张"), paper);
    addField(*rows, QStringLiteral("scale"), QStringLiteral("比例尺"), scale);
    addField(*rows, QStringLiteral("title"), QStringLiteral("图名"), title);
    addField(*rows, QStringLiteral("producer"), QStringLiteral("制图单位"), producer);
    addField(*rows, QStringLiteral("made"), QStringLiteral("制图日期"), date);
    addField(*rows, QStringLiteral("reviewNumber"), QStringLiteral("审图号"), reviewNumber);
    addField(*rows, QStringLiteral("notes"), QStringLiteral("说明"), notes);
    addField(*rows, QStringLiteral("logo"), QStringLiteral("单位标志"), logo);
    addField(*rows, QStringLiteral("resolution"), QStringLiteral("图片"), resolution);
    addField(*rows, QStringLiteral("outlets"), QString(), outlets);
    addField(*rows, QStringLiteral("tableApart"), QString(), tableApart);
    addField(*rows, QStringLiteral("blackAndWhite"), QString(), blackAndWhite);
    showLogo();

    connect(breakdown, &QComboBox::activated, this, &PrintSettings::contentChanged);
    connect(outlets, &QCheckBox::clicked, this, &PrintSettings::contentChanged);
    connect(logo, &QPushButton::clicked, this, &PrintSettings::chooseLogo);
    for (QComboBox* box : {paper, scale})
        connect(box, &QComboBox::activated, this, &PrintSettings::settingsChanged);
    for (QLineEdit* line : {title, producer, date, reviewNumber})
        connect(line, &QLineEdit::textEdited, this, &PrintSettings::settingsChanged);
    connect(notes, &QPlainTextEdit::textChanged, this, &PrintSettings::settingsChanged);
    for (QCheckBox* box : {blackAndWhite, tableApart})
        connect(box, &QCheckBox::clicked, this, &PrintSettings::settingsChanged);
    connect(date, &QLineEdit::editingFinished, this, [this] {
        if (const auto day = parseDate(date->text()))
            date->setText(day->toString(Qt::ISODate));
    });
}

void PrintSettings::addField(QFormLayout& layout, const QString& id, const QString& label, QWidget* field)
{
    field->setObjectName(QStringLiteral("sheet.") + id);
    if (!label.isEmpty())
        field->setAccessibleName(label);
    fields.insert(id, field);
    layout.addRow(label, field);
}

void PrintSettings::chooseLogo()
{
    if (!logoBytes.isEmpty()) {
        logoBytes.clear();
    } else {
        const QString path = QFileDialog::getOpenFileName(this, QStringLiteral("选择单位标志"), {},
            QStringLiteral("图片 (*.png *.jpg *.jpeg *.bmp *.svg)"));
        if (path.isEmpty())
            return;
        constexpr qint64 most = 2'000'000;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.size() > most)
            return Q_EMIT refused(QStringLiteral("图片打不开，或者大于 2 MB，请换一张。"));
        const QByteArray bytes = file.readAll();
        if (QImage::fromData(bytes).isNull())
            return Q_EMIT refused(QStringLiteral("这个文件不是图片，请换一张。"));
        logoBytes = bytes;
    }
    showLogo();
    Q_EMIT settingsChanged();
}

void PrintSettings::showLogo()
{
    logo->setText(logoBytes.isEmpty() ? QStringLiteral("选择图片…") : QStringLiteral("不印标志"));
}

void PrintSettings::setPeriod(const Period& chosen)
{
    period->setText(chosen.title());
}

QString PrintSettings::page() const
{
    return paper->currentData().toString();
}

void PrintSettings::setPaper(PaperSize size)
{
    paper->setCurrentIndex(paper->findData(
        (size == PaperSize::A3 ? QStringLiteral("A3") : QStringLiteral("A4")) + page().mid(2)));
    Q_EMIT settingsChanged();
}

QDate PrintSettings::made() const
{
    return parseDate(date->text()).value_or(QDate());
}

int PrintSettings::dpi() const
{
    return resolution->currentData().toInt();
}

SheetDesign PrintSettings::design() const
{
    SheetDesign design;
    design.page = page();
    design.breakdown = Breakdown(breakdown->currentData().toInt());
    design.title = title->text().trimmed();
    design.producer = producer->text().trimmed();
    design.reviewNumber = reviewNumber->text().trimmed();
    design.notes = notes->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    design.logo = logoBytes;
    design.outlets = outlets->isChecked();
    design.blackAndWhite = blackAndWhite->isChecked();
    design.tableApart = tableApart->isChecked();
    design.scale = scale->currentData().toDouble();
    return design;
}

void PrintSettings::setDesign(const SheetDesign& design)
{
    const QSignalBlocker quiet(this);
    paper->setCurrentIndex(std::max(0, paper->findData(design.page)));
    breakdown->setCurrentIndex(breakdown->findData(int(design.breakdown)));
    scale->setCurrentIndex(std::max(0, scale->findData(int(design.scale))));
    title->setText(design.title);
    producer->setText(design.producer);
    producerTaken = !design.producer.isEmpty();
    reviewNumber->setText(design.reviewNumber);
    notes->setPlainText(design.notes.join(u'\n'));
    logoBytes = design.logo;
    outlets->setChecked(design.outlets);
    blackAndWhite->setChecked(design.blackAndWhite);
    tableApart->setChecked(design.tableApart);
    showLogo();
}

void PrintSettings::setKind(SheetKind kind)
{
    const auto show = [&](QWidget* field, bool on) {
        field->setVisible(on);
        if (QWidget* label = rows->labelForField(field))
            label->setVisible(on);
    };
    show(breakdown, choosesIndicator(kind) || kind == SheetKind::credit);
    show(outlets, choosesIndicator(kind));
    show(scale, kind != SheetKind::tasks);
    show(tableApart, kind != SheetKind::tasks);
}

void PrintSettings::takeDefaults(const SheetSettings& settings, bool newTitle)
{
    if (newTitle)
        title->setText(settings.title);
    if (!producerTaken)
        producer->setText(settings.producer);
    producerTaken = true;
    title->setCursorPosition(0);
    producer->setCursorPosition(0);
}

void PrintSettings::apply(SheetSettings& settings, bool first) const
{
    if (first)
        settings.title = title->text().trimmed();
    settings.producer = producer->text().trimmed();
    settings.made = made();
    settings.reviewNumber = reviewNumber->text().trimmed();
    const QStringList written = notes->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    settings.notes = written + settings.notes; // the program's own remarks come after them
}

bool PrintSettings::focusField(const QString& field)
{
    QWidget* input = fields.value(field == u"layout" ? QStringLiteral("tableApart") : field);
    if (!input || input->focusPolicy() == Qt::NoFocus)
        return false;
    input->setFocus(Qt::ShortcutFocusReason);
    return true;
}

} // namespace coop
