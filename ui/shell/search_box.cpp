#include "ui/shell/search_box.h"

#include "core/base/text/pinyin.h"
#include "core/domain/field_text.h"
#include "core/store/people/personal_access.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/shell/page_list.h"

#include <QAction>
#include <QKeyEvent>
#include <QListWidget>
#include <algorithm>

namespace coop
{

namespace
{

constexpr int rowsOfRegistry = 6; // the list stays short enough to be read at a glance

void addHit(
    QListWidget* list, const QString& name, const QString& where, const QString& page, const Place& place)
{
    auto* item = new QListWidgetItem(icon(page), QStringLiteral("%1　%2").arg(name, where), list);
    item->setData(Qt::UserRole, QVariant::fromValue(place));
}

/// The ledgers whose rows have a name.
QList<const RegistrySpec*> searched(const Session& session)
{
    QList<const RegistrySpec*> found = session.workspace().registries().ledgers();
    found.removeIf([](const RegistrySpec* each) { return !each->field(u"name"); });
    return found;
}

/// The ledger whose rows have codes that begin so, where they have no name to be found by: FW for a row of
/// 社会化服务. Null where the words are no code.
const RegistrySpec* ledgerOfCode(const Session& session, const QString& words)
{
    for (const RegistrySpec* each : session.workspace().registries().ledgers())
        if (!each->field(u"name") && !each->codePrefix.isEmpty()
            && words.startsWith(each->codePrefix, Qt::CaseInsensitive)
            && std::any_of(words.begin(), words.end(), [](QChar letter) { return letter.isDigit(); }))
            return each;
    return nullptr;
}

/// 社会化服务 and its township: where a row stands that only its code names.
QString whereOf(const Session& session, const Record& row)
{
    const RegistrySpec& spec = row.spec();
    const FieldSpec* township = spec.field(u"township");
    return township
        ? spec.label + u' ' + formatField(*township, row[u"township"], session.workspace().lookup(), true)
        : spec.label;
}

} // namespace

SearchBox::SearchBox(Session& shared, QWidget* parent)
    : QLineEdit(parent)
    , session(shared)
{
    setObjectName(QStringLiteral("searchBox"));
    setAccessibleName(QStringLiteral("搜索页面和台账"));
    setPlaceholderText(QStringLiteral("搜索 Ctrl+K"));
    setClearButtonEnabled(true);
    addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    pause.setSingleShot(true);
    pause.setInterval(150);
    connect(this, &QLineEdit::textEdited, this, [this] { pause.start(); });
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (!text.isEmpty())
            return;
        noted.clear();
        if (list)
            list->hide();
    });
    connect(&session, &Session::personChanged, this, [this] { noted.clear(); }); // another one looks
    connect(&pause, &QTimer::timeout, this, &SearchBox::search);
}

void SearchBox::search()
{
    const QString words = text().trimmed();
    if (!list) {
        list = new QListWidget(window());
        list->setObjectName(QStringLiteral("searchHits"));
        list->setAccessibleName(QStringLiteral("搜索结果"));
        list->setFocusPolicy(Qt::NoFocus);
        list->setIconSize({theme::iconSize, theme::iconSize});
        connect(list, &QListWidget::itemClicked, this, &SearchBox::openCurrent);
    }
    list->clear();
    if (words.isEmpty())
        return list->hide();

    for (const PageEntry& page : pageList())
        if (matchesSearch(page.title, words))
            addHit(list, page.title, QStringLiteral("页面"), page.id, PagePlace{page.id});
    const bool personal = seeksPersonal(words);
    for (const RegistrySpec* registry : searched(session)) {
        const RowQuery query{.registry = registry->id, .search = words, .limit = rowsOfRegistry};
        const auto rows = personal && !personalFields(*registry).isEmpty()
            ? rowsByPersonal(session.workspace(), query)
            : session.workspace().rows(query);
        if (rows)
            for (const Record& row : *rows)
                addHit(list, row.title(), registry->label, QStringLiteral("ledger"),
                    RowPlace{registry->id, row.id});
    }
    if (const RegistrySpec* registry = ledgerOfCode(session, words))
        if (const auto rows
            = session.workspace().rows({.registry = registry->id, .search = words, .limit = rowsOfRegistry}))
            for (const Record& row : *rows)
                addHit(list, row.code(), whereOf(session, row), QStringLiteral("ledger"),
                    RowPlace{registry->id, row.id});
    if (list->count() == 0) {
        auto* none = new QListWidgetItem(QStringLiteral("没有找到“%1”").arg(words), list);
        none->setFlags(Qt::NoItemFlags);
    }
    list->setCurrentRow(0);
    placeList();
}

bool SearchBox::seeksPersonal(const QString& words)
{
    constexpr qsizetype shortest = 7; // of a telephone number
    const bool number = words.size() >= shortest
        && std::all_of(words.begin(), words.end(), [](QChar each) { return each.isDigit() || each == u'-'; });
    if (!number || !session.mayWrite() || !maySeePersonal(session.workspace()))
        return false;
    QList<const RegistrySpec*> registries = searched(session);
    registries.removeIf([](const RegistrySpec* each) { return personalFields(*each).isEmpty(); });
    if (registries.isEmpty())
        return false;
    if (!noted.isEmpty() && (words.startsWith(noted) || noted.startsWith(words)))
        return true;
    if (!seekPersonal(session.workspace(), session.author(Door::form, {}), registries))
        return false;
    noted = words;
    return true;
}

void SearchBox::placeList()
{
    const QPoint corner = mapTo(window(), QPoint(0, height() + 4));
    const int rows = qMin(list->count(), 14);
    list->setGeometry(corner.x(), corner.y(), qMax(width(), 360), rows * list->sizeHintForRow(0) + 4);
    list->raise();
    list->show();
}

void SearchBox::openCurrent()
{
    const QListWidgetItem* item = list ? list->currentItem() : nullptr;
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const auto place = item->data(Qt::UserRole).value<Place>();
    list->hide();
    clear();
    Q_EMIT session.placeRequested(place);
}

void SearchBox::keyPressEvent(QKeyEvent* event)
{
    const bool open = list && list->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (open)
            list->setCurrentRow(
                qBound(0, list->currentRow() + (event->key() == Qt::Key_Down ? 1 : -1), list->count() - 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (pause.isActive()) {
            pause.stop();
            search();
        }
        return openCurrent();
    case Qt::Key_Escape:
        clear();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchBox::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (list && event->reason() != Qt::ActiveWindowFocusReason)
        list->hide();
}

} // namespace coop
