#include "core/store/workspace.h"
#include "core/workflow/filing/first_quarter.h"
#include "tests/ui/becomes_active.h"
#include "ui/look/theme.h"
#include "ui/start/new_workspace_dialog.h"
#include "ui/start/sign_in_dialog.h"
#include "ui/widgets/ask_choice.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QProxyStyle>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// An account that is so fresh that it has no folder 文档.
class FreshAccount
{
public:
    FreshAccount()
        : home(qgetenv("HOME"))
        , config(qgetenv("XDG_CONFIG_HOME"))
    {
        qputenv("HOME", folder.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", folder.filePath(QStringLiteral("config")).toUtf8());
    }
    ~FreshAccount()
    {
        qputenv("HOME", home);
        if (config.isEmpty())
            qunsetenv("XDG_CONFIG_HOME");
        else
            qputenv("XDG_CONFIG_HOME", config);
    }
    Q_DISABLE_COPY(FreshAccount)

    QTemporaryDir folder;

private:
    QByteArray home, config;
};

QString today()
{
    return Period::quarterOf(QDate::currentDate()).title();
}

void show(QDialog& dialog)
{
    dialog.show();
    REQUIRE(becomesActive(&dialog));
}

std::optional<Period> firstOf(const QString& path)
{
    const auto made = Workspace::open(path, Workspace::Access::read);
    REQUIRE(made);
    return firstQuarter(**made).value().quarter;
}

/// A desktop that puts 取消 in front.
class OtherDesktop : public QProxyStyle
{
public:
    using QProxyStyle::QProxyStyle;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* more) const override
    {
        return hint == SH_DialogButtonLayout ? int(QDialogButtonBox::GnomeLayout)
                                             : QProxyStyle::styleHint(hint, option, widget, more);
    }
};
} // namespace

TEST_CASE("on a fresh account Enter alone makes the workspace in 文档, which begins with today's quarter",
    "[start]")
{
    const FreshAccount account;
    NewWorkspaceDialog dialog(QStringLiteral("张三"));
    show(dialog);
    REQUIRE(QDir::fromNativeSeparators(dialog.path()).startsWith(account.folder.path()));
    auto* create = dialog.findChild<QPushButton*>(QStringLiteral("newCreate"));
    CHECK(create->isDefault()); // what is highlighted
    CHECK(dialog.findChild<QComboBox*>(QStringLiteral("newFirst"))->currentText() == today());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return dialog.result() == QDialog::Accepted; }, 60000));
    CHECK(firstOf(dialog.path()) == Period::quarterOf(QDate::currentDate()));
}

TEST_CASE("another first quarter is chosen by keyboard, and the example has none", "[start]")
{
    const FreshAccount account;
    NewWorkspaceDialog dialog(QStringLiteral("张三"));
    show(dialog);
    auto* box = dialog.findChild<QComboBox*>(QStringLiteral("newFirst"));
    auto* example = dialog.findChild<QCheckBox*>(QStringLiteral("newExample"));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    QTest::keyClick(box, Qt::Key_Down);
    CHECK(box->currentText() == QStringLiteral("2024年第二季度"));
    example->setFocus();
    QTest::keyClick(example, Qt::Key_Space);
    CHECK_FALSE(box->isEnabled());
    QTest::keyClick(example, Qt::Key_Space);
    CHECK(box->isEnabled());
    QTest::keyClick(example, Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return dialog.result() == QDialog::Accepted; }, 60000));
    CHECK(firstOf(dialog.path()) == Period::ofQuarter(2024, 2));
}

TEST_CASE("whatever desktop it is, what a dialog does stands left of leaving it", "[start]")
{
    theme::apply(*qApp);
    QApplication::setStyle(new OtherDesktop(QStringLiteral("Fusion")));
    const auto leftOf = [](const QWidget* first, const QWidget* second) {
        return first->mapTo(first->window(), QPoint()).x() < second->mapTo(second->window(), QPoint()).x();
    };
    {
        NewWorkspaceDialog dialog(QStringLiteral("张三"));
        show(dialog);
        const auto* box = dialog.findChild<QDialogButtonBox*>();
        for (const QAbstractButton* each : box->buttons())
            if (box->buttonRole(const_cast<QAbstractButton*>(each)) == QDialogButtonBox::RejectRole)
                CHECK(leftOf(dialog.findChild<QPushButton*>(QStringLiteral("newCreate")), each));
    }
    bool asked = false;
    QTimer::singleShot(50, qApp, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        REQUIRE(box);
        asked = true;
        CHECK(leftOf(box->findChild<QPushButton*>(QStringLiteral("ask.0")),
            box->findChild<QPushButton*>(QStringLiteral("ask.2"))));
        box->reject();
    });
    CHECK(askChoice(nullptr, QStringLiteral("ask"), QStringLiteral("放弃？"), {},
              {QStringLiteral("保存"), QStringLiteral("放弃"), QStringLiteral("继续编辑")}, 0)
        == 2);
    CHECK(asked);
    theme::apply(*qApp);
}
