#include "core/store/history/change_log.h"
#include "core/store/kept/attachments.h"
#include "core/workflow/mapping/map_content.h"
#include "core/workflow/mapping/map_layers.h"
#include "tests/ui/ledger/ledger_desk.h"
#include "ui/ledger/side/attachment_pane.h"
#include "ui/ledger/side/side_pane.h"
#include "ui/map/canvas/map_canvas.h"

#include <QClipboard>
#include <QImage>
#include <QListWidget>
#include <QMimeData>
#include <QTabBar>

using namespace coop;

namespace
{

void openTab(LedgerDesk& desk, const QString& title)
{
    auto* side = desk.part<SidePane>(QStringLiteral("ledger.side"));
    for (int i = 0; i < side->count(); ++i)
        if (side->tabText(i).startsWith(title)) {
            QTest::mouseClick(
                side->tabBar(), Qt::LeftButton, Qt::NoModifier, side->tabBar()->tabRect(i).center());
            CHECK(side->currentIndex() == i);
        }
    QTest::qWait(0);
}

QString tabs(LedgerDesk& desk)
{
    auto* side = desk.part<SidePane>(QStringLiteral("ledger.side"));
    QStringList shown;
    for (int i = 0; i < side->count(); ++i)
        if (side->isTabVisible(i))
            shown += side->tabText(i);
    return shown.join(u' ');
}

bool soon(const std::function<bool()>& done)
{
    return QTest::qWaitFor(done, 20000);
}
} // namespace

TEST_CASE("files dropped on a row hang on it with a small picture, and go as one step", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("大观供销社"), QStringLiteral("大观镇"));
    desk.page.showRow(outlets, row);
    openTab(desk, QStringLiteral("附件"));

    const QString photo = desk.folder.filePath(QStringLiteral("现场照片.png"));
    QImage(400, 300, QImage::Format_RGB32).save(photo);
    const QString paper = desk.folder.filePath(QStringLiteral("批复.txt"));
    QFile file(paper);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("同意");
    file.close();

    auto* pane = desk.part<AttachmentPane>(QStringLiteral("side.attachments"));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(photo), QUrl::fromLocalFile(paper)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(pane, &enter);
    REQUIRE(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(pane, &drop);

    auto* list = desk.part<QListWidget>(QStringLiteral("attachment.list"));
    REQUIRE(soon([&] { return list->count() == 2; }));
    CHECK(tabs(desk) == QStringLiteral("内容 附件 2 历史 地图"));
    CHECK(list->item(0)->text().startsWith(QStringLiteral("现场照片.png")));
    const auto stored = attachments(desk.workspace(), outlets, row);
    REQUIRE(stored->size() == 2);
    CHECK_FALSE(attachmentThumbnail(desk.workspace(), stored->at(0).digest)->isEmpty());
    CHECK(attachmentThumbnail(desk.workspace(), stored->at(1).digest)->isEmpty());
    const auto heads = historyHeads(desk.workspace(), {.limit = 1});
    CHECK(heads->first().reason == QStringLiteral("添加附件 2 个（服务网点 大观供销社）"));

    SECTION("the same file again is refused with the reason, and nothing is added")
    {
        pane->addFiles({paper});
        auto* problem = desk.part<QLabel>(QStringLiteral("attachment.problem"));
        REQUIRE(soon([&] { return problem->isVisible(); }));
        CHECK(problem->text().contains(QStringLiteral("内容相同")));
        CHECK(attachments(desk.workspace(), outlets, row)->size() == 2);
        list->setCurrentRow(1 - list->currentRow()); // what was said is not about this one
        CHECK_FALSE(problem->isVisible());
    }
    SECTION("删除 asks, then removes the chosen one")
    {
        list->setCurrentRow(1);
        desk.answer({QStringLiteral("不删除")});
        desk.click(QStringLiteral("attachment.remove"));
        CHECK(list->count() == 2);
        desk.answer({QStringLiteral("删除附件")});
        desk.click(QStringLiteral("attachment.remove"));
        REQUIRE(list->count() == 1);
        CHECK(attachments(desk.workspace(), outlets, row)->first().name == QStringLiteral("现场照片.png"));
    }
    SECTION("adding and removing leave the keyboard in the list of files")
    {
        const QString more = desk.folder.filePath(QStringLiteral("补充.txt"));
        QFile another(more);
        REQUIRE(another.open(QIODevice::WriteOnly));
        another.write("补充");
        another.close();
        desk.part<QPushButton>(QStringLiteral("attachment.add"))->setFocus();
        pane->addFiles({more});
        REQUIRE(soon([&] { return list->count() == 3; }));
        CHECK(desk.page.focusWidget() == list);
        desk.part<QPushButton>(QStringLiteral("attachment.remove"))->setFocus();
        desk.answer({QStringLiteral("删除附件")});
        desk.click(QStringLiteral("attachment.remove"));
        REQUIRE(list->count() == 2);
        CHECK(desk.page.focusWidget() == list);
    }
    SECTION("what only may be saved says why in the pane and pictures of any shape are as wide")
    {
        const QString script = desk.folder.filePath(QStringLiteral("安装.bat"));
        QFile another(script);
        REQUIRE(another.open(QIODevice::WriteOnly));
        another.write("echo");
        another.close();
        const QString upright = desk.folder.filePath(QStringLiteral("竖的.png"));
        QImage(100, 400, QImage::Format_RGB32).save(upright);
        pane->addFiles({script, upright});
        REQUIRE(soon([&] { return list->count() == 4; }));
        for (int i = 0; i < list->count(); ++i) {
            list->setCurrentRow(i);
            const bool program = list->item(i)->text().startsWith(QStringLiteral("安装.bat"));
            CHECK(
                desk.text(QStringLiteral("attachment.hint")).contains(QStringLiteral("只能另存")) == program);
            CHECK(desk.part<QPushButton>(QStringLiteral("attachment.open"))->isEnabled() != program);
            if (list->item(i)->text().contains(QStringLiteral(".png"))) {
                const QSize shown = list->item(i)->icon().actualSize(list->iconSize());
                CHECK(shown.width() == shown.height());
            }
        }
    }
    SECTION("another row has its own")
    {
        const RowId other = desk.putOutlet(QStringLiteral("水江供销社"), QStringLiteral("水江镇"));
        desk.page.showRow(outlets, other);
        CHECK(list->count() == 0);
        CHECK(tabs(desk) == QStringLiteral("内容 附件 历史 地图"));
    }
}

TEST_CASE("the tab 历史 shows what changed in the selected row", "[ledger][form]")
{
    LedgerDesk desk;
    const RowId row = desk.putOutlet(QStringLiteral("甲社"), QStringLiteral("大观镇"));
    desk.page.showRow(outlets, row);
    desk.fill(QStringLiteral("operator"), QStringLiteral("李四"));
    desk.key(Qt::Key_S, Qt::ControlModifier);
    openTab(desk, QStringLiteral("历史"));
    auto* text = desk.part<QLabel>(QStringLiteral("side.historyText"));
    CHECK(soon([&] { return text->text().contains(QStringLiteral("空 → 李四")); }));
    CHECK(text->text().contains(QStringLiteral("修改服务网点 甲社")));

    HistoryPlace asked;
    QObject::connect(&desk.session, &Session::placeRequested, &desk.page,
        [&](const Place& place) { asked = std::get<HistoryPlace>(place); });
    desk.click(QStringLiteral("side.allHistory"));
    CHECK(asked.registry == outlets);
    CHECK(asked.row == row);
}

TEST_CASE("the tab 地图 follows the selection, selects by click and gives the form a place", "[ledger][form]")
{
    LedgerDesk desk;
    const LayerFile file{
        .path = QStringLiteral(COOP_SOURCE_DIR "/data/nanchuan/nanchuan_townships_schematic.gpkg")};
    const auto read = readBoundaries(file);
    REQUIRE(read);
    const auto layer
        = addBoundaries(desk.workspace(), desk.session.author(Door::form, QStringLiteral("边界")), file,
            *read, joinToTownships(desk.workspace(), *read).value());
    INFO((layer ? QString() : layer.error().text).toStdString());
    REQUIRE(layer);
    const auto putAt = [&](const QString& name, const QString& lon, const QString& lat) {
        return desk.put(outlets,
            {{QStringLiteral("name"), name}, {QStringLiteral("township"), QStringLiteral("大观镇")},
                {QStringLiteral("lon"), lon}, {QStringLiteral("lat"), lat}});
    };
    const RowId first = putAt(QStringLiteral("甲社"), QStringLiteral("107.05"), QStringLiteral("29.20"));
    const RowId second = putAt(QStringLiteral("乙社"), QStringLiteral("107.20"), QStringLiteral("29.00"));
    desk.page.showRow(outlets, first);
    openTab(desk, QStringLiteral("地图"));
    auto* canvas = desk.part<MapCanvas>(QStringLiteral("mapCanvas"));
    REQUIRE(soon([&] { return !canvas->document().isEmpty() && !canvas->busy(); }));
    const auto& points = canvas->document().content().points;
    REQUIRE(points.size() == 1);
    REQUIRE(points[0].points.size() == 2);

    SECTION("a click on a point selects its row")
    {
        for (const PointFeature& point : points[0].points)
            if (point.id == second)
                QTest::mouseClick(
                    canvas, Qt::LeftButton, Qt::NoModifier, canvas->view().toUnits(point.at).toPoint());
        QTest::qWait(50);
        CHECK(desk.text(QStringLiteral("form.title")) == QStringLiteral("乙社"));
        CHECK(desk.cell(desk.grid()->currentIndex().row(), QStringLiteral("名称")) == QStringLiteral("乙社"));
    }
    SECTION("在地图上点选 types the place into the form")
    {
        desk.click(QStringLiteral("side.pickPlace"));
        const QPointF at(canvas->width() / 2.0, canvas->height() / 2.0);
        const LonLat place
            = canvas->document().content().projection.toLonLat(canvas->view().toMetres(at.toPoint()));
        QTest::mouseClick(canvas, Qt::LeftButton, Qt::NoModifier, at.toPoint());
        CHECK(desk.field(QStringLiteral("lon"))->isVisible());
        CHECK(std::abs(desk.field(QStringLiteral("lon"))->text().toDouble() - place.lon) < 1e-3);
        CHECK(std::abs(desk.field(QStringLiteral("lat"))->text().toDouble() - place.lat) < 1e-3);
        desk.key(Qt::Key_S, Qt::ControlModifier);
        CHECK(std::abs(desk.workspace().row(outlets, first).value()[u"lon"].real() - place.lon) < 1e-3);
    }
    SECTION("Esc gives up picking")
    {
        desk.click(QStringLiteral("side.pickPlace"));
        QTest::keyClick(canvas, Qt::Key_Escape);
        CHECK_FALSE(desk.part<QPushButton>(QStringLiteral("side.pickPlace"))->isChecked());
        CHECK(desk.field(QStringLiteral("lon"))->text().startsWith(QStringLiteral("107.05")));
    }
}

TEST_CASE("a ledger without places has no tab 地图", "[ledger][form]")
{
    LedgerDesk desk;
    desk.open(QStringLiteral("services"));
    CHECK(tabs(desk) == QStringLiteral("内容 附件 历史"));
    desk.open(outlets);
    CHECK(tabs(desk) == QStringLiteral("内容 附件 历史 地图"));
}
