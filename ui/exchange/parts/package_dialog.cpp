#include "ui/exchange/parts/package_dialog.h"

#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace coop
{

PackageDialog::PackageDialog(const QString& name, const QString& title, QWidget* parent)
    : WorkDialog(parent)
    , actButton(new QPushButton)
    , leaveButton(new QPushButton)
    , content(new QVBoxLayout)
    , bottom(new QHBoxLayout)
    , problem(new QLabel)
    , doing(new QLabel)
    , progress(new QProgressBar)
{
    setObjectName(name);
    setWindowTitle(title);
    setMinimumWidth(640);
    problem->setObjectName(name + QStringLiteral(".problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem->hide();
    doing->setProperty("role", QStringLiteral("second"));
    progress->setTextVisible(false);
    progress->setFixedWidth(160);
    actButton->setObjectName(name + QStringLiteral(".act"));
    actButton->setDefault(true);
    leaveButton->setObjectName(name + QStringLiteral(".leave"));
    leaveButton->setAutoDefault(false);

    bottom->setSpacing(theme::grid);
    bottom->addWidget(progress);
    bottom->addWidget(doing);
    bottom->addStretch();
    bottom->addWidget(actButton); // as in every dialog: what is done, then the way out
    bottom->addWidget(leaveButton);
    content->setSpacing(theme::gap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addLayout(content, 1);
    column->addWidget(problem);
    column->addLayout(bottom);
    connect(actButton, &QPushButton::clicked, this, [this] {
        if (!working())
            act();
    });
    connect(leaveButton, &QPushButton::clicked, this, &PackageDialog::reject);
    progress->hide();
    doing->hide();
}

void PackageDialog::showEvent(QShowEvent* event)
{
    WorkDialog::showEvent(event);
    for (QLineEdit* line : findChildren<QLineEdit*>()) // who types has read what was wrong
        connect(line, &QLineEdit::textEdited, this, &PackageDialog::forgetProblem, Qt::UniqueConnection);
}

void PackageDialog::forgetProblem()
{
    say({});
}

void PackageDialog::setActions(const QString& act, const QString& leave)
{
    actButton->setText(act);
    actButton->setVisible(!act.isEmpty());
    leaveButton->setText(leave);
    leaveButton->setVisible(!leave.isEmpty());
}

QPushButton* PackageDialog::addButton(const QString& name, const QString& text)
{
    auto* button = namedButton(name, text);
    button->setAutoDefault(false);
    bottom->insertWidget(bottom->indexOf(actButton), button);
    more += button;
    return button;
}

void PackageDialog::say(const QString& text)
{
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
    fit(false);
}

void PackageDialog::grow(const QSize& wanted)
{
    resize(size().expandedTo(wanted));
    if (const QWidget* above = parentWidget() ? parentWidget()->window() : nullptr)
        move(above->geometry().center() - rect().center());
}

void PackageDialog::fit(bool mayShrink)
{
    // Later: what was just shown has its style, and with it its size, only when the window looks at it again.
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): the timer owns what it calls
    QTimer::singleShot(0, this, [this, mayShrink] {
        layout()->activate();
        const int wanted = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                         : layout()->totalSizeHint().height();
        if (mayShrink || wanted > height())
            resize(width(), wanted);
    });
}

void PackageDialog::begin(Job* started, const QString& what, Leaving leaving)
{
    say({});
    connect(started, &Job::progressed, progress, [this](int percent) {
        progress->setRange(0, percent < 0 ? 0 : 100);
        progress->setValue(percent);
    });
    progress->setRange(0, 0);
    doing->setText(what);
    WorkDialog::begin(started, leaving);
}

void PackageDialog::showWork(bool works)
{
    progress->setVisible(works);
    doing->setVisible(works);
    actButton->setEnabled(!works);
    leaveButton->setEnabled(!works || leaving() != Leaving::impossible);
    for (QPushButton* button : std::as_const(more))
        button->setEnabled(!works);
}

QLabel* secondText(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("second"));
    label->setWordWrap(true);
    return label;
}

QLabel* factText(const QString& name, const QString& text)
{
    auto* label = new QLabel(text);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace coop
