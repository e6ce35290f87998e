#pragma once
#include "tests/ui/becomes_active.h"
#include "tests/ui/made_example.h"
#include "tests/ui/window_desk.h"
#include "ui/print/print_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QStandardPaths>

/// The real window on the example workspace, for what is printed.
class PaperDesk
{
public:
    PaperDesk()
    {
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        QStandardPaths::setTestModeEnabled(true);
        coop::theme::apply(*qApp);
        const QString file = coop::makeExample(folder.filePath(QStringLiteral("示例.gpkg")));
        window.resize(1366, 768);
        REQUIRE(window.tryOpen(file, coop::Period::ofQuarter(2024, 4)).has_value());
        REQUIRE(window.session()->signIn(QStringLiteral("张三")));
        window.show();
        REQUIRE(becomesActive(&window));
    }
    void show(const char* page)
    {
        window.workbench()->showPage(QLatin1String(page));
        settle();
    }
    void settle()
    {
        QTest::qWait(50);
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
        if (auto* print = qobject_cast<coop::PrintDialog*>(dialog)) { // asks for the file next
            if (print->busy())
                return false;
            auto* printer = print->findChild<QComboBox*>(QStringLiteral("printDialog.printer"));
            printer->setCurrentIndex(printer->count() - 1);
            QTimer::singleShot(0, print, [print] { choose(print, QStringLiteral("printDialog.print")); });
            return false;
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
    coop::MainWindow window;
};
