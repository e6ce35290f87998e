// What happens to a form in which somebody types while the rows behind it are read again. In the real window.
#include "core/store/copies/backup.h"
#include "core/store/undo/undo.h"
#include "tests/ui/window_desk.h"
#include "ui/ledger/form/record_form.h"
#include "ui/ledger/grid/cell_editing.h"
#include "ui/ledger/grid/record_grid.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/rows/column_filter.h"
#include "ui/session/undo_steps.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace coop;

namespace
{
const QString registry = QStringLiteral("outlets");
const QString unsaved = QStringLiteral("甲社改了一半");

/// The window with 台账 open, three outlets in it, and a hand in the form of the second one.
class FormDesk : public WindowDesk
{
public:
    FormDesk()
    {
        open();
        first = put(QStringLiteral("乙社"));
        row = put(QStringLiteral("甲社"));
        last = put(QStringLiteral("丙社"));
        show(QStringLiteral("ledger"));
        openRow(row);
    }
    void openRow(RowId id)
    {
        window.workbench()->goTo(RowPlace{registry, id});
        settle();
        REQUIRE(form().rowId() == id);
    }
    RecordForm& form() { return *part<RecordForm>(QStringLiteral("ledger.form")); }
    RecordGrid& grid() { return *part<RecordGrid>(QStringLiteral("ledger.grid")); }
    RecordTableModel& model() { return grid().records(); }
    QLineEdit& field(const char* id)
    {
        return *part<QLineEdit>(QStringLiteral("field.") + QLatin1String(id), &form());
    }
    void type(const char* id, const QString& text)
    {
        field(id).setFocus();
        field(id).selectAll();
        field(id).insert(text);
        Q_EMIT field(id).textEdited(text);
        QTest::qWait(0);
        REQUIRE(form().isModified());
    }
    QString stored(RowId id)
    {
        const auto found = workspace().row(registry, id);
        return found ? (*found)[u"name"].text() : QStringLiteral("（没有）");
    }
    RowId currentRow()
    {
        const QModelIndex at = grid().currentIndex();
        return at.isValid() ? model().idAt(at.row()) : -1;
    }
    /// As a job or another window does it: through a connection of its own.
    void elsewhere(const std::function<void(Workspace&)>& change)
    {
        auto other = Workspace::open(path, Workspace::Access::write);
        REQUIRE(other);
        REQUIRE((*other)->signIn(QStringLiteral("张三")));
        change(**other);
        other->reset();
        session().noteSaved();
        settle();
    }
    void press(const QString& button) { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    void answer(const QString& question, int choice)
    {
        whenAsked<QMessageBox>(question, [question, choice](QMessageBox* box) {
            box->findChild<QPushButton*>(QStringLiteral("%1.%2").arg(question).arg(choice))->click();
        });
    }

    RowId first = 0, row = 0, last = 0;
};
} // namespace

TEST_CASE("what is typed into a form stays where it is whatever makes the ledger read its rows again",
    "[open-form]")
{
    FormDesk desk;
    const QList<std::pair<const char*, std::function<void()>>> ways{
        {"another row is saved by a connection of its own",
            [&] {
                desk.elsewhere(
                    [&](Workspace& w) { WindowDesk::rename(w, desk.last, QStringLiteral("丙社二"), {}); });
            }},
        {"a row is added", [&] { desk.put(QStringLiteral("丁社")); }},
        {"rows before it are added and removed by an import",
            [&] {
                desk.elsewhere([&](Workspace& w) {
                    for (int i = 0; i < 5; ++i)
                        WindowDesk::putOutlet(w, QStringLiteral("导入%1").arg(i), {}, {}, Door::importing);
                    auto work = UnitOfWork::begin(w, {QStringLiteral("张三"), Door::importing, {}});
                    REQUIRE(work);
                    REQUIRE((*work)->remove(registry, desk.first));
                    REQUIRE((*work)->commit());
                });
            }},
        {"a step of another row is taken back and done again",
            [&] {
                desk.elsewhere(
                    [&](Workspace& w) { WindowDesk::rename(w, desk.last, QStringLiteral("丙社三"), {}); });
                desk.window.workbench()->undoSteps().undoAction()->trigger();
                desk.waitFor([&] { return desk.stored(desk.last) != QStringLiteral("丙社三"); });
                CHECK(desk.waitFor(
                    [&] { return desk.window.workbench()->undoSteps().redoAction()->isEnabled(); }));
                desk.window.workbench()->undoSteps().redoAction()->trigger();
                desk.waitFor([&] { return desk.stored(desk.last) == QStringLiteral("丙社三"); });
            }},
        {"a package is merged while another page is seen",
            [&] {
                desk.show(QStringLiteral("exchange"));
                desk.elsewhere([&](Workspace& w) {
                    WindowDesk::putOutlet(w, QStringLiteral("乡镇报的"), {}, {}, Door::merge);
                });
                desk.show(QStringLiteral("ledger"));
            }},
        {"a search hides it and shows it again",
            [&] {
                auto* search = desk.part<QLineEdit>(QStringLiteral("ledger.search"));
                search->setText(QStringLiteral("丙"));
                desk.settle();
                search->setText({});
            }},
        {"a search goes on hiding it",
            [&] { desk.part<QLineEdit>(QStringLiteral("ledger.search"))->setText(QStringLiteral("丙")); }},
        {"a filter hides it",
            [&] {
                ColumnFilter filter;
                filter.field = QStringLiteral("name");
                filter.values = {QStringLiteral("丙社")};
                desk.model().setFilter(filter.field, &filter);
            }},
        {"the rows are sorted", [&] { desk.grid().sortByColumn(1, Qt::DescendingOrder); }},
        {"another quarter is chosen", [&] { desk.session().setPeriod(Period::ofQuarter(2024, 2)); }},
        {"another scope is chosen",
            [&] {
                const auto& lookup = desk.workspace().lookup();
                const auto place
                    = lookup.find({QStringLiteral("townships")}, QStringLiteral("东城街道")).first();
                desk.session().setScope(
                    {QStringLiteral("townships"), place.id, {}, QStringLiteral("东城街道")});
            }},
        {"nothing but time passes", [&] { QTest::qWait(300); }},
    };
    for (const auto& [what, happens] : ways) {
        INFO(what);
        // From the beginning for each: nothing of the way before is left.
        desk.part<QLineEdit>(QStringLiteral("ledger.search"))->setText({});
        desk.model().setFilters({});
        desk.grid().sortByColumn(-1, Qt::AscendingOrder);
        desk.session().setScope({});
        desk.settle();
        if (!desk.form().isModified()) {
            desk.openRow(desk.row);
            desk.type("name", unsaved);
        }
        happens();
        desk.settle();
        QTest::qWait(50); // what is queued
        CHECK(desk.form().rowId() == desk.row);
        CHECK(desk.form().isModified());
        CHECK(desk.field("name").text() == unsaved);
        CHECK(desk.stored(desk.row) == QStringLiteral("甲社"));
        if (desk.model().rowOf(desk.row) >= 0)
            CHECK(desk.currentRow() == desk.row); // the grid goes along
    }
    desk.part<QLineEdit>(QStringLiteral("ledger.search"))->setText({});
    desk.model().setFilters({});
    desk.session().setScope({});
    desk.settle();
    desk.press(QStringLiteral("form.save"));
    QTest::qWait(20);
    CHECK(desk.stored(desk.row) == unsaved);
    CHECK(desk.stored(desk.last) == QStringLiteral("丙社三"));
    CHECK(desk.form().rowId() == desk.row);
}

TEST_CASE("a save after the row was changed elsewhere does not turn that back", "[open-form]")
{
    FormDesk desk;
    desk.type("name", unsaved);
    const int cursor = 2;
    desk.field("name").setCursorPosition(cursor);
    desk.elsewhere([&](Workspace& w) {
        auto row = w.row(registry, desk.row);
        REQUIRE(row);
        row->set(u"operator", QStringLiteral("李四"));
        auto work = UnitOfWork::begin(w, {QStringLiteral("张三"), Door::form, {}});
        REQUIRE((*work)->change(*row));
        REQUIRE((*work)->commit());
    });
    CHECK(desk.field("operator").text() == QStringLiteral("李四"));
    CHECK(desk.field("name").text() == unsaved);
    CHECK(desk.field("name").cursorPosition() == cursor);
    desk.press(QStringLiteral("form.save"));
    QTest::qWait(20);
    const auto row = desk.workspace().row(registry, desk.row);
    REQUIRE(row);
    CHECK((*row)[u"name"].text() == unsaved);
    CHECK((*row)[u"operator"].text() == QStringLiteral("李四"));
}

TEST_CASE("a field that is changed here and elsewhere keeps what is typed and says so", "[open-form]")
{
    FormDesk desk;
    desk.type("name", unsaved);
    desk.elsewhere([&](Workspace& w) { WindowDesk::rename(w, desk.row, QStringLiteral("甲社新名"), {}); });
    CHECK(desk.field("name").text() == unsaved);
    CHECK(desk.text(QStringLiteral("form.refusal")).contains(QStringLiteral("名称")));
    CHECK(desk.part<QLabel>(QStringLiteral("form.refusal"))->isVisible());
}

TEST_CASE("what is typed into a row that is removed elsewhere stays and is not saved into another one",
    "[open-form]")
{
    FormDesk desk;
    desk.type("name", unsaved);
    desk.elsewhere([&](Workspace& w) {
        auto work = UnitOfWork::begin(w, {QStringLiteral("张三"), Door::form, {}});
        REQUIRE((*work)->remove(registry, desk.row));
        REQUIRE((*work)->commit());
    });
    CHECK(desk.form().isModified());
    CHECK(desk.field("name").text() == unsaved);
    CHECK(desk.text(QStringLiteral("form.refusal")).contains(QStringLiteral("已经删除")));
    desk.press(QStringLiteral("form.save"));
    QTest::qWait(20);
    CHECK(desk.stored(desk.first) == QStringLiteral("乙社"));
    CHECK(desk.stored(desk.last) == QStringLiteral("丙社"));
    CHECK(desk.outlets() == 2);
    CHECK(desk.field("name").text() == unsaved);
}

TEST_CASE("a restore asks first about what is typed and leaves it when the answer is no", "[open-form]")
{
    FormDesk desk;
    const QString copy = desk.folder.filePath(QStringLiteral("备份.gpkg"));
    REQUIRE(backUpTo(desk.workspace(), copy));
    desk.type("name", unsaved);
    desk.answer(QStringLiteral("ledger.unsaved"), 2);
    Q_EMIT desk.session().restoreRequested(copy, {});
    QTest::qWait(200);
    CHECK(desk.form().rowId() == desk.row);
    CHECK(desk.field("name").text() == unsaved);
    CHECK(desk.stored(desk.row) == QStringLiteral("甲社"));
}

TEST_CASE("another row of the grid is opened only after the question and never a third one", "[open-form]")
{
    for (const int choice : {0, 1, 2}) {
        FormDesk desk;
        desk.type("name", unsaved);
        desk.answer(QStringLiteral("ledger.unsaved"), choice);
        const QModelIndex cell = desk.model().index(desk.model().rowOf(desk.last), 1);
        desk.grid().scrollTo(cell);
        QTest::mouseClick(
            desk.grid().viewport(), Qt::LeftButton, Qt::NoModifier, desk.grid().visualRect(cell).center());
        QTest::qWait(200);
        CHECK(desk.form().rowId() == (choice == 2 ? desk.row : desk.last));
        CHECK(desk.currentRow() == (choice == 2 ? desk.row : desk.last));
        CHECK(desk.stored(desk.row) == (choice == 0 ? unsaved : QStringLiteral("甲社")));
        CHECK(desk.stored(desk.last) == QStringLiteral("丙社"));
    }
}

TEST_CASE("保存并再增一行 opens an empty form and the next entry is a row of its own", "[open-form]")
{
    FormDesk desk;
    SECTION("in the order of the codes") { }
    SECTION("sorted by name")
    {
        desk.grid().sortByColumn(1, Qt::DescendingOrder);
    }
    SECTION("with a search that hides what is saved")
    {
        desk.part<QLineEdit>(QStringLiteral("ledger.search"))->setText(QStringLiteral("丙"));
    }
    desk.settle();
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("ledger.add")), Qt::LeftButton);
    for (int i = 1; i <= 4; ++i) {
        INFO(i);
        REQUIRE(desk.form().isNew());
        CHECK(desk.field("name").text().isEmpty());
        desk.type("name", QStringLiteral("新社%1").arg(i * 1111));
        if (i == 1)
            desk.type("township", QStringLiteral("大观镇"));
        desk.press(QStringLiteral("form.saveAndAdd"));
        QTest::qWait(50); // what is queued
        if (auto* apart = desk.form().findChild<QPushButton*>(QStringLiteral("duplicate.anyway"));
            apart && apart->isVisible()) {
            apart->click();
            QTest::qWait(50);
            QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("ledger.add")), Qt::LeftButton);
        }
        CHECK(desk.outlets() == 3 + i);
    }
    CHECK(desk.form().isNew());
    CHECK(desk.stored(desk.row) == QStringLiteral("甲社"));
}

TEST_CASE("a hit of the search is shown at once and stays", "[open-form]")
{
    WindowDesk desk([](Workspace& workspace) {
        for (int i = 0; i < 30; ++i)
            WindowDesk::putOutlet(workspace, QStringLiteral("云岭%1社").arg(i), {});
    });
    desk.open();
    QTest::keyClick(&desk.window, Qt::Key_K, Qt::ControlModifier);
    auto* search = desk.part<QLineEdit>(QStringLiteral("searchBox"));
    REQUIRE(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("yl7"));
    search->setText(QStringLiteral("云岭17社"));
    Q_EMIT search->textEdited(search->text());
    REQUIRE(desk.waitFor([&] {
        auto* hits = desk.window.findChild<QListWidget*>(QStringLiteral("searchHits"));
        return hits && hits->isVisible() && hits->count() > 0;
    }));
    QTest::keyClick(search, Qt::Key_Return);
    desk.settle();
    auto* form = desk.part<RecordForm>(QStringLiteral("ledger.form"));
    QSignalSpy shown(form, &RecordForm::rowShown);
    QTest::qWait(500);
    CHECK(desk.workspace().row(registry, form->rowId())->title() == QStringLiteral("云岭17社"));
    CHECK(shown.count() <= 2);
    // And it goes on following the keyboard.
    auto* grid = desk.part<RecordGrid>(QStringLiteral("ledger.grid"));
    CHECK(grid->hasFocus());
    QTest::keyClick(grid, Qt::Key_Down);
    QTest::keyClick(grid, Qt::Key_Down);
    QTest::qWait(50);
    CHECK(form->rowId() == grid->records().idAt(grid->currentIndex().row()));
}

TEST_CASE(
    "a long ledger that is still being read does not pull the reader back to where it began", "[open-form]")
{
    constexpr int many = 2100; // more than are read at once
    WindowDesk desk([](Workspace& workspace) {
        const RegistrySpec& spec = *workspace.registries().find(registry);
        const FieldValue place
            = *parseField(*spec.field(u"township"), QStringLiteral("大观镇"), workspace.lookup());
        auto work = UnitOfWork::begin(
            workspace, {workspace.signedIn().name(), Door::importing, QStringLiteral("导入")});
        REQUIRE(work);
        for (int i = 0; i < many; ++i) {
            Record row(spec);
            row.set(u"name", QStringLiteral("第%1社").arg(i));
            row.set(u"township", place);
            REQUIRE((*work)->add(row));
        }
        REQUIRE((*work)->commit());
    });
    desk.open();
    desk.window.workbench()->showPage(QStringLiteral("ledger"));
    desk.window.workbench()->goTo(RowPlace{registry});
    auto* grid = desk.part<RecordGrid>(QStringLiteral("ledger.grid"));
    auto* form = desk.part<RecordForm>(QStringLiteral("ledger.form"));
    REQUIRE(grid->records().shownRows() > 50);
    const RowId chosen = grid->records().idAt(40);
    grid->setFocus();
    REQUIRE(grid->selectRecord(chosen));
    QTest::qWait(0);
    desk.settle();
    REQUIRE(grid->records().shownRows() == many);
    CHECK(form->rowId() == chosen);
    CHECK(grid->records().idAt(grid->currentIndex().row()) == chosen);
}

TEST_CASE("the question about an unsaved row is asked once when the window is closed", "[open-form]")
{
    FormDesk desk;
    const bool isNew = GENERATE(true, false);
    INFO((isNew ? "a new row" : "a row of the ledger"));
    if (isNew)
        desk.press(QStringLiteral("ledger.add"));
    desk.type("name", unsaved);
    desk.show(QStringLiteral("overview"));
    desk.part<QWidget>(QStringLiteral("page-overview"))->setFocus();

    int asked = 0;
    QString page;
    QTimer clerk; // says 继续编辑 whenever somebody asks
    QObject::connect(&clerk, &QTimer::timeout, &desk.window, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box || ++asked > 5)
            return;
        page = desk.window.workbench()->currentPage();
        box->reject();
    });
    clerk.start(20);
    CHECK_FALSE(desk.window.close());
    QTest::qWait(500);
    clerk.stop();
    CHECK(asked == 1);
    CHECK(page == QStringLiteral("ledger")); // what the question is about is seen behind it
    CHECK(desk.window.workbench()->currentPage() == QStringLiteral("ledger"));
    CHECK(desk.form().isModified());
    CHECK(desk.field("name").text() == unsaved);
    CHECK(desk.form().isAncestorOf(desk.window.focusWidget())); // and goes on where one was

    // Tab leads from the form into the rows without leaving what is typed.
    desk.grid().setFocus();
    QTest::qWait(50);
    CHECK(QApplication::activeModalWidget() == nullptr);
    CHECK(desk.field("name").text() == unsaved);
}

TEST_CASE("what is typed into the rows and cannot be saved is given up or goes on when the window is closed",
    "[open-form]")
{
    FormDesk desk;
    const bool newRow = GENERATE(true, false);
    INFO((newRow ? "in the empty row" : "in a cell"));
    RecordGrid& grid = desk.grid();
    grid.setFocus();
    if (newRow) {
        grid.goToNewRow();
        grid.editing().begin(grid.currentIndex().siblingAtColumn(desk.model().ledger().indexOf(u"name")),
            CellEditing::Start::replace);
        qobject_cast<QLineEdit*>(grid.editing().input())->insert(QStringLiteral("没有镇街的社"));
    } else {
        grid.editing().begin(
            desk.model().index(0, desk.model().ledger().indexOf(u"opened_on")), CellEditing::Start::replace);
        REQUIRE(grid.editing().isOpen());
        qobject_cast<QLineEdit*>(grid.editing().input())->insert(QStringLiteral("去年"));
    }
    desk.answer(QStringLiteral("ledger.giveUp"), 1); // 继续编辑
    CHECK_FALSE(desk.window.close());
    QTest::qWait(50);
    CHECK(desk.window.isVisible());
    CHECK((grid.editing().isOpen() || desk.model().newRowTouched()));
    desk.answer(QStringLiteral("ledger.giveUp"), 0); // 放弃这一处
    CHECK(desk.window.close());
    CHECK(desk.outlets() == 3);
}
