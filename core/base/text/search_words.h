#pragma once
#include <QList>
#include <QString>
#include <array>
#include <vector>

namespace coop
{

/// What matchesSearch (pinyin.h) says, for a search that is asked of a million rows: made ready once, then
/// the texts of a row go by letter by letter, and nothing is copied or allocated. Each word walks through the
/// text, its initials and its pinyin at once, a bit for every place of the word that the last letters
/// reached.
class SearchWords
{
public:
    explicit SearchWords(const QString& query);

    /// No word: everything is found.
    bool isEmpty() const { return words.empty(); }
    /// A word of more than 64 letters does not fit: ask matchesSearch.
    bool fits() const { return fitting; }

    void begin();
    /// One text of the row; the next one stands on a line of its own.
    void add(QStringView text);
    void addUtf8(const char* bytes, qsizetype size);
    /// Whether every word was found since begin().
    bool found() const { return missing == 0; }

private:
    struct Word {
        explicit Word(const QString& letters);
        quint64 placesOf(char16_t letter) const;

        std::array<quint64, 128> ascii{}; ///< for each letter the places where the word has it
        QList<std::pair<char16_t, quint64>> others{};
        quint64 filter = 0; ///< of `others`, by the letter's low bits
        quint64 end = 0; ///< the bit of its last letter
        bool spelled = true; ///< whether it can be found in pinyin
        quint64 plain = 0, initials = 0, letters = 0; ///< how far it has come
        bool hit = false;
    };
    void line();
    void take(char16_t letter);
    void walk(Word& word, char16_t letter, const char* syllable, bool blank);

    std::vector<Word> words;
    size_t missing = 0;
    bool fitting = true;
};

} // namespace coop
