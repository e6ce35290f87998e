// Everything that is printed, by the buttons of the real window: to a PDF, and by the print dialog into one.
#include "tests/ui/print/paper_desk.h"
#include "ui/tasks/demand_note_dialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>

using namespace coop;

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
