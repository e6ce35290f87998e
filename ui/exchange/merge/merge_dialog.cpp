#include "ui/exchange/merge/merge_dialog.h"

#include "core/store/unit_of_work.h"
#include "ui/exchange/exchange_text.h"
#include "ui/exchange/merge/merge_file_list.h"
#include "ui/exchange/merge/merge_preview_pane.h"
#include "ui/exchange/passphrase_fields.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace_job.h"
#include "ui/widgets/empty_note.h"

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

ExchangeProgress progressOf(const JobControl& control)
{
    return [control](qint64 done, qint64 total) {
        control.progress(done, total);
        return !control.cancelled();
    };
}

/// Office by office, and what one office handed in in the order in which it did.
void sort(QList<MergeItem>& items)
{
    std::stable_sort(items.begin(), items.end(), [](const MergeItem& a, const MergeItem& b) {
        if (!a.review || !b.review)
            return a.review.has_value() && !b.review;
        const PackageHeader &first = a.review->file.header, &second = b.review->file.header;
        return std::pair(first.from.device, first.sequence) < std::pair(second.from.device, second.sequence);
    });
}
} // namespace

MergeDialog::MergeDialog(Session& shared, QWidget* parent)
    : WorkDialog(QStringLiteral("merge"), QStringLiteral("合并乡镇的数据包"), parent)
    , session(shared)
    , list(new MergeFileList(shared.workspace().registries()))
    , empty(new EmptyNote)
    , keyStrip(new QFrame)
    , keyText(new QLabel)
    , detail(secondText({}))
    , previewPane(new MergePreviewPane)
    , room(new QWidget)
    , questions(new QWidget)
    , add(new QPushButton(QStringLiteral("添加文件…")))
    , remove(new QPushButton(QStringLiteral("从单子里去掉")))
    , toConflicts(addButton(QStringLiteral("merge.toConflicts"), QStringLiteral("去处理冲突")))
    , toReceipts(addButton(QStringLiteral("merge.toReceipts"), QStringLiteral("写回执…")))
{
    resize(firstSize);
    setAcceptDrops(true);
    detail->setObjectName(QStringLiteral("merge.detail"));
    keyStrip->setProperty("role", QStringLiteral("strip"));
    keyText->setObjectName(QStringLiteral("merge.key"));
    keyText->setWordWrap(true);
    add->setObjectName(QStringLiteral("merge.add"));
    remove->setObjectName(QStringLiteral("merge.remove"));
    auto* trust = new QPushButton(QStringLiteral("认可这把密钥"));
    trust->setObjectName(QStringLiteral("merge.trust"));
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
    QList<int> devices;
    for (const MergeItem& item : items)
        if (item.merged && !devices.contains(item.review->file.header.from.device))
            devices += item.review->file.header.from.device;
    return devices;
}

qsizetype MergeDialog::ready() const
{
    return std::count_if(items.begin(), items.end(), [](const MergeItem& item) { return item.mayMerge(); });
}

bool MergeDialog::allPreviewed() const
{
    return std::all_of(items.begin(), items.end(),
        [](const MergeItem& item) { return !item.mayMerge() || item.preview || !item.problem.isEmpty(); });
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
    QStringList fresh = files;
    for (const MergeItem& item : std::as_const(items))
        fresh.removeAll(item.path);
    begin(startOnWorkspace(
              session, Workspace::Access::read, QString(), this,
              [fresh](Workspace& workspace, const JobControl& control) -> Result<QList<MergeItem>> {
                  QList<MergeItem> read;
                  for (const QString& file : fresh) {
                      read += reviewItem(workspace, file);
                      control.progress(read.size(), fresh.size());
                  }
                  return read;
              },
              [this](const Result<QList<MergeItem>>& read) {
                  end();
                  if (!read)
                      return say(read.error().text);
                  items += *read;
                  sort(items);
                  showItems();
                  passphrase->line()->setFocus();
              }),
        QStringLiteral("正在读取数据包"), Leaving::goes);
}

void MergeDialog::removeCurrent()
{
    if (const int at = list->current(); at >= 0 && !working() && !done)
        items.removeAt(at);
    showItems();
}

void MergeDialog::trustCurrent()
{
    const int at = list->current();
    if (at < 0 || !items[at].review)
        return;
    const PackageParty from = items[at].review->file.header.from;
    begin(
        startOnWorkspace(
            session, Workspace::Access::write, QStringLiteral("正在记下密钥"), this,
            [from,
                paths =
                    [this] {
                        QStringList paths;
                        for (const MergeItem& item : std::as_const(items))
                            paths += item.path;
                        return paths;
                    }(),
                author = session.author(QStringLiteral("form"), QStringLiteral("认可新密钥：") + from.name)](
                Workspace& workspace, const JobControl&) -> Result<QList<MergeItem>> {
                if (const auto trusted = trustKey(workspace, author, from.device, from.key); !trusted)
                    return fail(trusted.error());
                QList<MergeItem> read;
                for (const QString& path : paths)
                    read += reviewItem(workspace, path);
                return read;
            },
            [this, from](const Result<QList<MergeItem>>& read) {
                end();
                if (!read)
                    return say(read.error().text);
                items = *read;
                showItems();
                session.noteSaved(QStringLiteral("已认可%1的新密钥").arg(from.name));
            }),
        QStringLiteral("正在记下密钥"));
}

void MergeDialog::showItems()
{
    list->setItems(items);
    const bool any = !items.isEmpty();
    empty->setVisible(!any);
    for (QWidget* part : QList<QWidget*>{list, questions})
        part->setVisible(any);
    remove->setVisible(!done);
    add->setVisible(!done);
    toConflicts->setVisible(false);
    toReceipts->setVisible(false);
    const auto count = ready();
    setActions(!any || done   ? QString()
            : count == 0      ? QStringLiteral("没有可以合并的")
            : !allPreviewed() ? QStringLiteral("预览改动")
                              : QStringLiteral("合并 %1 个数据包").arg(count),
        QStringLiteral("不合并"));
    actButton->setEnabled(!working() && count > 0);
    showCurrent();
}

void MergeDialog::showCurrent()
{
    const int at = list->current();
    const MergeItem item = at < 0 ? MergeItem{} : items[at];
    const bool newKey = item.review && item.review->standing == PackageReview::Standing::newKey && !done;
    keyStrip->setVisible(newKey);
    if (newKey)
        keyText->setText(QStringLiteral(
            "%1。\n指纹：%2。对方在“设置—数据交换密钥”里看得到自己的，逐组念，完全一样才认可。")
                             .arg(item.review->problem, fingerprint(item.review->file.header.from.key)));
    const QString text = newKey ? QString() : standingDetail(item);
    detail->setText(text);
    detail->setVisible(!text.isEmpty());
    previewPane->showItem(item);
    previewPane->setVisible(item.preview.has_value());
    room->setVisible(!items.isEmpty() && !item.preview);
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
    if (allPreviewed())
        merge();
    else
        preview();
}

void MergeDialog::preview()
{
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在预览合并"), this,
              [list = items, secret = passphrase->value(),
                  author = session.author(QStringLiteral("merge"), {})](
                  Workspace& workspace, const JobControl& control) -> Result<QList<MergeItem>> {
                  if (const auto key = officeKey(workspace, secret); !key)
                      return fail(key.error()); // a wrong passphrase is one problem, not one a file
                  QList<MergeItem> told = list;
                  for (MergeItem& item : told) {
                      if (control.cancelled())
                          return fail(ErrorKind::cancelled, QStringLiteral("没有预览完，什么也没有改。"));
                      if (item.mayMerge())
                          previewItem(workspace, author, secret, item, progressOf(control));
                  }
                  return told;
              },
              [this](const Result<QList<MergeItem>>& told) {
                  end();
                  if (!told) {
                      say(told.error().text);
                      return;
                  }
                  items = *told;
                  setWindowTitle(QStringLiteral("合并前的预览"));
                  showItems();
                  actButton->setFocus();
              }),
        QStringLiteral("正在看每一处改动"), Leaving::cancels);
}

void MergeDialog::merge()
{
    queue.clear();
    for (qsizetype i = 0; i < items.size(); ++i)
        if (items[i].mayMerge() && items[i].problem.isEmpty())
            queue += i;
    mergeNext();
}

/// One file after the other, each a step of its own.
void MergeDialog::mergeNext()
{
    if (queue.isEmpty())
        return showResult();
    const qsizetype at = queue.takeFirst();
    const MergeItem& item = items[at];
    const PackageHeader& header = item.review->file.header;
    const QString step = QStringLiteral("合并%1第 %2 号上报").arg(header.from.name).arg(header.sequence);
    begin(startOnWorkspace(
              session, Workspace::Access::write, QStringLiteral("正在合并"), this,
              [path = item.path, secret = passphrase->value(),
                  author = session.author(QStringLiteral("merge"), step)](
                  Workspace& workspace, const JobControl& control) {
                  return mergePackage(workspace, author, secret, path, false, progressOf(control));
              },
              [this, at](Result<Merged> merged) {
                  end();
                  if (merged)
                      items[at].merged = std::move(*merged);
                  else
                      items[at].problem = merged.error().text;
                  if (!merged && merged.error().kind == ErrorKind::cancelled)
                      queue.clear();
                  list->setItems(items);
                  mergeNext();
              }),
        QStringLiteral("正在") + step, Leaving::cancels);
}

void MergeDialog::showResult()
{
    done = true;
    qsizetype files = 0, rows = 0, conflicts = 0;
    for (const MergeItem& item : std::as_const(items))
        if (item.merged) {
            ++files;
            rows += item.merged->rows.size();
            conflicts += item.merged->conflicts.size();
        }
    showItems();
    questions->hide();
    setWindowTitle(files > 0 ? QStringLiteral("合并完成") : QStringLiteral("没有合并"));
    setActions(QStringLiteral("完成"), {});
    actButton->setEnabled(true);
    actButton->setFocus();
    toConflicts->setVisible(conflicts > 0);
    toConflicts->setText(QStringLiteral("去处理 %1 条冲突").arg(conflicts));
    toReceipts->setVisible(files > 0);
    if (files == 0)
        return;
    QString text = QStringLiteral("已合并 %1 个数据包：改动 %2 行").arg(files).arg(rows);
    if (conflicts > 0)
        text += QStringLiteral("，冲突 %1 条").arg(conflicts);
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
