#pragma once
#include "core/store/workspace.h"
#include "core/workflow/new_workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

namespace coop
{

/// Puts the example workspace of 张三 there, which is made once for the run of the tests; gives the path
/// back.
inline QString makeExample(const QString& path)
{
    static const QTemporaryDir kept;
    static const QString example = [] {
        const QString file = kept.filePath(QStringLiteral("示例.gpkg"));
        const auto made = newWorkspace({.path = file,
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("张三"),
            .example = true});
        INFO((made ? QString() : made.error().text).toStdString());
        REQUIRE(made.has_value());
        return file;
    }();
    REQUIRE(QFile::copy(example, path));
    return path;
}

/// The same, opened to be written.
inline std::unique_ptr<Workspace> openedExample(const QString& path)
{
    auto opened = Workspace::open(makeExample(path), Workspace::Access::write);
    INFO((opened ? QString() : opened.error().text).toStdString());
    REQUIRE(opened.has_value());
    return std::move(*opened);
}

} // namespace coop
