#include "ui/ledger/form/draft_store.h"
#include "core/base/files/file_problem.h"
#include "core/base/files/input_file.h"
#include "ui/session/settings.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <algorithm>

namespace coop
{

namespace
{
QJsonArray toJson(const QList<FormDraft::Text>& texts)
{
    QJsonArray array;
    for (const FormDraft::Text& each : texts) {
        QJsonObject one{{QStringLiteral("field"), each.field}, {QStringLiteral("text"), each.text}};
        if (each.row != 0) // more digits than a JSON number holds
            one.insert(QStringLiteral("row"), QString::number(each.row));
        array += one;
    }
    return array;
}

QList<FormDraft::Text> textsOf(const QJsonValue& value)
{
    QList<FormDraft::Text> texts;
    for (const auto& each : value.toArray())
        texts += FormDraft::Text{
            each[u"field"].toString(), each[u"text"].toString(), each[u"row"].toString().toLongLong()};
    return texts;
}

QString canonical(const QString& path)
{
    const QString found = QFileInfo(path).canonicalFilePath();
    return found.isEmpty() ? QFileInfo(path).absoluteFilePath() : found;
}
} // namespace

DraftStore::DraftStore(const QString& path, const QString& where)
    : workspace(canonical(path))
    , folder(where)
{
}

QString DraftStore::standardFolder()
{
    return settings::filesFolder() + QStringLiteral("/drafts");
}

QString DraftStore::fileOf(const QString& key) const
{
    return folder + u'/' + key + QStringLiteral(".json");
}

QList<DraftStore::Entry> DraftStore::all() const
{
    QList<Entry> found;
    for (const QFileInfo& info : QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        if (json[u"workspace"].toString() != workspace)
            continue;
        FormDraft draft;
        draft.registry = json[u"registry"].toString();
        draft.row = json[u"row"].toString().toLongLong();
        draft.title = json[u"title"].toString();
        draft.base = json[u"base"].toString();
        draft.time = QDateTime::fromString(json[u"time"].toString(), Qt::ISODateWithMs);
        draft.preset = textsOf(json[u"preset"]);
        draft.typed = textsOf(json[u"typed"]);
        found += Entry{info.completeBaseName(), draft};
    }
    std::sort(found.begin(), found.end(),
        [](const Entry& a, const Entry& b) { return a.draft.time > b.draft.time; });
    return found;
}

Result<> DraftStore::write(const QString& key, const FormDraft& draft) const
{
    const QJsonObject json{{QStringLiteral("workspace"), workspace},
        {QStringLiteral("registry"), draft.registry}, {QStringLiteral("row"), QString::number(draft.row)},
        {QStringLiteral("title"), draft.title}, {QStringLiteral("base"), draft.base},
        {QStringLiteral("time"), draft.time.toString(Qt::ISODateWithMs)},
        {QStringLiteral("preset"), toJson(draft.preset)}, {QStringLiteral("typed"), toJson(draft.typed)}};
    QDir().mkpath(folder);
    QSaveFile file(fileOf(key));
    const QByteArray bytes = QJsonDocument(json).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !file.commit())
        return fail(ErrorKind::fileUnwritable,
            QStringLiteral("没能把正在填写的内容暂存到 %1：%2")
                .arg(QDir::toNativeSeparators(folder), fileProblem(file)));
    return {};
}

void DraftStore::remove(const QString& key) const
{
    QFile::remove(fileOf(key));
}

} // namespace coop
