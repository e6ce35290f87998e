#pragma once
#include "core/domain/field_text.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

namespace coop
{

inline QByteArray nanchuanPlan()
{
    QFile file(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// The plan with 社会化服务规模 as the number of different 服务主体: a figure that does not add up.
inline QByteArray planCountingProviders()
{
    QJsonObject plan = QJsonDocument::fromJson(nanchuanPlan()).object();
    QJsonArray indicators = plan[QStringLiteral("indicators")].toArray();
    for (QJsonValueRef each : indicators) {
        QJsonObject indicator = each.toObject();
        if (indicator[QStringLiteral("id")] != QStringLiteral("mu-times"))
            continue;
        QJsonObject measure = indicator[QStringLiteral("measure")].toObject();
        measure.remove(QStringLiteral("field"));
        measure[QStringLiteral("aggregate")] = QStringLiteral("count");
        measure[QStringLiteral("distinct")] = QStringLiteral("provider");
        indicator[QStringLiteral("measure")] = measure;
        each = indicator;
    }
    plan[QStringLiteral("indicators")] = indicators;
    return QJsonDocument(plan).toJson();
}

/// A workspace of the plan in a folder that goes with it.
struct TestWorkspace {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("测试.gpkg"));
    std::unique_ptr<Workspace> workspace;

    explicit TestWorkspace(const QByteArray& plan = nanchuanPlan())
    {
        auto made = Workspace::create(path, plan, QStringLiteral("测试员"));
        if (!made)
            FAIL(made.error().text.toStdString());
        workspace = std::move(*made);
    }
    Workspace& operator*() const { return *workspace; }
    Workspace* operator->() const { return workspace.get(); }

    std::unique_ptr<UnitOfWork> begin(const QString& reason = QStringLiteral("测试")) const
    {
        auto work = UnitOfWork::begin(*workspace, {QStringLiteral("测试员"), coop::Door::form, reason});
        if (!work)
            FAIL(work.error().text.toStdString());
        return std::move(*work);
    }
    void reopen(Workspace::Access access = Workspace::Access::write)
    {
        workspace.reset();
        auto opened = Workspace::open(path, access);
        if (!opened)
            FAIL(opened.error().text.toStdString());
        workspace = std::move(*opened);
    }
    Record newRow(const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields) const
    {
        Record record(*workspace->registries().find(QString::fromLatin1(registry)));
        for (const auto& [field, value] : fields)
            record.set(field, value);
        return record;
    }
    /// Adds one row in a unit of work of its own.
    RowId add(const char* registry, const QList<std::pair<QStringView, FieldValue>>& fields) const
    {
        const auto work = begin();
        const auto id = work->add(newRow(registry, fields));
        if (!id)
            FAIL(id.error().text.toStdString());
        REQUIRE(work->commit());
        return *id;
    }
    RowId township(const QString& name) const { return idOf("townships", name); }
    RowId federation(const QString& name) const { return idOf("federations", name); }
    RowId idOf(const char* registry, const QString& name) const
    {
        const auto found = workspace->lookup().find({QString::fromLatin1(registry)}, name);
        REQUIRE(found.size() == 1);
        return found.first().id;
    }
    Record row(const char* registry, RowId id) const
    {
        const auto found = workspace->row(QString::fromLatin1(registry), id);
        if (!found)
            FAIL(found.error().text.toStdString());
        return *found;
    }
};

template <class T> T need(Result<T> result)
{
    if (!result)
        FAIL(result.error().text.toStdString());
    return std::move(*result);
}

inline void need(const Result<>& result)
{
    if (!result)
        FAIL(result.error().text.toStdString());
}

} // namespace coop
