#include "ui/exchange/issue/issue_dialog.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/issue/opening_code_view.h"
#include "ui/exchange/parts/file_field.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

IssueDialog::IssueDialog(
    Session& shared, const ExchangeData& known, RowId chosen, bool replace, QWidget* parent)
    : PackageDialog(
        QStringLiteral("issue"), replace ? QStringLiteral("重新下发") : QStringLiteral("下发"), parent)
    , session(shared)
    , offices(known.offices)
    , questions(new QWidget)
    , federation(new QComboBox)
    , warning(secondText({}))
    , file(new FileField(FileField::Asks::save, QStringLiteral("issue.path"), QStringLiteral("数据包保存为")))
{
    federation->setObjectName(QStringLiteral("issue.federation"));
    federation->setAccessibleName(QStringLiteral("农合联"));
    int first = -1;
    for (const ExchangeData::Federation& one : known.federations) {
        federation->addItem(one.name, one.id);
        if (first < 0 && (chosen == 0 ? !officeOf(one.id) : one.id == chosen))
            first = federation->count() - 1;
    }
    federation->setCurrentIndex(qMax(0, first));
    warning->setObjectName(QStringLiteral("issue.warning"));

    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("农合联"), federation);
    form->addRow(QString(), warning);
    form->addRow(QStringLiteral("保存为"), file);
    passphrase = std::make_unique<PassphraseFields>(form, QStringLiteral("issue.passphrase"),
        known.hasKey ? PassphraseFields::Asks::known : PassphraseFields::Asks::anew);
    body()->addWidget(questions);
    connect(federation, &QComboBox::currentIndexChanged, this, &IssueDialog::showFederation);
    showFederation();
    (replace ? static_cast<QWidget*>(passphrase->line()) : federation)->setFocus();
}

IssueDialog::~IssueDialog() = default;

QList<QWidget*> IssueDialog::inputs() const
{
    return {questions};
}

const Office* IssueDialog::there() const
{
    return officeOf(federation->currentData().toLongLong());
}

const Office* IssueDialog::officeOf(RowId id) const
{
    const auto found = std::find_if(offices.begin(), offices.end(),
        [id](const Office& office) { return office.active && office.federation == id; });
    return found == offices.end() ? nullptr : &*found;
}

void IssueDialog::showFederation()
{
    const Office* office = there();
    file->suggest(packageFileName(PackageKind::issue, federation->currentText()));
    warning->setText(office
            ? QStringLiteral(
                "◆ 它的电脑（设备号 %1）%2 起在用。重新下发以后，那台电脑停用，没有上报的改动不能再报；"
                "只在换电脑、丢失密钥时这样做。")
                  .arg(office->device)
                  .arg(office->issuedOn)
            : QStringLiteral("数据包里有它的台账、目标、任务和地图，只有知道开启码的人打得开。"));
    setActions(office ? QStringLiteral("重新下发") : QStringLiteral("下发"),
        office ? QStringLiteral("不重新下发") : QStringLiteral("不下发"));
}

void IssueDialog::act()
{
    if (done)
        return accept();
    const QString wrong
        = file->path().isEmpty() ? QStringLiteral("请说明数据包保存到哪里。") : passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    const QString name = federation->currentText();
    const bool replace = there() != nullptr;
    if (replace
        && askChoice(this, QStringLiteral("issue.confirm"),
               QStringLiteral("%1已有电脑在用，重新下发？").arg(name),
               QStringLiteral("原来的电脑（设备号 %1）随即停用，它以后写的数据包不再接收；这不能撤销。")
                   .arg(there()->device),
               {QStringLiteral("重新下发并停用原电脑"), QStringLiteral("不重新下发")}, 1)
            != 0)
        return;
    if (QFileInfo::exists(file->path())
        && askChoice(this, QStringLiteral("issue.overwrite"),
               QStringLiteral("“%1”已经有了，换成新的？").arg(QFileInfo(file->path()).fileName()), {},
               {QStringLiteral("换成新的"), QStringLiteral("另选文件")})
            != 0)
        return;
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在下发"), this,
              [secret = passphrase->value(), id = federation->currentData().toLongLong(), path = file->path(),
                  replace,
                  author = session.author(Door::issue, QStringLiteral("下发：") + name)](Workspace& workspace,
                  const JobControl&) { return issuePackage(workspace, author, secret, id, path, replace); },
              [this](const Result<Issued>& issued) { finished(issued); }),
        QStringLiteral("正在写数据包"));
}

void IssueDialog::finished(const Result<Issued>& issued)
{
    if (!issued)
        return say(issued.error().text);
    done = true;
    file->remember();
    questions->hide();
    setWindowTitle(asWindowTitle(QStringLiteral("已下发给") + federation->currentText()));
    body()->addWidget(new OpeningCodeView(
        *issued, contentsText(session.workspace().registries(), issued->counts), file->path()));
    setActions(QStringLiteral("开启码已抄好"), {});
    actButton->setFocus();
    fit();
    session.noteSaved(QStringLiteral("已下发给") + federation->currentText(), Session::Offer::none);
}

} // namespace coop
