#include "ui/map/layers/layer_style_dialog.h"

#include "core/map/reference_layer.h"
#include "core/map/symbols/symbol.h"
#include "ui/look/theme.h"
#include "ui/map/layers/colour_button.h"
#include "ui/widgets/named.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace coop
{

namespace
{
QDoubleSpinBox* millimetres(const char* name, const QString& title, double value, double least, double most)
{
    auto* box = named(new QDoubleSpinBox, name, title);
    box->setRange(least, most);
    box->setSingleStep(0.1);
    box->setDecimals(2);
    box->setSuffix(QStringLiteral(" 毫米"));
    box->setValue(value);
    return box;
}

QSpinBox* denominator(const char* name, const QString& title, int value)
{
    auto* box = named(new QSpinBox, name, title);
    box->setRange(0, 10'000'000);
    box->setSingleStep(10'000);
    box->setGroupSeparatorShown(true);
    box->setPrefix(QStringLiteral("1:"));
    box->setSpecialValueText(QStringLiteral("不限"));
    box->setValue(value);
    return box;
}

QString symbolTitle(const QString& id)
{
    static const QHash<QString, QString> titles{{QStringLiteral("outlet"), QStringLiteral("圆点")},
        {QStringLiteral("star-outlet"), QStringLiteral("星形")},
        {QStringLiteral("centre"), QStringLiteral("房屋")},
        {QStringLiteral("federation"), QStringLiteral("旗帜")},
        {QStringLiteral("township-seat"), QStringLiteral("圆环")}};
    return titles.value(id, id);
}
} // namespace

LayerStyleDialog::LayerStyleDialog(const MapLayer& layer, QWidget* parent)
    : QDialog(parent)
    , before(layer)
{
    const bool boundaries = layer.role != LayerRole::reference;
    setObjectName(QStringLiteral("layerStyle"));
    setWindowTitle(boundaries ? QStringLiteral("镇街颜色") : QStringLiteral("图层样式"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(theme::gap);
    form->setVerticalSpacing(theme::grid);
    if (!boundaries) {
        name = named(new QLineEdit(layer.name), "layerName", QStringLiteral("名称"));
        form->addRow(QStringLiteral("名称"), name);
        if (layer.kind != QStringLiteral("影像"))
            addLook(*form);
    }
    opacity = named(new QSlider(Qt::Horizontal), "layerOpacity", QStringLiteral("不透明度"));
    opacity->setRange(0, 100);
    opacity->setPageStep(10);
    opacity->setValue(layer.opacity);
    auto* shown = new QLabel;
    const auto say = [this, shown] { shown->setText(QStringLiteral("%1%").arg(opacity->value())); };
    connect(opacity, &QSlider::valueChanged, shown, say);
    say();
    shown->setMinimumWidth(44);
    auto* row = new QHBoxLayout;
    row->addWidget(opacity, 1);
    row->addWidget(shown);
    form->addRow(QStringLiteral("不透明度"), row);
    if (!boundaries)
        addScales(*form);

    auto* buttons = new QDialogButtonBox;
    auto* save = buttons->addButton(QStringLiteral("保存样式"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveStyle"));
    save->setProperty("role", QStringLiteral("primary"));
    buttons->addButton(QStringLiteral("不修改"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (name)
        connect(name, &QLineEdit::textChanged, save,
            [save](const QString& text) { save->setEnabled(!text.trimmed().isEmpty()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addLayout(form);
    column->addWidget(buttons);
    setMinimumWidth(380);
}

void LayerStyleDialog::addLook(QFormLayout& form)
{
    const ReferenceStyle style = ReferenceStyle::fromJson(before.style).value_or(ReferenceStyle());
    const bool points = before.kind == QStringLiteral("点");
    const bool mixed = before.kind == QStringLiteral("混合");
    line = new ColourButton(QStringLiteral("layerLine"), QStringLiteral("颜色"), style.line);
    form.addRow(QStringLiteral("颜色"), line);
    if (!points) {
        width = millimetres("layerWidth", QStringLiteral("线宽"), style.widthMm, 0.05, 5);
        dashed = named(new QCheckBox(QStringLiteral("虚线")), "layerDashed", QStringLiteral("虚线"));
        dashed->setChecked(style.dashed);
        form.addRow(QStringLiteral("线宽"), width);
        form.addRow(QString(), dashed);
    }
    if (before.kind == QStringLiteral("面") || mixed) {
        filled = named(new QCheckBox(QStringLiteral("填充")), "layerFilled", QStringLiteral("填充"));
        filled->setChecked(style.fill.isValid());
        fill = new ColourButton(QStringLiteral("layerFill"), QStringLiteral("填充颜色"),
            style.fill.isValid() ? style.fill : style.line.lighter(170));
        fill->setEnabled(filled->isChecked());
        connect(filled, &QCheckBox::toggled, fill, &QWidget::setEnabled);
        form.addRow(filled, fill);
    }
    if (points || mixed) {
        symbol = named(new QComboBox, "layerSymbol", QStringLiteral("符号"));
        for (const QString& id : symbolIds())
            symbol->addItem(symbolTitle(id), id);
        symbol->setCurrentIndex(std::max(0, symbol->findData(style.symbol)));
        size = millimetres("layerSize", QStringLiteral("符号大小"), style.sizeMm, 0.5, 10);
        form.addRow(QStringLiteral("符号"), symbol);
        form.addRow(QStringLiteral("符号大小"), size);
    }
    label = named(new QComboBox, "layerLabel", QStringLiteral("标注字段"));
    label->addItem(QStringLiteral("不标注"), QString());
    for (const QString& field : before.fields)
        label->addItem(field, field);
    label->setCurrentIndex(std::max(0, label->findData(before.labelField)));
    form.addRow(QStringLiteral("标注字段"), label);
}

void LayerStyleDialog::addScales(QFormLayout& form)
{
    largest = denominator("layerLargest", QStringLiteral("最大显示到"), before.largestScale);
    smallest = denominator("layerSmallest", QStringLiteral("最小显示到"), before.smallestScale);
    form.addRow(QStringLiteral("放大到此比例以内显示"), largest);
    form.addRow(QStringLiteral("缩小到此比例以内显示"), smallest);
}

MapLayer LayerStyleDialog::layer() const
{
    MapLayer after = before;
    after.opacity = opacity->value();
    if (!name)
        return after;
    after.name = name->text().trimmed();
    after.largestScale = largest->value();
    after.smallestScale = smallest->value();
    ReferenceStyle style = ReferenceStyle::fromJson(before.style).value_or(ReferenceStyle());
    if (line)
        style.line = line->colour();
    if (width) {
        style.widthMm = width->value();
        style.dashed = dashed->isChecked();
    }
    if (filled)
        style.fill = filled->isChecked() ? fill->colour() : QColor();
    if (symbol) {
        style.symbol = symbol->currentData().toString();
        style.sizeMm = size->value();
    }
    if (label)
        after.labelField = label->currentData().toString();
    after.style = style.toJson();
    return after;
}

} // namespace coop
