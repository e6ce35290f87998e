#include "core/map/sheet/sheet.h"
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "ui/print/print_page.h"
#include "ui/print/sheet_preview.h"
#include "ui/shell/session.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// The print page on the example workspace.
class PrintDesk
{
public:
    PrintDesk()
        : session(newOne(folder.filePath(QStringLiteral("制图.gpkg"))))
        , page(session)
    {
        session.setPeriod(Period::ofQuarter(2024, 4));
        QObject::connect(&session, &Session::message, &page, [this](const QString& text) { said += text; });
        page.resize(1254, 692);
        page.show();
        REQUIRE(QTest::qWaitForWindowActive(&page, 30000));
        settle();
    }

    static std::unique_ptr<Workspace> newOne(const QString& path)
    {
        const auto made = newWorkspace({.path = path,
            .plan = QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"),
            .who = QStringLiteral("张三"),
            .example = true});
        if (!made)
            FAIL(made.error().text.toStdString());
        return std::move(*Workspace::open(path, Workspace::Access::write));
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

TEST_CASE("paper chosen as a template and paper chosen in the settings are one choice", "[print]")
{
    PrintDesk desk;
    auto* templates = desk.part<QListWidget>("print.templates");
    auto* paper = desk.part<QComboBox>("sheet.paper");
    templates->setCurrentRow(3);
    CHECK(paper->currentData() == QStringLiteral("A4-portrait"));
    paper->setCurrentIndex(0);
    Q_EMIT paper->activated(0);
    CHECK(templates->currentItem()->data(Qt::UserRole) == QStringLiteral("A3-landscape"));
    desk.settle();
}
