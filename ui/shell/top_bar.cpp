#include "ui/shell/top_bar.h"

#include "core/exchange/offices.h"
#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/session/undo_steps.h"
#include "ui/shell/quarter_chooser.h"
#include "ui/shell/scope_chooser.h"
#include "ui/shell/search_box.h"
#include "ui/start/sign_in_dialog.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>

namespace coop
{

namespace
{

QFrame* separator()
{
    auto* line = new QFrame;
    line->setProperty("role", QStringLiteral("separator"));
    line->setFixedSize(1, 20);
    return line;
}

QToolButton* stepButton(QAction* action, const QString& name)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setProperty("role", QStringLiteral("flat"));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({theme::iconSize, theme::iconSize});
    button->setFocusPolicy(Qt::StrongFocus);
    const auto describe = [button, action] { button->setAccessibleName(action->toolTip()); };
    QObject::connect(action, &QAction::changed, button, describe);
    describe();
    return button;
}

} // namespace

TopBar::TopBar(Session& shared, QMenu* fileMenu, UndoSteps& steps, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , search(new SearchBox(shared))
{
    setObjectName(QStringLiteral("topBar"));
    setAccessibleName(QStringLiteral("文件、季度、范围和搜索"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(theme::topBarHeight);

    auto* file = new ElidedButton(240);
    file->setObjectName(QStringLiteral("fileButton"));
    file->setIcon(icon(QStringLiteral("open")));
    file->setPopupMode(QToolButton::InstantPopup);
    file->setMenu(fileMenu);
    file->setFullText(QStringLiteral("文件"), QFileInfo(session.workspace().path()).fileName());
    file->setToolTip(session.workspace().path());

    auto* person = new ElidedButton(120);
    person->setObjectName(QStringLiteral("personButton"));
    person->setIcon(icon(QStringLiteral("person")));
    const auto showPerson = [this, person] {
        person->setFullText(QStringLiteral("经办人"),
            session.person().isEmpty() ? QStringLiteral("未登录") : session.person());
    };
    connect(&session, &Session::personChanged, person, showPerson);
    connect(person, &QToolButton::clicked, this, [this] { askWhoIsAtWork(session, window()); });
    showPerson();

    search->setMinimumWidth(140);
    search->setMaximumWidth(280);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid, 0, theme::gap, 1);
    row->setSpacing(theme::grid);
    row->addWidget(file);
    row->addWidget(separator());
    if (session.office()) {
        auto* office = new QLabel(QStringLiteral("乡镇端"));
        office->setObjectName(QStringLiteral("officeMark"));
        office->setToolTip(QStringLiteral("%1的工作区，设备号 %2")
                               .arg(session.office()->name)
                               .arg(session.office()->device));
        office->setProperty("role", QStringLiteral("second"));
        row->addWidget(office);
        row->addWidget(separator());
    }
    row->addWidget(new QuarterChooser(session));
    row->addWidget(new ScopeChooser(session));
    row->addStretch(1);
    row->addWidget(search, 100);
    row->addWidget(stepButton(steps.undoAction(), QStringLiteral("undoButton")));
    row->addWidget(stepButton(steps.redoAction(), QStringLiteral("redoButton")));
    row->addWidget(person);
}

} // namespace coop
