// Printing by the real window onto a real print queue: what arrives has the right size and nothing is cut.
#include "tests/ui/print/paper_desk.h"

#include <QMenu>
#ifdef Q_OS_LINUX
#include "tests/ui/print/print_queue.h"
#endif

using namespace coop;

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
    theme::apply(*qApp);
    QWidget window;
    window.resize(1366, 768);
    PrintDialog dialog(
        {.title = QStringLiteral("图"), .pages = 3},
        [](QPainter& painter, int page, double unitsPerMm) {
            painter.fillRect(QRectF(10, 10, 20 + 30 * page, 20).normalized(), Qt::black);
            painter.scale(unitsPerMm, unitsPerMm);
        },
        &window);
    dialog.show();
    REQUIRE(QTest::qWaitForWindowActive(&dialog));
    const auto shown = [&] {
        REQUIRE(QTest::qWaitFor([&] { return !dialog.busy(); }, 20000));
        return dialog.findChild<QLabel*>(QStringLiteral("printDialog.picture"))
            ->pixmap(Qt::ReturnByValue)
            .toImage();
    };
    const QImage first = shown();
    CHECK_FALSE(first.isNull());
    dialog.resize(dialog.width() - 150, dialog.height() - 60); // the whole paper is seen whatever the size
    const QSize room = dialog.findChild<QLabel*>(QStringLiteral("printDialog.picture"))->size();
    const QImage smaller = shown();
    CHECK(smaller.width() <= room.width() * smaller.devicePixelRatio());
    CHECK(smaller.height() <= room.height() * smaller.devicePixelRatio());
    CHECK(smaller.width() > room.width() * smaller.devicePixelRatio() / 2);
    QTest::mouseClick(dialog.findChild<QAbstractButton*>(QStringLiteral("printDialog.next")), Qt::LeftButton);
    CHECK(dialog.findChild<QLabel*>(QStringLiteral("printDialog.pageText"))->text()
        == QStringLiteral("2/3 页"));
    CHECK(shown() != first);
    auto* pages = dialog.findChild<QLineEdit*>(QStringLiteral("printDialog.pages"));
    auto* print = dialog.findChild<QPushButton*>(QStringLiteral("printDialog.print"));
    pages->setFocus();
    QTest::keyClicks(pages, QStringLiteral("2-9"));
    CHECK_FALSE(print->isEnabled());
    CHECK(dialog.findChild<QLabel*>(QStringLiteral("printDialog.problem"))->isVisible());
    pages->selectAll();
    QTest::keyClicks(pages, QStringLiteral("3,1"));
    CHECK(print->isEnabled());
    QTest::keyClick(pages, Qt::Key_Return);
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK(dialog.pages() == QList<int>{2, 0});
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
