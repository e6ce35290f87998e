#include "core/store/history/change_log.h"
#include "tests/ui/becomes_active.h"
#include "tests/ui/made_example.h"
#include "ui/print/print_page.h"
#include "ui/print/sheet_preview.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace coop;

namespace
{
/// The print page on the example workspace.
class PrintDesk
{
public:
    PrintDesk()
        : session(openedExample(folder.filePath(QStringLiteral("制图.gpkg"))))
        , page(session)
    {
        session.setPeriod(Period::ofQuarter(2024, 4));
        QObject::connect(&session, &Session::message, &page, [this](const QString& text) { said += text; });
        page.resize(1254, 692);
        page.show();
        REQUIRE(becomesActive(&page));
        settle();
    }

    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !page.busy(); }, 20000));
    }
    template <class T> T* part(const char* name)
    {
        T* found = page.findChild<T*>(QLatin1String(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    void write(const char* field, const QString& text)
    {
        auto* line = part<QLineEdit>(field);
        line->setText(text);
        Q_EMIT line->textEdited(text);
        settle();
    }

    QTemporaryDir folder;
    Session session;
    PrintPage page;
    QStringList said;
};

QString textOf(const QString& pdf)
{
    QProcess tool;
    tool.start(QStringLiteral("pdftotext"), {pdf, QStringLiteral("-")});
    REQUIRE(tool.waitForFinished());
    // Fonts map some characters to the radicals that look like them (⽇ for 日): compare what is read.
    return QString::fromUtf8(tool.readAllStandardOutput()).normalized(QString::NormalizationForm_KC);
}
} // namespace

TEST_CASE("without a producer nothing is exported, and the check list leads to its field", "[print]")
{
    PrintDesk desk;
    CHECK(desk.part<QLabel>("print.checkSummary")->text() == QStringLiteral("要素齐全，可以出图"));
    desk.write("sheet.producer", {});
    CHECK(desk.part<QLabel>("print.checkSummary")->text().startsWith(QStringLiteral("还缺 1 项")));

    const QString path = desk.folder.filePath(QStringLiteral("缺.pdf"));
    desk.page.exportTo(path);
    desk.settle();
    CHECK_FALSE(QFile::exists(path));
    REQUIRE_FALSE(desk.said.isEmpty());
    CHECK(desk.said.last().contains(QStringLiteral("制图单位")));

    desk.part<QLineEdit>("sheet.title")->setFocus();
    QTest::mouseClick(desk.part<QPushButton>("check.producer"), Qt::LeftButton);
    CHECK(QApplication::focusWidget() == desk.part<QLineEdit>("sheet.producer"));
}

TEST_CASE("an exported PDF has the title as typed, the quarter and the producer", "[print]")
{
    PrintDesk desk;
    desk.write("sheet.title", QStringLiteral("南川区亩次进度试印图"));
    desk.write("sheet.made", QStringLiteral("2024.12.31"));
    const QString path = desk.folder.filePath(QStringLiteral("图.pdf"));
    desk.page.exportTo(path);
    desk.settle();
    REQUIRE(QFile::exists(path));
    CHECK(desk.said.last().contains(QStringLiteral("图.pdf")));
    const QString text = textOf(path);
    CHECK(text.contains(QStringLiteral("南川区亩次进度试印图")));
    CHECK(text.contains(QStringLiteral("2024年第四季度")));
    CHECK(text.contains(QStringLiteral("2024年12月31日")));
    CHECK(text.contains(desk.part<QLineEdit>("sheet.producer")->text()));
}

TEST_CASE("an export into a folder that is not there says so in the message line", "[print]")
{
    PrintDesk desk;
    const QString path = desk.folder.filePath(QStringLiteral("没有/图.pdf"));
    desk.page.exportTo(path);
    desk.settle();
    CHECK_FALSE(QFile::exists(path));
    REQUIRE_FALSE(desk.said.isEmpty());
    CHECK_FALSE(desk.said.last().startsWith(QStringLiteral("已导出")));
}

TEST_CASE("another indicator brings its own title, another date does not", "[print]")
{
    PrintDesk desk;
    desk.write("sheet.title", QStringLiteral("我的图名"));
    desk.session.setPeriod(Period::ofQuarter(2024, 3));
    desk.settle();
    CHECK(desk.part<QLineEdit>("sheet.title")->text() == QStringLiteral("我的图名"));
    CHECK(desk.part<QLabel>("sheet.period")->text() == QStringLiteral("2024年第三季度"));

    auto* indicators = desk.part<QListWidget>("print.indicators");
    indicators->setCurrentRow(indicators->currentRow() + 1);
    desk.settle();
    CHECK(desk.part<QLineEdit>("sheet.title")->text().contains(indicators->currentItem()->text()));
}

TEST_CASE("every template is shown with its own title and only the settings that it has", "[print]")
{
    PrintDesk desk;
    auto* templates = desk.part<QListWidget>("print.templates");
    REQUIRE(templates->count() == 6);
    QStringList titles;
    for (int row = 0; row < 6; ++row) {
        templates->setCurrentRow(row);
        desk.settle();
        titles += desk.part<QLineEdit>("sheet.title")->text();
        CHECK(desk.part<QLabel>("print.checkSummary")->text() == QStringLiteral("要素齐全，可以出图"));
        CHECK(desk.part<QListWidget>("print.indicators")->isVisibleTo(&desk.page) == (row < 2));
    }
    CHECK(titles[2].contains(QStringLiteral("网点")));
    CHECK(titles[5].contains(QStringLiteral("任务")));
    CHECK_FALSE(desk.part<QComboBox>("sheet.scale")->isVisibleTo(&desk.page));
}

TEST_CASE("an atlas is walked through page by page and exported as one PDF with bookmarks", "[print]")
{
    PrintDesk desk;
    REQUIRE(desk.session.signIn(QStringLiteral("张三")));
    desk.part<QListWidget>("print.templates")->setCurrentRow(1);
    desk.settle();
    auto* pages = desk.part<QLabel>("print.pageText");
    CHECK(pages->text() == QStringLiteral("1/8 页"));
    QTest::mouseClick(desk.part<QToolButton>("print.nextPage"), Qt::LeftButton);
    CHECK(pages->text() == QStringLiteral("2/8 页"));
    CHECK_FALSE(desk.part<QToolButton>("print.previousPage")->isHidden());
    const QString path = desk.folder.filePath(QStringLiteral("图册.pdf"));
    desk.page.exportTo(path);
    desk.settle();
    REQUIRE(QFile::exists(path));
    const QString text = textOf(path); // the normal form has a plain comma
    CHECK(text.contains(QStringLiteral("第8页,共8页")));
    CHECK(text.contains(QStringLiteral("出图编号")));
}

TEST_CASE("an element is moved by the mouse, kept in a template, and put back", "[print]")
{
    PrintDesk desk;
    REQUIRE(desk.session.signIn(QStringLiteral("张三")));
    auto* preview = desk.part<SheetPreview>("print.preview");
    const auto box = [&](const char* id) {
        for (const PlacedElement& element : preview->shownElements())
            if (element.id == QLatin1String(id))
                return element.box;
        return QRectF();
    };
    const QRectF before = box("north");
    const QPoint from = preview->onView(before.center()), to = from + QPoint(-90, 60);
    QTest::mousePress(preview->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(preview->viewport(), from + QPoint(-40, 30));
    QTest::mouseMove(preview->viewport(), to);
    QTest::mouseRelease(preview->viewport(), Qt::LeftButton, {}, to);
    desk.settle();
    const QRectF after = box("north");
    CHECK(after.left() < before.left() - 10);
    CHECK(after.top() > before.top() + 5);

    desk.write("sheet.title", QStringLiteral("上墙的图"));
    auto* paper = desk.part<QComboBox>("sheet.paper");
    paper->setCurrentIndex(2);
    Q_EMIT paper->activated(2);
    QTimer::singleShot(50, &desk.page, [] {
        auto* ask = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        REQUIRE(ask);
        ask->setTextValue(QStringLiteral("上墙"));
        ask->accept();
    });
    QTest::mouseClick(desk.part<QPushButton>("print.saveTemplate"), Qt::LeftButton);
    desk.settle();
    auto* templates = desk.part<QListWidget>("print.templates");
    REQUIRE(templates->count() == 7);
    templates->setCurrentRow(2);
    desk.settle();
    CHECK(desk.part<QLineEdit>("sheet.title")->text() != QStringLiteral("上墙的图"));
    templates->setCurrentRow(6);
    desk.settle();
    CHECK(desk.part<QLineEdit>("sheet.title")->text() == QStringLiteral("上墙的图"));
    CHECK(paper->currentData() == QStringLiteral("A4-landscape"));
    CHECK(box("north") != QRectF());
    QTest::mouseClick(desk.part<QPushButton>("print.resetLayout"), Qt::LeftButton);
    desk.settle();
    QTest::mouseDClick(preview->viewport(), Qt::LeftButton, {}, preview->onView(box("north").center()));
    desk.settle();
    paper->setCurrentIndex(0);
    Q_EMIT paper->activated(0);
    desk.settle();
    CHECK(box("north") == before);
}

TEST_CASE("the map is dragged in its frame and shown at a chosen scale", "[print]")
{
    PrintDesk desk;
    auto* preview = desk.part<SheetPreview>("print.preview");
    auto* scale = desk.part<QComboBox>("sheet.scale");
    scale->setCurrentIndex(scale->findData(200000));
    Q_EMIT scale->activated(scale->currentIndex());
    desk.settle();
    CHECK(preview->shownScale() == 200000);
    const MapPoint before = preview->shownCentre();
    desk.part<QToolButton>("print.moveMap")->click();
    const QPoint from = preview->onView({90, 150});
    QTest::mousePress(preview->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(preview->viewport(), from + QPoint(30, 0));
    QTest::mouseMove(preview->viewport(), from + QPoint(60, 0));
    QTest::mouseRelease(preview->viewport(), Qt::LeftButton, {}, from + QPoint(60, 0));
    desk.settle();
    const double mm = (preview->toPaper(QPointF(60, 0)) - preview->toPaper(QPointF(0, 0))).x();
    CHECK(preview->shownCentre().x == Approx(before.x - mm * 200).epsilon(1e-4));
    CHECK(preview->shownCentre().y == Approx(before.y).margin(1));
}

TEST_CASE("runs get numbers that are printed and found in the history", "[print]")
{
    PrintDesk desk;
    REQUIRE(desk.session.signIn(QStringLiteral("张三")));
    desk.write("sheet.made", QStringLiteral("2025-01-10"));
    desk.part<QListWidget>("print.templates")->setCurrentRow(2);
    desk.settle();
    for (const char* number : {"2025-001", "2025-002"}) {
        const QString path = desk.folder.filePath(QStringLiteral("%1.pdf").arg(QLatin1String(number)));
        desk.page.exportTo(path);
        desk.settle();
        CHECK(textOf(path).contains(QLatin1String(number)));
    }
    const auto heads = historyHeads(desk.session.workspace(), {});
    REQUIRE(heads);
    CHECK(heads->first().door == Door::print);
    CHECK(heads->first().reason.contains(QStringLiteral("出图 2025-002")));
    const QString report = desk.folder.filePath(QStringLiteral("报告.pdf"));
    desk.page.reportTo(report);
    desk.settle();
    REQUIRE(QFile::exists(report));
    CHECK(textOf(report).contains(QStringLiteral("2025-003")));
}

TEST_CASE("neither a map nor a report is written over the workspace or a file of another kind", "[print]")
{
    PrintDesk desk;
    const QString letter = desk.folder.filePath(QStringLiteral("公文.pdf"));
    QFile file(letter);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("{\\rtf1 公文}");
    file.close();
    const QString linked = desk.folder.filePath(QStringLiteral("链.pdf"));
    REQUIRE(QFile::link(desk.session.workspace().path(), linked));
    const auto before = historyHeads(desk.session.workspace(), {.limit = 1})->first().entry;
    for (const QString& path : {letter, linked}) {
        desk.page.exportTo(path);
        desk.settle();
        REQUIRE_FALSE(desk.said.isEmpty());
        CHECK(desk.said.last().contains(QStringLiteral("换一个文件名")));
        desk.said.clear();
        desk.page.reportTo(path);
        desk.settle();
        REQUIRE_FALSE(desk.said.isEmpty());
        CHECK(desk.said.last().contains(QStringLiteral("换一个文件名")));
    }
    CHECK(QFileInfo(letter).size() == 14);
    CHECK(historyHeads(desk.session.workspace(), {.limit = 1})->first().entry == before); // no run is noted
    CHECK(Workspace::open(desk.session.workspace().path(), Workspace::Access::read));
}
