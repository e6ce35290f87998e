#pragma once
#include "core/domain/field_text.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "tests/ui/becomes_active.h"
#include "ui/look/theme.h"
#include "ui/session/page.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>
#include <functional>

/// The real window on a workspace of the real plan without ledger rows, and a clerk's hands.
class WindowDesk
{
public:
    /// `prepare` may do to the workspace what somebody did before the window was opened.
    explicit WindowDesk(const std::function<void(coop::Workspace&)>& prepare = {})
        : path(folder.filePath(QStringLiteral("南川.gpkg")))
    {
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        coop::theme::apply(*qApp);
        QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
        REQUIRE(plan.open(QIODevice::ReadOnly));
        auto made = coop::Workspace::create(path, plan.readAll(), QStringLiteral("张三"));
        REQUIRE(made);
        REQUIRE((*made)->signIn(QStringLiteral("张三")));
        if (prepare)
            prepare(**made);
        made->reset();
        window.resize(1366, 768);
    }

    /// As the program does it without questions.
    void open()
    {
        const auto opened = window.tryOpen(path, coop::Period::ofQuarter(2024, 4));
        INFO((opened ? QString() : opened.error().text).toStdString());
        REQUIRE(opened);
        REQUIRE(session().signIn(QStringLiteral("张三")));
        window.show();
        REQUIRE(becomesActive(&window));
        settle();
    }
    void settle()
    {
        REQUIRE(QTest::qWaitFor([this] { return !window.workbench()->page()->busy(); }, 20000));
        QTest::qWait(20);
    }
    void show(const QString& page)
    {
        window.workbench()->showPage(page);
        settle();
    }

    coop::Session& session() { return *window.session(); }
    coop::Workspace& workspace() { return session().workspace(); }

    /// Adds an outlet through the store as the session's person.
    static coop::RowId putOutlet(coop::Workspace& workspace, const QString& name, const QString& step,
        const QString& phone = {}, coop::Door door = coop::Door::form)
    {
        const coop::RegistrySpec& spec = *workspace.registries().find(u"outlets");
        coop::Record row(spec);
        row.set(u"name", name);
        row.set(u"township",
            *coop::parseField(*spec.field(u"township"), QStringLiteral("大观镇"), workspace.lookup()));
        if (!phone.isEmpty())
            row.set(u"phone", phone);
        auto work = coop::UnitOfWork::begin(workspace, {workspace.signedIn().name(), door, step});
        INFO((work ? QString() : work.error().text).toStdString());
        REQUIRE(work);
        const auto id = (*work)->add(row);
        INFO((id ? QString() : id.error().text).toStdString());
        REQUIRE(id);
        REQUIRE((*work)->commit());
        return *id;
    }
    static void rename(coop::Workspace& workspace, coop::RowId id, const QString& name, const QString& step)
    {
        auto row = workspace.row(QStringLiteral("outlets"), id);
        REQUIRE(row);
        row->set(u"name", name);
        auto work = coop::UnitOfWork::begin(workspace, {workspace.signedIn().name(), coop::Door::form, step});
        REQUIRE(work);
        REQUIRE((*work)->change(*row));
        REQUIRE((*work)->commit());
    }
    coop::RowId put(const QString& name)
    {
        const coop::RowId id = putOutlet(workspace(), name, QStringLiteral("新增服务网点 ") + name);
        session().noteSaved(QStringLiteral("已新增服务网点 ") + name);
        return id;
    }
    qint64 outlets() { return workspace().count(QStringLiteral("outlets")).value(); }

    template <class T> T* part(const QString& name, QObject* in = nullptr)
    {
        T* found = (in ? in : &window)->template findChild<T*>(name);
        INFO(name.toStdString());
        REQUIRE(found);
        return found;
    }
    QString text(const QString& label) { return part<QLabel>(label)->text(); }
    bool waitFor(const std::function<bool()>& done) { return QTest::qWaitFor(done, 20000); }

    /// Does something with the next dialog of this name, as soon as it is there.
    template <class T = QWidget> void whenAsked(const QString& name, std::function<void(T*)> answer)
    {
        QTimer::singleShot(20, &window, [this, name, answer] {
            auto* dialog = qobject_cast<T*>(QApplication::activeModalWidget());
            if (!dialog || dialog->objectName() != name)
                return whenAsked<T>(name, answer);
            (void)becomesActive(dialog); // before, setFocus() moves no focus
            answer(dialog);
        });
    }
    /// Reads the next error and closes it.
    void whenRefused()
    {
        whenAsked<QMessageBox>(QStringLiteral("errorBox"), [this](QMessageBox* box) {
            refusals += box->text();
            box->accept();
        });
    }

    QTemporaryDir folder;
    QString path;
    coop::MainWindow window;
    QStringList refusals;
};
