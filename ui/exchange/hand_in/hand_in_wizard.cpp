#include "ui/exchange/hand_in/hand_in_wizard.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/changes/change_table.h"
#include "ui/exchange/hand_in/hand_in_check_step.h"
#include "ui/exchange/parts/file_field.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr QSize firstSize(1180, 600); // all columns of the changes, on the smallest screen
constexpr int digestShown = 16; ///< digits: enough to tell two packages apart on the telephone

QString sizeText(qint64 bytes)
{
    return bytes < 1024 ? QStringLiteral("%1 字节").arg(bytes)
                        : QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}
} // namespace

HandInWizard::HandInWizard(Session& shared, const OfficeSelf& office, QWidget* parent)
    : PackageDialog(QStringLiteral("handIn"), QStringLiteral("上报"), parent)
    , session(shared)
    , self(office)
    , steps(new QStackedWidget)
    , back(addButton(QStringLiteral("handIn.back"), QStringLiteral("上一步")))
    , stepTitle(secondText({}))
    , checkStep(new HandInCheckStep)
    , counts(new QLabel)
    , table(new ChangeTable(QStringLiteral("handIn.changes"), QStringLiteral("要上报的改动")))
    , everything(new QCheckBox(QStringLiteral("全部重报（只在区里丢了数据、要求重报时用）")))
    , place(
          new FileField(FileField::Asks::save, QStringLiteral("handIn.file"), QStringLiteral("数据包保存为")))
    , outcome(factText(QStringLiteral("handIn.result"), {}))
{
    resize(firstSize);
    stepTitle->setObjectName(QStringLiteral("handIn.step"));
    makeSteps();
    body()->addWidget(stepTitle);
    body()->addWidget(steps, 1);
    connect(back, &QPushButton::clicked, this, [this] { goTo(Step(steps->currentIndex() - 1)); });
    connect(checkStep, &HandInCheckStep::filingRequested, this,
        [this] { showElsewhere(FilingPlace{self.federation}); });
    connect(checkStep, &HandInCheckStep::rowRequested, this, [this](const QString& registry, RowId row) {
        showElsewhere(RowPlace{registry, row});
    });
    goTo(check);
    QTimer::singleShot(0, this, &HandInWizard::read); // the dialog shows first
}

HandInWizard::~HandInWizard() = default;

QList<QWidget*> HandInWizard::inputs() const
{
    return {steps};
}

void HandInWizard::makeSteps()
{
    auto* resultStep = new QWidget;
    auto* resultColumn = new QVBoxLayout(resultStep);
    resultColumn->setContentsMargins(0, 0, 0, 0);
    resultColumn->addWidget(outcome);
    resultColumn->addStretch();
    steps->addWidget(checkStep);
    steps->addWidget(makeChangesStep());
    steps->addWidget(makeFileStep());
    steps->addWidget(resultStep);
}

QWidget* HandInWizard::makeChangesStep()
{
    counts->setObjectName(QStringLiteral("handIn.counts"));
    counts->setWordWrap(true);
    everything->setObjectName(QStringLiteral("handIn.everything"));
    auto* step = new QWidget;
    auto* column = new QVBoxLayout(step);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid);
    column->addWidget(counts);
    column->addWidget(table, 1);
    column->addStretch(0); // in the table's place while it is hidden
    column->addWidget(everything);
    connect(everything, &QCheckBox::toggled, this, [this] { goTo(changes); });
    return step;
}

QWidget* HandInWizard::makeFileStep()
{
    auto* step = new QWidget;
    auto* form = new QFormLayout(step);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("保存为"), place);
    form->addRow(QString(),
        secondText(
            QStringLiteral("可以直接写到 U 盘，也可以写在电脑上再发给区供销合作社；只有区里打得开。")));
    passphrase = std::make_unique<PassphraseFields>(
        form, QStringLiteral("handIn.passphrase"), PassphraseFields::Asks::known);
    return step;
}

void HandInWizard::read()
{
    begin(startOnWorkspace(
              session, Workspace::Access::read, QString(), this,
              [federation = self.federation, quarter = session.period()](Workspace& workspace,
                  const JobControl&) { return readHandInCheck(workspace, federation, quarter); },
              [this](const Result<HandInCheck>& read) {
                  if (!read) {
                      actButton->setEnabled(false);
                      return say(read.error().text);
                  }
                  found = *read;
                  checkStep->setCheck(found);
                  table->setLines(found.lines, true);
                  goTo(check);
              }),
        QStringLiteral("正在检查填报表"), Leaving::goes);
}

HandIn HandInWizard::what() const
{
    if (everything->isChecked())
        return HandIn::everything;
    return found.changes == 0 ? HandIn::evenEmpty : HandIn::changes;
}

void HandInWizard::goTo(Step step)
{
    static const QStringList titles{QStringLiteral("第 1 步，共 3 步：检查填报表"),
        QStringLiteral("第 2 步，共 3 步：看要上报什么"), QStringLiteral("第 3 步，共 3 步：写成文件"),
        QString()};
    steps->setCurrentIndex(step);
    stepTitle->setText(titles[step]);
    stepTitle->setVisible(step != result);
    back->setVisible(step == changes || step == file);
    say({});
    const QString leave = QStringLiteral("不上报");
    if (step == check) {
        setActions(found.isReady() ? QStringLiteral("下一步") : QStringLiteral("先上报改动"), leave);
        actButton->setFocus();
    } else if (step == changes) {
        const QString text = changedRowsText(session.workspace().registries(), found.counts);
        counts->setText(everything->isChecked() ? QStringLiteral("本农合联的每一行都报上去，不管区里有没有。")
                : found.changes == 0
                ? QStringLiteral("上次区里答复以后没有改动。可以报一份空的，让区里知道本季度没有变化。")
                : QStringLiteral("要上报 %1 行：%2。本地的内容不会因为上报而减少。")
                      .arg(found.changes)
                      .arg(text));
        table->setVisible(found.changes > 0 && !everything->isChecked());
        setActions(QStringLiteral("下一步"), leave);
        actButton->setFocus();
    } else if (step == file) {
        if (place->path().isEmpty())
            place->suggest(packageFileName(PackageKind::submit, self.name));
        const QString rows = everything->isChecked() ? QStringLiteral("上报全部内容")
            : found.changes == 0                     ? QStringLiteral("上报“没有变化”")
                                                     : QStringLiteral("上报 %1 行").arg(found.changes);
        setActions(rows, leave);
        passphrase->line()->setFocus();
    } else {
        setWindowTitle(QStringLiteral("上报已写好"));
        setActions(QStringLiteral("完成"), {});
        actButton->setFocus();
    }
}

void HandInWizard::act()
{
    switch (steps->currentIndex()) {
    case check:
    case changes:
        return goTo(Step(steps->currentIndex() + 1));
    case file:
        return write();
    default:
        accept();
    }
}

void HandInWizard::write()
{
    const QString wrong
        = place->path().isEmpty() ? QStringLiteral("请说明数据包保存到哪里。") : passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    if (QFileInfo::exists(place->path())
        && askChoice(this, QStringLiteral("handIn.overwrite"),
               QStringLiteral("“%1”已经有了，换成新的？").arg(QFileInfo(place->path()).fileName()),
               QStringLiteral("以前的改动如果还没有得到答复，新的数据包里也有。"),
               {QStringLiteral("换成新的"), QStringLiteral("另选文件")})
            != 0)
        return;
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在上报"), this,
              [secret = passphrase->value(), path = place->path(), mode = what(),
                  author = session.author(Door::submit, QStringLiteral("上报"))](Workspace& workspace,
                  const JobControl&) { return handIn(workspace, author, secret, path, mode); },
              [this](const Result<HandedIn>& done) { finished(done); }),
        QStringLiteral("正在写数据包并重新打开核对"));
}

void HandInWizard::finished(const Result<HandedIn>& done)
{
    if (!done)
        return say(done.error().text);
    place->remember();
    const QString contents = handInText(session.workspace().registries(), done->counts);
    outcome->setText(
        QStringLiteral(
            "✔ 第 %1 号上报已经写好，并重新打开核对过。\n\n%2\n%3，校验值 %4…\n内容：%5\n\n"
            "接下来：把文件交给区供销合作社（U 盘或聊天软件都行），等他们合并以后给的回执，在这里“打开回执”。"
            "等回执的时候可以接着填。")
            .arg(done->sequence)
            .arg(QDir::toNativeSeparators(place->path()), sizeText(QFileInfo(place->path()).size()),
                done->digest.left(digestShown), contents));
    goTo(result);
    session.noteSaved(QStringLiteral("已写好第 %1 号上报").arg(done->sequence), Session::Offer::none);
}

void HandInWizard::showElsewhere(const Place& there)
{
    if (working())
        return;
    WorkDialog::reject();
    Q_EMIT session.placeRequested(there);
}

} // namespace coop
