#include "ui/map/theme_panel.h"

#include "ui/map/symbol_icon.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

namespace coop
{

namespace
{

QLabel* heading(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

QPushButton* choice(const QString& name, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setCheckable(true);
    return button;
}

} // namespace

ThemePanel::ThemePanel(const Plan& plan, QWidget* parent)
    : QWidget(parent)
    , themes(new QListWidget)
    , byFederation(choice(QStringLiteral("byFederation"), QStringLiteral("按片区")))
    , byTownship(choice(QStringLiteral("byTownship"), QStringLiteral("按镇街")))
    , layerColumn(new QVBoxLayout)
{
    setObjectName(QStringLiteral("themePanel"));
    setAccessibleName(QStringLiteral("专题和图层"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(232);

    auto* fold = new QToolButton;
    fold->setObjectName(QStringLiteral("foldThemePanel"));
    fold->setProperty("role", QStringLiteral("flat"));
    fold->setIcon(icon(QStringLiteral("left")));
    fold->setAccessibleName(QStringLiteral("收起专题和图层"));
    fold->setToolTip(QStringLiteral("收起（Ctrl+1）"));
    connect(fold, &QToolButton::clicked, this, &ThemePanel::foldWanted);
    auto* head = new QHBoxLayout;
    head->addWidget(heading(QStringLiteral("专题")));
    head->addStretch();
    head->addWidget(fold);

    themes->setObjectName(QStringLiteral("mapThemes"));
    themes->setAccessibleName(QStringLiteral("专题"));
    themes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    themes->setTextElideMode(Qt::ElideRight);
    const auto addTheme = [this](const QString& title, const QString& id) {
        auto* item = new QListWidgetItem(title, themes);
        item->setSizeHint({0, theme::rowHeight});
        item->setData(Qt::UserRole, id);
        item->setToolTip(title);
    };
    addTheme(QStringLiteral("农合联片区"), QString());
    for (const bool headline : {true, false})
        for (const Indicator& indicator : plan.indicators)
            if (indicator.headline == headline)
                addTheme(indicator.title, indicator.id);

    auto* by = new QButtonGroup(this);
    by->addButton(byFederation);
    by->addButton(byTownship);
    byFederation->setChecked(true);
    auto* byRow = new QHBoxLayout;
    byRow->setSpacing(theme::grid);
    byRow->addWidget(byFederation);
    byRow->addWidget(byTownship);

    namesBox = box(QStringLiteral("mapNames"), QStringLiteral("镇街名称"), true);
    valuesBox = box(QStringLiteral("mapValues"), QStringLiteral("数值"), true);
    layerColumn->setSpacing(0);
    layerColumn->addWidget(namesBox);
    layerColumn->addWidget(valuesBox);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gap, theme::grid, theme::gap + 1, theme::gap);
    column->setSpacing(theme::grid);
    column->addLayout(head);
    column->addWidget(themes, 1);
    column->addLayout(byRow);
    column->addSpacing(theme::grid);
    column->addWidget(heading(QStringLiteral("图层")));
    column->addLayout(layerColumn);

    themes->setCurrentRow(0);
    byFederation->setEnabled(false);
    byTownship->setEnabled(false);
    connect(themes, &QListWidget::currentRowChanged, this, [this] {
        byFederation->setEnabled(!indicator().isEmpty());
        byTownship->setEnabled(!indicator().isEmpty());
        Q_EMIT themeChanged();
    });
    connect(by, &QButtonGroup::buttonClicked, this, &ThemePanel::themeChanged);
}

QCheckBox* ThemePanel::box(const QString& name, const QString& text, bool on)
{
    auto* result = new QCheckBox(text);
    result->setObjectName(name);
    result->setAccessibleName(text);
    result->setChecked(on);
    connect(result, &QCheckBox::toggled, this, &ThemePanel::layersChanged);
    return result;
}

QString ThemePanel::indicator() const
{
    return themes->currentItem() ? themes->currentItem()->data(Qt::UserRole).toString() : QString();
}

Breakdown ThemePanel::breakdown() const
{
    return byTownship->isChecked() ? Breakdown::byTownship : Breakdown::byFederation;
}

bool ThemePanel::areaNames() const
{
    return namesBox->isChecked();
}

bool ThemePanel::values() const
{
    return valuesBox->isChecked();
}

void ThemePanel::setIndicator(const QString& wanted)
{
    for (int row = 0; row < themes->count(); ++row)
        if (themes->item(row)->data(Qt::UserRole).toString() == wanted)
            themes->setCurrentRow(row);
}

void ThemePanel::setBreakdown(Breakdown breakdown)
{
    (breakdown == Breakdown::byTownship ? byTownship : byFederation)->click();
}

void ThemePanel::addPart(QWidget* part)
{
    static_cast<QVBoxLayout*>(layout())->addSpacing(theme::grid);
    layout()->addWidget(part);
}

void ThemePanel::setPointLayers(const QList<PointLayer>& layers)
{
    while (layerBoxes.size() > layers.size())
        delete layerBoxes.takeLast();
    while (layerBoxes.size() < layers.size()) {
        layerBoxes += box({}, {}, true);
        layerColumn->addWidget(layerBoxes.last());
    }
    for (qsizetype i = 0; i < layers.size(); ++i) {
        const QString id = layers[i].id;
        QCheckBox* check = layerBoxes[i];
        check->setObjectName(QStringLiteral("layer-") + id);
        check->setText(QStringLiteral("%1（%2）").arg(layers[i].title).arg(layers[i].points.size()));
        check->setAccessibleName(check->text());
        check->setIcon(symbolIcon(layers[i]));
        check->disconnect(this);
        check->setChecked(shows(id));
        connect(check, &QCheckBox::toggled, this, [this, id](bool on) {
            if (on)
                hidden.remove(id);
            else
                hidden.insert(id);
            Q_EMIT layersChanged();
        });
    }
}

} // namespace coop
