#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "tests/ui/becomes_active.h"
#include "ui/look/theme.h"
#include "ui/session/page.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/workbench.h"
#include "ui/start/new_workspace_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
const QString planFile = QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/plans/yunling-2025-3.json");

QString textOf(const QWidget* widget)
{
    QString all;
    for (const QLabel* label : widget->findChildren<QLabel*>())
        all += label->text() + u'\n';
    return all;
}
} // namespace

TEST_CASE("every page opens on another county's plan and speaks of that county only")
{
    QTemporaryDir folder;
    QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
    theme::apply(*qApp);
    const QString path = folder.filePath(QStringLiteral("云岭.gpkg"));
    const auto made = newWorkspace({.path = path, .plan = planFile, .who = QStringLiteral("张三")});
    INFO((made ? QString() : made.error().text).toStdString());
    REQUIRE(made);
    MainWindow window;
    window.resize(1366, 768);
    REQUIRE(window.tryOpen(path, Period::ofQuarter(2025, 3)));
    REQUIRE(window.session()->signIn(QStringLiteral("张三")));
    window.show();
    REQUIRE(becomesActive(&window));
    for (const PageEntry& entry : pageList()) {
        CAPTURE(entry.id.toStdString());
        window.workbench()->showPage(entry.id);
        REQUIRE(QTest::qWaitFor([&] { return !window.workbench()->page()->busy(); }, 20000));
        QTest::qWait(20);
        CHECK(window.workbench()->currentPage() == entry.id);
        const QString said = textOf(&window);
        CHECK_FALSE(said.contains(QStringLiteral("南川")));
        CHECK_FALSE(said.contains(QStringLiteral("大观")));
        CHECK_FALSE(window.grab().isNull());
    }
}

TEST_CASE("a new workspace names the boundaries that found no township and a boundary file that is not there")
{
    QTemporaryDir folder;
    theme::apply(*qApp);
    QFile source(planFile);
    REQUIRE(source.open(QIODevice::ReadOnly));
    QJsonObject plan = QJsonDocument::fromJson(source.readAll()).object();
    plan[QStringLiteral("boundaries")] = QJsonObject{{QStringLiteral("file"), QStringLiteral("边界.geojson")},
        {QStringLiteral("name_field"), QStringLiteral("name")}};
    const QString path = folder.filePath(QStringLiteral("方案.json"));
    const auto write = [](const QString& name, const QByteArray& bytes) {
        QFile file(name);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write(path, QJsonDocument(plan).toJson());
    NewWorkspaceDialog dialog(QStringLiteral("张三"));
    const auto taken = dialog.addPlan(path);
    INFO((taken ? QString() : taken.error().text).toStdString());
    REQUIRE(taken);
    const QString made = folder.filePath(QStringLiteral("新.gpkg"));
    dialog.findChild<QLineEdit*>(QStringLiteral("newFile"))->setText(made);
    dialog.show();
    auto* create = dialog.findChild<QPushButton*>(QStringLiteral("newCreate"));
    auto* problem = dialog.findChild<QLabel*>(QStringLiteral("newProblem"));
    create->click();
    REQUIRE(QTest::qWaitFor([&] { return problem->isVisible(); }, 20000));
    for (const QString& word :
        {QStringLiteral("方案.json"), QStringLiteral("边界.geojson"), QStringLiteral("放到")})
        CHECK(problem->text().contains(word));
    CHECK_FALSE(QFile::exists(made));

    const auto square = [](const char* name, double lon) {
        return QStringLiteral(R"({"type":"Feature","properties":{"name":"%1"},"geometry":{"type":"Polygon",)"
                              R"("coordinates":[[[%2,29.1],[%3,29.1],[%3,29.2],[%2,29.2],[%2,29.1]]]}})")
            .arg(QString::fromUtf8(name))
            .arg(lon)
            .arg(lon + 0.1);
    };
    write(folder.filePath(QStringLiteral("边界.geojson")),
        QStringLiteral(R"({"type":"FeatureCollection","features":[%1,%2]})")
            .arg(square("云岭镇", 107), square("别处镇", 107.2))
            .toUtf8());
    QString told;
    QTimer answer;
    QObject::connect(&answer, &QTimer::timeout, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box || box->objectName() != QStringLiteral("newUnmatched"))
            return;
        told = box->text() + box->informativeText();
        box->buttons().first()->click();
    });
    answer.start(20);
    create->click();
    REQUIRE(QTest::qWaitFor([&] { return dialog.result() == QDialog::Accepted; }, 20000));
    CHECK(told.contains(QStringLiteral("没有对上镇街的面：别处镇")));
    CHECK(told.contains(QStringLiteral("没有边界的镇街")));
    CHECK(QFile::exists(made));
}

TEST_CASE("a new workspace takes the plan file of another county, and says what is wrong with a bad one")
{
    QTemporaryDir folder;
    theme::apply(*qApp);
    NewWorkspaceDialog dialog(QStringLiteral("张三"));
    auto* plan = dialog.findChild<QComboBox*>(QStringLiteral("newPlan"));
    const int before = plan->count();
    QFile bad(folder.filePath(QStringLiteral("坏.json")));
    REQUIRE(bad.open(QIODevice::WriteOnly));
    bad.write("{\"format\": \"coopmap-plan\",,}");
    bad.close();
    const auto refused = dialog.addPlan(bad.fileName());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text.contains(QStringLiteral("第 1 行")));
    CHECK_FALSE(dialog.addPlan(folder.filePath(QStringLiteral("没有.json"))));
    CHECK(plan->count() == before);

    REQUIRE(dialog.addPlan(planFile));
    CHECK(plan->count() == before + 1);
    CHECK(plan->currentText().startsWith(QStringLiteral("云岭县农服改革")));
    REQUIRE(dialog.addPlan(planFile)); // the same again adds nothing
    CHECK(plan->count() == before + 1);
    const QString path = folder.filePath(QStringLiteral("新.gpkg"));
    dialog.findChild<QLineEdit*>(QStringLiteral("newFile"))->setText(path);
    dialog.show();
    dialog.findChild<QPushButton*>(QStringLiteral("newCreate"))->click();
    REQUIRE(QTest::qWaitFor([&] { return dialog.result() == QDialog::Accepted; }, 20000));
    const auto workspace = Workspace::open(path, Workspace::Access::read);
    REQUIRE(workspace);
    CHECK((*workspace)->plan().id == u"yunling-2025-3");
}

TEST_CASE("a new workspace that is refused leaves the keyboard where the place is put right")
{
    QTemporaryDir folder;
    NewWorkspaceDialog dialog(QStringLiteral("张三"));
    auto* file = dialog.findChild<QLineEdit*>(QStringLiteral("newFile"));
    CHECK(QFileInfo(file->text()).dir().exists()); // what is suggested can be taken
    file->setText(folder.filePath(QStringLiteral("没有的文件夹/新.gpkg")));
    dialog.show();
    REQUIRE(becomesActive(&dialog));
    auto* create = dialog.findChild<QPushButton*>(QStringLiteral("newCreate"));
    create->click();
    dialog.reject(); // while it is made: it would be there, and nobody would know
    CHECK(dialog.isVisible());
    auto* problem = dialog.findChild<QLabel*>(QStringLiteral("newProblem"));
    REQUIRE(QTest::qWaitFor([&] { return problem->isVisible(); }, 20000));
    CHECK(file->hasFocus());
    CHECK(create->isEnabled());
    CHECK(create->isDefault());
    dialog.reject();
    CHECK_FALSE(dialog.isVisible());
}
