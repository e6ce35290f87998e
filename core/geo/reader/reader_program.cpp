#include "core/geo/reader/reader_program.h"

#include "core/geo/files/layer_bounds.h"
#include "core/geo/gdal_session.h"
#include "core/geo/gdal_setup.h"
#include "core/geo/reader/process_limits.h"
#include "core/geo/reader/reader_messages.h"
#include "core/geo/reader/reader_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <thread>

namespace coop
{

namespace
{
[[noreturn]] void leave(int code)
{
    std::_Exit(code); // nobody is left to tidy up for
}

/// Bytes of a file and of what lies beside it under its name; of a zip unpacked.
qint64 sizeOf(const QString& path)
{
    const QFileInfo file(path);
    qint64 size = 0;
    const QFileInfoList beside = file.isDir()
        ? QDir(path).entryInfoList(QDir::Files)
        : file.dir().entryInfoList({file.completeBaseName() + QStringLiteral(".*")}, QDir::Files);
    for (const QFileInfo& each : beside)
        size += each.size();
    if (const QString ending = file.suffix().toLower();
        ending == QStringLiteral("zip") || ending == QStringLiteral("kmz"))
        if (const auto entries = zipDirectory(path, {}))
            for (const ZipEntry& entry : *entries)
                size += std::min(entry.size, bounds::mostTextFile);
    return size;
}

/// What an honest file of this size takes, several times over. A picture is unpacked within bounds.
int mostSeconds(const ReaderRequest& request)
{
    constexpr int always = 5, picture = 20, longest = 900;
    constexpr qint64 bytesASecond = 1'000'000;
    const qint64 bySize = sizeOf(request.path) / bytesASecond;
    const bool raster = request.task >= ReaderRequest::Task::rasterInfo;
    return int(std::min<qint64>(longest, (raster ? picture : always) + bySize));
}

/// Ends the process with the reason before the system ends it without one.
void watch(int seconds)
{
    std::set_new_handler([] { leave(readerTookTooMuchMemory); });
    constexpr qint64 spare = 150'000'000;
    process_limits::set(readerMemory + spare, seconds + 2);
    std::thread([seconds] {
        for (;;) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            if (process_limits::memoryInUse() > readerMemory)
                leave(readerTookTooMuchMemory);
            if (process_limits::processorSeconds() > seconds)
                leave(readerTookTooLong);
        }
    }).detach();
}

/// The pipe back to the program.
class Answer
{
public:
    bool open()
    {
        return pipe.open(process_limits::takeStandardOutput(), QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

    template <class Value> void send(ReaderFrame kind, const Value& value)
    {
        QByteArray bytes(5, '\0');
        QDataStream out(&bytes, QIODevice::WriteOnly | QIODevice::Append);
        out.setVersion(readerStreamVersion);
        out << value;
        qToBigEndian(quint32(bytes.size() - 5), bytes.data());
        bytes[4] = char(kind);
        for (qsizetype at = 0; at < bytes.size();) {
            const qint64 written = pipe.write(bytes.constData() + at, bytes.size() - at);
            if (written <= 0)
                leave(1); // the program is gone
            at += written;
        }
    }

    template <class Value> void sendResult(const Result<Value>& value)
    {
        if (value)
            send(ReaderFrame::result, *value);
        else
            send(ReaderFrame::error, value.error());
    }

    bool progress(double done)
    {
        constexpr int pause = 50; // ms
        if (clock.isValid() && clock.elapsed() < pause)
            return true;
        clock.start();
        send(ReaderFrame::progress, done);
        return true;
    }

private:
    QFile pipe;
    QElapsedTimer clock;
};

void serve(const ReaderRequest& request, Answer& answer)
{
    using Task = ReaderRequest::Task;
    const ReadProgress progress = [&](double done) { return answer.progress(done); };
    const LayerReadOptions& options = request.options;
    switch (request.task) {
    case Task::inspect:
        return answer.sendResult(
            here::inspectLayerFile(request.path, options.encoding, request.near, progress));
    case Task::features:
    case Task::polygons:
        return answer.sendResult(here::readLayer(request.path, options, request.task == Task::polygons,
            progress, [&](QList<LayerFeature>&& batch) { answer.send(ReaderFrame::features, batch); }));
    case Task::points:
        return answer.sendResult(here::readPointTables(request.path, options.datum, progress));
    case Task::rasterInfo:
        return answer.sendResult(here::rasterInfo(request.path, options.crs));
    case Task::rasterCheck: {
        const auto checked = here::checkRaster(request.path);
        return checked ? answer.send(ReaderFrame::result, true)
                       : answer.send(ReaderFrame::error, checked.error());
    }
    case Task::rasterPicture:
        return answer.sendResult(here::rasterPicture(request.picture, {}));
    }
}
} // namespace

std::optional<int> serveReader(int argc, char** argv)
{
    forgetForeignSettings();
    if (argc != 2 || qstrcmp(argv[1], readerArgument) != 0) {
        reader::setApart(true);
        return std::nullopt;
    }
    const QCoreApplication application(argc, argv); // knows where the program is
    Answer answer;
    QFile in;
    if (!answer.open() || !in.open(stdin, QIODevice::ReadOnly))
        return 1;
    const QByteArray bytes = in.readAll();
    QDataStream stream(bytes);
    stream.setVersion(readerStreamVersion);
    ReaderRequest request;
    stream >> request;
    if (stream.status() != QDataStream::Ok)
        return 1;
    watch(mostSeconds(request));
    const GdalSession session;
    serve(request, answer);
    leave(0);
}

} // namespace coop
