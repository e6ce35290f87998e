#include "ui/ledger/side/attachment_pane.h"

#include "core/store/kept/attachment_files.h"
#include "core/store/kept/attachment_opening.h"
#include "core/store/one_step.h"
#include "core/store/workspace.h"
#include "ui/ledger/side/row_attachments.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/session/workspace_job.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/named.h"

#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUrl>

namespace coop
{

namespace
{
constexpr int pictureSize = 48; // pixels

QString sizeText(qint64 bytes)
{
    return bytes < 1'000'000 ? QStringLiteral("%1 KB").arg(std::max<qint64>(1, bytes / 1000))
                             : QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 1);
}

/// So that names stand below each other whatever the shape of their pictures.
QPixmap inSquare(const QPixmap& picture)
{
    const int side = std::max(picture.width(), picture.height());
    QPixmap square(side, side);
    square.fill(Qt::transparent);
    QPainter(&square).drawPixmap((side - picture.width()) / 2, (side - picture.height()) / 2, picture);
    return square;
}

QPushButton* button(const QString& iconName, const QString& text, const QString& name)
{
    auto* made = namedButton(name, text, {}, icon(iconName));
    return made;
}
} // namespace

AttachmentPane::AttachmentPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , list(new QListWidget)
    , hint(new QLabel)
    , problem(new QLabel)
    , add(button(QStringLiteral("add"), QStringLiteral("添加…"), QStringLiteral("attachment.add")))
    , open(button(QStringLiteral("open"), QStringLiteral("打开"), QStringLiteral("attachment.open")))
    , saveAs(
          button(QStringLiteral("save-as"), QStringLiteral("另存为…"), QStringLiteral("attachment.saveAs")))
    , remove(
          button(QStringLiteral("remove"), QStringLiteral("删除附件"), QStringLiteral("attachment.remove")))
{
    build();
    connect(add, &QPushButton::clicked, this, &AttachmentPane::choose);
    connect(open, &QPushButton::clicked, this, &AttachmentPane::openCurrent);
    connect(saveAs, &QPushButton::clicked, this, &AttachmentPane::saveCurrent);
    connect(remove, &QPushButton::clicked, this, &AttachmentPane::removeCurrent);
    connect(list, &QListWidget::itemActivated, this, &AttachmentPane::openCurrent);
    connect(list, &QListWidget::currentRowChanged, this, [this] {
        say({}); // it was about another file
        updateButtons();
    });
    connect(&session, &Session::personChanged, this, &AttachmentPane::updateButtons);
    updateButtons();
}

AttachmentPane::~AttachmentPane() = default;

void AttachmentPane::build()
{
    setObjectName(QStringLiteral("side.attachments"));
    setAcceptDrops(true);
    list->setObjectName(QStringLiteral("attachment.list"));
    list->setAccessibleName(QStringLiteral("附件"));
    list->setIconSize({pictureSize, pictureSize});
    list->setWordWrap(true);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    hint->setObjectName(QStringLiteral("attachment.hint"));
    hint->setProperty("role", QStringLiteral("second"));
    hint->setWordWrap(true);
    problem->setObjectName(QStringLiteral("attachment.problem"));
    problem->setProperty("role", QStringLiteral("error"));
    problem->setWordWrap(true);
    problem->hide();
    auto* buttons = new QGridLayout;
    buttons->setSpacing(theme::grid);
    buttons->addWidget(add, 0, 0);
    buttons->addWidget(open, 0, 1);
    buttons->addWidget(saveAs, 1, 0);
    buttons->addWidget(remove, 1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(hint);
    column->addWidget(list, 1);
    column->addWidget(problem);
    column->addLayout(buttons);
}

void AttachmentPane::showRow(const RegistrySpec& ledger, RowId wanted)
{
    if (spec != &ledger || row != wanted)
        say({});
    spec = &ledger;
    row = wanted;
    const auto record = row == 0 ? Result<Record>(Record(ledger)) : session.workspace().row(ledger.id, row);
    rowTitle = record ? record->title() : QString();
    const auto found = row == 0 ? Result<QList<Attachment>>(QList<Attachment>())
                                : attachments(session.workspace(), spec->id, row);
    if (!found)
        say(found.error().text);
    files = found.value_or(QList<Attachment>());
    showFiles();
}

void AttachmentPane::showFiles()
{
    const int at = list->currentRow();
    const QSignalBlocker filling(list);
    list->clear();
    for (const Attachment& file : std::as_const(files)) {
        auto* item = new QListWidgetItem(file.name + u'\n' + sizeText(file.size), list);
        item->setToolTip(file.name);
        QPixmap picture;
        if (const auto png = attachmentThumbnail(session.workspace(), file.digest); png && !png->isEmpty())
            picture.loadFromData(*png, "PNG");
        item->setIcon(picture.isNull() ? icon(QStringLiteral("new")) : QIcon(inSquare(picture)));
    }
    if (!files.isEmpty())
        list->setCurrentRow(std::clamp(at, 0, int(files.size()) - 1));
    updateButtons();
    Q_EMIT counted(files.size());
}

const Attachment* AttachmentPane::current() const
{
    const int at = list->currentRow();
    return at >= 0 && at < files.size() ? &files[at] : nullptr;
}

bool AttachmentPane::mayAdd() const
{
    return row != 0 && session.mayWrite() && !running;
}

void AttachmentPane::updateButtons()
{
    const QString onlySaved = current() ? whyOnlySaved(current()->name) : QString();
    hint->setText(row == 0         ? QStringLiteral("保存这一行以后可以添加附件。")
            : !onlySaved.isEmpty() ? onlySaved
            : !session.mayWrite()  ? session.writeRefusal()
            : running              ? QStringLiteral("正在添加附件…")
                      : QStringLiteral("照片、批复等文件，可以拖到这里；每个不超过 50 MB。"));
    add->setEnabled(mayAdd());
    open->setEnabled(current() && onlySaved.isEmpty());
    open->setToolTip(onlySaved);
    saveAs->setEnabled(current());
    remove->setEnabled(current() && mayAdd());
}

void AttachmentPane::choose()
{
    const QStringList paths
        = QFileDialog::getOpenFileNames(this, QStringLiteral("添加附件"), settings::documentsFolder());
    if (!paths.isEmpty())
        addFiles(paths);
}

void AttachmentPane::addFiles(const QStringList& paths)
{
    if (!mayAdd() || paths.isEmpty())
        return;
    const QString what
        = paths.size() == 1 ? QFileInfo(paths.first()).fileName() : QStringLiteral("%1 个").arg(paths.size());
    const QString step = QStringLiteral("添加附件 %1（%2 %3）").arg(what, spec->label, rowTitle);
    running = true;
    say({});
    keepKeyboard();
    updateButtons();
    startOnWorkspace(
        session, Workspace::Access::write, QStringLiteral("正在添加附件"), this,
        [author = session.author(Door::form, step), registry = spec->id, row = row, paths](
            Workspace& workspace, const JobControl&) {
            return attachFiles(workspace, author, registry, row, paths);
        },
        [this, what](const Result<int>& added) {
            running = false;
            if (added)
                session.noteSaved(QStringLiteral("已添加附件 ") + what);
            else
                say(QStringLiteral("没有添加。") + added.error().text);
            updateButtons();
        });
}

/// A button that goes grey would give the keyboard away to some other part of the window.
void AttachmentPane::keepKeyboard()
{
    if (isAncestorOf(window()->focusWidget()))
        list->setFocus();
}

void AttachmentPane::writeTo(const QString& path)
{
    say({});
    startOnWorkspace(
        session, Workspace::Access::read, QString(), this,
        [file = *current(), path](
            Workspace& workspace, const JobControl&) { return saveAttachment(workspace, file, path); },
        [this, path](const Result<>& written) {
            if (!written)
                return say(written.error().text);
            Q_EMIT session.message(QStringLiteral("已另存为 ") + QDir::toNativeSeparators(path));
        });
}

void AttachmentPane::openCurrent()
{
    const Attachment* file = current();
    if (!file)
        return;
    say({});
    if (const QString why = whyOnlySaved(file->name); !why.isEmpty())
        return say(why);
    if (!opened)
        opened = std::make_unique<QTemporaryDir>(); // nobody else can look into it
    const QString folder = opened->filePath(file->digest.left(12));
    if (!opened->isValid() || !QDir().mkpath(folder))
        return say(QStringLiteral("写不了临时文件夹，请另存后再打开"));
    startOnWorkspace(
        session, Workspace::Access::read, QString(), this,
        [wanted = *file, folder](
            Workspace& workspace, const JobControl&) { return writeToBeShown(workspace, wanted, folder); },
        [this](const Result<QString>& written) {
            if (!written)
                return say(written.error().text);
            if (!QDesktopServices::openUrl(QUrl::fromLocalFile(*written)))
                say(QStringLiteral("这台电脑上没有能打开“%1”的程序，请另存后再打开")
                        .arg(QFileInfo(*written).fileName()));
        });
}

void AttachmentPane::saveCurrent()
{
    const Attachment* file = current();
    if (!file)
        return;
    const QString folder = settings::documentsFolder();
    const QString path = QFileDialog::getSaveFileName(
        this, QStringLiteral("另存附件"), folder + u'/' + safeFileName(file->name));
    if (!path.isEmpty() && current())
        writeTo(path);
}

void AttachmentPane::removeCurrent()
{
    const Attachment* file = current();
    if (!file || !mayAdd())
        return;
    const QString name = file->name;
    if (askChoice(this, QStringLiteral("removeAttachment"), QStringLiteral("删除附件“%1”？").arg(name),
            QStringLiteral("删除后可以撤销。"), {QStringLiteral("删除附件"), QStringLiteral("不删除")})
        != 0)
        return;
    say({});
    keepKeyboard();
    const QString step = QStringLiteral("删除附件 %1（%2 %3）").arg(name, spec->label, rowTitle);
    if (const auto gone = inOneStep(session.workspace(), session.author(Door::form, step),
            [&](UnitOfWork& work) { return detach(work, file->id); });
        !gone)
        return say(gone.error().text);
    session.noteSaved(QStringLiteral("已删除附件 ") + name);
}

void AttachmentPane::say(const QString& text)
{
    problem->setText(text);
    problem->setVisible(!text.isEmpty());
}

void AttachmentPane::dragEnterEvent(QDragEnterEvent* event)
{
    if (mayAdd() && event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void AttachmentPane::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    event->acceptProposedAction();
    addFiles(paths);
}

} // namespace coop
