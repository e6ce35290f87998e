#include "ui/settings/care/check_up_view.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/job.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMutex>
#include <QProgressBar>
#include <QPushButton>
#include <QTime>
#include <QTimer>
#include <algorithm>

namespace coop
{

namespace
{
constexpr int findingsShown = 500; // more than anybody reads, and drawn at once

/// What the work looks at now, told from its thread to this one.
struct LookedAt {
    QMutex mutex;
    QString what;
};

bool isAboutTheFile(const CheckFinding& finding)
{
    return finding.severity == CheckFinding::Severity::error
        && (finding.kind == u"integrity" || finding.kind == u"foreign-key" || finding.kind == u"history");
}
} // namespace

CheckUpView::CheckUpView(Jobs& shared, QString file, QWidget* parent)
    : QWidget(parent)
    , jobs(shared)
    , path(std::move(file))
    , startButton(namedButton(QStringLiteral("checkUp.start"), QStringLiteral("开始体检"), {},
          icon(QStringLiteral("ok"), theme::pane)))
    , cancelButton(namedButton(QStringLiteral("checkUp.cancel"), QStringLiteral("停止体检")))
    , salvageButton(namedButton(QStringLiteral("checkUp.salvage"), QStringLiteral("抢救到新工作区…"),
          QStringLiteral("把还能读出的内容放进一个新工作区，原文件不动")))
    , progress(new QProgressBar)
    , state(new QLabel(QStringLiteral("检查文件、历史、各台账的规则和点位，只看不改。")))
    , findings(new FindingList)
{
    startButton->setProperty("role", QStringLiteral("main"));
    state->setObjectName(QStringLiteral("checkUp.state"));
    state->setWordWrap(true);
    progress->setObjectName(QStringLiteral("checkUp.progress"));
    progress->setAccessibleName(QStringLiteral("体检进度"));
    progress->setTextVisible(false);
    progress->setFixedWidth(200);

    auto* row = new QHBoxLayout;
    row->setSpacing(theme::gap);
    row->addWidget(startButton);
    row->addWidget(cancelButton);
    row->addWidget(progress, 0, Qt::AlignVCenter);
    row->addWidget(state, 1);
    row->addWidget(salvageButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addLayout(row);
    column->addWidget(findings, 1);
    findings->hide();
    column->addStretch(0);
    connect(startButton, &QPushButton::clicked, this, &CheckUpView::start);
    connect(cancelButton, &QPushButton::clicked, this, [this] {
        if (job)
            job->cancel();
    });
    connect(salvageButton, &QPushButton::clicked, this, &CheckUpView::salvageWanted);
    salvageButton->hide();
    setRunning(false);
}

void CheckUpView::setRunning(bool running)
{
    QPushButton* shown = running ? cancelButton : startButton;
    QPushButton* hidden = running ? startButton : cancelButton;
    const bool keyboard = hidden->hasFocus();
    shown->show();
    if (keyboard)
        shown->setFocus();
    hidden->hide();
    progress->setVisible(running);
}

void CheckUpView::start()
{
    if (job)
        return;
    const auto seen = std::make_shared<LookedAt>();
    job = jobs.start(
        QStringLiteral("正在体检"), this,
        [file = path, seen](const JobControl& control) {
            return checkUp(file, [&](int percent, const QString& what) {
                control.progress(percent, 100);
                const QMutexLocker lock(&seen->mutex);
                seen->what = what;
                return !control.cancelled();
            });
        },
        [this](const Result<QList<CheckFinding>>& found) {
            job = nullptr;
            setRunning(false);
            show(found);
        });
    setRunning(true);
    findings->hide();
    salvageButton->hide();
    progress->setRange(0, 0);
    state->setText(QStringLiteral("正在体检…"));
    connect(job, &Job::progressed, this, [this, seen](int percent) {
        progress->setRange(0, percent < 0 ? 0 : 100);
        progress->setValue(percent);
        const QMutexLocker lock(&seen->mutex);
        state->setText(QStringLiteral("正在检查%1… %2%").arg(seen->what).arg(qMax(0, percent)));
    });
}

void CheckUpView::show(const Result<QList<CheckFinding>>& found)
{
    if (!found) {
        state->setText(found.error().kind == ErrorKind::cancelled ? QStringLiteral("体检已停止，没有查完。")
                                                                  : found.error().text);
        return;
    }
    const auto errors = std::count_if(found->begin(), found->end(),
        [](const CheckFinding& each) { return each.severity == CheckFinding::Severity::error; });
    const QString time = QTime::currentTime().toString(QStringLiteral("HH:mm"));
    state->setText(found->isEmpty() ? QStringLiteral("✔ 没有发现问题（%1）").arg(time)
                                    : QStringLiteral("发现 %1 处错误、%2 处提醒（%3）")
                                          .arg(errors)
                                          .arg(found->size() - errors)
                                          .arg(time));
    if (found->size() > findingsShown)
        state->setText(state->text() + QStringLiteral("，这里列出前 %1 处").arg(findingsShown));
    findings->setFindings(found->mid(0, findingsShown));
    findings->setVisible(!found->isEmpty());
    salvageButton->setVisible(std::any_of(found->begin(), found->end(), isAboutTheFile));
}

} // namespace coop
