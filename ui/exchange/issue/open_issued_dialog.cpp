#include "ui/exchange/issue/open_issued_dialog.h"

#include "core/workflow/exchange_text.h"
#include "ui/exchange/parts/file_field.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/look/theme.h"
#include "ui/session/job.h"
#include "ui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

namespace
{
/// 某镇农合联.gpkg in the documents, with a number when it is there.
QString freeWorkspace(const QString& office)
{
    const QDir folder(settings::documentsFolder());
    QString path = folder.filePath(office + QStringLiteral(".gpkg"));
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = folder.filePath(QStringLiteral("%1-%2.gpkg").arg(office).arg(i));
    return path;
}
} // namespace

OpenIssuedDialog::OpenIssuedDialog(const QString& path, const QString& person, QWidget* parent)
    : PackageDialog(QStringLiteral("openIssued"), QStringLiteral("打开下发的数据包"), parent)
    , file(new FileField(FileField::Asks::open, QStringLiteral("openIssued.file"), QStringLiteral("数据包")))
    , about(secondText({}))
    , code(new QLineEdit)
    , who(new QLineEdit(person))
    , target(new FileField(
          FileField::Asks::save, QStringLiteral("openIssued.target"), QStringLiteral("工作区保存为")))
    , questions(new QWidget)
    , jobs(new Jobs(this))
    , looking(*jobs)
{
    about->setObjectName(QStringLiteral("openIssued.about"));
    code->setObjectName(QStringLiteral("openIssued.code"));
    code->setAccessibleName(QStringLiteral("开启码"));
    code->setPlaceholderText(QStringLiteral("区供销合作社在电话里告诉的 5 组字母和数字"));
    who->setObjectName(QStringLiteral("openIssued.who"));
    who->setAccessibleName(QStringLiteral("您的姓名"));
    target->setEnding(QStringLiteral(".gpkg"), QStringLiteral("农服图工作区 (*.gpkg)"));
    auto* form = new QFormLayout(questions);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::gap);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(QStringLiteral("数据包"), file);
    form->addRow(QString(), about);
    form->addRow(QStringLiteral("开启码"), code);
    form->addRow(QStringLiteral("您的姓名"), who);
    form->addRow(QStringLiteral("工作区保存为"), target);
    passphrase = std::make_unique<PassphraseFields>(
        form, QStringLiteral("openIssued.passphrase"), PassphraseFields::Asks::anew);
    body()->addWidget(questions);
    setActions(QStringLiteral("打开并开始使用"), QStringLiteral("不打开"));
    connect(file, &FileField::changed, this, &OpenIssuedDialog::look);
    about->setText(QStringLiteral("区供销合作社交来的 .nfb 文件，里面有本农合联的台账、目标、任务和地图。"));
    if (!path.isEmpty())
        file->setPath(path);
    (path.isEmpty() ? file->line() : code)->setFocus();
}

OpenIssuedDialog::~OpenIssuedDialog() = default;

QString OpenIssuedDialog::workspacePath() const
{
    return target->path();
}

QString OpenIssuedDialog::person() const
{
    return who->text().trimmed();
}

QList<QWidget*> OpenIssuedDialog::inputs() const
{
    return {questions};
}

void OpenIssuedDialog::look()
{
    looking.forget();
    if (!QFileInfo(file->path()).isFile())
        return;
    looking.ask(
        QString(), [path = file->path()](const JobControl&) { return readPackage(path); },
        [this](const Result<PackageFile>& package) { showPackage(package); });
}

void OpenIssuedDialog::showPackage(const Result<PackageFile>& package)
{
    if (!package)
        return say(package.error().text);
    const PackageHeader& header = package->header;
    const bool isIssue = header.kind == PackageKind::issue;
    about->setText(QStringLiteral("%1%2　%3给%4，%5")
                       .arg(header.practice ? QStringLiteral("练习：") : QString(), header.from.name,
                           packageKindWord(header.kind), header.to.name, momentText(header.created)));
    say(isIssue ? QString()
                : QStringLiteral("这是%1的数据包，不是下发的。%2")
                      .arg(packageKindWord(header.kind),
                          header.kind == PackageKind::receipt
                              ? QStringLiteral("请先打开本农合联的工作区，再在“数据交换”里打开回执。")
                              : QStringLiteral("请在区级的工作区里，到“数据交换”合并。")));
    if (isIssue && target->line()->text().isEmpty())
        target->setPath(freeWorkspace(header.to.name));
}

void OpenIssuedDialog::act()
{
    const QString wrong = !QFileInfo(file->path()).isFile()
        ? QStringLiteral("请选择区供销合作社交来的数据包（.nfb）。")
        : code->text().trimmed().isEmpty()
        ? QStringLiteral("请输入开启码，区供销合作社会用电话或纸条告诉您。")
        : person().isEmpty()       ? QStringLiteral("请填写您的姓名，修改记在您名下。")
        : target->path().isEmpty() ? QStringLiteral("请说明工作区保存到哪里。")
                                   : passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    begin(jobs->start(
              QString(), this,
              [package = file->path(), opening = code->text().trimmed(), secret = passphrase->value(),
                  path = target->path(), name = person()](
                  const JobControl&) { return openIssued(package, opening, secret, path, name); },
              [this](const Result<>& opened) {
                  if (!opened)
                      return say(opened.error().text);
                  file->remember();
                  accept();
              }),
        QStringLiteral("正在打开数据包"));
}

} // namespace coop
