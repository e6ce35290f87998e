// Printing by the real window onto a real print queue: what arrives has the right size and nothing is cut.
#include "core/base/files/output.h"
#include "core/map/labels/text_run.h"
#include "core/map/sheet/pdf/pdf_pages.h"
#include "tests/ui/print/paper_desk.h"

#include <QMenu>
#include <QSemaphore>
#ifdef Q_OS_LINUX
#include "tests/ui/print/print_queue.h"
#endif

using namespace coop;

namespace
{
/// The print dialog over a window, for pages that say which they are. What it writes waits until it may.
class PagesDesk
{
public:
    explicit PagesDesk(int pages)
    {
        theme::apply(*qApp);
        window.resize(1366, 768);
        dialog = std::make_unique<PrintDialog>(
            PaperJob{.title = QStringLiteral("图"), .pages = pages}, drawPage, writer(), &window);
        dialog->show();
        REQUIRE(becomesActive(dialog.get()));
    }
    ~PagesDesk() { mayWrite.release(10); }

    static void drawPage(QPainter& painter, int page, double unitsPerMm)
    {
        painter.fillRect(QRectF(10, 10, 20 + 30 * page, 20), Qt::black);
        drawText(painter, QRectF(30, 50, 100, 10), Qt::AlignLeft, QStringLiteral("第%1张").arg(page + 1), {},
            unitsPerMm);
    }
    template <class T> T* part(const char* name) { return dialog->findChild<T*>(QLatin1String(name)); }
    QImage shown()
    {
        REQUIRE(QTest::qWaitFor([&] { return !dialog->busy(); }, 20000));
        return part<QLabel>("printDialog.picture")->pixmap(Qt::ReturnByValue).toImage();
    }
    /// Answers the next dialog that asks for a file.
    void whenAsked(const QString& path)
    {
        QTimer::singleShot(30, dialog.get(), [this, path] {
            auto* asks = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!asks || !PaperDesk::toFile(asks, path))
                whenAsked(path);
        });
    }
    static QString told(const char* program, const QStringList& arguments)
    {
        QProcess tool;
        tool.start(QLatin1String(program), arguments);
        REQUIRE(tool.waitForFinished());
        INFO(tool.readAllStandardError().toStdString());
        CHECK(tool.exitCode() == 0);
        return QString::fromUtf8(tool.readAllStandardOutput());
    }

    QTemporaryDir folder;
    QString out = folder.filePath(QStringLiteral("图.pdf"));
    QSemaphore mayWrite;
    std::atomic<QThread*> wroteOn = nullptr;
    QWidget window;
    std::unique_ptr<PrintDialog> dialog;

private:
    WritePages writer()
    {
        return [this](const QString& file, const QList<int>& pages, const JobControl&) {
            mayWrite.acquire();
            wroteOn = QThread::currentThread();
            return writeFile(file, FileKind::pdf,
                pdfOf({{210, 297}, QStringLiteral("图")}, int(pages.size()),
                    [&](QPainter& painter, int page, double unitsPerMm) {
                        drawPage(painter, pages[page], unitsPerMm);
                        return true;
                    }));
        };
    }
};
} // namespace

TEST_CASE("pages are taken as people write them", "[print]")
{
    using Pages = QList<int>;
    CHECK(pagesWritten({}, 3).value() == Pages{0, 1, 2});
    CHECK(pagesWritten(QStringLiteral("1-2，5"), 5).value() == Pages{0, 1, 4});
    CHECK(pagesWritten(QStringLiteral("第3页、１～２"), 5).value() == Pages{2, 0, 1});
    CHECK(pagesWritten(QStringLiteral("2 2 2-3"), 5).value() == Pages{1, 2});
    for (const char* wrong : {"6", "0", "3-1", "一", "1-2-3", "-2", "，", "页"}) {
        INFO(wrong);
        const auto pages = pagesWritten(QString::fromUtf8(wrong), 5);
        REQUIRE_FALSE(pages);
        CHECK(pages.error().text.contains(QStringLiteral("1-3，5")));
    }
}

TEST_CASE("the print dialog shows each page and rests while the pages are wrong", "[print]")
{
    PagesDesk desk(3);
    const auto* picture = desk.part<QLabel>("printDialog.picture");
    const QImage first = desk.shown();
    CHECK_FALSE(first.isNull());
    desk.dialog->resize(
        desk.dialog->width() - 150, desk.dialog->height() - 60); // the whole paper is seen whatever the size
    const QSize room = picture->size();
    const QImage smaller = desk.shown();
    CHECK(smaller.width() <= room.width() * smaller.devicePixelRatio());
    CHECK(smaller.height() <= room.height() * smaller.devicePixelRatio());
    CHECK(smaller.width() > room.width() * smaller.devicePixelRatio() / 2);
    QTest::mouseClick(desk.part<QAbstractButton>("printDialog.next"), Qt::LeftButton);
    CHECK(desk.part<QLabel>("printDialog.pageText")->text() == QStringLiteral("2/3 页"));
    CHECK(desk.shown() != first);
    auto* pages = desk.part<QLineEdit>("printDialog.pages");
    const auto* print = desk.part<QPushButton>("printDialog.print");
    pages->setFocus();
    QTest::keyClicks(pages, QStringLiteral("2-9"));
    CHECK_FALSE(print->isEnabled());
    CHECK(desk.part<QLabel>("printDialog.problem")->isVisible());
    pages->selectAll();
    QTest::keyClicks(pages, QStringLiteral("3,1"));
    CHECK(print->isEnabled());
    desk.mayWrite.release();
    desk.whenAsked(desk.out);
    QTest::keyClick(pages, Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->isVisible(); }, 20000));
    CHECK(desk.dialog->result() == QDialog::Accepted);
    CHECK(desk.dialog->pages() == QList<int>{2, 0});
    const QString text = PagesDesk::told("pdftotext", {desk.out, QStringLiteral("-")});
    CHECK(text.indexOf(QStringLiteral("第3张")) < text.indexOf(QStringLiteral("第1张")));
    CHECK(text.contains(QStringLiteral("第3张")));
}

TEST_CASE(
    "a PDF is written with the chosen pages on a worker and the dialog cannot be closed meanwhile", "[print]")
{
    PagesDesk desk(5);
    auto* pages = desk.part<QLineEdit>("printDialog.pages");
    auto* print = desk.part<QPushButton>("printDialog.print");
    QTest::keyClick(desk.part<QComboBox>("printDialog.printer"), Qt::Key_End); // 存为 PDF
    pages->setFocus();
    QTest::keyClicks(pages, QStringLiteral("1-3"));
    desk.whenAsked(desk.out);
    QTest::mouseClick(print, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return desk.dialog->working(); }, 20000));
    CHECK_FALSE(print->isEnabled());
    CHECK_FALSE(pages->isEnabled());
    CHECK(desk.part<QWidget>("printDialog.progress")->isVisible());
    QTest::mouseClick(desk.part<QPushButton>("printDialog.cancel"), Qt::LeftButton);
    QTest::keyClick(desk.dialog.get(), Qt::Key_Escape);
    desk.dialog->close();
    CHECK(desk.dialog->isVisible());
    CHECK_FALSE(QFile::exists(desk.out));
    QTest::mouseClick(desk.part<QAbstractButton>("printDialog.next"), Qt::LeftButton); // the window lives
    CHECK(desk.part<QLabel>("printDialog.pageText")->text() == QStringLiteral("2/5 页"));

    desk.mayWrite.release();
    REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->isVisible(); }, 20000));
    CHECK(desk.dialog->result() == QDialog::Accepted);
    CHECK(desk.dialog->way() == PrintDialog::Way::pdf);
    CHECK(desk.dialog->file() == desk.out);
    CHECK(desk.wroteOn != qApp->thread());
    CHECK(PaperDesk::pagesOf(desk.out) == 3);
    PagesDesk::told("qpdf", {QStringLiteral("--check"), desk.out});
    const QString text = PagesDesk::told("pdftotext", {desk.out, QStringLiteral("-")});
    for (int page = 1; page <= 5; ++page)
        CHECK(text.contains(QStringLiteral("第%1张").arg(page)) == (page <= 3));
}

TEST_CASE("a PDF that could not be written is said in the print dialog, which stays", "[print]")
{
    PagesDesk desk(2);
    const auto* problem = desk.part<QLabel>("printDialog.problem");
    auto* print = desk.part<QPushButton>("printDialog.print");
    desk.mayWrite.release(2);
    desk.dialog->writePdf(desk.folder.filePath(QStringLiteral("没有/图.pdf")), {0, 1});
    REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->working() && problem->isVisible(); }, 20000));
    CHECK(problem->text().contains(QStringLiteral("没有")));
    CHECK(desk.dialog->isVisible());
    CHECK(print->isEnabled());
    desk.whenAsked(desk.out);
    QTest::mouseClick(print, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !desk.dialog->isVisible(); }, 20000));
    CHECK(PaperDesk::pagesOf(desk.out) == 2);
}

TEST_CASE(
    "the report is laid out on a worker and no print dialog comes when that is stopped", "[print][paper]")
{
    PaperDesk desk;
    desk.show("print");
    QStringList said;
    Session& session = *desk.window.session();
    QObject::connect(&session, &Session::message, &desk.window, [&](const QString& text) { said += text; });
    QObject::connect(&session.jobs(), &Jobs::started, &desk.window, [&](const Job* job) {
        if (job->title() == QStringLiteral("正在排版报告"))
            desk.part<QPushButton>("jobCancel")->click(); // is shown only when it lasts
    });
    desk.part<QPushButton>("print.report")->menu()->actions().last()->trigger();
    const bool stopped
        = QTest::qWaitFor([&] { return said.contains(QStringLiteral("已取消，没有出报告。")); }, 60000);
    INFO(said.join(u'\n').toStdString());
    REQUIRE(stopped);
    desk.settle();
    CHECK_FALSE(QApplication::activeModalWidget());
}

#ifdef Q_OS_LINUX
namespace
{
/// The print page with an A3 sheet that may go out.
void showSheet(PaperDesk& desk)
{
    desk.show("print");
    for (const auto& [field, text] : {std::pair("sheet.producer", QStringLiteral("南川区供销合作社")),
             {"sheet.reviewNumber", QStringLiteral("渝S（2024）001号")}}) {
        auto* line = desk.part<QLineEdit>(field);
        line->setText(text);
        Q_EMIT line->textEdited(text);
    }
    desk.settle();
    REQUIRE(desk.part<QComboBox>("sheet.paper")->currentText().startsWith(QStringLiteral("A3")));
}
bool alike(QSizeF one, QSizeF other)
{
    return std::abs(one.width() - other.width()) < 2 && std::abs(one.height() - other.height()) < 2;
}
constexpr QSizeF a3{420, 297}, a4{297, 210};
} // namespace

TEST_CASE("an A3 sheet takes the A3 paper of a printer that is set to A4, by one key", "[paper][queue]")
{
    PrintQueue queue({QStringLiteral("A4"), QStringLiteral("A3")});
    PaperDesk desk;
    showSheet(desk);
    desk.answer([](QWidget* widget) {
        auto* dialog = qobject_cast<PrintDialog*>(widget);
        if (!dialog || dialog->busy())
            return false;
        INFO(dialog->findChild<QComboBox*>(QStringLiteral("printDialog.printer"))
                 ->currentText()
                 .toStdString());
        auto* note = dialog->findChild<QLabel*>(QStringLiteral("printDialog.note"));
        INFO(note->text().toStdString());
        CHECK(dialog->paper().id() == QPageSize::A3);
        CHECK_FALSE(note->isVisible());
        auto* colours = dialog->findChild<QComboBox*>(QStringLiteral("printDialog.colours"));
        QTest::keyClick(colours, Qt::Key_Down);
        CHECK(colours->currentText() == QStringLiteral("黑白"));
        CHECK(note->isVisible());
        CHECK(note->text().contains(QStringLiteral("用线纹区分")));
        QTest::keyClick(colours, Qt::Key_Up);
        CHECK_FALSE(note->isVisible());
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        return true;
    });
    QTest::mouseClick(desk.part<QPushButton>("print.print"), Qt::LeftButton);
    const PrintQueue::Paper paper = queue.arrived();
    INFO(paper.mm.width() << " x " << paper.mm.height());
    CHECK((alike(paper.mm, a3) || alike(paper.mm, a3.transposed())));
    CHECK(paper.inkMm.size().width() * paper.inkMm.height() > 0.8 * a3.width() * a3.height());
    CHECK(paper.inkMm.left() > 3);
    CHECK(paper.inkMm.top() > 3);
    CHECK(paper.mm.width() - paper.inkMm.right() > 3);
    CHECK(paper.mm.height() - paper.inkMm.bottom() > 3);
}

TEST_CASE("an A3 sheet on a printer with A4 only is made smaller or laid out anew, whole", "[paper][queue]")
{
    PrintQueue queue({QStringLiteral("A4")});
    PaperDesk desk;
    showSheet(desk);
    const bool anew = GENERATE(false, true);
    INFO(anew);
    desk.answer(
        [anew, first = true](QWidget* widget) mutable {
            auto* dialog = qobject_cast<PrintDialog*>(widget);
            if (!dialog || dialog->busy())
                return false;
            auto* note = dialog->findChild<QLabel*>(QStringLiteral("printDialog.note"));
            if (anew && std::exchange(first, false)) {
                CHECK(note->text().contains(QStringLiteral("没有 A3 纸")));
                PaperDesk::choose(dialog, QStringLiteral("printDialog.relayout"));
                return true;
            }
            CHECK(note->isVisible() == !anew);
            PaperDesk::choose(dialog, QStringLiteral("printDialog.print"));
            return true;
        },
        anew ? 2 : 1);
    QTest::mouseClick(desk.part<QPushButton>("print.print"), Qt::LeftButton);
    const PrintQueue::Paper paper = queue.arrived();
    INFO(paper.mm.width() << " x " << paper.mm.height());
    CHECK((alike(paper.mm, a4) || alike(paper.mm, a4.transposed())));
    CHECK(paper.inkMm.size().width() * paper.inkMm.height() > 0.8 * a4.width() * a4.height());
    CHECK(paper.inkMm.left() > 2);
    CHECK(paper.inkMm.top() > 2);
    CHECK(paper.mm.width() - paper.inkMm.right() > 2);
    CHECK(paper.mm.height() - paper.inkMm.bottom() > 2);
    CHECK(desk.part<QComboBox>("sheet.paper")
              ->currentText()
              .startsWith(anew ? QStringLiteral("A4") : QStringLiteral("A3")));
}

TEST_CASE("the report is seen and printed from the window", "[paper][queue]")
{
    PrintQueue queue({QStringLiteral("A4")});
    PaperDesk desk;
    desk.show("print");
    int pages = 0;
    desk.answer([&](QWidget* widget) {
        auto* dialog = qobject_cast<PrintDialog*>(widget);
        if (!dialog || dialog->busy())
            return false;
        pages = int(dialog->pages().size());
        QTest::keyClick(dialog, Qt::Key_Return);
        return true;
    });
    desk.part<QPushButton>("print.report")->menu()->actions().last()->trigger();
    const PrintQueue::Paper paper = queue.arrived();
    CHECK(alike(paper.mm, a4.transposed()));
    CHECK(paper.pages == pages);
    CHECK(pages > 10);
}

TEST_CASE("a filing on a printer with A3 only lies in the middle of the paper", "[paper][queue]")
{
    PrintQueue queue({QStringLiteral("A3")});
    PaperDesk desk;
    desk.show("entry");
    desk.answer(
        [](QWidget* widget) {
            if (PaperDesk::choose(widget, QStringLiteral("printSheet.1")))
                return true;
            auto* dialog = qobject_cast<PrintDialog*>(widget);
            if (!dialog || dialog->busy())
                return false;
            PaperDesk::choose(dialog, QStringLiteral("printDialog.print"));
            return true;
        },
        2);
    QTest::mouseClick(desk.part<QPushButton>("entry.print"), Qt::LeftButton);
    const PrintQueue::Paper paper = queue.arrived();
    CHECK((alike(paper.mm, a3) || alike(paper.mm, a3.transposed())));
    CHECK(paper.pages >= 4);
    CHECK(std::abs(paper.inkMm.center().x() - paper.mm.width() / 2) < 10);
    CHECK(paper.inkMm.left() > 50);
}
#endif
