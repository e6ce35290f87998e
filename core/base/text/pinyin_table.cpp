#include "core/base/text/pinyin_table.h"

#include <QFile>
#include <QString>
#include <array>

namespace coop
{

namespace
{
struct PinyinTable {
    QByteArray syllables = QByteArray(1, '\0'); ///< one behind the other, each with its end
    std::array<quint16, lastPinyinHan - firstPinyinHan + 1> places{};

    PinyinTable()
    {
        QFile file(QStringLiteral(":/pinyin/pinyin.txt"));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const auto lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const qsizetype blank = line.indexOf(' ');
            for (const QChar han : QString::fromUtf8(line.mid(blank + 1)))
                places[han.unicode() - firstPinyinHan] = quint16(syllables.size());
            syllables += line.left(blank) + '\0';
        }
    }
};
} // namespace

const char* pinyinSyllable(char16_t han)
{
    static const PinyinTable table;
    return table.syllables.constData() + table.places[han - firstPinyinHan];
}

} // namespace coop
