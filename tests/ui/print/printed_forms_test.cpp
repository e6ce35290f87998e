// Everything that is printed, by the buttons of the real window: to a PDF and to the printer (which writes a
// PDF where there is none).
#include "core/workflow/new_workspace.h"
#include "tests/ui/window_desk.h"
#include "ui/tasks/demand_note_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPrintDialog>
#include <QProcess>
#include <QStandardPaths>

using namespace coop;

namespace
{
class PaperDesk
{
public:
    PaperDesk()
    {
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        QStandardPaths::setTestModeEnabled(true);
        theme::apply(*qApp);
        const QString file = folder.filePath(QStringLiteral("示例.gpkg"));
        const auto made = newWorkspace({.path = file,
            .plan = QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"),
            .who = QStringLiteral("张三"),
            .example = true});
        INFO((made ? QString() : made.error().text).toStdString());
        REQUIRE(made.has_value());
        window.resize(1366, 768);
        REQUIRE(window.tryOpen(file, Period::ofQuarter(2024, 4)).has_value());
        REQUIRE(window.session()->signIn(QStringLiteral("张三")));
        window.show();
        REQUIRE(QTest::qWaitForWindowActive(&window, 30000));
    }
    void show(const char* page)
    {
        window.workbench()->showPage(QLatin1String(page));
        REQUIRE(QTest::qWaitFor([this] { return !window.workbench()->page()->busy(); }, 60000));
        QTest::qWait(50);
    }
    template <class T> T* part(const char* name, QObject* in = nullptr)
    {
        T* found = (in ? in : &window)->findChild<T*>(QLatin1String(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    /// Answers the dialogs that come, one after another, by class and name, until none is left to come.
    void answer(const std::function<bool(QWidget*)>& answers, int left = 1)
    {
        QTimer::singleShot(30, &window, [this, answers, left] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog || !answers(dialog))
                return answer(answers, left);
            if (left > 1)
                answer(answers, left - 1);
        });
    }
    /// The printer's dialog, or the one that asks for a file: writes to `out`.
    static bool toFile(QWidget* dialog, const QString& out)
    {
        if (auto* print = qobject_cast<QPrintDialog*>(dialog)) {
            auto* line = print->findChild<QLineEdit*>(QStringLiteral("filename"));
            if (line)
                line->setText(out);
            if (auto* range = print->findChild<QAbstractButton*>(QStringLiteral("printAll")))
                range->click();
            print->accept();
            return true;
        }
        if (auto* file = qobject_cast<QFileDialog*>(dialog)) {
            file->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(out);
            file->findChild<QDialogButtonBox*>(QStringLiteral("buttonBox"))
                ->button(QDialogButtonBox::Save)
                ->click();
            return true;
        }
        return false;
    }
    static bool choose(QWidget* dialog, const QString& name)
    {
        auto* button = dialog->findChild<QPushButton*>(name);
        if (button)
            button->click();
        return button;
    }
    QString path(const QString& name) const { return folder.filePath(name); }
    static int pagesOf(const QString& pdf)
    {
        QProcess tool;
        tool.start(QStringLiteral("pdfinfo"), {pdf});
        REQUIRE(tool.waitForFinished());
        const QString said = QString::fromUtf8(tool.readAllStandardOutput());
        return said.section(QStringLiteral("Pages:"), 1).section(u'\n', 0, 0).trimmed().toInt();
    }
    void isWritten(const QString& out)
    {
        INFO(out.toStdString());
        REQUIRE(QTest::qWaitFor([&] { return QFileInfo(out).size() > 1000; }, 60000));
        REQUIRE(QTest::qWaitFor([&] { return pagesOf(out) > 0; }, 10000));
    }

    QTemporaryDir folder;
    MainWindow window;
};
} // namespace

TEST_CASE("a filing goes to a PDF and to the printer filled and empty", "[paper]")
{
    PaperDesk desk;
    desk.show("entry");
    for (int choice = 0; choice < 4; ++choice) {
        INFO(choice);
        const QString out = desk.path(QStringLiteral("填报%1.pdf").arg(choice));
        desk.answer(
            [&, choice](QWidget* dialog) {
                return PaperDesk::choose(dialog, QStringLiteral("printSheet.%1").arg(choice))
                    || PaperDesk::toFile(dialog, out);
            },
            2);
        QTest::mouseClick(desk.part<QPushButton>("entry.print"), Qt::LeftButton);
        desk.isWritten(out);
        CHECK(PaperDesk::pagesOf(out) >= 4);
    }
}

TEST_CASE("督办单 go to a PDF and to the printer", "[paper]")
{
    PaperDesk desk;
    desk.show("tasks");
    for (const char* button : {"sheet.pdf", "sheet.print"}) {
        INFO(button);
        const QString out = desk.path(QString::fromLatin1(button) + QStringLiteral(".pdf"));
        desk.answer(
            [&, button](QWidget* dialog) {
                if (auto* notes = qobject_cast<DemandNoteDialog*>(dialog)) {
                    if (notes->busy())
                        return false;
                    QTimer::singleShot(0, notes,
                        [notes, button] { notes->findChild<QPushButton*>(QLatin1String(button))->click(); });
                    return true;
                }
                return PaperDesk::toFile(dialog, out);
            },
            2);
        QTest::mouseClick(desk.part<QPushButton>("tasks.sheets"), Qt::LeftButton);
        desk.isWritten(out);
    }
}

TEST_CASE("map sheets of every template go to the printer and the report to a booklet", "[paper]")
{
    PaperDesk desk;
    desk.show("print");
    auto* templates = desk.part<QListWidget>("print.templates");
    REQUIRE(templates->count() >= 6);
    for (int i = 0; i < templates->count(); ++i) {
        INFO(templates->item(i)->text().toStdString());
        templates->setCurrentRow(i);
        Q_EMIT templates->itemClicked(templates->item(i));
        QTest::qWait(50);
        REQUIRE(QTest::qWaitFor([&] { return !desk.window.workbench()->page()->busy(); }, 60000));
        for (const auto& [field, text] : {std::pair("sheet.producer", QStringLiteral("南川区供销合作社")),
                 {"sheet.reviewNumber", QStringLiteral("渝S（2024）001号")}})
            if (auto* line = desk.window.findChild<QLineEdit*>(QLatin1String(field))) {
                line->setText(text);
                Q_EMIT line->textEdited(text);
            }
        QTest::qWait(50);
        REQUIRE(QTest::qWaitFor([&] { return !desk.window.workbench()->page()->busy(); }, 60000));
        const QString out = desk.path(QStringLiteral("图%1.pdf").arg(i));
        desk.answer([&](QWidget* dialog) { return PaperDesk::toFile(dialog, out); });
        QTest::mouseClick(desk.part<QPushButton>("print.print"), Qt::LeftButton);
        desk.isWritten(out);
    }
    const QString booklet = desk.path(QStringLiteral("报告.pdf"));
    desk.answer([&](QWidget* dialog) { return PaperDesk::toFile(dialog, booklet); });
    QMenu* formats = desk.part<QPushButton>("print.report")->menu();
    REQUIRE(formats);
    formats->actions().first()->trigger();
    desk.isWritten(booklet);
}
