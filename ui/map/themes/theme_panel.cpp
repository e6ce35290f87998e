#include "ui/map/themes/theme_panel.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/symbol_icon.h"
#include "ui/widgets/elided/shortened.h"
#include "ui/widgets/named.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
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

QPushButton* choiceButton(const QString& name, const QString& text)
{
    auto* button = namedButton(name, text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    return button;
}

} // namespace

ThemePanel::ThemePanel(const Plan& plan, QWidget* parent)
    : QWidget(parent)
    , themes(new QListWidget)
    , byFederation(choiceButton(QStringLiteral("byFederation"), QStringLiteral("按片区")))
    , byTownship(choiceButton(QStringLiteral("byTownship"), QStringLiteral("按镇街")))
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
    fold->setText(QStringLiteral("收起"));
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setAccessibleName(QStringLiteral("收起专题和图层"));
    fold->setToolTip(QStringLiteral("收起专题和图层（Ctrl+1）"));
    connect(fold, &QToolButton::clicked, this, &ThemePanel::foldWanted);
    auto* head = new QHBoxLayout;
    head->addWidget(heading(QStringLiteral("专题")));
    head->addStretch();
    head->addWidget(fold);

    themes->setObjectName(QStringLiteral("mapThemes"));
    themes->setAccessibleName(QStringLiteral("专题"));
    themes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    themes->setItemDelegate(new ShortenedItems(themes));
    themes->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(themes, &QWidget::customContextMenuRequested, this, &ThemePanel::openMenu);
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

    auto* settings = choiceButton(QStringLiteral("themeSettingsButton"), QStringLiteral("专题设置…"));
    auto* save = choiceButton(QStringLiteral("saveTheme"), QStringLiteral("存为专题…"));
    for (QPushButton* button : {settings, save})
        button->setCheckable(false);
    connect(settings, &QPushButton::clicked, this, &ThemePanel::settingsWanted);
    connect(save, &QPushButton::clicked, this, &ThemePanel::saveWanted);
    auto* settingsRow = new QHBoxLayout;
    settingsRow->setSpacing(theme::grid);
    settingsRow->addWidget(settings);
    settingsRow->addWidget(save);

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
    column->addLayout(settingsRow);
    column->addSpacing(theme::grid);
    column->addWidget(heading(QStringLiteral("图层")));
    column->addLayout(layerColumn);

    themes->setCurrentRow(0);
    byFederation->setEnabled(false);
    byTownship->setEnabled(false);
    connect(themes, &QListWidget::currentRowChanged, this, [this] {
        if (const QListWidgetItem* item = themes->currentItem()) {
            shownIndicator = item->data(Qt::UserRole).toString();
            if (const QString json = item->data(Qt::UserRole + 1).toString(); !json.isEmpty())
                applySaved(json);
        }
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
    return shownIndicator;
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
        if (themes->item(row)->data(Qt::UserRole).toString() == wanted
            && themes->item(row)->data(Qt::UserRole + 1).isNull())
            themes->setCurrentRow(row);
}

void ThemePanel::setBreakdown(Breakdown breakdown)
{
    (breakdown == Breakdown::byTownship ? byTownship : byFederation)->click();
}

void ThemePanel::addTheme(const QString& title, const QString& id, const QString& saved)
{
    auto* item = new QListWidgetItem(saved.isEmpty() ? title : QStringLiteral("★ ") + title);
    item->setSizeHint({0, theme::rowHeight});
    item->setData(Qt::UserRole, id);
    item->setToolTip(saved.isEmpty() ? title : QStringLiteral("保存的专题：%1").arg(title));
    if (!saved.isEmpty()) {
        item->setData(Qt::UserRole + 1, saved);
        item->setData(Qt::UserRole + 2, title);
    }
    themes->insertItem(saved.isEmpty() ? themes->count() : 0, item);
}

QString ThemePanel::themeJson() const
{
    QJsonObject json = QJsonDocument::fromJson(chosen.toJson().toUtf8()).object();
    json.insert(QStringLiteral("indicator"), indicator());
    json.insert(QStringLiteral("by"),
        breakdown() == Breakdown::byTownship ? QStringLiteral("township") : QStringLiteral("federation"));
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void ThemePanel::applySaved(const QString& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    shownIndicator = json[QStringLiteral("indicator")].toString();
    chosen = ThemeChoice::fromJson(text).value_or(ThemeChoice());
    const bool township = json[QStringLiteral("by")].toString() == QStringLiteral("township");
    (township ? byTownship : byFederation)->setChecked(true);
}

void ThemePanel::setChoice(const ThemeChoice& wanted)
{
    if (wanted == chosen)
        return;
    chosen = wanted;
    Q_EMIT themeChanged();
}

QString ThemePanel::currentTitle() const
{
    const QListWidgetItem* item = themes->currentItem();
    if (item == nullptr)
        return {};
    const QString saved = item->data(Qt::UserRole + 2).toString();
    return saved.isEmpty() ? item->text() : saved;
}

void ThemePanel::setSavedThemes(const QList<SavedTheme>& saved)
{
    const auto same
        = [](const SavedTheme& a, const SavedTheme& b) { return a.name == b.name && a.theme == b.theme; };
    if (std::equal(saved.begin(), saved.end(), savedThemes.begin(), savedThemes.end(), same))
        return;
    savedThemes = saved;
    const QSignalBlocker quiet(themes);
    const QString current = currentTitle();
    for (int row = themes->count() - 1; row >= 0; --row)
        if (!themes->item(row)->data(Qt::UserRole + 1).isNull())
            delete themes->takeItem(row);
    for (qsizetype i = saved.size() - 1; i >= 0; --i)
        addTheme(saved[i].name, {}, saved[i].theme);
    for (int row = themes->count() - 1; row >= 0; --row)
        if (themes->item(row)->text() == current
            || themes->item(row)->data(Qt::UserRole + 2).toString() == current)
            themes->setCurrentRow(row);
}

void ThemePanel::openMenu(const QPoint& at)
{
    const QListWidgetItem* item = themes->itemAt(at);
    const QString name = item ? item->data(Qt::UserRole + 2).toString() : QString();
    if (name.isEmpty())
        return;
    QMenu menu(this);
    connect(menu.addAction(QStringLiteral("重命名…")), &QAction::triggered, this,
        [this, name] { Q_EMIT renameWanted(name); });
    connect(menu.addAction(QStringLiteral("删除专题")), &QAction::triggered, this,
        [this, name] { Q_EMIT removeWanted(name); });
    menu.exec(themes->viewport()->mapToGlobal(at));
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
