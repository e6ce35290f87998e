#include "ui/print/sheet_form.h"

#include "ui/print/page_templates.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace coop
{

SheetForm::SheetForm(QWidget* parent)
    : QWidget(parent)
    , period(new QLabel)
    , breakdown(new QComboBox)
    , paper(new QComboBox)
    , title(new QLineEdit)
    , producer(new QLineEdit)
    , made(new QLineEdit(QDate::currentDate().toString(Qt::ISODate)))
    , reviewNumber(new QLineEdit)
    , notes(new QPlainTextEdit)
    , outlets(new QCheckBox(QStringLiteral("画出服务网点")))
    , blackAndWhite(new QCheckBox(QStringLiteral("黑白打印，用线纹区分")))
{
    breakdown->addItem(QStringLiteral("按片区"), int(Breakdown::byFederation));
    breakdown->addItem(QStringLiteral("按镇街"), int(Breakdown::byTownship));
    for (const auto& [page, label] : sheetPages())
        paper->addItem(label, page);
    outlets->setChecked(true);
    reviewNumber->setPlaceholderText(QStringLiteral("不填则印“内部使用”"));
    made->setPlaceholderText(QStringLiteral("例如 2024-12-31"));
    notes->setPlaceholderText(QStringLiteral("印在图下方，一行一条"));
    notes->setTabChangesFocus(true);
    notes->setMinimumHeight(52);
    notes->setMaximumHeight(60);
    period->setToolTip(QStringLiteral("季度在窗口顶部选择"));

    auto* layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(theme::grid);
    layout->setVerticalSpacing(theme::grid);
    layout->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addField(*layout, QStringLiteral("period"), QStringLiteral("期间"), period);
    addField(*layout, QStringLiteral("breakdown"), QStringLiteral("分区"), breakdown);
    addField(*layout, QStringLiteral("paper"), QStringLiteral("纸张"), paper);
    addField(*layout, QStringLiteral("title"), QStringLiteral("图名"), title);
    addField(*layout, QStringLiteral("producer"), QStringLiteral("制图单位"), producer);
    addField(*layout, QStringLiteral("made"), QStringLiteral("制图日期"), made);
    addField(*layout, QStringLiteral("reviewNumber"), QStringLiteral("审图号"), reviewNumber);
    addField(*layout, QStringLiteral("notes"), QStringLiteral("说明"), notes);
    addField(*layout, QStringLiteral("outlets"), QString(), outlets);
    addField(*layout, QStringLiteral("blackAndWhite"), QString(), blackAndWhite);

    connect(breakdown, &QComboBox::activated, this, &SheetForm::contentChanged);
    connect(outlets, &QCheckBox::clicked, this, &SheetForm::contentChanged);
    connect(paper, &QComboBox::activated, this, [this] { Q_EMIT pageChosen(page()); });
    for (QLineEdit* line : {title, producer, made, reviewNumber})
        connect(line, &QLineEdit::textEdited, this, &SheetForm::settingsChanged);
    connect(notes, &QPlainTextEdit::textChanged, this, &SheetForm::settingsChanged);
    connect(blackAndWhite, &QCheckBox::clicked, this, &SheetForm::settingsChanged);
    connect(made, &QLineEdit::editingFinished, this, [this] {
        if (const auto day = parseDate(made->text()))
            made->setText(day->toString(Qt::ISODate));
    });
}

void SheetForm::addField(QFormLayout& layout, const QString& id, const QString& label, QWidget* field)
{
    field->setObjectName(QStringLiteral("sheet.") + id);
    if (!label.isEmpty())
        field->setAccessibleName(label);
    fields.insert(id, field);
    layout.addRow(label, field);
}

void SheetForm::setPeriod(const Period& chosen)
{
    period->setText(chosen.title());
}

void SheetForm::setPage(const QString& page)
{
    paper->setCurrentIndex(paper->findData(page));
}

QString SheetForm::page() const
{
    return paper->currentData().toString();
}

void SheetForm::fill(QuarterlyMapRequest& request) const
{
    request.theme.breakdown = Breakdown(breakdown->currentData().toInt());
    request.outlets = outlets->isChecked();
}

void SheetForm::takeDefaults(const SheetSettings& settings, bool newTitle)
{
    if (newTitle)
        title->setText(settings.title);
    if (!producerTaken)
        producer->setText(settings.producer);
    producerTaken = true;
    title->setCursorPosition(0);
    producer->setCursorPosition(0);
}

void SheetForm::apply(SheetSettings& settings) const
{
    coop::setPage(settings, page());
    settings.title = title->text().trimmed();
    settings.producer = producer->text().trimmed();
    settings.made = parseDate(made->text()).value_or(QDate());
    settings.reviewNumber = reviewNumber->text().trimmed();
    settings.blackAndWhite = blackAndWhite->isChecked();
    const QStringList written = notes->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    settings.notes = written + settings.notes; // the program's own remarks come after them
}

bool SheetForm::focusField(const QString& field)
{
    QWidget* input = fields.value(field);
    if (!input || input->focusPolicy() == Qt::NoFocus)
        return false;
    input->setFocus(Qt::ShortcutFocusReason);
    return true;
}

} // namespace coop
