#include "ui/start/welcome_page.h"

#include "core/workflow/care/run_log.h"
#include "ui/help/help_key.h"
#include "ui/help/help_window.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/start/practice_workspace.h"
#include "ui/widgets/named.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace coop
{

namespace
{

QLabel* label(const QString& text, const char* role)
{
    auto* result = new QLabel(text);
    result->setProperty("role", QString::fromLatin1(role));
    return result;
}

} // namespace

QLayout* WelcomePage::practiceRow()
{
    auto* practice = namedButton(QStringLiteral("welcomePractice"), QStringLiteral("打开练习工作区"),
        QStringLiteral("用示例数据学着用：放在单独的文件夹里，和正式的工作区分开"),
        icon(QStringLiteral("practice")));
    connect(practice, &QPushButton::clicked, this, &WelcomePage::practiceWanted, Qt::QueuedConnection);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::gap);
    row->addWidget(practice);
    row->addWidget(label(QStringLiteral("内容不是真的，可以放心试"), "second"));
    if (QFileInfo::exists(practiceFile())) {
        auto* anew = namedButton(QStringLiteral("welcomePracticeAnew"), QStringLiteral("重新做一份…"),
            QStringLiteral("删除现在这一份，从头练习"));
        anew->setProperty("role", QStringLiteral("link"));
        connect(anew, &QPushButton::clicked, this, &WelcomePage::practiceAnewWanted, Qt::QueuedConnection);
        row->addWidget(anew);
    }
    row->addStretch();
    auto* help = namedButton(QStringLiteral("welcomeHelp"), QStringLiteral("看说明"),
        QStringLiteral("第一天怎么做（F1）"), icon(QStringLiteral("help")));
    connect(help, &QPushButton::clicked, this, [this] { HelpWindow::showBeside(this, helpChapterOf(this)); });
    row->addWidget(help);
    return row;
}

/// Whether what was written is whole is looked at when it is opened.
QLayout* WelcomePage::lastRunRow()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::gap);
    row->addWidget(named(label(QStringLiteral("上次没有正常结束；打开工作区时会检查数据。"), "second"),
        "welcomeLastRun", QStringLiteral("上次运行")));
    auto* report = namedButton(QStringLiteral("welcomeReport"), QStringLiteral("生成问题报告…"));
    report->setProperty("role", QStringLiteral("link"));
    connect(report, &QPushButton::clicked, this, &WelcomePage::reportWanted);
    row->addWidget(report);
    row->addStretch();
    return row;
}

WelcomePage::WelcomePage(const QStringList& recentFiles, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("welcome"));
    setAccessibleName(QStringLiteral("开始"));
    setProperty("role", QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);

    auto* card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    card->setFixedWidth(640);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(theme::grid);
    auto* name = label(QStringLiteral("农服图"), "figure");
    column->addWidget(name);
    column->addWidget(label(QStringLiteral("县区“三位一体”改革的台账、指标和进度地图"), "second"));
    column->addSpacing(theme::cardPadding);

    // Ctrl+O and Ctrl+N are the window's: the same keys twice would do nothing at all.
    auto* openButton = namedButton(QStringLiteral("welcomeOpen"), QStringLiteral("打开工作区…"), {},
        icon(QStringLiteral("open"), theme::pane));
    openButton->setAccessibleName(QStringLiteral("打开工作区"));
    openButton->setProperty("role", QStringLiteral("main"));
    openButton->setToolTip(QStringLiteral("打开已有的工作区（Ctrl+O）"));
    connect(openButton, &QPushButton::clicked, this, &WelcomePage::openWanted);
    auto* newButton = namedButton(
        QStringLiteral("welcomeNew"), QStringLiteral("按方案新建工作区…"), {}, icon(QStringLiteral("new")));
    newButton->setAccessibleName(QStringLiteral("按方案新建工作区"));
    newButton->setToolTip(QStringLiteral("按改革方案建立镇街、农合联、目标和任务（Ctrl+N）"));
    connect(newButton, &QPushButton::clicked, this, &WelcomePage::newWanted);
    auto* packageButton = namedButton(QStringLiteral("welcomePackage"), QStringLiteral("打开下发的数据包…"),
        {}, icon(QStringLiteral("exchange")));
    packageButton->setAccessibleName(QStringLiteral("打开下发的数据包"));
    packageButton->setToolTip(QStringLiteral("乡镇第一次使用：用区供销合作社交来的 .nfb 文件和开启码"));
    connect(packageButton, &QPushButton::clicked, this, &WelcomePage::packageWanted);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::gap);
    buttons->addWidget(openButton);
    buttons->addWidget(newButton);
    buttons->addWidget(packageButton);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addLayout(practiceRow());
    if (runLog::wasCutShort())
        column->addLayout(lastRunRow());

    column->addSpacing(theme::cardPadding);
    column->addWidget(label(QStringLiteral("最近打开"), "heading"));
    if (recentFiles.isEmpty())
        column->addWidget(label(QStringLiteral("打开过的工作区会列在这里。"), "second"));
    auto* table = new QGridLayout;
    table->setHorizontalSpacing(theme::gap);
    table->setVerticalSpacing(0);
    table->setColumnStretch(1, 1);
    for (const QString& path : recentFiles) {
        const QFileInfo file(path);
        const int row = table->rowCount();
        auto* link = new QPushButton(icon(QStringLiteral("recent")), QStringLiteral(" ") + file.fileName());
        link->setProperty("role", QStringLiteral("link"));
        link->setAccessibleName(QStringLiteral("打开 ") + file.fileName());
        link->setToolTip(QDir::toNativeSeparators(path));
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT fileWanted(path); });
        table->addWidget(link, row, 0, Qt::AlignLeft);
        const QString folder = QDir::toNativeSeparators(file.path());
        table->addWidget(label(fontMetrics().elidedText(folder, Qt::ElideMiddle, 240), "second"), row, 1);
        table->addWidget(
            label(file.lastModified().toString(QStringLiteral("yyyy-MM-dd HH:mm")), "second"), row, 2);
    }
    column->addLayout(table);

    auto* centre = new QGridLayout(this);
    centre->setRowStretch(0, 2);
    centre->addWidget(card, 1, 0, Qt::AlignCenter);
    centre->setRowStretch(2, 3);
}

} // namespace coop
