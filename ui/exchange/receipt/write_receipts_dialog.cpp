#include "ui/exchange/receipt/write_receipts_dialog.h"

#include "core/store/unit_of_work.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/parts/file_field.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/exchange/receipt/outcome_table.h"
#include "ui/look/theme.h"
#include "ui/session/workspace_job.h"

#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

WriteReceiptsDialog::WriteReceiptsDialog(Session& shared, const QList<Office>& offices, QWidget* parent)
    : PackageDialog(QStringLiteral("receipt"), QStringLiteral("写回执"), parent)
    , session(shared)
    , answered(offices)
    , place(new FileField(offices.size() == 1 ? FileField::Asks::save : FileField::Asks::folder,
          QStringLiteral("receipt.file"),
          offices.size() == 1 ? QStringLiteral("回执保存为") : QStringLiteral("放到文件夹")))
    , advice(secondText(QStringLiteral(
          "回执告诉乡镇哪些已采纳、改了、没接受或有问题，并带去区级改过的内容；乡镇打开以后两边就一致了。")))
    , questions(new QWidget)
    , result(factText(QStringLiteral("receipt.result"), {}))
{
    QStringList names;
    for (const Office& office : answered)
        names += shortOfficeName(office.name);
    auto* heading = new QLabel(QStringLiteral("给%1写回执").arg(names.join(u'、')));
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(answered.size() == 1 ? QStringLiteral("保存为") : QStringLiteral("文件夹"), place);
    passphrase = std::make_unique<PassphraseFields>(
        form, QStringLiteral("receipt.passphrase"), PassphraseFields::Asks::known);
    place->suggest(
        answered.size() == 1 ? packageFileName(PackageKind::receipt, answered.first().name) : QString());
    body()->addWidget(heading);
    body()->addWidget(advice);
    body()->addWidget(questions);
    body()->addWidget(result);
    result->hide();
    setActions(
        answered.size() == 1 ? QStringLiteral("写回执") : QStringLiteral("写 %1 份回执").arg(answered.size()),
        QStringLiteral("不写"));
    passphrase->line()->setFocus();
}

WriteReceiptsDialog::~WriteReceiptsDialog() = default;

QList<QWidget*> WriteReceiptsDialog::inputs() const
{
    return {questions};
}

QString WriteReceiptsDialog::fileFor(const Office& office) const
{
    return answered.size() == 1
        ? place->path()
        : QDir(place->path()).filePath(packageFileName(PackageKind::receipt, office.name));
}

void WriteReceiptsDialog::act()
{
    if (done)
        return accept();
    const QString wrong
        = place->path().isEmpty() ? QStringLiteral("请说明保存到哪里。") : passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    QList<std::pair<Office, QString>> targets;
    for (const Office& office : std::as_const(answered))
        targets += {office, fileFor(office)};
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在写回执"), this,
              [targets, secret = passphrase->value(), author = session.author(Door::receipt, {})](
                  Workspace& workspace, const JobControl& control) -> Result<Written> {
                  Written written;
                  for (qsizetype i = 0; i < targets.size(); ++i) {
                      const auto& [office, file] = targets[i];
                      Author named = author;
                      named.reason = QStringLiteral("写回执：") + office.name;
                      const auto made = makeReceipt(workspace, named, secret, office.device, file);
                      if (!made && targets.size() == 1)
                          return fail(made.error());
                      if (!made)
                          written.problems += office.name + QStringLiteral("：") + made.error().text;
                      else {
                          written.files += file;
                          written.lines += QStringLiteral("%1：第 %2 号回执，%3")
                                               .arg(office.name)
                                               .arg(made->sequence)
                                               .arg(receiptText(made->result));
                      }
                      control.progress(i + 1, targets.size());
                  }
                  return written;
              },
              [this](const Result<Written>& written) { finished(written); }),
        QStringLiteral("正在写回执"));
}

void WriteReceiptsDialog::finished(const Result<Written>& written)
{
    if (!written)
        return say(written.error().text);
    say(written->problems.join(u'\n'));
    if (written->files.isEmpty())
        return;
    done = true;
    place->remember();
    questions->hide();
    advice->hide();
    setWindowTitle(QStringLiteral("回执已写好"));
    QStringList files;
    for (const QString& file : written->files)
        files += QDir::toNativeSeparators(file);
    result->setText(written->lines.join(u'\n') + QStringLiteral("\n\n") + files.join(u'\n')
        + QStringLiteral("\n\n请把文件交给乡镇，在那边“数据交换—打开回执”。"));
    result->show();
    setActions(QStringLiteral("完成"), {});
    actButton->setFocus();
    fit();
    session.noteSaved(QStringLiteral("已写 %1 份回执").arg(written->files.size()), Session::Offer::none);
}

} // namespace coop
