#pragma once
#include "core/workflow/new_workspace.h"

#include <QTemporaryDir>
#include <catch2/catch.hpp>

namespace coop
{

/// The example workspace of the plan, made once for the run of the bench.
inline QString exampleWorkspace()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString file = folder.filePath(QStringLiteral("example.gpkg"));
        const auto made = newWorkspace({.path = file,
            .plan = QStringLiteral("nanchuan-2024-17"),
            .who = QStringLiteral("bench"),
            .example = true});
        INFO((made ? QString() : made.error().text).toStdString());
        REQUIRE(made.has_value());
        return file;
    }();
    return path;
}

} // namespace coop
