#include "core/workflow/help/help_text.h"

#include "core/base/text/pinyin.h"

#include <QFile>
#include <QRegularExpression>
#include <algorithm>

namespace coop
{

namespace
{
constexpr const char16_t* titles[]{u"第一天", u"总览", u"地图", u"台账", u"导入", u"填报", u"任务", u"制图",
    u"季度报告", u"数据交换", u"历史", u"设置", u"备份与恢复", u"键盘"};

QList<HelpChapter> readChapters()
{
    QList<HelpChapter> chapters;
    for (const char16_t* title : titles) {
        const QString name = QString::fromUtf16(title);
        QFile file(QStringLiteral(":/help/%1.md").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a chapter of the help is not among the resources");
        chapters += HelpChapter{name, QString::fromUtf8(file.readAll())};
    }
    return chapters;
}

/// Words alone: without the marks of Markdown and the targets of links.
QString plain(const QString& line)
{
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]*)\\]\\([^)]*\\)"));
    static const QRegularExpression marks(QStringLiteral("^[#>\\s]+|\\*\\*|`|^\\s*[-*]\\s+|^\\|[-|: ]*$"));
    QString words = line;
    return words.replace(link, QStringLiteral("\\1")).remove(marks).trimmed();
}

QList<HelpSection> readSections()
{
    QList<HelpSection> sections;
    for (const HelpChapter& chapter : helpChapters()) {
        sections += HelpSection{chapter.title, chapter.title, {}};
        for (const QString& line : chapter.text.split(u'\n')) {
            if (line.startsWith(u"##"))
                sections += HelpSection{chapter.title, plain(line), {}};
            else
                sections.last().text += plain(line) + u'\n';
        }
    }
    return sections;
}
} // namespace

const QList<HelpChapter>& helpChapters()
{
    static const QList<HelpChapter> chapters = readChapters();
    return chapters;
}

QList<HelpSection> findInHelp(const QString& query)
{
    static const QList<HelpSection> sections = readSections();
    QList<HelpSection> named, others;
    if (query.trimmed().isEmpty())
        return others;
    for (const HelpSection& section : sections) {
        const QString heading
            = section.heading == section.chapter ? section.heading : section.chapter + u' ' + section.heading;
        if (matchesSearch(heading, query))
            named += section;
        else if (matchesSearch(heading + u'\n' + section.text, query))
            others += section;
    }
    return named + others;
}

} // namespace coop
