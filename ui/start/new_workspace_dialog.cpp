#include "ui/start/new_workspace_dialog.h"

#include "core/base/files/file_name.h"
#include "core/domain/plan/plan.h"
#include "core/workflow/new_workspace.h"
#include "core/workflow/program_data.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/named.h"
#include "ui/widgets/quarter_box.h"
#include "ui/widgets/window_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace coop
{

namespace
{

QString planTitle(const Plan& plan)
{
    return QStringLiteral("%1　%2").arg(plan.title, plan.document);
}

/// What a plan's item knows beside its path: the first and the last year.
constexpr int firstYearRole = Qt::UserRole + 1, lastYearRole = Qt::UserRole + 2;

} // namespace

NewWorkspaceDialog::NewWorkspaceDialog(QString whose, QWidget* parent)
    : WorkDialog(parent)
    , person(std::move(whose))
    , plan(new QComboBox)
    , file(new QLineEdit)
    , first(new QuarterBox(QStringLiteral("newFirst"), QStringLiteral("首个填报季度")))
    , example(new QCheckBox(QStringLiteral("填入示例台账（供学习和演示，数据非真实）")))
    , problem(new QLabel)
    , createButton(namedButton(QStringLiteral("newCreate"), QStringLiteral("新建工作区")))
    , jobs(new Jobs(this))
{
    setObjectName(QStringLiteral("newWorkspaceDialog"));
    setWindowTitle(QStringLiteral("按方案新建工作区"));
    setMinimumWidth(560);

    plan->setObjectName(QStringLiteral("newPlan"));
    plan->setAccessibleName(QStringLiteral("改革方案"));
    const QDir plans(dataFolder() + QStringLiteral("/plans"));
    for (const QFileInfo& each : plans.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        if (const auto read = Plan::fromFile(each.filePath()))
            addPlanItem(*read, each.filePath());
    first->setToolTip(QStringLiteral("从这个季度起填报，以前的季度不算未提交；以后可以在设置里改"));
    file->setObjectName(QStringLiteral("newFile"));
    file->setAccessibleName(QStringLiteral("保存为"));
    example->setObjectName(QStringLiteral("newExample"));
    example->setAccessibleName(QStringLiteral("填入示例台账"));
    problem->setObjectName(QStringLiteral("newProblem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    auto* choose = namedButton(QStringLiteral("newChoose"), QStringLiteral("选择位置…"));
    choose->setAutoDefault(false);
    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(theme::grid);
    fileRow->addWidget(file, 1);
    fileRow->addWidget(choose);

    auto* other = namedButton(QStringLiteral("newOtherPlan"), QStringLiteral("其他方案文件…"),
        QStringLiteral("用别的区县的方案文件（.json）"));
    other->setAutoDefault(false); // Enter means 新建工作区
    auto* planRow = new QHBoxLayout;
    planRow->setSpacing(theme::grid);
    planRow->addWidget(plan, 1);
    planRow->addWidget(other);

    auto* form = new QFormLayout;
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("改革方案"), planRow);
    form->addRow(QStringLiteral("保存为"), fileRow);
    form->addRow(QStringLiteral("首个填报季度"), first);
    auto* explanation
        = new QLabel(QStringLiteral("新工作区带有方案的镇街、农合联、目标和重点任务，台账是空的。"));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    form->addRow(QString(), explanation);
    form->addRow(QString(), example);
    form->addRow(QString(), problem);

    createButton->setDefault(true);
    auto* cancel = new QPushButton(QStringLiteral("不新建"));
    cancel->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(createButton, QDialogButtonBox::AcceptRole);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addLayout(form);
    column->addWidget(buttons);

    connect(plan, &QComboBox::currentIndexChanged, this, &NewWorkspaceDialog::suggestPath);
    connect(plan, &QComboBox::currentIndexChanged, this, &NewWorkspaceDialog::offerQuarters);
    connect(example, &QCheckBox::toggled, first, &QWidget::setDisabled); // it begins with the plan
    connect(other, &QPushButton::clicked, this, &NewWorkspaceDialog::choosePlan);
    connect(choose, &QPushButton::clicked, this, &NewWorkspaceDialog::choosePath);
    connect(createButton, &QPushButton::clicked, this, &NewWorkspaceDialog::create);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    suggestPath();
    offerQuarters();
    if (plan->count() == 0)
        showProblem(QStringLiteral("程序的 data/plans 文件夹里没有改革方案，请重新安装程序。"));
}

QString NewWorkspaceDialog::path() const
{
    return QDir::fromNativeSeparators(file->text().trimmed());
}

void NewWorkspaceDialog::addPlanItem(const Plan& read, const QString& planPath)
{
    plan->addItem(planTitle(read), planPath);
    plan->setItemData(plan->count() - 1, read.firstYear, firstYearRole);
    plan->setItemData(plan->count() - 1, read.lastYear, lastYearRole);
}

void NewWorkspaceDialog::offerQuarters()
{
    if (plan->currentIndex() >= 0)
        first->offer(plan->currentData(firstYearRole).toInt(), plan->currentData(lastYearRole).toInt(),
            Period::quarterOf(QDate::currentDate()));
}

void NewWorkspaceDialog::suggestPath()
{
    const QDir folder(settings::documentsFolder());
    const QString name = asFileName(plan->currentText().section(u'　', 0, 0).remove(u'“').remove(u'”'));
    QString suggested = folder.filePath(name + QStringLiteral(".gpkg"));
    for (int i = 2; QFile::exists(suggested); ++i)
        suggested = folder.filePath(QStringLiteral("%1-%2.gpkg").arg(name).arg(i));
    file->setText(QDir::toNativeSeparators(suggested));
}

void NewWorkspaceDialog::choosePath()
{
    QString chosen = QFileDialog::getSaveFileName(this, QStringLiteral("新工作区保存为"), path(),
        QStringLiteral("农服图工作区 (*.gpkg)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (chosen.isEmpty())
        return;
    if (!chosen.endsWith(QStringLiteral(".gpkg"), Qt::CaseInsensitive))
        chosen += QStringLiteral(".gpkg");
    file->setText(QDir::toNativeSeparators(chosen));
}

Result<> NewWorkspaceDialog::addPlan(const QString& planPath)
{
    const auto read = Plan::fromFile(planPath);
    COOP_TRY(read);
    problem->hide();
    int index = plan->findData(planPath);
    if (index < 0) {
        addPlanItem(*read, planPath);
        index = plan->count() - 1;
    }
    plan->setCurrentIndex(index);
    return {};
}

void NewWorkspaceDialog::choosePlan()
{
    const QString chosen = QFileDialog::getOpenFileName(
        this, QStringLiteral("选择方案文件"), {}, QStringLiteral("方案文件 (*.json)"));
    if (chosen.isEmpty())
        return;
    if (const auto added = addPlan(chosen); !added)
        showProblem(added.error().text);
}

void NewWorkspaceDialog::showProblem(const QString& text)
{
    problem->setText(inWindowWords(text));
    problem->show();
}

/// What of the plan's boundaries belongs to no township: whoever made the plan has to know it before the
/// first map.
void NewWorkspaceDialog::tellUnmatched(const NewWorkspace& made)
{
    const QStringList unmatched = made.boundaries ? unmatchedIn(*made.boundaries) : QStringList();
    if (!unmatched.isEmpty() || !made.remarks.isEmpty())
        askChoice(this, QStringLiteral("newUnmatched"),
            QStringLiteral("工作区已新建，镇街边界“%1”%2")
                .arg(made.boundaries->source,
                    unmatched.isEmpty() ? QStringLiteral("的位置要核对") : QStringLiteral("没有全部对上")),
            inWindowWords((unmatched + made.remarks).join(u'\n'))
                + QStringLiteral("\n可以改正边界文件里的名称或代码，再在“地图”里重新添加边界图层。"),
            {QStringLiteral("知道了，打开工作区")});
}

QList<QWidget*> NewWorkspaceDialog::inputs() const
{
    return findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
}

void NewWorkspaceDialog::showWork(bool works)
{
    createButton->setText(works ? QStringLiteral("正在新建…") : QStringLiteral("新建工作区"));
}

void NewWorkspaceDialog::create()
{
    if (plan->currentIndex() < 0)
        return;
    NewWorkspaceRequest asked{.path = path(),
        .plan = plan->currentData().toString(),
        .who = person,
        .example = example->isChecked()};
    if (!asked.example)
        asked.firstQuarter = first->quarter();
    problem->hide();
    begin(jobs->start(
        QString(), this, [asked](const JobControl&) { return newWorkspace(asked); },
        [this](const Result<NewWorkspace>& made) {
            if (!made) {
                file->setFocus(); // most of what can be wrong is the place
                createButton->setDefault(true);
                return showProblem(made.error().text);
            }
            tellUnmatched(*made);
            accept();
        }));
}

} // namespace coop
