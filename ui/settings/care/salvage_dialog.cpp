#include "ui/settings/care/salvage_dialog.h"

#include "core/base/decimal.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

namespace coop
{

namespace
{
QString freeName(const QString& damaged)
{
    const QFileInfo info(damaged);
    for (int i = 1;; ++i) {
        const QString number = i == 1 ? QString() : QStringLiteral("-%1").arg(i);
        QString name
            = info.dir().filePath(QStringLiteral("%1-抢救%2.gpkg").arg(info.completeBaseName(), number));
        if (!QFile::exists(name))
            return name;
    }
}

QString inWords(const Salvaged& result)
{
    const auto rows = [](qint64 number) { return formatDecimal(number, 0, true); };
    QStringList lines{QStringLiteral("抢救出 %1 行。").arg(rows(result.rows))};
    if (result.fromHistory > 0)
        lines += QStringLiteral("其中 %1 行是从历史里找回的。").arg(rows(result.fromHistory));
    lines += result.lost > 0 ? QStringLiteral("%1 行读不出来，已经丢失。").arg(rows(result.lost))
                             : QStringLiteral("没有发现丢失的行。");
    lines += result.historyKept ? QStringLiteral("历史完整，一并带了过来。")
                                : QStringLiteral("历史已损坏，没有带过来；新工作区从抢救这一步记起。");
    return (lines + result.remarks).join(u'\n');
}
} // namespace

SalvageDialog::SalvageDialog(QString path, QString whose, QWidget* parent)
    : WorkDialog(parent)
    , damaged(std::move(path))
    , person(std::move(whose))
    , file(new QLineEdit(QDir::toNativeSeparators(freeName(damaged))))
    , chooseButton(new QPushButton(QStringLiteral("选择位置…")))
    , report(new QLabel)
    , progress(new QProgressBar)
    , startButton(namedButton(QStringLiteral("salvage.start"), QStringLiteral("抢救到新工作区")))
    , leaveButton(namedButton(QStringLiteral("salvage.leave"), QStringLiteral("不抢救")))
    , jobs(new Jobs(this))
{
    setObjectName(QStringLiteral("salvageDialog"));
    setWindowTitle(QStringLiteral("抢救"));
    setMinimumWidth(600);
    file->setObjectName(QStringLiteral("salvage.file"));
    file->setAccessibleName(QStringLiteral("新工作区"));
    report->setObjectName(QStringLiteral("salvage.report"));
    report->setWordWrap(true);
    report->setTextFormat(Qt::PlainText);
    report->setTextInteractionFlags(Qt::TextSelectableByMouse);
    report->hide();
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->hide();
    startButton->setDefault(true);

    auto* explanation
        = new QLabel(QStringLiteral("把“%1”里还能读出的内容放进一个新工作区，原文件一个字节也不改。")
                         .arg(QFileInfo(damaged).fileName()));
    explanation->setProperty("role", QStringLiteral("second"));
    explanation->setWordWrap(true);
    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(theme::grid);
    fileRow->addWidget(file, 1);
    fileRow->addWidget(chooseButton);
    auto* form = new QFormLayout;
    form->setSpacing(theme::gap);
    form->addRow(QStringLiteral("新工作区"), fileRow);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(leaveButton, QDialogButtonBox::RejectRole);
    buttons->addButton(startButton, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    column->setSpacing(theme::cardPadding);
    column->addWidget(explanation);
    column->addLayout(form);
    column->addWidget(progress);
    column->addWidget(report);
    column->addWidget(buttons);
    chooseButton->setAutoDefault(false);
    startButton->setFocus();
    connect(chooseButton, &QPushButton::clicked, this, &SalvageDialog::choose);
    connect(startButton, &QPushButton::clicked, this, [this] {
        if (salvaged)
            accept();
        else
            start();
    });
    connect(leaveButton, &QPushButton::clicked, this, &QDialog::reject);
}

QString SalvageDialog::path() const
{
    return QDir::fromNativeSeparators(file->text().trimmed());
}

void SalvageDialog::choose()
{
    const QString chosen = QFileDialog::getSaveFileName(this, QStringLiteral("新工作区保存为"), path(),
        QStringLiteral("农服图工作区 (*.gpkg)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (!chosen.isEmpty())
        file->setText(QDir::toNativeSeparators(chosen));
}

void SalvageDialog::start()
{
    report->hide();
    begin(jobs->start(
        QString(), this,
        [from = damaged, to = path(), who = person](const JobControl&) { return salvage(from, to, who); },
        [this](const Result<Salvaged>& result) { show(result); }));
}

QList<QWidget*> SalvageDialog::inputs() const
{
    return {file, chooseButton, startButton, leaveButton};
}

void SalvageDialog::showWork(bool works)
{
    progress->setVisible(works);
}

void SalvageDialog::show(const Result<Salvaged>& result)
{
    salvaged = result.has_value();
    for (QWidget* part : QList<QWidget*>{file, chooseButton})
        part->setEnabled(!salvaged);
    startButton->setFocus();
    if (salvaged) {
        startButton->setText(QStringLiteral("打开新工作区"));
        leaveButton->setText(QStringLiteral("以后再打开"));
    }
    report->setProperty("role", salvaged ? QStringLiteral("plain") : QStringLiteral("error"));
    report->style()->polish(report);
    report->setText(salvaged ? inWords(*result) : result.error().text);
    report->show();
    adjustSize();
}

} // namespace coop
