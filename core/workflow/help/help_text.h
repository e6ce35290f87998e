#pragma once
#include <QList>
#include <QString>

namespace coop
{

/// A chapter of the help (resources/help/*.md). Markdown.
struct HelpChapter {
    QString title; ///< also its file's name: 数据交换
    QString text;
};
/// In the order of the handbook.
const QList<HelpChapter>& helpChapters();

/// What stands under one heading of a chapter.
struct HelpSection {
    QString chapter, heading;
    QString text; ///< without marks
};
/// The sections that have every word of a search, as written, in pinyin or in initials, those with all of
/// them in their heading first. Nothing for an empty search.
QList<HelpSection> findInHelp(const QString& query);

} // namespace coop
