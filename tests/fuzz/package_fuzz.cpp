// Throws altered packages at everything that reads them: package_fuzz --runs N [--signed M] [--seed S].
// N packages whose bytes were flipped, cut, spliced, swapped or signed by a stranger: none may be taken. M
// packages with wrong content under the right signature: they reach the rules behind, which may take what is
// right in them and nothing else. Ends with 0 when all of it held. Under ASan: ./dev fuzz.
#include "tests/bench/peak_memory.h"
#include "tests/fuzz/fuzzed_offices.h"
#include "tests/fuzz/mutator.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QtEndian>
#include <cstdio>

using namespace coop;

namespace
{
constexpr int lengthsAt = 16; ///< behind the magic: lengths of header (32 bits) and body (64 bits)
constexpr int headAt = lengthsAt + 12;
constexpr int signatureBytes = 64;

QByteArray headOf(const QByteArray& package)
{
    return package.mid(headAt, qFromLittleEndian<quint32>(package.constData() + lengthsAt));
}

QByteArray bodyOf(const QByteArray& package)
{
    return package.mid(headAt + headOf(package).size()).chopped(signatureBytes);
}

/// With right lengths, as somebody who knows the format would put it together.
QByteArray assembled(const QByteArray& head, const QByteArray& body, const QByteArray& signature)
{
    QByteArray whole = QByteArrayLiteral("COOPMAP PACKAGE\n") + QByteArray(12, 0) + head + body + signature;
    qToLittleEndian(quint32(head.size()), whole.data() + lengthsAt);
    qToLittleEndian(quint64(body.size()), whole.data() + lengthsAt + 4);
    return whole;
}

QByteArray altered(Mutator& mutator, const QList<QByteArray>& originals)
{
    const QByteArray& one = originals[qsizetype(mutator.below(size_t(originals.size())))];
    const QByteArray& other = originals[qsizetype(mutator.below(size_t(originals.size())))];
    QByteArray head = headOf(one), body = bodyOf(one), signature = one.right(signatureBytes);
    switch (mutator.below(6)) {
    case 0: { // parts of two packages
        if (mutator.below(2) == 0)
            body = bodyOf(other);
        else
            head = headOf(other);
        return assembled(head, body, signature);
    }
    case 1: // the readable part
        mutator.mutate(head, headOf(other));
        return assembled(head, body, signature);
    case 2:
        mutator.mutate(body, bodyOf(other));
        return assembled(head, body, signature);
    case 3:
        mutator.mutate(signature, other.right(signatureBytes));
        return assembled(head, body, signature);
    case 4: { // huge counts
        QByteArray whole = one;
        qToLittleEndian(
            quint64(-1) >> mutator.below(64), whole.data() + lengthsAt + qsizetype(mutator.below(5)));
        return whole;
    }
    default: {
        QByteArray whole = one;
        mutator.mutate(whole, other);
        return whole;
    }
    }
}

struct Worst {
    qint64 milliseconds = 0;
    int run = -1;
    void note(qint64 took, int which)
    {
        if (took > milliseconds) {
            milliseconds = took;
            run = which;
        }
    }
};
} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    int runs = 1000, resigned = 100;
    unsigned seed = 1;
    const QStringList arguments = QCoreApplication::arguments();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
        if (arguments[i] == QStringLiteral("--runs"))
            runs = arguments[i + 1].toInt();
        if (arguments[i] == QStringLiteral("--signed"))
            resigned = arguments[i + 1].toInt();
        if (arguments[i] == QStringLiteral("--seed"))
            seed = arguments[i + 1].toUInt();
    }
    FuzzedOffices offices;
    const QList<QByteArray> originals = offices.packages();
    Mutator mutator(seed);
    QElapsedTimer clock;
    Worst worst;
    int strangers = 0, taken = 0;
    const double memoryBefore = peakMegabytes();
    for (int run = 0; run < runs; ++run) {
        const QByteArray package = altered(mutator, originals);
        if (originals.contains(package))
            continue; // nothing was altered after all
        clock.restart();
        if (parsePackage(package, QStringLiteral("x.nfb"))) {
            std::printf("run %d: an altered package was taken\n", run);
            return 1;
        }
        if (run % 16 == 0) { // and put under a stranger's signature
            ++strangers;
            const QByteArray& one = originals[qsizetype(mutator.below(size_t(originals.size())))];
            const QByteArray head = headOf(one);
            QByteArray body = bodyOf(one);
            if (mutator.below(2) == 0)
                mutator.mutate(body, package);
            if (!offices.refusesStranger(head, body)) {
                std::printf("run %d: a stranger's package was taken\n", run);
                return 1;
            }
        }
        worst.note(clock.elapsed(), run);
        if ((run + 1) % 100'000 == 0) {
            std::printf("%d altered packages refused, slowest %lld ms\n", run + 1, worst.milliseconds);
            std::fflush(stdout);
        }
    }
    const double memory = peakMegabytes() - memoryBefore;
    for (int run = 0; run < resigned; ++run) {
        clock.restart();
        const QString wrong = offices.tryWrongContent(mutator, taken);
        worst.note(clock.elapsed(), run);
        if (!wrong.isEmpty()) {
            std::printf("signed run %d: %s\n", run, qPrintable(wrong));
            return 1;
        }
    }
    std::printf("%d altered packages (%d of them signed by strangers) refused, %d with wrong content (rows "
                "taken from %d of "
                "them, all within the rules); slowest %lld ms; %.0f MB more at the peak of altered ones\n",
        runs, strangers, resigned, taken, worst.milliseconds, memory);
    return worst.milliseconds > 1000 && runs >= 10'000 ? 3 : 0;
}
