#include "ui/map/layers/add_layer_dialog.h"

#include "core/geo/coordinates/crs_title.h"
#include "core/geo/files/field_guess.h"
#include "core/geo/files/layer_path.h"
#include "core/store/unit_of_work.h"
#include "ui/look/theme.h"
#include "ui/map/layers/layer_preview.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/named.h"
#include "ui/widgets/window_words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <algorithm>

namespace coop
{

namespace
{
/// Where the map lies, by which zones are ranked.
std::optional<LonLat> middleOf(const MapDocument& document)
{
    if (document.isEmpty())
        return std::nullopt;
    return document.content().projection.toLonLat(document.bounds().centre());
}

} // namespace

AddLayerDialog::AddLayerDialog(
    Session& shared, const MapDocument& townships, bool boundaries, QWidget* parent)
    : WorkDialog(parent)
    , session(shared)
    , document(townships)
    , reading(shared.jobs())
    , path(named(new QLineEdit, "layerFile", QStringLiteral("图层文件")))
    , asReference(
          named(new QRadioButton(QStringLiteral("参考图层")), "asReference", QStringLiteral("参考图层")))
    , asBoundaries(named(new QRadioButton(QStringLiteral("镇街边界（替换现有的）")), "asBoundaries",
          QStringLiteral("镇街边界")))
    , layer(named(new QComboBox, "layerInFile", QStringLiteral("文件中的图层")))
    , encoding(named(new QComboBox, "layerEncoding", QStringLiteral("文字编码")))
    , crs(named(new QComboBox, "layerCrs", QStringLiteral("坐标系")))
    , codeField(named(new QComboBox, "codeField", QStringLiteral("代码字段")))
    , nameField(named(new QComboBox, "nameField", QStringLiteral("名称字段")))
    , labelField(named(new QComboBox, "labelField", QStringLiteral("标注字段")))
    , name(named(new QLineEdit, "newLayerName", QStringLiteral("图层名称")))
    , credits(named(new QLineEdit, "layerCredits", QStringLiteral("资料来源")))
    , keep(named(new QComboBox, "layerKeep", QStringLiteral("保存方式")))
    , rows(named(new QTableWidget, "layerRows", QStringLiteral("前几行")))
    , picture(new LayerPreview(townships))
    , note(named(new QLabel, "layerNote", QStringLiteral("读取结果")))
{
    setObjectName(QStringLiteral("addLayerDialog"));
    setWindowTitle(QStringLiteral("添加图层"));
    form = new QFormLayout;
    form->setHorizontalSpacing(theme::gap);
    form->setVerticalSpacing(theme::grid);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    (boundaries ? asBoundaries : asReference)->setChecked(true);
    buildForm(*form);

    rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows->verticalHeader()->hide();
    rows->setFixedHeight(6 * theme::rowHeight + 6);
    note->setWordWrap(true);
    auto* right = new QVBoxLayout;
    right->addWidget(picture, 1);
    right->addWidget(note);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addLayout(form, 3);
    middle->addLayout(right, 2);

    auto* buttons = new QDialogButtonBox;
    acceptance = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    acceptance->setObjectName(QStringLiteral("acceptLayer"));
    acceptance->setProperty("role", QStringLiteral("primary"));
    buttons->addButton(QStringLiteral("不添加"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &AddLayerDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, &reading, &Loader::forget);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(theme::gap);
    column->addWidget(buildFile());
    column->addLayout(middle, 1);
    column->addWidget(rows);
    column->addWidget(buttons);
    resize(860, 640);
    connect(asBoundaries, &QRadioButton::toggled, this, [this] {
        showPurpose();
        preview();
    });
    showPurpose();
    say(QStringLiteral(
            "选一个文件：Shapefile、GeoPackage、GeoJSON、KML/KMZ、MapInfo、DXF、FlatGeobuf、GeoTIFF、"
            "带坐标文件的图片或 MBTiles，也可以是 zip。"),
        false);
}

QWidget* AddLayerDialog::buildFile()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* browse
        = named(new QPushButton(QStringLiteral("选择文件…")), "chooseLayerFile", QStringLiteral("选择文件"));
    browse->setAutoDefault(false);
    row->addWidget(path, 1);
    row->addWidget(browse);
    path->setPlaceholderText(QStringLiteral("图层文件"));
    connect(browse, &QPushButton::clicked, this, &AddLayerDialog::choose);
    connect(path, &QLineEdit::editingFinished, this, [this] {
        if (path->isModified()) {
            path->setModified(false);
            setFile(QDir::fromNativeSeparators(path->text().trimmed()));
        }
    });
    return box;
}

void AddLayerDialog::buildForm(QFormLayout& rowsOf)
{
    auto* purpose = new QHBoxLayout;
    purpose->setSpacing(theme::cardPadding);
    purpose->addWidget(asReference);
    purpose->addWidget(asBoundaries);
    purpose->addStretch();
    rowsOf.addRow(QStringLiteral("用途"), purpose);
    rowsOf.addRow(QStringLiteral("文件中的图层"), layer);
    rowsOf.addRow(QStringLiteral("文字编码"), encoding);
    rowsOf.addRow(QStringLiteral("坐标系"), crs);
    rowsOf.addRow(QStringLiteral("代码字段"), codeField);
    rowsOf.addRow(QStringLiteral("名称字段"), nameField);
    rowsOf.addRow(QStringLiteral("图层名称"), name);
    rowsOf.addRow(QStringLiteral("标注字段"), labelField);
    rowsOf.addRow(QStringLiteral("资料来源"), credits);
    rowsOf.addRow(QStringLiteral("保存方式"), keep);
    credits->setPlaceholderText(QStringLiteral("印在图上，例如：区规划和自然资源局，2024年"));
    keep->addItem(QStringLiteral("复制一份，随工作区走"), false);
    keep->addItem(QStringLiteral("只链接文件，文件改了图也改"), true);
    crs->setEditable(true);
    crs->setInsertPolicy(QComboBox::NoInsert);
    connect(layer, &QComboBox::activated, this, &AddLayerDialog::showLayer);
    connect(encoding, &QComboBox::activated, this, &AddLayerDialog::inspect);
    for (QComboBox* box : {codeField, nameField})
        connect(box, &QComboBox::activated, this, &AddLayerDialog::preview);
    connect(crs, &QComboBox::activated, this, &AddLayerDialog::preview);
    connect(crs->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (crs->lineEdit()->isModified()) {
            crs->lineEdit()->setModified(false);
            preview();
        }
    });
}

bool AddLayerDialog::forBoundaries() const
{
    return asBoundaries->isChecked();
}

void AddLayerDialog::showPurpose()
{
    const bool boundaries = forBoundaries();
    const auto show = [this](QWidget* field, bool on) {
        field->setVisible(on);
        form->labelForField(field)->setVisible(on);
    };
    show(codeField, boundaries);
    show(nameField, boundaries);
    show(name, !boundaries);
    show(labelField, !boundaries && !inspection.raster);
    show(keep, !boundaries);
    show(layer, layer->count() > 1);
    show(encoding, encoding->count() > 1);
    acceptance->setText(boundaries ? QStringLiteral("替换镇街边界") : QStringLiteral("添加图层"));
    acceptance->setEnabled(isReady);
}

void AddLayerDialog::choose()
{
    const QString chosen
        = QFileDialog::getOpenFileName(this, QStringLiteral("选择图层文件"), QFileInfo(path->text()).path(),
            QStringLiteral("图层文件 (*.shp *.gpkg *.geojson *.json *.kml *.kmz *.tab *.mif *.dxf *.fgb "
                           "*.gdbtable *.zip *.tif "
                           "*.tiff *.png *.jpg *.jpeg *.mbtiles);;所有文件 (*)"));
    if (!chosen.isEmpty())
        setFile(chosen);
}

void AddLayerDialog::setFile(const QString& file)
{
    const QString chosen = layerPath(file);
    path->setText(QDir::toNativeSeparators(chosen));
    name->setText(QFileInfo(chosen).completeBaseName());
    // Nothing of the file before stays, whatever becomes of this one.
    inspection = {};
    for (QComboBox* box : {encoding, layer, crs, codeField, nameField, labelField})
        box->clear();
    rows->setRowCount(0);
    rows->setColumnCount(0);
    picture->setDrawings({});
    say({}, false);
    inspect();
}

void AddLayerDialog::say(const QString& text, bool problem)
{
    note->setText(inWindowWords(text));
    note->setProperty("role", problem ? QStringLiteral("error") : QStringLiteral("second"));
    note->style()->unpolish(note);
    note->style()->polish(note);
}

void AddLayerDialog::inspect()
{
    isReady = false;
    showPurpose();
    picture->setNote(QStringLiteral("正在读取…"));
    reading.ask(
        QStringLiteral("正在读取图层文件"),
        [file = QDir::fromNativeSeparators(path->text().trimmed()), text = encoding->currentData().toString(),
            near = middleOf(document)](const JobControl& control) {
            return inspectLayerFile(file, text, near, [&](double) { return !control.cancelled(); });
        },
        [this](const Result<LayerInspection>& found) {
            if (!found) {
                picture->setNote({});
                return say(found.error().text, true);
            }
            showInspection(*found);
        });
}

void AddLayerDialog::showInspection(const LayerInspection& found)
{
    inspection = found;
    if (encoding->count() == 0)
        for (const QString& each : found.encodings)
            encoding->addItem(
                each == QStringLiteral("GB18030") ? QStringLiteral("GBK（GB18030）") : each, each);
    const QString before = layer->currentData().toString();
    layer->clear();
    for (const LayerSample& each : found.layers)
        if (found.raster || each.kind != GeometryKind::none)
            layer->addItem(QStringLiteral("%1（%2，%3 个）")
                               .arg(each.name, geometryKindTitle(each.kind))
                               .arg(each.features),
                each.name);
    if (layer->count() == 0 && !found.layers.isEmpty())
        layer->addItem(found.layers.first().name, found.layers.first().name);
    // Boundaries are polygons: roads beside them are not meant.
    int meant = layer->findData(before);
    for (const LayerSample& each : found.layers)
        if (meant < 0 && forBoundaries() && each.kind == GeometryKind::polygons)
            meant = layer->findData(each.name);
    layer->setCurrentIndex(std::max(0, meant));
    if (found.raster)
        asReference->setChecked(true);
    asBoundaries->setEnabled(!found.raster);
    showLayer();
}

void AddLayerDialog::showLayer()
{
    const QString wanted = layer->currentData().toString();
    for (const LayerSample& each : std::as_const(inspection.layers))
        if (each.name == wanted) {
            fillCrs(each);
            fillFields(each);
            showSample(each);
        }
    showPurpose();
    preview();
}

void AddLayerDialog::fillCrs(const LayerSample& sample)
{
    crs->clear();
    const auto add = [this](const QString& title, const QString& code, Datum datum, bool swapped) {
        crs->addItem(title, QVariantList{code, int(datum), swapped});
    };
    if (!sample.crs.isEmpty() && !sample.doubtful)
        add(QStringLiteral("文件写明：%1").arg(crsTitle(sample.crs)), {}, Datum::cgcs2000, false);
    for (const CrsChoice& choice : sample.choices)
        add(choice.title, choice.crs, choice.datum, choice.swapAxes);
    if (!sample.crs.isEmpty() && sample.doubtful)
        add((asksForDatum(sample) ? QStringLiteral("文件写明：%1")
                                  : QStringLiteral("文件写明：%1（不在本地区）"))
                .arg(crsTitle(sample.crs)),
            {}, Datum::cgcs2000, false);
    const bool degrees = sample.extent.maxX <= 180 && sample.extent.minX >= -180 && sample.extent.maxY <= 90;
    if (sample.choices.isEmpty() && degrees && !sample.crs.isEmpty()) {
        add(QStringLiteral("GCJ-02 经纬度（高德、腾讯地图）"), QStringLiteral("EPSG:4490"), Datum::gcj02,
            false);
        add(QStringLiteral("BD-09 经纬度（百度地图）"), QStringLiteral("EPSG:4490"), Datum::bd09, false);
    }
    if (crs->count() > 0)
        crs->setCurrentIndex(0);
}

void AddLayerDialog::fillFields(const LayerSample& sample)
{
    const auto fill = [&](QComboBox* box, const QString& none, const QString& chosen) {
        box->clear();
        box->addItem(none, QString());
        for (const QString& field : sample.fields)
            box->addItem(field, field);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    fill(codeField, QStringLiteral("没有"), guessCodeField(sample.fields));
    fill(nameField, QStringLiteral("没有"), guessNameField(sample.fields));
    fill(labelField, QStringLiteral("不标注"), QString());
}

void AddLayerDialog::showSample(const LayerSample& sample)
{
    rows->clear();
    rows->setColumnCount(int(sample.fields.size()));
    rows->setHorizontalHeaderLabels(sample.fields);
    rows->setRowCount(int(sample.rows.size()));
    for (int y = 0; y < sample.rows.size(); ++y)
        for (int x = 0; x < sample.fields.size(); ++x)
            rows->setItem(y, x, new QTableWidgetItem(sample.rows[y].value(x)));
    rows->resizeColumnsToContents();
    rows->setVisible(!sample.fields.isEmpty());
}

LayerFile AddLayerDialog::file() const
{
    LayerFile wanted{.path = QDir::fromNativeSeparators(path->text().trimmed()),
        .credits = credits->text().trimmed(),
        .name = name->text(),
        .labelField = labelField->currentData().toString(),
        .linked = keep->currentData().toBool()};
    LayerReadOptions& said = wanted.reading;
    said.layer = inspection.raster ? QString() : layer->currentData().toString();
    said.encoding = encoding->count() > 1 ? encoding->currentData().toString() : QString();
    if (forBoundaries()) {
        said.codeField = codeField->currentData().toString();
        said.nameField = nameField->currentData().toString();
    }
    const int row = crs->findText(crs->currentText());
    if (row >= 0) {
        const QVariantList choice = crs->itemData(row).toList();
        said.crs = choice.value(0).toString();
        said.datum = Datum(choice.value(1).toInt());
        said.swapAxes = choice.value(2).toBool();
    } else {
        said.crs = crs->currentText().trimmed();
        if (!said.crs.isEmpty() && !said.crs.contains(u':'))
            said.crs.prepend(QStringLiteral("EPSG:"));
    }
    return wanted;
}

void AddLayerDialog::preview()
{
    isReady = false;
    acceptance->setEnabled(false);
    if (inspection.layers.isEmpty() || path->text().trimmed().isEmpty())
        return;
    if (crs->currentText().trimmed().isEmpty())
        return say(
            QStringLiteral("文件没有写明坐标系，坐标也看不出是哪一种，请填 EPSG 编号，例如 EPSG:4490。"),
            true);
    picture->setNote(QStringLiteral("正在读取…"));
    reading.ask(
        session, QStringLiteral("正在读取图层"),
        [file = file(), boundaries = forBoundaries(), projection = document.content().projection](
            Workspace& workspace, const JobControl& control) {
            return readForPreview(
                workspace, file, boundaries, projection, [&](double) { return !control.cancelled(); });
        },
        [this](const Result<LayerReading>& result) { showRead(result); });
}

void AddLayerDialog::showRead(const Result<LayerReading>& result)
{
    if (!result) {
        picture->setNote({});
        return say(result.error().text, true);
    }
    ready = *result;
    isReady = true;
    picture->setDrawings(ready.drawings);
    // What is wrong about the place comes first, and as a warning.
    for (const LayerSample& each : std::as_const(inspection.layers))
        if (each.name == layer->currentData().toString() && asksForDatum(each))
            ready.remarks += each.remarks; // what is chosen first is a guess
    if (!inspection.encodingDoubt.isEmpty())
        ready.remarks += inspection.encodingDoubt;
    ready.remarks += farAway(ready.drawings, document.bounds());
    say(QStringList(ready.remarks + QStringList{ready.text}).join(u'\n'), !ready.remarks.isEmpty());
    showPurpose();
}

void AddLayerDialog::add()
{
    if (!isReady || working())
        return;
    const QString opened = QFileInfo(path->text()).fileName();
    const bool boundaries = forBoundaries();
    const Author author = session.author(Door::form,
        boundaries ? QStringLiteral("换镇街边界：%1").arg(opened)
                   : QStringLiteral("添加图层：%1").arg(name->text().trimmed()));
    say(QStringLiteral("正在写入工作区…"), false);
    begin(startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在写入图层"), this,
        [author, boundaries, file = file(), read = ready](
            Workspace& workspace, const JobControl&) -> Result<QString> {
            if (boundaries) {
                // Again: the townships may have changed since they were shown.
                const auto join = joinToTownships(workspace, read.boundaries);
                COOP_TRY(join);
                const auto added = addBoundaries(workspace, author, file, read.boundaries, *join);
                COOP_TRY(added);
                return QStringLiteral("已换镇街边界，对上 %1 个镇街").arg(added->joined);
            }
            const auto added = addReferenceLayer(workspace, author, file, read.reference);
            COOP_TRY(added);
            return QStringLiteral("已添加图层“%1”").arg(added->layer.name);
        },
        [this](const Result<QString>& added) {
            if (!added)
                return say(added.error().text, true);
            told = *added;
            accept();
        }));
}

QList<QWidget*> AddLayerDialog::inputs() const
{
    return {acceptance};
}

} // namespace coop
