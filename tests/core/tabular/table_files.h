#pragma once
#include "core/tabular/import/importer.h"
#include "tests/core/store/test_workspace.h"

#include <QFile>

namespace coop
{

inline QString fixture(const char* name)
{
    return QStringLiteral(COOP_SOURCE_DIR "/tests/fixtures/tables/") + QString::fromUtf8(name);
}

/// A workspace with two outlets that service rows refer to, and a place for table files.
struct TableTest : TestWorkspace {
    TableTest()
    {
        for (const auto& [name, place] : {std::pair(QStringLiteral("测试一社"), QStringLiteral("大观镇")),
                 std::pair(QStringLiteral("测试二社"), QStringLiteral("水江镇"))})
            add("outlets", {{u"name", name}, {u"township", township(place)}});
    }
    QString file(const QByteArray& bytes, const char* name = "表.csv") const
    {
        const QString where = folder.filePath(QString::fromUtf8(name));
        QFile out(where);
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        return where;
    }
    static ImportRequest request(const char* registry, const QString& table)
    {
        ImportRequest asked;
        asked.registry = QString::fromLatin1(registry);
        asked.file = table;
        asked.author = {QStringLiteral("测试员"), coop::Door::importing, {}};
        return asked;
    }
    Result<ImportReport> take(const ImportRequest& asked) const { return importTable(*workspace, asked); }
    ImportReport take(const char* registry, const QString& table) const
    {
        return need(take(request(registry, table)));
    }
    ImportReport takeText(const char* registry, const QByteArray& text) const
    {
        return take(registry, file(text));
    }
    /// The sentence of an import that must fail.
    QString refusal(const ImportRequest& asked) const
    {
        const qint64 before = workspace->dataVersion();
        const auto report = take(asked);
        REQUIRE_FALSE(report);
        CHECK(workspace->dataVersion() == before);
        return report.error().text;
    }
    QList<Record> rows(const char* registry) const
    {
        return need(workspace->rows({.registry = QString::fromLatin1(registry)}));
    }
    QStringList texts(const char* registry, QStringView field) const
    {
        QStringList found;
        for (const Record& row : rows(registry))
            found += row[field].isNumber() ? QString::number(row[field].number()) : row[field].text();
        return found;
    }
};

inline std::string reasons(const ImportReport& report)
{
    QStringList texts;
    for (const ImportProblem& problem : report.problems)
        texts += problem.reason;
    return texts.join(u'\n').toStdString();
}

} // namespace coop
