#include "ui/map/themes/theme_settings.h"

#include "core/map/theme/classes.h"
#include "core/map/theme/ramps.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>

namespace coop
{

namespace
{
QIcon rampIcon(const QString& id)
{
    const QList<ThemeClass> classes = rampClasses({{}, {}, {}, {}, {}}, id);
    QPixmap picture(70, 14);
    QPainter painter(&picture);
    for (int i = 0; i < classes.size(); ++i)
        painter.fillRect(i * 14, 0, 14, 14, classes[i].fill);
    return picture;
}

QString limitsText(const QList<double>& limits)
{
    QStringList parts;
    for (const double limit : limits)
        parts += QString::number(limit, 'g', 10);
    return parts.join(QStringLiteral("，"));
}
} // namespace

ThemeSettings::ThemeSettings(const ThemeChoice& before, const QString& unit, bool indicator, QWidget* parent)
    : QDialog(parent)
    , method(named(new QComboBox, "themeMethod", QStringLiteral("分级方法")))
    , classes(named(new QSpinBox, "themeClasses", QStringLiteral("级数")))
    , limits(named(new QLineEdit, "themeLimits", QStringLiteral("界限")))
    , ramp(named(new QComboBox, "themeRamp", QStringLiteral("色带")))
    , symbols(named(new QCheckBox(QStringLiteral("用圆的大小表示数值")), "themeSymbols",
          QStringLiteral("用圆的大小表示数值")))
    , outlets(named(new QComboBox, "themeOutlets", QStringLiteral("网点")))
    , clusters(named(new QCheckBox(QStringLiteral("网点太密时合并，放大后展开")), "themeClusters",
          QStringLiteral("网点太密时合并")))
    , problem(named(new QLabel, "themeProblem", QStringLiteral("提示")))
{
    setObjectName(QStringLiteral("themeSettings"));
    setWindowTitle(QStringLiteral("专题设置"));
    method->addItems(themeMethodTitles());
    method->setCurrentIndex(int(before.method));
    classes->setRange(2, 7);
    classes->setSuffix(QStringLiteral(" 级"));
    classes->setValue(before.classes);
    limits->setText(limitsText(before.limits));
    limits->setPlaceholderText(QStringLiteral("从小到大，例如 1，2.5，5（%1）").arg(unit));
    ramp->setIconSize({70, 14});
    for (const Ramp& each : ramps())
        ramp->addItem(rampIcon(each.id), each.title, each.id);
    ramp->setCurrentIndex(std::max(0, ramp->findData(before.ramp)));
    symbols->setChecked(before.symbols);
    outlets->addItems({QStringLiteral("分星级社和其他"), QStringLiteral("全部一样"),
        QStringLiteral("分综合服务社和流通网点")});
    outlets->setCurrentIndex(int(before.outlets));
    clusters->setChecked(before.clusters);
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(theme::gap);
    form->setVerticalSpacing(theme::grid);
    if (indicator) {
        form->addRow(QStringLiteral("分级方法"), method);
        form->addRow(QStringLiteral("级数"), classes);
        form->addRow(QStringLiteral("界限"), limits);
        form->addRow(QStringLiteral("色带"), ramp);
        form->addRow(QString(), symbols);
    }
    form->addRow(QStringLiteral("网点"), outlets);
    form->addRow(QString(), clusters);

    auto* buttons = new QDialogButtonBox;
    save = buttons->addButton(QStringLiteral("采用"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("acceptTheme"));
    save->setProperty("role", QStringLiteral("primary"));
    buttons->addButton(QStringLiteral("不修改"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(theme::gap);
    column->addLayout(form);
    column->addWidget(problem);
    column->addWidget(buttons);
    setMinimumWidth(400);

    for (QComboBox* box : {method, ramp, outlets})
        connect(box, &QComboBox::currentIndexChanged, this, &ThemeSettings::look);
    connect(classes, &QSpinBox::valueChanged, this, &ThemeSettings::look);
    connect(limits, &QLineEdit::textChanged, this, &ThemeSettings::look);
    for (QCheckBox* box : {symbols, clusters})
        connect(box, &QCheckBox::toggled, this, &ThemeSettings::look);
    look();
}

void ThemeSettings::look()
{
    using Method = ThemeChoice::Method;
    const auto chosen = Method(method->currentIndex());
    const bool lights = chosen == Method::lights, manual = chosen == Method::manual;
    limits->setEnabled(manual);
    classes->setEnabled(!manual && !lights && chosen != Method::automatic);
    ramp->setEnabled(chosen != Method::automatic && !lights && !symbols->isChecked());
    symbols->setEnabled(!lights);
    QString text;
    if (manual)
        if (const auto read = ThemeChoice::limitsOf(limits->text()); !read)
            text = read.error().text;
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
    save->setEnabled(text.isEmpty());
    if (text.isEmpty())
        Q_EMIT changed();
}

ThemeChoice ThemeSettings::choice() const
{
    ThemeChoice chosen;
    chosen.method = ThemeChoice::Method(method->currentIndex());
    chosen.classes = classes->value();
    chosen.limits = ThemeChoice::limitsOf(limits->text()).value_or(QList<double>());
    chosen.ramp = ramp->currentIndex() > 0 ? ramp->currentData().toString() : QString();
    chosen.symbols = symbols->isChecked() && symbols->isEnabled();
    chosen.outlets = ThemeChoice::Outlets(outlets->currentIndex());
    chosen.clusters = clusters->isChecked();
    return chosen;
}

} // namespace coop
