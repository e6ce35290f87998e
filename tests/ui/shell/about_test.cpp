#include "core/workflow/care/run_log.h"
#include "tests/ui/window_desk.h"

#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProcess>

using namespace coop;

namespace
{
void chooseInFileMenu(WindowDesk& desk, const QString& begin)
{
    auto* menu = desk.part<QMenu>(QStringLiteral("fileMenu"));
    Q_EMIT menu->aboutToShow();
    for (QAction* action : menu->actions())
        if (action->text().startsWith(begin))
            return action->trigger();
    FAIL("no such entry");
}

/// A run that was cut short, as the next one finds it.
class CutRun
{
public:
    explicit CutRun(const QTemporaryDir& folder)
    {
        QFile mark(folder.filePath(QStringLiteral("running-4194305.lock"))); // above every process number
        REQUIRE(mark.open(QIODevice::WriteOnly));
        mark.write("4194305\ncoopmap\n\n\n\n");
        mark.close();
        runLog::begin(folder.path());
    }
    ~CutRun()
    {
        runLog::forgetCut();
        runLog::end();
    }
    CutRun(const CutRun&) = delete;
    CutRun& operator=(const CutRun&) = delete;
};

QString contentOf(const QString& zip)
{
    QProcess unzip;
    unzip.start(QStringLiteral("python3"),
        {QStringLiteral("-c"),
            QStringLiteral("import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\n"
                           "for n in z.namelist(): sys.stdout.buffer.write(n.encode()+b'\\n'+z.read(n))"),
            zip});
    REQUIRE(unzip.waitForFinished());
    return QString::fromUtf8(unzip.readAllStandardOutput());
}
} // namespace

TEST_CASE("关于 names version, licences and whose data are shown, and one click copies it", "[about]")
{
    WindowDesk desk;
    desk.open();
    bool looked = false;
    desk.whenAsked<QDialog>(QStringLiteral("aboutDialog"), [&](QDialog* dialog) {
        const QString text = dialog->findChild<QPlainTextEdit*>(QStringLiteral("about.text"))->toPlainText();
        for (const char* part :
            {"GPL-3.0", "Qt 6.", "GDAL 3.", "GEOS 3.", "PROJ ", "SQLite 3.", "libsodium 1.",
                "libxlsxwriter 1.", "libzip 1.", "expat 2.", "qpdf 1", "Breeze", "OpenStreetMap", "GeoNames"})
            CHECK(text.contains(QString::fromLatin1(part)));
        CHECK_FALSE(text.contains(QDir::homePath()));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("about.copy")), Qt::LeftButton);
        CHECK(QGuiApplication::clipboard()->text() == text);
        looked = true;
        dialog->reject();
    });
    chooseInFileMenu(desk, QStringLiteral("关于"));
    CHECK(looked);
}

TEST_CASE("after a crash one line says that the data are whole, and goes when it was read", "[about]")
{
    const QTemporaryDir runs;
    const CutRun cut(runs);
    WindowDesk desk;
    CHECK(
        desk.part<QLabel>(QStringLiteral("welcomeLastRun"))->text().contains(QStringLiteral("没有正常结束")));
    desk.open();
    CHECK(desk.text(QStringLiteral("noticeText")) == QStringLiteral("上次没有正常结束，数据完整。"));
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("noticeRead")), Qt::LeftButton);
    CHECK_FALSE(desk.part<QWidget>(QStringLiteral("noticeBar"))->isVisible());
}

TEST_CASE(
    "a report of a problem shows all that is in it before it is saved, and nothing of people", "[about]")
{
    const QTemporaryDir runs;
    const CutRun cut(runs);
    WindowDesk desk([](Workspace& workspace) {
        WindowDesk::putOutlet(
            workspace, QStringLiteral("王麻子农资店"), QStringLiteral("新增"), QStringLiteral("13912345678"));
    });
    desk.open();
    runLog::note(QStringLiteral("没有找到“王麻子农资店”"));
    const QString zip = desk.folder.filePath(QStringLiteral("问题.zip"));
    QString shown;
    desk.whenAsked<QDialog>(QStringLiteral("problemReport"), [&](QDialog* dialog) {
        auto* save = dialog->findChild<QPushButton*>(QStringLiteral("problemReport.save"));
        CHECK_FALSE(QFile::exists(zip));
        REQUIRE(desk.waitFor([&] { return save->isEnabled(); }));
        auto* files = dialog->findChild<QListWidget*>(QStringLiteral("problemReport.files"));
        auto* text = dialog->findChild<QPlainTextEdit*>(QStringLiteral("problemReport.text"));
        CHECK(files->count() == 3);
        for (int row = 0; row < files->count(); ++row) {
            files->setCurrentRow(row);
            shown += files->item(row)->text() + u'\n' + text->toPlainText();
        }
        desk.whenAsked<QFileDialog>(QStringLiteral("QFileDialog"), [&](QFileDialog* where) {
            where->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(zip);
            where->findChild<QDialogButtonBox*>(QStringLiteral("buttonBox"))
                ->button(QDialogButtonBox::Save)
                ->click();
        });
        save->click();
        const QString said = dialog->findChild<QLabel*>(QStringLiteral("problemReport.state"))->text();
        INFO(said.toStdString());
        CHECK(said.startsWith(QStringLiteral("已存为")));
        dialog->reject();
    });
    QTest::mouseClick(desk.part<QPushButton>(QStringLiteral("noticeReport")), Qt::LeftButton);
    REQUIRE(QFile::exists(zip));
    const QString saved = contentOf(zip).remove(QChar(0xFEFF));
    CHECK(saved.simplified() == shown.simplified()); // what was shown is what goes away
    CHECK(saved.contains(QStringLiteral("服务网点：1 行")));
    CHECK(saved.contains(QStringLiteral("上次没有正常结束")));
    CHECK(saved.contains(QStringLiteral("体检")));
    for (const QString& secret : {QStringLiteral("王麻子"), QStringLiteral("13912345678"),
             QStringLiteral("张三"), desk.folder.path(), QStringLiteral("南川.gpkg")})
        CHECK_FALSE(saved.contains(secret));
}
