#include "ui/shell/status_bar.h"

#include "core/store/copies/backup.h"
#include "core/store/workspace.h"
#include "ui/look/theme.h"
#include "ui/session/job.h"
#include "ui/session/session.h"
#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/named.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace coop
{

StatusBar::StatusBar(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , saved(new QLabel(QStringLiteral("已保存")))
    , backup(new QLabel)
    , unreported(new QPushButton)
    , message(new ElidedLabel)
    , messageStep(new QPushButton)
    , jobTitle(new QLabel)
    , jobProgress(new QProgressBar)
    , jobCancel(namedButton(QStringLiteral("jobCancel"), QStringLiteral("取消")))
    , position(new QLabel)
{
    setObjectName(QStringLiteral("statusBar"));
    setAccessibleName(QStringLiteral("状态栏"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(theme::statusBarHeight);

    saved->setObjectName(QStringLiteral("savedLabel"));
    saved->setToolTip(QStringLiteral("每次修改都立即写入文件，无需另行保存"));
    if (session.workspace().access() == Workspace::Access::read) {
        saved->setText(QStringLiteral("只读"));
        saved->setToolTip(session.writeRefusal());
    }
    backup->setObjectName(QStringLiteral("backupLabel"));
    unreported->setObjectName(QStringLiteral("unreportedLabel"));
    unreported->setProperty("role", QStringLiteral("link"));
    unreported->setToolTip(QStringLiteral("本季度还没有交填报表的农合联，点一下去填报"));
    unreported->hide();
    connect(unreported, &QPushButton::clicked, this,
        [this] { Q_EMIT session.placeRequested(PagePlace{QStringLiteral("entry")}); });
    messageStep->setObjectName(QStringLiteral("messageStep"));
    messageStep->setProperty("role", QStringLiteral("link"));
    messageStep->hide();
    message->setObjectName(QStringLiteral("messageLabel"));
    message->setTextFormat(Qt::PlainText);
    message->setProperty("role", QStringLiteral("message"));
    position->setObjectName(QStringLiteral("positionLabel"));
    jobTitle->setObjectName(QStringLiteral("jobTitle"));
    jobProgress->setAccessibleName(QStringLiteral("进度"));
    jobProgress->setFixedWidth(120);
    jobProgress->setTextVisible(false);
    jobCancel->setAccessibleName(QStringLiteral("取消正在进行的工作"));
    jobCancel->setProperty("role", QStringLiteral("link"));
    for (QWidget* part : {static_cast<QWidget*>(jobTitle), static_cast<QWidget*>(jobProgress),
             static_cast<QWidget*>(jobCancel)})
        part->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::cardPadding, 1, theme::cardPadding, 0);
    row->setSpacing(theme::gap);
    if (session.workspace().isPractice()) {
        auto* practice
            = named(new QLabel(QStringLiteral("练习")), "practiceMark", QStringLiteral("练习工作区"));
        practice->setProperty("role", QStringLiteral("mark"));
        practice->setToolTip(
            QStringLiteral("练习工作区：内容不是真的，可以放心试；印出来的每一页都标“练习”"));
        row->addWidget(practice);
    }
    row->addWidget(saved);
    row->addWidget(backup);
    row->addWidget(unreported);
    row->addWidget(message);
    row->addWidget(messageStep);
    row->addStretch(1);
    row->addWidget(jobTitle);
    row->addWidget(jobProgress, 0, Qt::AlignVCenter);
    row->addWidget(jobCancel);
    row->addWidget(position);

    messageEnd.setSingleShot(true);
    messageEnd.setInterval(10'000);
    connect(&messageEnd, &QTimer::timeout, this, &StatusBar::clearMessage);
    connect(messageStep, &QPushButton::clicked, this, [this] {
        clearMessage();
        if (offered == Session::Offer::undo)
            Q_EMIT undoWanted();
        else
            Q_EMIT redoWanted();
    });
    connect(&session, &Session::message, this, &StatusBar::showMessage);
    connect(&session, &Session::saved, this, &StatusBar::showStep);
    connect(&session, &Session::dataChanged, this, &StatusBar::showSaved);
    connect(&session, &Session::backupsChanged, this, &StatusBar::showBackup);
    connect(&session, &Session::backupFailed, this, &StatusBar::showBackupFailed);
    connect(&session.jobs(), &Jobs::started, this, &StatusBar::showJob);
    connect(jobCancel, &QPushButton::clicked, this, [this] {
        if (job)
            job->cancel();
    });
    showBackup();
}

void StatusBar::showSaved()
{
    saved->setText(QStringLiteral("已保存 ") + QTime::currentTime().toString(QStringLiteral("HH:mm")));
}

void StatusBar::showBackup()
{
    const QList<Backup> made = backups(session.workspace().path());
    if (made.isEmpty()) {
        backup->setText(QStringLiteral("· 还没有备份"));
        return;
    }
    const QDate day = made.first().time.date();
    const qint64 ago = day.daysTo(QDate::currentDate());
    backup->setText(QStringLiteral("· 备份 %1")
                        .arg(ago == 0      ? QStringLiteral("今天")
                                : ago == 1 ? QStringLiteral("昨天")
                                           : day.toString(QStringLiteral("yyyy-MM-dd"))));
    backup->setToolTip(
        QStringLiteral("最新的备份：%1").arg(made.first().time.toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
}

void StatusBar::showBackupFailed(const QString& why)
{
    backup->setText(QStringLiteral("· ▼ 今天的备份没有做成"));
    backup->setToolTip(why);
    showMessage(why);
}

void StatusBar::showMessage(const QString& text)
{
    message->setText(text);
    message->setToolTip(text);
    messageStep->hide();
    messageEnd.start();
}

void StatusBar::showStep(const QString& done, Session::Offer offer)
{
    showMessage(done);
    offered = offer;
    const QString word = offer == Session::Offer::undo ? QStringLiteral("撤销") : QStringLiteral("重做");
    messageStep->setText(word);
    messageStep->setAccessibleName(QStringLiteral("%1（%2）").arg(word, done));
    messageStep->setVisible(session.mayWrite() && offer != Session::Offer::none);
}

void StatusBar::clearMessage()
{
    message->clear();
    message->setToolTip({});
    messageStep->hide();
}

void StatusBar::setPosition(const QString& text)
{
    position->setText(text);
}

void StatusBar::setUnreported(int federations)
{
    unreported->setText(QStringLiteral("· 未提交 %1").arg(federations));
    unreported->setVisible(federations > 0);
}

void StatusBar::showJob(Job* started)
{
    if (started->title().isEmpty())
        return;
    job = started;
    const auto progress = [this, started](int percent) {
        jobTitle->setText(
            percent < 0 ? started->title() : QStringLiteral("%1 %2%").arg(started->title()).arg(percent));
        jobProgress->setRange(0, percent < 0 ? 0 : 100);
        jobProgress->setValue(percent);
    };
    // What is done in a blink would only flicker.
    QTimer::singleShot(300, started, [this, started, progress] {
        if (job != started)
            return;
        progress(started->percent());
        jobTitle->show();
        jobProgress->show();
        jobCancel->show();
    });
    connect(started, &Job::progressed, this, progress);
    connect(started, &Job::finished, this, [this, started] {
        if (job != started)
            return;
        job = nullptr;
        jobTitle->hide();
        jobProgress->hide();
        jobCancel->hide();
    });
}

} // namespace coop
