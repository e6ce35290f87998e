// Enter in dialogs, and what Qt itself says.
#include "tests/ui/window_desk.h"

#include <QCoreApplication>
#include <QDialog>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace coop;

TEST_CASE("Enter presses the button that has the keyboard and in a field the dialog's own", "[enter]")
{
    theme::apply(*qApp);
    QDialog dialog;
    auto* line = new QLineEdit;
    auto* act = new QPushButton(QStringLiteral("导入"));
    auto* leave = new QPushButton(QStringLiteral("不导入"));
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(line);
    column->addWidget(act);
    column->addWidget(leave);
    act->setDefault(true);
    leave->setAutoDefault(false);
    int acted = 0, left = 0;
    QObject::connect(act, &QPushButton::clicked, &dialog, [&] { ++acted; });
    QObject::connect(leave, &QPushButton::clicked, &dialog, [&] { ++left; });
    dialog.show();
    REQUIRE(becomesActive(&dialog));
    leave->setFocus();
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(leave, key);
    CHECK(left == 2);
    CHECK(acted == 0);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Return);
    CHECK(acted == 1);
    act->setFocus();
    QTest::keyClick(act, Qt::Key_Return);
    CHECK(acted == 2);
    CHECK(left == 2);
    act->setEnabled(false);
    QTest::keyClick(act, Qt::Key_Return);
    CHECK(acted == 2);
}

TEST_CASE("Qt's list of files says in Chinese what a folder is", "[enter]")
{
    theme::apply(*qApp);
    CHECK(QCoreApplication::translate("QAbstractFileIconProvider", "Folder") == QStringLiteral("文件夹"));
    CHECK(QCoreApplication::translate("QFileSystemModel", "Size") == QStringLiteral("大小"));
    CHECK(QCoreApplication::translate("QPlatformTheme", "Cancel") == QStringLiteral("取消"));
}
