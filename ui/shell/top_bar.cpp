#include "ui/shell/top_bar.h"

#include "core/store/workspace.h"
#include "ui/shell/icons.h"
#include "ui/shell/quarter_chooser.h"
#include "ui/shell/scope_chooser.h"
#include "ui/shell/search_box.h"
#include "ui/shell/session.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>

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

} // namespace

TopBar::TopBar(Session& shared, QMenu* fileMenu, QWidget* parent)
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
    const auto showPerson
        = [this, person] { person->setFullText(QStringLiteral("经办人"), session.person()); };
    connect(&session, &Session::personChanged, person, showPerson);
    connect(person, &QToolButton::clicked, this, &TopBar::askPerson);
    showPerson();

    search->setFixedWidth(280);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid, 0, theme::gap, 1);
    row->setSpacing(theme::grid);
    row->addWidget(file);
    row->addWidget(separator());
    row->addWidget(new QuarterChooser(session));
    row->addWidget(new ScopeChooser(session));
    row->addStretch(1);
    row->addWidget(search);
    row->addWidget(person);
}

void TopBar::askPerson()
{
    QInputDialog dialog(window());
    dialog.setObjectName(QStringLiteral("personDialog"));
    dialog.setWindowTitle(QStringLiteral("经办人"));
    dialog.setLabelText(QStringLiteral("每次修改都会记下经办人的姓名。"));
    dialog.setTextValue(session.person());
    dialog.setOkButtonText(QStringLiteral("以此姓名登记"));
    dialog.setCancelButtonText(QStringLiteral("不更改"));
    if (dialog.exec() != QDialog::Accepted || dialog.textValue().trimmed().isEmpty())
        return;
    session.setPerson(dialog.textValue().trimmed());
    settings::setPerson(session.person());
}

} // namespace coop
