#include "core/geo/reader/reader_process.h"

#include "core/geo/reader/reader_messages.h"
#include "core/geo/reader/reader_program.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QtEndian>
#include <atomic>

namespace coop
{

namespace
{
std::atomic<bool>& apart()
{
    static std::atomic<bool> on = false;
    return on;
}

Error notRead(const QString& path, const QString& why)
{
    return {ErrorKind::fileUnreadable,
        QStringLiteral("“%1”这个文件读不了：%2").arg(QFileInfo(path).fileName(), why)};
}

/// One reading by another process.
class Reading
{
public:
    Reading(ReaderRequest what, const ReadProgress& askedMeanwhile)
        : request(std::move(what))
        , progress(askedMeanwhile)
    {
    }

    std::function<void(QList<LayerFeature>&&)> features{};

    /// The contents of the last frame.
    Result<QByteArray> run()
    {
        QProcess process;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(readerArgument)});
        if (!process.waitForStarted())
            return fail(notRead(request.path,
                QStringLiteral("读取程序没有启动，可能是内存不够，或者程序正在更新。请关掉一些程序，重新打开"
                               "本程序再试。")));
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out.setVersion(readerStreamVersion);
        out << request;
        process.write(bytes);
        process.closeWriteChannel();
        constexpr int pause = 50; // ms
        while (!ended) {
            const bool more = process.waitForReadyRead(pause);
            buffer += process.readAllStandardOutput();
            takeFrames();
            if (!ended && progress && !progress(done)) {
                process.kill();
                process.waitForFinished();
                return fail(ErrorKind::cancelled,
                    QStringLiteral("已停止读取“%1”。").arg(QFileInfo(request.path).fileName()));
            }
            if (!more && process.state() == QProcess::NotRunning)
                break;
        }
        process.waitForFinished();
        if (error)
            return fail(*error);
        if (!result)
            return fail(notRead(request.path, causeOf(process)));
        return *result;
    }

private:
    void takeFrames()
    {
        constexpr qsizetype head = 5;
        qsizetype at = 0;
        while (!ended && buffer.size() - at >= head) {
            const auto size = qsizetype(qFromBigEndian<quint32>(buffer.constData() + at));
            if (buffer.size() - at - head < size)
                break;
            const auto kind = ReaderFrame(quint8(buffer[at + 4]));
            takeFrame(kind, buffer.mid(at + head, size));
            at += head + size;
        }
        buffer.remove(0, at);
    }

    void takeFrame(ReaderFrame kind, const QByteArray& contents)
    {
        QDataStream in(contents);
        in.setVersion(readerStreamVersion);
        if (kind == ReaderFrame::progress) {
            in >> done;
        } else if (kind == ReaderFrame::features) {
            QList<LayerFeature> batch;
            in >> batch;
            if (features)
                features(std::move(batch));
        } else if (kind == ReaderFrame::error) {
            error.emplace();
            in >> *error;
            ended = true;
        } else {
            result = contents;
            ended = true;
        }
    }

    static QString causeOf(const QProcess& process)
    {
        const bool left = process.exitStatus() == QProcess::NormalExit;
        if (left && process.exitCode() == readerTookTooLong)
            return QStringLiteral(
                "读的时间太长。文件不大却要算很久，多半写得不正常；请在原软件里裁剪、化简或另存为 GeoPackage "
                "再试。");
        if (left && process.exitCode() == readerTookTooMuchMemory)
            return QStringLiteral(
                "展开后要占的内存太多（超过 %1 MB）。请在原软件里裁剪或化简，只保留本地区的部分。")
                .arg(readerMemory / 1'000'000);
        return QStringLiteral(
            "读取时出错中断，文件多半已损坏，或者写得不合规范。请在原软件里另存为 GeoPackage 或 GeoJSON "
            "再试。");
    }

    ReaderRequest request;
    const ReadProgress& progress;
    QByteArray buffer;
    double done = 0;
    bool ended = false;
    std::optional<Error> error;
    std::optional<QByteArray> result;
};

template <class Value> Result<Value> valueOf(const Result<QByteArray>& bytes, const QString& path)
{
    COOP_TRY(bytes);
    QDataStream in(*bytes);
    in.setVersion(readerStreamVersion);
    Value value;
    in >> value;
    if (in.status() != QDataStream::Ok)
        return fail(notRead(path, QStringLiteral("读取程序的回答不完整，请再试一次。")));
    return value;
}

Result<VectorLayer> readLayer(
    const QString& path, const LayerReadOptions& options, bool polygons, const ReadProgress& progress)
{
    QList<LayerFeature> all;
    const auto keep = [&](QList<LayerFeature>&& batch) { all.append(std::move(batch)); };
    Result<VectorLayer> layer;
    if (apart()) {
        using Task = ReaderRequest::Task;
        Reading reading(
            {.task = polygons ? Task::polygons : Task::features, .path = path, .options = options}, progress);
        reading.features = keep;
        layer = valueOf<VectorLayer>(reading.run(), path);
    } else {
        layer = here::readLayer(path, options, polygons, progress, keep);
    }
    if (layer)
        layer->features = std::move(all);
    return layer;
}
} // namespace

void reader::setApart(bool on)
{
    apart() = on;
}

Result<LayerInspection> inspectLayerFile(
    const QString& path, const QString& encoding, std::optional<LonLat> near, const ReadProgress& progress)
{
    if (!apart())
        return here::inspectLayerFile(path, encoding, near, progress);
    Reading reading(
        {.task = ReaderRequest::Task::inspect, .path = path, .options = {.encoding = encoding}, .near = near},
        progress);
    return valueOf<LayerInspection>(reading.run(), path);
}

Result<VectorLayer> readFeatureLayer(
    const QString& path, const LayerReadOptions& options, const ReadProgress& progress)
{
    return readLayer(path, options, false, progress);
}

Result<VectorLayer> readVectorLayer(
    const QString& path, const LayerReadOptions& options, const ReadProgress& progress)
{
    return readLayer(path, options, true, progress);
}

Result<QList<PointTable>> readPointTables(const QString& path, Datum datum, const ReadProgress& progress)
{
    if (!apart())
        return here::readPointTables(path, datum, progress);
    Reading reading(
        {.task = ReaderRequest::Task::points, .path = path, .options = {.datum = datum}}, progress);
    return valueOf<QList<PointTable>>(reading.run(), path);
}

Result<RasterInfo> reader::rasterInfo(const QString& path, const QString& crs)
{
    if (!apart())
        return here::rasterInfo(path, crs);
    const ReadProgress nobody;
    Reading reading({.task = ReaderRequest::Task::rasterInfo, .path = path, .options = {.crs = crs}}, nobody);
    return valueOf<RasterInfo>(reading.run(), path);
}

Result<> checkRaster(const QString& path)
{
    if (!apart())
        return here::checkRaster(path);
    const ReadProgress nobody;
    const auto checked = Reading({.task = ReaderRequest::Task::rasterCheck, .path = path}, nobody).run();
    return checked ? Result<>() : fail(checked.error());
}

Result<RasterPicture> reader::rasterPicture(
    const RasterRequest& request, const std::function<bool()>& cancelled)
{
    if (!apart())
        return here::rasterPicture(request, cancelled);
    const ReadProgress goOn = [&](double) { return !cancelled || !cancelled(); };
    Reading reading(
        {.task = ReaderRequest::Task::rasterPicture, .path = request.path, .picture = request}, goOn);
    return valueOf<RasterPicture>(reading.run(), request.path);
}

} // namespace coop
