#pragma once
#include <QByteArray>
#include <random>

/// Breaks bytes as accidents and ill will do: flipped, cut, removed, spliced with another's, counts far too
/// large.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : random(seed)
    {
    }

    size_t below(size_t n) { return n == 0 ? 0 : size_t(random() % n); }

    void mutate(QByteArray& bytes, const QByteArray& other)
    {
        const int times = 1 + int(below(6));
        for (int i = 0; i < times && !bytes.isEmpty(); ++i) {
            const auto at = qsizetype(below(size_t(bytes.size())));
            switch (below(8)) {
            case 0:
                bytes[at] = char(bytes[at] ^ (1 << below(8)));
                break;
            case 1:
                bytes[at] = char(random());
                break;
            case 2:
                bytes.truncate(at);
                break;
            case 3:
                bytes.remove(at, qsizetype(below(64)));
                break;
            case 4:
                bytes.insert(at, other.mid(qsizetype(below(size_t(other.size()))), qsizetype(below(200))));
                break;
            case 5: // a count or an offset that is far too large
                for (int k = 0; k < 4 && at + k < bytes.size(); ++k)
                    bytes[at + k] = char(k == 3 ? 0x7F : 0xFF);
                break;
            case 6:
                bytes.insert(at, bytes.mid(at, qsizetype(below(300))));
                break;
            default: // a number in a text
                bytes.replace(at, qsizetype(std::min<size_t>(below(6), size_t(bytes.size() - at))), "-1e309");
            }
        }
    }

private:
    std::mt19937 random;
};
