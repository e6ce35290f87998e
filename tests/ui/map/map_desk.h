#pragma once
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/map/map_page.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>
#include <functional>

namespace coop
{

/// The map page on the example workspace, and a clerk's hands.
class MapDeskTest
{
public:
    MapDeskTest()
        : session(newOne(folder.filePath(QStringLiteral("地图.gpkg"))))
        , page(session)
    {
        theme::apply(*qApp);
        session.setPeriod(Period::ofQuarter(2024, 4));
        QObject::connect(&session, &Session::message, &page, [this](const QString& text) { said += text; });
        QObject::connect(
            &session, &Session::saved, &page, [this](const QString& text, Session::Offer) { said += text; });
        REQUIRE(session.signIn(QStringLiteral("张三")));
        page.resize(1254, 692);
        page.show();
        REQUIRE(QTest::qWaitForWindowActive(&page, 30000));
        settle();
        canvas = part<MapCanvas>("mapCanvas");
    }

    static std::unique_ptr<Workspace> newOne(const QString& path)
    {
        const auto made = newWorkspace({.path = path,
            .plan = QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"),
            .who = QStringLiteral("张三"),
            .example = true});
        if (!made)
            FAIL(made.error().text.toStdString());
        return std::move(*Workspace::open(path, Workspace::Access::write));
    }
    void settle()
    {
        QTest::qWait(20);
        REQUIRE(QTest::qWaitFor([this] { return !page.busy(); }, 20000));
        QTest::qWait(20);
    }
    template <class T> T* part(const char* name)
    {
        T* found = page.findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    template <class T> void whenAsked(const char* name, std::function<void(T*)> answer)
    {
        QTimer::singleShot(20, &page, [this, name, answer] {
            auto* dialog = qobject_cast<T*>(QApplication::activeModalWidget());
            if (!dialog || dialog->objectName() != QString::fromLatin1(name))
                return whenAsked<T>(name, answer);
            answer(dialog);
        });
    }
    QString fixture(const char* name) const
    {
        return QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/layers/") + QString::fromUtf8(name);
    }
    void click(QPointF at) { QTest::mouseClick(canvas, Qt::LeftButton, {}, at.toPoint()); }

    QTemporaryDir folder;
    Session session;
    MapPage page;
    MapCanvas* canvas = nullptr;
    QStringList said;
};

} // namespace coop
