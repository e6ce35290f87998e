#include "ui/settings/care/backups_pane.h"

#include "core/base/decimal.h"
#include "core/store/copies/restore.h"
#include "core/store/people/rights.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"
#include "ui/settings/care/restore_dialog.h"
#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/message.h"
#include "ui/widgets/named.h"

#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

BackupsPane::BackupsPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , table(new QTableWidget(0, 4))
    , place(new ElidedLabel)
    , state(new QLabel)
    , nowButton(namedButton(QStringLiteral("backup.now"), QStringLiteral("立即备份"),
          QStringLiteral("做一个完整的副本，并检查它是好的")))
    , restoreButton(namedButton(QStringLiteral("backup.restore"), QStringLiteral("恢复…"),
          QStringLiteral("先看备份里有什么、差别在哪里，再决定是否恢复")))
    , drillButton(namedButton(QStringLiteral("backup.drill"), QStringLiteral("演练"),
          QStringLiteral("把最新的备份恢复到一旁，补上以后的历史，逐行逐项与工作区比较")))
    , choosePlaceButton(namedButton(QStringLiteral("backup.choosePlace"), QStringLiteral("选择文件夹…"), {}))
    , clearPlaceButton(namedButton(QStringLiteral("backup.clearPlace"), QStringLiteral("不再使用"), {}))
    , findings(new FindingList)
{
    table->setObjectName(QStringLiteral("backup.table"));
    table->setAccessibleName(QStringLiteral("备份"));
    table->setHorizontalHeaderLabels(
        {QStringLiteral("时间"), QStringLiteral("缘由"), QStringLiteral("大小"), QStringLiteral("文件")});
    table->setEditTriggers(QTableWidget::NoEditTriggers);
    table->setSelectionBehavior(QTableWidget::SelectRows);
    table->setSelectionMode(QTableWidget::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {176, 96, 96};
    for (int column = 0; column < int(std::size(widths)); ++column)
        table->setColumnWidth(column, widths[column]);
    place->setObjectName(QStringLiteral("backup.place"));
    state->setObjectName(QStringLiteral("backup.state"));
    state->setProperty("role", QStringLiteral("second"));
    state->setWordWrap(true);
    nowButton->setProperty("role", QStringLiteral("main"));
    findings->hide();

    auto* row = new QHBoxLayout;
    row->setSpacing(theme::grid);
    for (QPushButton* each : {nowButton, restoreButton, drillButton})
        row->addWidget(each);
    row->addStretch();
    auto* placeRow = new QHBoxLayout;
    placeRow->setSpacing(theme::grid);
    placeRow->addWidget(new QLabel(QStringLiteral("第二个备份位置：")));
    placeRow->addWidget(place, 1);
    placeRow->addWidget(choosePlaceButton);
    placeRow->addWidget(clearPlaceButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gap);
    column->addLayout(row);
    column->addWidget(state);
    column->addWidget(findings, 1);
    column->addWidget(table, 2);
    column->addLayout(placeRow);
    connect(nowButton, &QPushButton::clicked, this, &BackupsPane::backUpNow);
    connect(restoreButton, &QPushButton::clicked, this, &BackupsPane::previewCurrent);
    connect(drillButton, &QPushButton::clicked, this, &BackupsPane::startDrill);
    connect(choosePlaceButton, &QPushButton::clicked, this, &BackupsPane::chooseSecondPlace);
    connect(clearPlaceButton, &QPushButton::clicked, this, [this] { setPlace({}); });
    connect(table, &QTableWidget::itemSelectionChanged, this, &BackupsPane::updateButtons);
    connect(&session, &Session::backupsChanged, this, &BackupsPane::reload);
    connect(&session, &Session::personChanged, this, &BackupsPane::updateButtons);
    say({});
    reload();
}

void BackupsPane::say(const QString& sentence, bool wrong)
{
    state->setText(!sentence.isEmpty()
            ? sentence
            : QStringLiteral("每天第一次打开时自动备份；导入、合并、升级和恢复之前也备份。"
                             "保留 30 天和 12 个月。"));
    state->setProperty("role", wrong ? QStringLiteral("error") : QStringLiteral("second"));
    state->style()->polish(state);
}

void BackupsPane::reload()
{
    const QString path = session.workspace().path();
    listed = backups(path);
    table->setRowCount(int(listed.size()));
    for (int row = 0; row < listed.size(); ++row) {
        const Backup& backup = listed[row];
        const QStringList cells{backup.time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
            backupKindTitle(backup.kind),
            QLocale::c().formattedDataSize(backup.bytes, 1, QLocale::DataSizeTraditionalFormat),
            QFileInfo(backup.file).fileName()};
        for (int column = 0; column < cells.size(); ++column)
            table->setItem(row, column, new QTableWidgetItem(cells[column]));
        table->item(row, 2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table->item(row, 3)->setToolTip(QDir::toNativeSeparators(backup.file));
    }
    if (!listed.isEmpty() && table->currentRow() < 0)
        table->selectRow(0);
    const QString second = secondPlace(path);
    place->setText(second.isEmpty() ? QStringLiteral("没有设") : QDir::toNativeSeparators(second));
    place->setToolTip(place->text());
    updateButtons();
}

void BackupsPane::updateButtons()
{
    const bool calm = working == 0;
    nowButton->setEnabled(calm);
    restoreButton->setEnabled(calm && table->currentRow() >= 0 && table->currentRow() < listed.size());
    drillButton->setEnabled(calm && !listed.isEmpty());
    // Everybody's backups go to the second place, too.
    const auto may = coop::may(session.workspace(), session.person(), Deed::keepBackups);
    const QString why = may ? QString() : may.error().text;
    choosePlaceButton->setEnabled(why.isEmpty());
    choosePlaceButton->setToolTip(
        why.isEmpty() ? QStringLiteral("例如 U 盘或另一台电脑上的共享文件夹，每个备份也放一份到那里") : why);
    clearPlaceButton->setEnabled(why.isEmpty() && !secondPlace(session.workspace().path()).isEmpty());
    clearPlaceButton->setToolTip(why.isEmpty() ? QStringLiteral("以后只备份到工作区旁边") : why);
}

void BackupsPane::backUpNow()
{
    ++working;
    table->setFocus(); // the keyboard must not go astray with the button that goes grey
    updateButtons();
    say(QStringLiteral("正在备份…"));
    startOnWorkspace(
        session, Workspace::Access::read, QStringLiteral("正在备份"), this,
        [](Workspace& workspace, const JobControl&) { return backUp(workspace, BackupKind::byHand); },
        [this](const Result<BackupDone>& done) {
            --working;
            if (!done)
                say(done.error().text, true);
            else
                say((QStringList(
                         QStringLiteral("已备份并检查过：%1").arg(QFileInfo(done->backup.file).fileName()))
                        + done->warnings)
                        .join(u'\n'),
                    !done->warnings.isEmpty());
            Q_EMIT session.backupsChanged();
        });
}

void BackupsPane::chooseSecondPlace()
{
    const QString folder = QFileDialog::getExistingDirectory(
        this, QStringLiteral("第二个备份位置"), secondPlace(session.workspace().path()));
    if (!folder.isEmpty())
        setPlace(folder);
}

void BackupsPane::setPlace(const QString& folder)
{
    if (const auto set = setSecondPlace(session.workspace(), session.person(), folder); !set)
        return showError(this, QStringLiteral("第二个备份位置"), set.error());
    say(folder.isEmpty()
            ? QStringLiteral("以后只备份到工作区旁边。")
            : QStringLiteral("以后每个备份也放一份到 %1。").arg(QDir::toNativeSeparators(folder)));
    reload();
}

void BackupsPane::previewCurrent()
{
    if (table->currentRow() < 0 || table->currentRow() >= listed.size())
        return;
    ++working;
    table->setFocus(); // the keyboard must not go astray with the button that goes grey
    updateButtons();
    say(QStringLiteral("正在比较备份和工作区…"));
    session.jobs().start(
        QStringLiteral("正在比较备份"), this,
        [backup = listed[table->currentRow()].file, path = session.workspace().path()](
            const JobControl&) { return previewRestore(backup, path); },
        [this](const Result<RestorePreview>& preview) {
            --working;
            updateButtons();
            if (!preview)
                return say(preview.error().text, true);
            say({});
            askRestore(*preview);
        });
}

void BackupsPane::askRestore(const RestorePreview& preview)
{
    const auto may = coop::may(session.workspace(), session.person(), Deed::keepBackups);
    const auto known = people(session.workspace());
    const bool asks = known && std::any_of(known->begin(), known->end(), [this](const Person& person) {
        return person.name == session.person() && person.hasPassphrase;
    });
    // A workspace that cannot say who may is one that a backup is to replace; restore() asks again by itself.
    const bool barred = !may && may.error().kind == ErrorKind::locked;
    RestoreDialog dialog(preview, barred ? may.error().text : QString(), asks, this);
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT session.restoreRequested(preview.backup, dialog.passphrase());
}

void BackupsPane::startDrill()
{
    ++working;
    table->setFocus(); // the keyboard must not go astray with the button that goes grey
    updateButtons();
    findings->hide();
    say(QStringLiteral("正在演练：把最新的备份恢复到一旁再比较，工作区不动…"));
    session.jobs().start(
        QStringLiteral("正在演练"), this,
        [path = session.workspace().path()](const JobControl& control) {
            return drill(path, [&](int percent, const QString&) {
                control.progress(percent, 100);
                return !control.cancelled();
            });
        },
        [this](const Result<DrillReport>& report) {
            --working;
            updateButtons();
            showDrill(report);
        });
}

void BackupsPane::showDrill(const Result<DrillReport>& report)
{
    if (!report)
        return say(report.error().text, report.error().kind != ErrorKind::cancelled);
    const QString what
        = QStringLiteral("用备份 %1 补上 %2 步历史，比较了 %3 个数字")
              .arg(QFileInfo(report->backup).fileName(), formatDecimal(report->replayedEntries, 0, true),
                  formatDecimal(report->comparedFigures, 0, true));
    if (report->findings.isEmpty())
        return say(QStringLiteral("✔ 演练通过：%1，与工作区完全一致。").arg(what));
    say(QStringLiteral("演练没有通过：%1，有 %2 处不同。").arg(what).arg(report->findings.size()), true);
    findings->setFindings(report->findings);
    findings->show();
}

} // namespace coop
