#include "tests/ui/becomes_active.h"
#include "ui/session/work_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QTest>
#include <QVBoxLayout>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
/// Asks for a line and works until its test lets it.
class Asking : public WorkDialog
{
public:
    Asking()
        : line(new QLineEdit)
        , button(new QPushButton)
    {
        auto* column = new QVBoxLayout(this);
        column->addWidget(line);
        column->addWidget(button);
        button->setFocus();
        show();
    }
    void work(Leaving leaving)
    {
        begin(jobs.start(
                  QString(), this,
                  [gate = gate](const JobControl& control) {
                      gate->acquire();
                      return control.cancelled();
                  },
                  [this](bool stopped) {
                      if (!together)
                          CHECK_FALSE(working()); // what the result says may begin the next work
                      said = stopped ? QStringLiteral("停了") : QStringLiteral("做完了");
                  }),
            leaving);
    }
    QList<QWidget*> inputs() const override { return {line, button}; }
    void showWork(bool works) override { shown = works; }
    bool ends()
    {
        gate->release();
        return QTest::qWaitFor([this] { return !said.isEmpty(); }, 20000);
    }
    void workForGood() { work(Leaving::impossible); }
    void workAndStop() { work(Leaving::cancels); }
    void workAndGo() { work(Leaving::goes); }

    QLineEdit* line;
    QPushButton* button;
    bool shown = false;
    QString said;
    bool together = false; ///< with other work, which may end before or after
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
    Jobs jobs;
};
} // namespace

TEST_CASE("a dialog that writes cannot be closed until it has written")
{
    Asking dialog;
    dialog.workForGood();
    dialog.reject();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    dialog.close();
    CHECK(dialog.isVisible());
    REQUIRE(dialog.ends());
    CHECK(dialog.said == QStringLiteral("做完了"));
    dialog.reject();
    CHECK_FALSE(dialog.isVisible());
}

TEST_CASE("a dialog that can stop its work stays until the work has stopped")
{
    Asking dialog;
    dialog.workAndStop();
    dialog.reject();
    CHECK(dialog.isVisible());
    REQUIRE(dialog.ends());
    CHECK(dialog.said == QStringLiteral("停了"));
    CHECK(dialog.isVisible());
}

TEST_CASE("a dialog that only reads closes at once")
{
    Asking dialog;
    dialog.workAndGo();
    dialog.reject();
    CHECK_FALSE(dialog.isVisible());
    CHECK(dialog.ends());
}

TEST_CASE("what a dialog asks for rests while it works and gets the keyboard back")
{
    Asking dialog;
    REQUIRE(becomesActive(&dialog));
    dialog.button->setFocus();
    dialog.workForGood();
    CHECK(dialog.shown);
    CHECK_FALSE(dialog.line->isEnabled());
    CHECK_FALSE(dialog.button->hasFocus());
    REQUIRE(dialog.ends());
    CHECK_FALSE(dialog.shown);
    CHECK(dialog.line->isEnabled());
    CHECK(dialog.button->hasFocus());
}

TEST_CASE("work that begins before other work has ended is waited for")
{
    Asking dialog;
    dialog.together = true;
    dialog.workAndGo();
    dialog.workForGood();
    dialog.gate->release();
    REQUIRE(QTest::qWaitFor([&] { return dialog.jobs.findChildren<Job*>().size() < 2; }, 20000));
    dialog.ends();
    QTest::qWait(50);
    CHECK_FALSE(dialog.working());
}
