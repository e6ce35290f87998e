#include "ui/help/help_window.h"

#include "core/workflow/help/help_text.h"
#include "ui/look/theme.h"
#include "ui/look/window_room.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QScrollBar>
#include <QShortcut>
#include <QStyle>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <algorithm>

namespace coop
{

namespace
{
constexpr QSize readable(760, 620);
constexpr int listWidth = 190;
enum Role { chapterRole = Qt::UserRole, headingRole };

QListWidgetItem* entry(const QString& text, const QString& chapter, const QString& heading = {})
{
    auto* item = new QListWidgetItem(text);
    item->setData(chapterRole, chapter);
    item->setData(headingRole, heading);
    item->setToolTip(text);
    return item;
}
} // namespace

void HelpWindow::showBeside(QWidget* from, const QString& chapter)
{
    QWidget* window = from->window();
    if (qobject_cast<HelpWindow*>(window))
        return;
    auto* help = window->findChild<HelpWindow*>(QString(), Qt::FindDirectChildrenOnly);
    const bool fresh = !help;
    if (fresh)
        help = new HelpWindow(window); // a child: a dialog that wants an answer lets no other window be used
    help->search->clear();
    help->list();
    help->showChapter(chapter);
    help->show();
    if (fresh)
        help->standBeside();
    help->raise();
    help->activateWindow();
    help->search->setFocus();
}

HelpWindow::HelpWindow(QWidget* beside)
    : QDialog(beside)
    , search(named(new QLineEdit, "help.search", QStringLiteral("在帮助里搜索")))
    , chapters(named(new QListWidget, "help.chapters", QStringLiteral("章节")))
    , text(named(new QTextBrowser, "help.text", QStringLiteral("帮助")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("help"));
    resize(readable);
    search->setPlaceholderText(QStringLiteral("搜索：字、拼音或首字母"));
    search->setClearButtonEnabled(true);
    chapters->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text->setOpenLinks(false);
    text->document()->setDocumentMargin(theme::cardPadding);

    auto* side = new QWidget;
    side->setFixedWidth(listWidth);
    auto* left = new QVBoxLayout(side);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(theme::grid);
    left->addWidget(search);
    left->addWidget(chapters, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::gap, theme::gap, theme::gap, theme::gap);
    row->setSpacing(theme::gap);
    row->addWidget(side);
    row->addWidget(text, 1);

    connect(search, &QLineEdit::textChanged, this, &HelpWindow::list);
    connect(search, &QLineEdit::returnPressed, this, [this] { chapters->setFocus(); });
    connect(chapters, &QListWidget::currentItemChanged, this, &HelpWindow::showChosen);
    connect(text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, search, [this] {
        search->setFocus();
        search->selectAll();
    });
    list();
}

void HelpWindow::list()
{
    const QString query = search->text().trimmed();
    {
        const QSignalBlocker quiet(chapters);
        chapters->clear();
        if (query.isEmpty())
            for (const HelpChapter& each : helpChapters())
                chapters->addItem(entry(each.title, each.title));
        for (const HelpSection& each : findInHelp(query))
            chapters->addItem(entry(each.heading == each.chapter
                    ? each.chapter
                    : QStringLiteral("%1 · %2").arg(each.chapter, each.heading),
                each.chapter, each.heading));
        if (chapters->count() == 0) {
            chapters->addItem(QStringLiteral("没有找到，换一个词试试"));
            chapters->item(0)->setFlags(Qt::NoItemFlags);
        }
    }
    if (!query.isEmpty() && !chapters->item(0)->data(chapterRole).isNull())
        chapters->setCurrentRow(0); // what was found best stands beside it at once
    else if (!shown.isEmpty() && query.isEmpty())
        showChapter(shown);
}

void HelpWindow::showChosen()
{
    if (const QListWidgetItem* item = chapters->currentItem())
        showChapter(item->data(chapterRole).toString(), item->data(headingRole).toString());
}

void HelpWindow::showChapter(const QString& chapter, const QString& heading)
{
    const QList<HelpChapter>& all = helpChapters();
    auto found = std::find_if(
        all.begin(), all.end(), [&](const HelpChapter& each) { return each.title == chapter; });
    if (found == all.end())
        found = all.begin();
    if (shown != found->title || text->document()->isEmpty())
        text->setMarkdown(found->text);
    shown = found->title;
    setWindowTitle(QStringLiteral("帮助 · %1").arg(shown));
    if (search->text().trimmed().isEmpty()) {
        const QSignalBlocker quiet(chapters);
        chapters->setCurrentRow(int(found - all.begin()));
    }
    QTextBlock block = text->document()->begin();
    while (block.isValid() && !heading.isEmpty()
        && (block.blockFormat().headingLevel() == 0 || block.text() != heading))
        block = block.next();
    text->setTextCursor(QTextCursor(block.isValid() ? block : text->document()->begin()));
    text->verticalScrollBar()->setValue(block.isValid() && block.position() > 0
            ? text->verticalScrollBar()->value() + text->cursorRect().top()
                - int(text->document()->documentMargin())
            : 0);
}

void HelpWindow::follow(const QUrl& link)
{
    search->clear();
    showChapter(link.path().section(u'/', -1).chopped(3)); // 填报.md
}

/// To the right of the window as far as the screen goes, so that what it tells of stays in sight; its title
/// below the top of the screen, where some window managers put what is told to stand at it.
void HelpWindow::standBeside()
{
    const QRect room = screen()->availableGeometry();
    const QRect beside = parentWidget()->geometry();
    resize(size().boundedTo(roomFor(*this)));
    const QPoint place(std::min(beside.right() + theme::grid, room.right() - frameGeometry().width()),
        std::min(beside.top(), room.bottom() - frameGeometry().height()));
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, this);
    move(std::max(place.x(), room.left()), std::max(place.y(), room.top() + title));
}

} // namespace coop
