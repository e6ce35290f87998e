#include "ui/exchange/merge/merge_dialog.h"

#include "core/store/workspace.h"
#include "core/workflow/exchange_text.h"
#include "ui/exchange/merge/merge_file_list.h"
#include "ui/exchange/merge/merge_preview_pane.h"
#include "ui/exchange/merge/merge_queue.h"
#include "ui/exchange/parts/passphrase_fields.h"
#include "ui/look/theme.h"
#include "ui/session/refusal.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/widgets/empty_note.h"
#include "ui/widgets/named.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
constexpr QSize firstSize(1160, 640);
} // namespace

MergeDialog::MergeDialog(Session& shared, QWidget* parent)
    : PackageDialog(QStringLiteral("merge"), QStringLiteral("合并乡镇的数据包"), parent)
    , session(shared)
    , queue(new MergeQueue(shared, this))
    , list(new MergeFileList(shared.workspace().registries()))
    , empty(new EmptyNote)
    , keyStrip(new QFrame)
    , keyText(new QLabel)
    , detail(secondText({}))
    , previewPane(new MergePreviewPane)
    , room(new QWidget)
    , questions(new QWidget)
    , add(namedButton(QStringLiteral("merge.add"), QStringLiteral("添加文件…")))
    , remove(namedButton(QStringLiteral("merge.remove"), QStringLiteral("从单子里去掉")))
    , toConflicts(addButton(QStringLiteral("merge.toConflicts"), QStringLiteral("去处理冲突")))
    , toReceipts(addButton(QStringLiteral("merge.toReceipts"), QStringLiteral("写回执…")))
{
    resize(firstSize);
    setAcceptDrops(true);
    detail->setObjectName(QStringLiteral("merge.detail"));
    keyStrip->setProperty("role", QStringLiteral("strip"));
    keyText->setObjectName(QStringLiteral("merge.key"));
    keyText->setWordWrap(true);
    auto* trust = namedButton(QStringLiteral("merge.trust"), QStringLiteral("认可这把密钥"));
    trust->setEnabled(mayDo(session, Deed::keepOffices));
    trust->setToolTip(refusalOf(session, Deed::keepOffices));
    for (QPushButton* button : {add, remove, trust})
        button->setAutoDefault(false);
    empty->findChild<QPushButton*>(QStringLiteral("empty.step"))->setDefault(true);
    empty->say(QStringLiteral("选择乡镇报来的数据包"),
        QStringLiteral(
            "可以一次选几个，也可以把文件拖到这里。合并之前先看每一处改动，合并以后整份可以撤销。"),
        QStringLiteral("选择文件…"));

    auto* strip = new QHBoxLayout(keyStrip);
    strip->setContentsMargins(theme::gap, theme::grid, theme::gap, theme::grid);
    strip->setSpacing(theme::gap);
    strip->addWidget(keyText, 1);
    strip->addWidget(trust);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    passphrase = std::make_unique<PassphraseFields>(
        form, QStringLiteral("merge.passphrase"), PassphraseFields::Asks::known);
    passphrase->line()->setFixedWidth(240);
    auto* top = new QHBoxLayout(questions);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(theme::grid);
    top->addLayout(form);
    top->addStretch();
    top->addWidget(remove);
    top->addWidget(add);
    list->setFixedHeight(4 * theme::rowHeight + 36);
    body()->addWidget(questions);
    body()->addWidget(list);
    body()->addWidget(empty, 1);
    body()->addWidget(keyStrip);
    body()->addWidget(detail);
    body()->addWidget(previewPane, 1);
    body()->addWidget(room, 1);

    connect(empty, &EmptyNote::stepRequested, this, &MergeDialog::chooseFiles);
    connect(add, &QPushButton::clicked, this, &MergeDialog::chooseFiles);
    connect(remove, &QPushButton::clicked, this, &MergeDialog::removeCurrent);
    connect(trust, &QPushButton::clicked, this, &MergeDialog::trustCurrent);
    connect(list, &QTreeWidget::currentItemChanged, this, &MergeDialog::showCurrent);
    connect(toConflicts, &QPushButton::clicked, this, [this] {
        wanted = Next::conflicts;
        accept();
    });
    connect(toReceipts, &QPushButton::clicked, this, [this] {
        wanted = Next::receipts;
        accept();
    });
    showItems();
}

MergeDialog::~MergeDialog() = default;

QList<QWidget*> MergeDialog::inputs() const
{
    return {questions, keyStrip};
}

QList<int> MergeDialog::mergedDevices() const
{
    return queue->mergedDevices();
}

void MergeDialog::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, QStringLiteral("选择乡镇报来的数据包"), settings::exchangeFolder(), packageFilter());
    if (!files.isEmpty())
        addFiles(files);
}

void MergeDialog::addFiles(const QStringList& files)
{
    if (working() || done || files.isEmpty())
        return;
    settings::setExchangeFolder(QFileInfo(files.first()).absolutePath());
    begin(queue->review(files,
              [this](const QString& wrong) {
                  say(wrong);
                  showItems();
                  passphrase->line()->setFocus();
              }),
        QStringLiteral("正在读取数据包"), Leaving::goes);
}

void MergeDialog::removeCurrent()
{
    if (const int at = list->current(); at >= 0 && !working() && !done)
        queue->remove(at);
    showItems();
}

void MergeDialog::trustCurrent()
{
    if (const int at = list->current(); at >= 0 && queue->items()[at].review)
        begin(queue->trust(at,
                  [this](const QString& wrong) {
                      say(wrong);
                      showItems();
                      passphrase->line()->setFocus();
                  }),
            QStringLiteral("正在记下密钥"));
}

void MergeDialog::showItems()
{
    list->setItems(queue->items());
    const bool any = !queue->items().isEmpty();
    empty->setVisible(!any);
    if (!any)
        empty->findChild<QPushButton*>(QStringLiteral("empty.step"))->setFocus();
    if (!done)
        setWindowTitle(any && queue->allPreviewed() && queue->ready() > 0
                ? QStringLiteral("合并前的预览")
                : QStringLiteral("合并乡镇的数据包"));
    for (QWidget* part : QList<QWidget*>{list, questions})
        part->setVisible(any);
    remove->setVisible(!done);
    add->setVisible(!done);
    toConflicts->setVisible(false);
    toReceipts->setVisible(false);
    const auto count = queue->ready();
    setActions(!any || done          ? QString()
            : count == 0             ? QStringLiteral("没有可以合并的")
            : !queue->allPreviewed() ? QStringLiteral("预览改动")
                                     : QStringLiteral("合并 %1 个数据包").arg(count),
        QStringLiteral("不合并"));
    actButton->setEnabled(!working() && count > 0);
    showCurrent();
}

void MergeDialog::showCurrent()
{
    const int at = list->current();
    const MergeItem item = at < 0 ? MergeItem{} : queue->items()[at];
    const bool newKey = item.review && item.review->standing == PackageReview::Standing::newKey && !done;
    keyStrip->setVisible(newKey);
    if (newKey)
        keyText->setText(newKeyText(item.review->file.header.from));
    const QString text = newKey ? QString() : standingDetail(item);
    detail->setText(text);
    detail->setVisible(!text.isEmpty());
    previewPane->showItem(item);
    previewPane->setVisible(item.preview.has_value());
    room->setVisible(!queue->items().isEmpty() && !item.preview);
}

void MergeDialog::act()
{
    if (done) {
        // What could not be settled is the next thing to look at.
        wanted = toConflicts->isVisible() ? Next::conflicts : Next::nothing;
        return accept();
    }
    const QString wrong = passphrase->problem();
    if (!wrong.isEmpty())
        return say(wrong);
    if (!queue->allPreviewed())
        return preview();
    queue->queueAll();
    mergeNext();
}

void MergeDialog::preview()
{
    begin(queue->preview(passphrase->value(),
              [this](const QString& wrong) {
                  if (!wrong.isEmpty())
                      return say(wrong);
                  showItems();
                  actButton->setFocus();
              }),
        QStringLiteral("正在看每一处改动"), Leaving::cancels);
}

/// One file after the other, each a step of its own.
void MergeDialog::mergeNext()
{
    QString step;
    Job* started = queue->mergeNext(passphrase->value(), step, [this](const QString&) {
        list->setItems(queue->items());
        mergeNext();
    });
    if (started)
        begin(started, QStringLiteral("正在") + step, Leaving::cancels);
    else
        showResult();
}

void MergeDialog::showResult()
{
    done = true;
    const MergeQueue::Total total = queue->merged();
    showItems();
    questions->hide();
    const auto left = std::count_if(
        queue->items().begin(), queue->items().end(), [](const MergeItem& item) { return item.mayMerge(); });
    setWindowTitle(total.files == 0 ? QStringLiteral("没有合并")
            : left > 0 ? QStringLiteral("合并了 %1 个，%2 个没有合并").arg(total.files).arg(left)
                       : QStringLiteral("合并完成"));
    setActions(QStringLiteral("完成"), {});
    actButton->setEnabled(true);
    actButton->setFocus();
    toConflicts->setVisible(total.conflicts > 0);
    toConflicts->setText(QStringLiteral("去处理 %1 条冲突").arg(total.conflicts));
    toReceipts->setVisible(total.files > 0);
    if (total.files == 0)
        return;
    QString text = QStringLiteral("已合并 %1 个数据包：改动 %2 行").arg(total.files).arg(total.rows);
    if (total.conflicts > 0)
        text += QStringLiteral("，冲突 %1 条").arg(total.conflicts);
    if (left > 0)
        text += QStringLiteral("，%1 个没有合并").arg(left);
    if (total.files > 1) // each is a step of its own
        text += QStringLiteral("；“撤销”先退回最后一份：") + total.lastStep;
    session.noteSaved(text);
}

void MergeDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void MergeDialog::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files += url.toLocalFile();
    addFiles(files);
}

} // namespace coop
