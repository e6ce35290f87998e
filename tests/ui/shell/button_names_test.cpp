// What people read on buttons and look for with Ctrl+K.
#include "tests/ui/window_desk.h"
#include "ui/history/history_window.h"
#include "ui/ledger/form/record_form.h"
#include "ui/shell/page_list.h"
#include "ui/shell/search_box.h"

#include <QAbstractButton>
#include <QListWidget>
#include <QTabWidget>

using namespace coop;

namespace
{
QString nameOf(const QAbstractButton* button)
{
    QString name = button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
    return name.remove(u'&');
}

/// The names that more than one of the buttons in sight have.
QStringList twice(const QWidget& part)
{
    QHash<QString, QStringList> objects;
    for (const auto* button : part.findChildren<QAbstractButton*>())
        if (button->isVisible() && !nameOf(button).isEmpty())
            objects[nameOf(button)] += button->objectName();
    QStringList found;
    for (auto it = objects.constBegin(); it != objects.constEnd(); ++it)
        if (it->size() > 1)
            found += it.key() + u'=' + it->join(u',');
    return found;
}
} // namespace

TEST_CASE("no two buttons of a page have one name")
{
    WindowDesk desk;
    desk.open();
    desk.put(QStringLiteral("甲店"));
    for (const PageEntry& page : pageList()) {
        desk.show(page.id);
        QWidget* shown = desk.window.workbench()->page();
        CAPTURE(page.id.toStdString(), twice(*shown).join(u'\n').toStdString());
        CHECK(twice(*shown).isEmpty());
        for (auto* tabs : shown->findChildren<QTabWidget*>())
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                desk.settle();
                CAPTURE(tabs->tabText(tab).toStdString(), twice(*shown).join(u'\n').toStdString());
                CHECK(twice(*shown).isEmpty());
            }
    }
    Q_EMIT desk.session().placeRequested(HistoryPlace{});
    auto* history = desk.part<HistoryWindow>(QStringLiteral("historyWindow"));
    REQUIRE(desk.waitFor([&] { return !history->busy(); }));
    CAPTURE(twice(*history).join(u'\n').toStdString());
    CHECK(twice(*history).isEmpty());
}

TEST_CASE("Ctrl+K finds a service row by its code and leads to it")
{
    WindowDesk desk;
    desk.open();
    const RowId shop = desk.put(QStringLiteral("甲店"));
    const auto& lookup = desk.workspace().lookup();
    QString code;
    for (const char* month : {"2024-10", "2024-11"}) {
        Record row(*desk.workspace().registries().find(QStringLiteral("services")));
        row.set(u"month", QString::fromLatin1(month));
        row.set(u"township", lookup.find({QStringLiteral("townships")}, QStringLiteral("大观镇")).first().id);
        row.set(u"provider", shop);
        row.set(u"stage", QStringLiteral("耕"));
        row.set(u"area", 1000);
        auto work = UnitOfWork::begin(desk.workspace(), desk.session().author(Door::form, {}));
        REQUIRE(work);
        const auto id = (*work)->add(row);
        REQUIRE(id);
        REQUIRE((*work)->commit());
        code = desk.workspace().row(QStringLiteral("services"), *id)->code();
    }
    desk.session().noteSaved();
    desk.settle();
    REQUIRE(code.startsWith(QStringLiteral("FW")));
    QTest::keyClick(&desk.window, Qt::Key_K, Qt::ControlModifier);
    auto* box = desk.part<SearchBox>(QStringLiteral("searchBox"));
    REQUIRE(box->hasFocus());
    QTest::keyClicks(box, code.toLower()); // as people type it
    REQUIRE(desk.waitFor([&] {
        auto* hits = desk.window.findChild<QListWidget*>(QStringLiteral("searchHits"));
        return hits && hits->isVisible();
    }));
    auto* hits = desk.part<QListWidget>(QStringLiteral("searchHits"));
    REQUIRE(hits->count() == 1);
    CHECK(hits->item(0)->text() == code + QStringLiteral("　社会化服务 大观镇"));
    QTest::keyClick(box, Qt::Key_Return);
    desk.settle();
    auto* form = desk.part<RecordForm>(QStringLiteral("ledger.form"));
    REQUIRE(desk.waitFor([&] { return form->rowId() != 0; }));
    CHECK(desk.workspace().row(QStringLiteral("services"), form->rowId())->code() == code);
}
