#include "ui/ledger/export/export_questions.h"

#include "core/domain/registry_spec.h"
#include "core/store/people/personal_access.h"
#include "core/tabular/export/exporter.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace coop
{

namespace
{
constexpr int shownColumns = 0, allColumns = 1;

QString formatTitle(const QString& ending)
{
    static const QHash<QString, QString> titles{{QStringLiteral("xlsx"), QStringLiteral("Excel 工作簿")},
        {QStringLiteral("csv"), QStringLiteral("文本表格")},
        {QStringLiteral("geojson"), QStringLiteral("GeoJSON 点图层，WGS84")},
        {QStringLiteral("gpkg"), QStringLiteral("GeoPackage 点图层，CGCS2000")},
        {QStringLiteral("shp"), QStringLiteral("Shapefile 点图层，CGCS2000")},
        {QStringLiteral("kml"), QStringLiteral("KML 点图层，WGS84，用于奥维、谷歌地球")}};
    return titles.value(ending, ending);
}

/// A column of radio buttons; ids are their places.
QVBoxLayout* radios(
    QWidget* parent, QButtonGroup* group, const QString& name, const QList<std::pair<int, QString>>& choices)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(theme::grid / 2);
    for (const auto& [id, text] : choices) {
        auto* button = new QRadioButton(text, parent);
        button->setObjectName(QStringLiteral("%1.%2").arg(name).arg(id));
        group->addButton(button, id);
        column->addWidget(button);
    }
    return column;
}
} // namespace

ExportQuestions::ExportQuestions(
    const RegistrySpec& ledger, Rows counted, QStringList shownIds, bool mayUnmask, QWidget* parent)
    : QWidget(parent)
    , spec(ledger)
    , rows(counted)
    , shownFields(std::move(shownIds))
    , form(new QFormLayout(this))
    , ranges(new QButtonGroup(this))
    , columns(new QButtonGroup(this))
    , format(new QComboBox(this))
    , file(new QLineEdit(this))
    , note(new QLabel(this))
{
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    addRanges();
    addColumns();
    addFormats();
    if (mayUnmask && !personalFields(spec).isEmpty())
        addPersonal();
    addFile();
    choose(rows.selected > 1 ? Range::selected : rows.shown == 0 ? Range::blank : Range::shown);
    suggestPath();
}

void ExportQuestions::addRanges()
{
    const auto id = [](Range which) { return int(which); };
    QList<std::pair<int, QString>> choices{
        {id(Range::shown), QStringLiteral("屏幕上的 %1").arg(lineCount(rows.shown))}};
    if (rows.selected > 0)
        choices.append({id(Range::selected), QStringLiteral("选中的 %1").arg(lineCount(rows.selected))});
    if (rows.all != rows.shown)
        choices.append({id(Range::all), QStringLiteral("全部 %1").arg(lineCount(rows.all))});
    choices.append({id(Range::blank), QStringLiteral("空白表样：表头、下拉列表和填写说明，供人填写")});
    form->addRow(QStringLiteral("导出范围"), radios(this, ranges, QStringLiteral("export.range"), choices));
    ranges->button(id(Range::shown))->setEnabled(rows.shown > 0);
    connect(ranges, &QButtonGroup::idClicked, this, &ExportQuestions::showChoice);
}

void ExportQuestions::addColumns()
{
    columnsPart = radios(this, columns, QStringLiteral("export.columns"),
        {{shownColumns, QStringLiteral("屏幕上的 %1 列").arg(shownFields.size())},
            {allColumns, QStringLiteral("全部列")}});
    form->addRow(QStringLiteral("列"), columnsPart);
    columns->button(shownFields.isEmpty() ? allColumns : shownColumns)->setChecked(true);
    columns->button(shownColumns)->setEnabled(!shownFields.isEmpty());
    connect(columns, &QButtonGroup::idClicked, this, &ExportQuestions::showChoice);
}

void ExportQuestions::addFormats()
{
    format->setObjectName(QStringLiteral("export.format"));
    format->setAccessibleName(QStringLiteral("格式"));
    for (const QString& ending : exportEndings(spec))
        format->addItem(QStringLiteral("%1（.%2）").arg(formatTitle(ending), ending), ending);
    form->addRow(QStringLiteral("格式"), format);
    connect(format, &QComboBox::currentIndexChanged, this, [this] {
        const QFileInfo now(path());
        setPath(now.dir().filePath(now.completeBaseName() + u'.' + format->currentData().toString()));
    });
}

void ExportQuestions::addPersonal()
{
    const QStringList labels = personalFields(spec);
    personal = new QCheckBox(QStringLiteral("含完整的%1（记入历史）").arg(labels.join(u'、')), this);
    personal->setObjectName(QStringLiteral("export.personal"));
    form->addRow(QStringLiteral("个人信息"), personal);
}

void ExportQuestions::addFile()
{
    file->setObjectName(QStringLiteral("export.file"));
    file->setAccessibleName(QStringLiteral("文件"));
    auto* other = new QPushButton(QStringLiteral("选择位置…"), this);
    other->setObjectName(QStringLiteral("export.choose"));
    note->setObjectName(QStringLiteral("export.note"));
    note->setProperty("role", QStringLiteral("second"));
    note->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    row->addWidget(file, 1);
    row->addWidget(other);
    form->addRow(QStringLiteral("文件"), row);
    form->addRow(QString(), note);
    connect(other, &QPushButton::clicked, this, &ExportQuestions::askPath);
    connect(file, &QLineEdit::textChanged, this, [this] {
        followEnding();
        showChoice();
    });
}

void ExportQuestions::choose(Range which)
{
    if (QAbstractButton* button = ranges->button(int(which)))
        button->setChecked(true);
    showChoice();
}

ExportQuestions::Range ExportQuestions::range() const
{
    return Range(ranges->checkedId());
}

qint64 ExportQuestions::rowsToExport() const
{
    switch (range()) {
    case Range::shown:
        return rows.shown;
    case Range::selected:
        return rows.selected;
    case Range::all:
        return rows.all;
    case Range::blank:
        break;
    }
    return 0;
}

QStringList ExportQuestions::fields() const
{
    return columns->checkedId() == shownColumns ? shownFields : QStringList();
}

bool ExportQuestions::unmasked() const
{
    return personal && personal->isChecked() && range() != Range::blank;
}

QString ExportQuestions::path() const
{
    const QString name = QDir::fromNativeSeparators(file->text().trimmed());
    if (name.isEmpty())
        return {};
    // Not the folder that the program happens to run in; and who writes no ending means the chosen format.
    QString whole = QDir(settings::documentsFolder()).absoluteFilePath(name);
    const QFileInfo there(whole);
    if (!there.fileName().isEmpty() && there.suffix().isEmpty() && !there.isDir())
        whole += u'.' + format->currentData().toString();
    return whole;
}

void ExportQuestions::setPath(const QString& where)
{
    file->setText(QDir::toNativeSeparators(where));
}

bool ExportQuestions::replaces() const
{
    return QFileInfo(path()).isFile() && mayExportTo(spec, path());
}

void ExportQuestions::suggestPath()
{
    const QDir folder(settings::documentsFolder());
    setPath(folder.filePath(QStringLiteral("%1-%2.%3")
                                .arg(spec.label, QDate::currentDate().toString(QStringLiteral("yyyyMMdd")),
                                    format->currentData().toString())));
}

void ExportQuestions::askPath()
{
    const QString ending = format->currentData().toString();
    QString chosen = QFileDialog::getSaveFileName(this, QStringLiteral("导出") + spec.label, path(),
        QStringLiteral("%1 (*.%2)").arg(formatTitle(ending), ending), nullptr,
        QFileDialog::DontConfirmOverwrite); // the button says that it replaces
    if (chosen.isEmpty())
        return;
    if (QFileInfo(chosen).suffix().isEmpty())
        chosen += u'.' + ending;
    setPath(chosen);
}

QString ExportQuestions::noteOnFile() const
{
    const QString where = path();
    if (QFileInfo(where).isFile()) {
        const auto may = mayExportTo(spec, where);
        return may ? QStringLiteral("“%1”已经有了，导出后被替换。").arg(QFileInfo(where).fileName())
                   : may.error().text;
    }
    return where == QDir::fromNativeSeparators(file->text().trimmed())
        ? QString()
        : QStringLiteral("将写到 ") + QDir::toNativeSeparators(where);
}

/// The ending that somebody writes chooses the format as well as the list does.
void ExportQuestions::followEnding()
{
    const int written = format->findData(QFileInfo(path()).suffix().toLower());
    if (written < 0 || range() == Range::blank)
        return;
    const QSignalBlocker quiet(format);
    format->setCurrentIndex(written);
}

void ExportQuestions::showChoice()
{
    const bool blank = range() == Range::blank;
    if (blank && format->currentIndex() != 0)
        format->setCurrentIndex(0); // an empty form is a workbook; comes back here
    form->setRowVisible(columnsPart, !blank);
    form->setRowVisible(format, !blank);
    if (personal)
        form->setRowVisible(personal, !blank);
    note->setText(noteOnFile());
    note->setVisible(!note->text().isEmpty());
    Q_EMIT changed();
}

} // namespace coop
