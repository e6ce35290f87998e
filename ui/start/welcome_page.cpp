#include "ui/start/welcome_page.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
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
