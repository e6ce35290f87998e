#pragma once
#include "tests/ui/becomes_active.h"
#include "tests/ui/made_example.h"
#include "ui/look/theme.h"
#include "ui/map/canvas/map_canvas.h"
#include "ui/map/map_page.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QTest>
#include <QTimer>
#include <functional>

namespace coop
{

/// The map page on the example workspace, and a clerk's hands.
class MapDeskTest
{
public:
    MapDeskTest()
        : session(openedExample(folder.filePath(QStringLiteral("地图.gpkg"))))
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
        REQUIRE(becomesActive(&page));
        settle();
        canvas = part<MapCanvas>("mapCanvas");
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
