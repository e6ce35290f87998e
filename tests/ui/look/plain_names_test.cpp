// Names that look like HTML, hold the mark of a key or of a changed document, in every registry: wherever
// they are shown they are letters. Walks all that can be seen of every page and of the dialogs.
#include "core/store/kept/attachments.h"
#include "tests/ui/window_desk.h"
#include "ui/ledger/duplicates/duplicates_dialog.h"
#include "ui/ledger/export/export_dialog.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/import/import_wizard.h"
#include "ui/ledger/views/grid_columns.h"
#include "ui/look/plain_text.h"
#include "ui/shell/page_list.h"
#include "ui/widgets/ask_choice.h"
#include "ui/widgets/message.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QGraphicsItem>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QGroupBox>
#include <QListWidget>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolTip>
#include <QTreeWidget>

using namespace coop;

namespace
{
const QString bait = QStringLiteral("<img src=x.png>甲&乙[*]");

/// What somebody could see that is no plain text.
class PlainWalk
{
public:
    QStringList found;

    void look(const QWidget& root)
    {
        one(root);
        for (const QWidget* each : root.findChildren<QWidget*>())
            if (each->isVisible())
                one(*each);
        for (const QAction* each : root.findChildren<QAction*>())
            caption(each->text(), "action");
    }
    /// Tooltips of items are data of their models; they are shown by QToolTip as those of widgets.
    static bool tipIsPlain(QWidget& over)
    {
        QToolTip::showText({5, 5}, bait, &over);
        bool plain = false;
        for (QWidget* each : QApplication::topLevelWidgets())
            if (auto* label = qobject_cast<QLabel*>(each); label && label->inherits("QTipLabel"))
                plain = label->textFormat() == Qt::PlainText && label->text() == bait;
        QToolTip::hideText();
        return plain;
    }

private:
    void caption(const QString& text, const char* where)
    {
        if (text.contains(QStringLiteral("甲&乙")))
            found += QStringLiteral("%1: %2").arg(QLatin1String(where), text);
    }
    void rich(const QString& html, const QWidget& widget)
    {
        if (html.contains(QStringLiteral("<img")))
            found += QStringLiteral("%1 %2: %3")
                         .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(),
                             html.left(200));
    }
    void one(const QWidget& widget)
    {
        if (widget.isWindow()
            && widget.windowTitle().remove(QStringLiteral("[*][*]")).contains(QStringLiteral("[*]")))
            found += QStringLiteral("title: ") + widget.windowTitle();
        if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
            if (label->textFormat() == Qt::AutoText ? Qt::mightBeRichText(label->text())
                                                    : label->textFormat() != Qt::PlainText)
                rich(label->text(), widget);
            if (label->buddy())
                caption(label->text(), "buddy");
        } else if (const auto* edit = qobject_cast<const QTextEdit*>(&widget)) {
            rich(edit->document()->toHtml(), widget);
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
            caption(button->text(), widget.metaObject()->className());
        } else if (const auto* box = qobject_cast<const QGroupBox*>(&widget)) {
            caption(box->title(), "group");
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                caption(tabs->tabText(i), "tab");
        } else if (const auto* view = qobject_cast<const QGraphicsView*>(&widget); view && view->scene()) {
            for (const QGraphicsItem* item : view->scene()->items())
                if (const auto* text = dynamic_cast<const QGraphicsTextItem*>(item))
                    rich(text->document()->toHtml(), widget);
        }
    }
};

/// A row of the registry whose every free text is the bait; what has to be filled otherwise is.
Record baited(const Workspace& workspace, const RegistrySpec& spec, int number)
{
    Record row(spec);
    for (int i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        if (field.byProgram || field.secret || field.personal || !field.child.isEmpty()
            || field.id == u"code")
            continue;
        switch (field.type) {
        case FieldType::text:
            row.setAt(i, bait + QString::number(number));
            break;
        case FieldType::choice:
            if (field.required && !field.choices.isEmpty())
                row.setAt(i, field.choices.first());
            break;
        case FieldType::month:
            row.setAt(i, QStringLiteral("2024-11"));
            break;
        case FieldType::date:
            if (field.required)
                row.setAt(i, QStringLiteral("2024-11-05"));
            break;
        case FieldType::integer:
        case FieldType::decimal:
            row.setAt(i, field.max.value_or(1000) < 1000 ? *field.max : qint64(1000));
            break;
        case FieldType::reference:
            for (const QString& registry : field.registries)
                if (const auto rows = workspace.rows({.registry = registry, .limit = 1});
                    row.at(i).isNull() && rows && !rows->isEmpty())
                    row.setAt(i, rows->first().id);
            break;
        default:
            break;
        }
    }
    return row;
}

/// Hostile rows in all registries that take rows, hostile names of what is there already, a hostile file.
int baitAll(Workspace& workspace)
{
    int added = 0;
    for (const QString& registry : {QStringLiteral("federations"), QStringLiteral("townships")}) {
        const auto rows = workspace.rows({.registry = registry});
        for (qsizetype i = 0; rows && i < rows->size(); ++i) {
            Record row = (*rows)[i];
            row.set(u"name", bait + QString::number(i));
            auto work = UnitOfWork::begin(workspace, {workspace.signedIn().name(), Door::form, bait});
            if ((*work)->change(row) && (*work)->commit())
                ++added;
        }
    }
    for (int turn = 0; turn < 2; ++turn) // references need what comes later, too
        for (const RegistrySpec& spec : workspace.registries().all()) {
            if (spec.guarded || !spec.parent.isEmpty())
                continue;
            auto work = UnitOfWork::begin(workspace, {workspace.signedIn().name(), Door::form, bait});
            REQUIRE(work);
            const auto id = (*work)->add(baited(workspace, spec, turn));
            if (!id || !(*work)->commit())
                continue;
            ++added;
            auto with = UnitOfWork::begin(workspace, {workspace.signedIn().name(), Door::form, bait});
            if (attach(**with, spec.id, *id, bait + QStringLiteral(".jpg"),
                    "\xff\xd8\xff\xe0" + spec.id.toUtf8()))
                (void)(*with)->commit();
        }
    return added;
}
} // namespace

TEST_CASE("a label shows markup only where the program says that it is markup", "[plain]")
{
    theme::apply(*qApp);
    QLabel label(bait);
    label.show();
    CHECK(label.textFormat() == Qt::PlainText);
    CHECK(label.text() == bait);
    label.setText(bait + bait);
    CHECK(label.textFormat() == Qt::PlainText);
    CHECK(PlainWalk::tipIsPlain(label));
    QLabel own(QStringLiteral("<b>%1</b>").arg(bait.toHtmlEscaped()));
    own.setTextFormat(Qt::RichText);
    own.show();
    CHECK(own.textFormat() == Qt::RichText);
}

TEST_CASE("a message box shows names as letters", "[plain]")
{
    WindowDesk desk;
    desk.open();
    PlainWalk walk;
    desk.whenAsked<QMessageBox>(QStringLiteral("errorBox"), [&](QMessageBox* box) {
        walk.look(*box);
        box->accept();
    });
    showError(&desk.window, bait, Error{ErrorKind::refused, bait});
    desk.whenAsked<QMessageBox>(QStringLiteral("question"), [&](QMessageBox* box) {
        for (const QLabel* label : box->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QStringLiteral("<img")))
                CHECK(label->textFormat() == Qt::PlainText);
        walk.look(*box);
        box->reject();
    });
    askChoice(&desk.window, QStringLiteral("question"), bait, bait, {asCaption(bait), QStringLiteral("不")});
    INFO(walk.found.join(u'\n').toStdString());
    CHECK(walk.found.isEmpty());
}

TEST_CASE("hostile names are letters on every page in every tab and in the dialogs of the ledgers", "[plain]")
{
    int added = 0;
    WindowDesk desk([&](Workspace& workspace) { added = baitAll(workspace); });
    desk.open();
    CHECK(added > 12);
    PlainWalk walk;
    const auto tabsOf = [&](QWidget& root, const std::function<void()>& look) {
        look();
        for (QTabWidget* tabs : root.findChildren<QTabWidget*>())
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
                if (!tabs->isTabVisible(i))
                    continue;
                tabs->setCurrentIndex(i);
                QTest::qWait(10);
                look();
            }
    };
    for (const PageEntry& page : pageList()) {
        INFO(page.id.toStdString());
        desk.show(page.id);
        tabsOf(*desk.window.workbench()->page(), [&] { walk.look(desk.window); });
        // Whatever can be chosen is chosen once: it shows its particulars.
        for (QAbstractItemView* view : desk.window.workbench()->page()->findChildren<QAbstractItemView*>())
            if (view->isVisible() && view->model() && view->model()->rowCount() > 0
                && view->selectionModel()) {
                view->setCurrentIndex(view->model()->index(0, 0));
                QTest::qWait(10);
            }
        walk.look(desk.window);
    }
    for (const RegistrySpec* each : desk.workspace().registries().ledgers()) {
        INFO(each->id.toStdString());
        desk.show(QStringLiteral("ledger"));
        const auto rows = desk.workspace().rows({.registry = each->id, .limit = 1});
        desk.window.workbench()->goTo(RowPlace{each->id, rows && !rows->isEmpty() ? rows->first().id : 0});
        desk.settle();
        tabsOf(*desk.part<QTabWidget>(QStringLiteral("ledger.side")), [&] { walk.look(desk.window); });
        auto* grid = desk.part<RecordGrid>(QStringLiteral("ledger.grid"));
        if (grid->records().shownRows() > 0) { // a chip with the name in it
            ColumnFilter filter;
            filter.field = each->fields[0].id;
            for (const FieldSpec& field : each->fields)
                if (field.id == u"name")
                    filter.field = field.id;
            filter.values = {grid->records().index(0, each->indexOf(filter.field)).data().toString()};
            grid->records().setFilter(filter.field, &filter);
            walk.look(desk.window);
            grid->records().setFilters({});
        }
    }
    // Dialogs.
    const RegistrySpec& spec = *desk.workspace().registries().find(u"outlets");
    const QList<Record> rows = desk.workspace().rows({.registry = spec.id}).value();
    for (QDialog* dialog : {static_cast<QDialog*>(new DuplicatesDialog(desk.session(), spec, &desk.window)),
             static_cast<QDialog*>(
                 new ExportDialog(desk.session(), spec, rows, rows, {QStringLiteral("name")}, &desk.window)),
             static_cast<QDialog*>(new ImportWizard(desk.session(), spec, &desk.window))}) {
        dialog->show();
        QTest::qWait(200);
        walk.look(*dialog);
        delete dialog;
    }
    desk.window.workbench()->goTo(HistoryPlace{});
    QTest::qWait(200);
    for (QWidget* each : QApplication::topLevelWidgets())
        if (each->isVisible() && each != &desk.window)
            walk.look(*each);
    walk.found.removeDuplicates();
    INFO(walk.found.join(u'\n').toStdString());
    CHECK(walk.found.isEmpty());
}

TEST_CASE("a workspace whose file is called like a mark is named whole in the title", "[plain]")
{
    CHECK(asWindowTitle(QStringLiteral("南川[*] - 农服图")) == QStringLiteral("南川[*][*] - 农服图"));
    CHECK(asCaption(QStringLiteral("甲&乙")) == QStringLiteral("甲&&乙"));
}
