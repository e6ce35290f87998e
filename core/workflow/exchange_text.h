#pragma once
#include "core/exchange/offices.h"

namespace coop
{

class Registries;

// What the pages of the exchange call things, in people's words.

/// Rows by registry and what happened to them: 社会化服务 新增 3、修改 1；服务网点 新增 2. Empty without any.
QString changedRowsText(const Registries& registries, const QJsonObject& counts);
/// The same of a 上报, which says so when nothing changed.
QString handInText(const Registries& registries, const QJsonObject& counts);
/// The same of a 下发, where all that counts is how many rows there are: 镇街 7、社会化服务 120.
QString contentsText(const Registries& registries, const QJsonObject& counts);
QString packageNumber(qint64 sequence); ///< 第 3 号
/// A moment as tables have it: 2024-12-31 09:41, local; empty when it is none.
QString momentText(const QDateTime& utc);
/// The same of a text in ISO form.
QString momentText(const QString& utc);
/// 下发-某镇-20241231.nfb; with a number 上报-某镇-003-20241231.nfb.
QString packageFileName(PackageKind kind, const QString& office, qint64 sequence = 0);
/// An office's name without the word that all of them end in: 某镇.
QString shortOfficeName(const QString& name);
/// What the file dialogs offer.
QString packageFilter();
inline const QString packageEnding = QStringLiteral(".nfb");

/// What to do about a package that came under another key than the ones before.
QString newKeyText(const PackageParty& from);

} // namespace coop
