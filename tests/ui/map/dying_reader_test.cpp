// Layers are read by a process of its own; this program is its own reader, as coopmap is.
#include "tests/ui/map/map_desk.h"

#include "core/geo/reader/reader_process.h"
#include "core/geo/reader/reader_program.h"
#include "ui/map/layers/add_layer_dialog.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#ifdef Q_OS_LINUX
#include <QDir>
#include <csignal>
#include <unistd.h>
#endif

using namespace coop;

extern int (*coopBeforeTests)(int, char**);

namespace
{
int readerOrTests(int argc, char** argv)
{
    const auto served = serveReader(argc, argv);
    reader::setApart(false); // the other tests read where they are
    return served.value_or(-1);
}
[[maybe_unused]] const bool registered = [] {
    coopBeforeTests = readerOrTests;
    return true;
}();

#ifdef Q_OS_LINUX
/// Ends all programs that this one started; how many there were.
int killChildren()
{
    int killed = 0;
    const QStringList running = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& id : running) {
        QFile status(QStringLiteral("/proc/%1/stat").arg(id));
        if (id.toInt() == 0 || !status.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = status.readAll();
        const QByteArrayList behindName = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (behindName.value(1).toInt() == getpid())
            killed += kill(id.toInt(), SIGKILL) == 0 ? 1 : 0;
    }
    return killed;
}
#endif
} // namespace

#ifdef Q_OS_LINUX
TEST_CASE("map: the window says so when the process that reads a layer is killed and goes on")
{
    MapDeskTest desk;
    const QString path = desk.folder.filePath(QStringLiteral("大图层.geojson"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("{\"type\":\"FeatureCollection\",\"features\":[");
    constexpr int many = 100'000; // seconds of reading
    for (int i = 0; i < many; ++i)
        file.write((i > 0 ? "," : "")
            + QByteArray(
                R"({"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[)")
            + QByteArray::number(107 + i * 1e-6) + ",29.1]}}");
    file.write("]}");
    file.close();
    reader::setApart(true);
    desk.whenAsked<AddLayerDialog>("addLayerDialog", [&](AddLayerDialog* dialog) {
        auto* note = dialog->findChild<QLabel*>(QStringLiteral("layerNote"));
        auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptLayer"));
        dialog->setFile(path);
        CHECK(QTest::qWaitFor([] { return killChildren() > 0; }, 20000));
        CHECK(QTest::qWaitFor([&] { return note->text().contains(QStringLiteral("读不了")); }, 20000));
        INFO(note->text().toStdString());
        CHECK(note->text().contains(QStringLiteral("大图层.geojson")));
        CHECK(note->text().contains(QStringLiteral("再试")));
        CHECK(QTest::qWaitFor([&] { return note->height() >= note->heightForWidth(note->width()); }, 5000));
        CHECK_FALSE(accept->isEnabled());
        dialog->setFile(desk.fixture("towns.geojson"));
        CHECK(QTest::qWaitFor([&] { return accept->isEnabled(); }, 20000));
        QTest::mouseClick(accept, Qt::LeftButton);
    });
    QTest::mouseClick(desk.part<QToolButton>("addLayer"), Qt::LeftButton);
    reader::setApart(false);
    desk.settle();
    CHECK(desk.said.join(u' ').contains(QStringLiteral("已添加图层")));
}
#endif
