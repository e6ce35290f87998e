#include "ui/ledger/export/export_dialog.h"

#include "core/store/history/change_log.h"
#include "core/store/people/people.h"
#include "core/tabular/table_reader.h"
#include "tests/ui/ledger/ledger_desk.h"
#include "ui/look/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProgressBar>
#include <QRadioButton>

using namespace coop;

namespace
{
/// Three outlets, two of them on the screen, and the dialog about them.
class ExportDesk : public LedgerDesk
{
public:
    ExportDesk()
    {
        for (const auto& [name, phone] : {std::pair(QStringLiteral("甲社"), QStringLiteral("13800001111")),
                 std::pair(QStringLiteral("乙社"), QStringLiteral("13800002222")),
                 std::pair(QStringLiteral("丙社"), QStringLiteral("13800003333"))})
            put(QStringLiteral("outlets"),
                {{QStringLiteral("name"), name}, {QStringLiteral("township"), QStringLiteral("大观镇")},
                    {QStringLiteral("phone"), phone}});
    }
    ExportDialog& ask(int selected = 0)
    {
        const auto rows = workspace().rows({.registry = QStringLiteral("outlets")});
        REQUIRE(rows);
        dialog = std::make_unique<ExportDialog>(session, *workspace().registries().find(u"outlets"),
            rows->mid(0, 2), rows->mid(0, selected),
            QStringList{QStringLiteral("phone"), QStringLiteral("name")});
        dialog->show();
        REQUIRE(becomesActive(dialog.get()));
        return *dialog;
    }
    template <class T> T* item(const char* name)
    {
        T* found = dialog->findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    QString button() { return item<QPushButton>("export.run")->text(); }
    void press(const char* name) { QTest::mouseClick(item<QPushButton>(name), Qt::LeftButton); }
    /// Exports to a file of the desk's folder; gives its sheet.
    Worksheet exported(const char* name)
    {
        const QString path = folder.filePath(QString::fromUtf8(name));
        dialog->setPath(path);
        press("export.run");
        CHECK(dialog->working());
        REQUIRE(QTest::qWaitFor([this] { return !dialog->working(); }, 20000));
        INFO(item<QLabel>("export.problem")->text().toStdString());
        REQUIRE(QFile::exists(path));
        const auto sheets = readTable(path);
        REQUIRE(sheets);
        return sheets->first();
    }
    static bool holds(const Worksheet& sheet, const QString& text)
    {
        for (int row = 0; row < sheet.rows.size(); ++row)
            if (sheet.texts(row).contains(text))
                return true;
        return false;
    }
    std::unique_ptr<ExportDialog> dialog;
};
} // namespace

TEST_CASE("the export dialog writes the rows and columns of the screen in their order, masked")
{
    ExportDesk desk;
    desk.ask();
    CHECK(desk.button() == QStringLiteral("导出 2 行"));
    CHECK_FALSE(desk.item<QPushButton>("export.openFolder")->isVisible());
    const Worksheet sheet = desk.exported("屏幕.csv");
    REQUIRE(sheet.rows.size() == 3);
    CHECK(sheet.texts(0) == QStringList{QStringLiteral("联系电话"), QStringLiteral("名称")});
    CHECK(sheet.texts(1) == QStringList{QStringLiteral("138****1111"), QStringLiteral("甲社")});
    CHECK(desk.item<QLabel>("export.result")->text().contains(QStringLiteral("已导出服务网点 2 行")));
    CHECK(desk.item<QPushButton>("export.openFolder")->isVisible());
    CHECK_FALSE(desk.item<QPushButton>("export.run")->isVisible());
}

TEST_CASE("the export dialog's button says how many rows go out, and that a file is replaced")
{
    ExportDesk desk;
    desk.ask(2);
    CHECK(desk.button() == QStringLiteral("导出 2 行"));
    CHECK(desk.item<QRadioButton>("export.range.1")->isChecked()); // the selected ones
    desk.item<QRadioButton>("export.range.2")->click();
    CHECK(desk.button() == QStringLiteral("导出 3 行"));
    QFile there(desk.folder.filePath(QStringLiteral("有.csv")));
    REQUIRE(there.open(QIODevice::WriteOnly));
    there.close(); // what this process has open is never replaced
    desk.dialog->setPath(there.fileName());
    CHECK(desk.button() == QStringLiteral("替换并导出 3 行"));
    CHECK(desk.exported("有.csv").rows.size() == 4);
    CHECK(desk.exported("有.csv").texts(0).size() == 2);
}

TEST_CASE("the format of the export dialog follows into the file's name, and points are offered")
{
    ExportDesk desk;
    desk.ask();
    auto* format = desk.item<QComboBox>("export.format");
    REQUIRE(format->findData(QStringLiteral("gpkg")) > 0);
    format->setCurrentIndex(format->findData(QStringLiteral("geojson")));
    CHECK(desk.dialog->path().endsWith(QStringLiteral(".geojson")));
    desk.item<QRadioButton>("export.range.3")->click(); // an empty form is a workbook
    CHECK(desk.dialog->path().endsWith(QStringLiteral(".xlsx")));
    CHECK(desk.button() == QStringLiteral("导出空白表样"));
    CHECK_FALSE(format->isVisible()); // it has no columns and no formats to choose
    CHECK_FALSE(desk.item<QRadioButton>("export.columns.1")->isVisible());
    const Worksheet form = desk.exported("表样.xlsx");
    CHECK(desk.holds(form, QStringLiteral("*名称")));
    CHECK_FALSE(desk.holds(form, QStringLiteral("甲社")));
}

TEST_CASE("unmasked phones leave through the dialog only for who may see them, and the history says so")
{
    ExportDesk desk;
    REQUIRE(addPerson(
        desk.workspace(), desk.session.author(Door::form, {}), QStringLiteral("张三"), Role::admin));
    desk.session.signIn(QStringLiteral("张三"));
    desk.ask();
    const size_t before = size_t(history(desk.workspace())->size());
    desk.item<QCheckBox>("export.personal")->setChecked(true);
    CHECK(desk.holds(desk.exported("完整.csv"), QStringLiteral("13800001111")));
    const auto entries = history(desk.workspace());
    REQUIRE(size_t(entries->size()) == before + 1);
    CHECK(entries->first().reason.contains(QStringLiteral("查看服务网点 2 行的联系电话")));

    REQUIRE(
        addPerson(desk.workspace(), desk.session.author(Door::form, {}), QStringLiteral("李四"), Role::read));
    desk.session.signIn(QStringLiteral("李四"));
    desk.ask();
    CHECK(desk.dialog->findChild<QCheckBox*>(QStringLiteral("export.personal")) == nullptr);
}

TEST_CASE("an export that cannot be written says why in the dialog, which stays for another try")
{
    ExportDesk desk;
    desk.ask();
    desk.dialog->setPath(desk.folder.filePath(QStringLiteral("没有/表.xlsx")));
    desk.press("export.run");
    REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->working(); }, 20000));
    CHECK(desk.item<QLabel>("export.problem")->isVisible());
    CHECK(desk.item<QLabel>("export.problem")->text().contains(QStringLiteral("文件夹")));
    CHECK(desk.item<QPushButton>("export.run")->isEnabled());
    CHECK(desk.exported("再来.csv").rows.size() == 3);
}

TEST_CASE(
    "an export over a workspace or another kind of file is refused in the dialog before anything is noted")
{
    ExportDesk desk;
    desk.ask();
    if (auto* personal = desk.dialog->findChild<QCheckBox*>(QStringLiteral("export.personal")))
        personal->setChecked(true);
    const QString letter = desk.folder.filePath(QStringLiteral("公文.xlsx"));
    QFile file(letter);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("PK\3\4 no workbook");
    file.close();
    const auto before = historyHeads(desk.workspace(), {.limit = 1})->first().entry;
    for (const QString& path : {letter, desk.workspace().path(),
             desk.folder.path() + QStringLiteral("/./") + QFileInfo(desk.workspace().path()).fileName()}) {
        desk.dialog->setPath(path);
        desk.press("export.run");
        REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->working(); }, 20000));
        CHECK(desk.item<QLabel>("export.problem")->isVisible());
        CHECK(desk.item<QLabel>("export.problem")->text().contains(QStringLiteral("换一个文件名")));
    }
    CHECK(QFileInfo(letter).size() == 16);
    CHECK(historyHeads(desk.workspace(), {.limit = 1})->first().entry == before);
    CHECK(desk.exported("再来.csv").rows.size() == 3);
}

TEST_CASE("the ending that is written into the export dialog chooses the format as well as the list does")
{
    ExportDesk desk;
    desk.ask();
    auto* format = desk.item<QComboBox>("export.format");
    auto* file = desk.item<QLineEdit>("export.file");
    for (const char* ending : {"csv", "geojson", "KML", "shp", "gpkg"}) {
        file->setText(desk.folder.filePath(QStringLiteral("点.") + QString::fromLatin1(ending)));
        CHECK(format->currentData().toString() == QString::fromLatin1(ending).toLower());
        CHECK(file->text().endsWith(QString::fromLatin1(ending)));
    }
    file->setText(desk.folder.filePath(QStringLiteral("点"))); // none written: the chosen one
    CHECK(desk.dialog->path().endsWith(QStringLiteral("/点.gpkg")));
    file->setText(desk.folder.filePath(QStringLiteral("点.doc")));
    desk.press("export.run");
    CHECK(desk.item<QLabel>("export.problem")->text().contains(QStringLiteral("不能导出为“.doc”")));
    file->setText(desk.folder.path());
    desk.press("export.run");
    CHECK(desk.item<QLabel>("export.problem")->text().contains(QStringLiteral("文件夹")));
}

TEST_CASE("a bare name goes into the clerk's own folder and the export dialog says so")
{
    ExportDesk desk;
    desk.ask();
    desk.item<QLineEdit>("export.file")->setText(QStringLiteral("网点.csv"));
    CHECK(QFileInfo(desk.dialog->path()).isAbsolute());
    CHECK(desk.dialog->path().endsWith(QStringLiteral("/网点.csv")));
    CHECK(desk.item<QLabel>("export.note")->isVisible());
    CHECK(desk.item<QLabel>("export.note")->text().contains(QDir::toNativeSeparators(desk.dialog->path())));
}

TEST_CASE("no button of the export dialog promises to replace what it would refuse to")
{
    ExportDesk desk;
    desk.ask();
    const QString letter = desk.folder.filePath(QStringLiteral("公文.csv"));
    QFile file(letter);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.4 no table");
    file.close();
    for (const QString& path : {letter, desk.workspace().path()}) {
        desk.item<QLineEdit>("export.file")->setText(path);
        CHECK_FALSE(desk.button().contains(QStringLiteral("替换")));
        CHECK(desk.item<QLabel>("export.note")->text().contains(QStringLiteral("换一个文件名")));
    }
}

TEST_CASE("a long refusal makes the dialog higher and nothing in it lies over anything else")
{
    theme::apply(*qApp);
    ExportDesk desk;
    desk.ask();
    const QString deep
        = desk.folder.filePath(QStringLiteral("没有的文件夹").repeated(20) + QStringLiteral("/表.csv"));
    desk.dialog->setPath(deep);
    desk.press("export.run");
    REQUIRE(QTest::qWaitFor([&] { return desk.item<QLabel>("export.problem")->isVisible(); }, 20000));
    QTest::qWait(50);
    QList<QWidget*> parts;
    for (QWidget* part : desk.dialog->findChildren<QWidget*>())
        if (part->isVisible() && !part->objectName().isEmpty()
            && part->objectName().startsWith(QStringLiteral("export.")) && !part->findChild<QLayout*>())
            parts += part;
    REQUIRE(parts.size() > 6);
    const auto place
        = [&](const QWidget* part) { return QRect(part->mapTo(desk.dialog.get(), QPoint()), part->size()); };
    for (const QWidget* one : parts)
        for (const QWidget* other : parts)
            if (one != other) {
                INFO(one->objectName().toStdString() << " and " << other->objectName().toStdString());
                CHECK_FALSE(place(one).intersects(place(other)));
            }
    const auto* problem = desk.item<QLabel>("export.problem");
    CHECK(problem->height() >= problem->heightForWidth(problem->width()));
}
