#include "core/exchange/write_order.h"

#include "core/domain/row_area.h"
#include "core/store/unit_of_work.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace coop
{

namespace
{
/// What no second row of the registry may have: its code, its natural keys.
QStringList uniqueTexts(const Record* row)
{
    QStringList texts;
    if (!row)
        return texts;
    const auto add = [&](const QStringList& key) {
        QString text = row->spec().id;
        for (const QString& field : key) {
            const FieldValue& value = (*row)[field];
            text += u'\n' + field + u'='
                + (value.isNumber() ? QString::number(value.number()) : value.text() + u'"');
        }
        texts += text;
    };
    if (!row->code().isEmpty())
        add({QStringLiteral("code")});
    for (const QStringList& key : row->spec().naturalKeys)
        if (!(*row)[key.first()].isNull())
            add(key);
    return texts;
}

/// The rows that this one needs.
QList<RegistryRow> needed(const Record* row)
{
    QList<RegistryRow> rows;
    if (!row)
        return rows;
    const RegistrySpec& spec = row->spec();
    for (const FieldSpec& field : spec.fields)
        if (field.type == FieldType::reference && field.child.isEmpty() && !(*row)[field.id].isNull())
            for (const QString& registry : field.registries)
                rows += {registry, (*row)[field.id].number()};
    for (const RegistryRow& owner : ownersOf(*row))
        rows += owner;
    return rows;
}

/// Which steps each step waits for.
std::vector<std::vector<int>> waitsOf(const QList<PlannedWrite>& writes)
{
    QHash<RegistryRow, int> coming, going; // rows that are added, that are removed
    QHash<QString, int> givenUp; // unique texts that a step makes free
    for (int i = 0; i < writes.size(); ++i) {
        const PlannedWrite& one = writes[i];
        if (one.after && !one.before)
            coming.insert({one.registry, one.id}, i);
        if (one.before && !one.after)
            going.insert({one.registry, one.id}, i);
        if (one.before) {
            const QStringList kept = uniqueTexts(one.after);
            for (const QString& text : uniqueTexts(one.before))
                if (!kept.contains(text))
                    givenUp.insert(text, i);
        }
    }
    std::vector<std::vector<int>> waits(size_t(writes.size()));
    const auto wait = [&](int step, int other) {
        if (step != other && other >= 0)
            waits[size_t(step)].push_back(other);
    };
    for (int i = 0; i < writes.size(); ++i) {
        const PlannedWrite& one = writes[i];
        const QList<RegistryRow> needs = needed(one.after);
        if (!coming.isEmpty())
            for (const RegistryRow& row : needs)
                wait(i, coming.value(row, -1));
        if (!givenUp.isEmpty() && one.after)
            for (const QString& text : uniqueTexts(one.after))
                wait(i, givenUp.value(text, -1));
        if (!going.isEmpty())
            for (const RegistryRow& row : needed(one.before))
                if (const int other = going.value(row, -1); other >= 0 && other != i && !needs.contains(row))
                    wait(other, i); // it is in use until then
    }
    return waits;
}

/// Groups of steps, each after those it waits for; more than one step where they wait for each other (Tarjan
/// 1972, without recursion: a chain may be as long as the package).
std::vector<std::vector<int>> groupsOf(const std::vector<std::vector<int>>& waits)
{
    const int count = int(waits.size());
    std::vector<int> number(waits.size(), -1), low(waits.size(), 0);
    std::vector<char> open(waits.size(), 0);
    std::vector<int> path;
    std::vector<std::pair<int, size_t>> calls; // step, its next wait
    std::vector<std::vector<int>> groups;
    int next = 0;
    const auto enter = [&](int step) {
        number[size_t(step)] = low[size_t(step)] = next++;
        open[size_t(step)] = 1;
        path.push_back(step);
        calls.emplace_back(step, 0);
    };
    const auto close = [&](int step) {
        if (low[size_t(step)] != number[size_t(step)])
            return;
        std::vector<int> group;
        do {
            group.push_back(path.back());
            open[size_t(path.back())] = 0;
            path.pop_back();
        } while (group.back() != step);
        std::sort(group.begin(), group.end());
        groups.push_back(std::move(group));
    };
    for (int first = 0; first < count; ++first) {
        if (number[size_t(first)] >= 0)
            continue;
        enter(first);
        while (!calls.empty()) {
            const int step = calls.back().first;
            const std::vector<int>& others = waits[size_t(step)];
            if (calls.back().second < others.size()) {
                const int other = others[calls.back().second++];
                if (number[size_t(other)] < 0)
                    enter(other);
                else if (open[size_t(other)])
                    low[size_t(step)] = std::min(low[size_t(step)], number[size_t(other)]);
                continue;
            }
            calls.pop_back();
            close(step);
            if (!calls.empty()) {
                const auto waiting = size_t(calls.back().first);
                low[waiting] = std::min(low[waiting], low[size_t(step)]);
            }
        }
    }
    return groups;
}

class Writing
{
public:
    Writing(UnitOfWork& unit, const QList<PlannedWrite>& planned, const std::function<bool()>& asked)
        : work(unit)
        , writes(planned)
        , stopped(asked)
    {
    }
    QList<UndoneStep> run()
    {
        for (const std::vector<int>& group : groupsOf(waitsOf(writes)))
            if (group.size() == 1 || !together(group))
                tryAgain(tried(group), int(group.size()) > 1 ? mostRounds : 0);
        // What the plan could not foresee (a value that is derived): a few rounds more, never a square.
        QList<UndoneStep> left = std::move(undone);
        undone.clear();
        tryAgain(std::move(left), mostRounds);
        std::sort(undone.begin(), undone.end(),
            [](const UndoneStep& a, const UndoneStep& b) { return a.step < b.step; });
        return undone;
    }

private:
    static constexpr int mostRounds = 3;

    Result<> write(qsizetype step) const
    {
        if (stopped && stopped())
            return fail(ErrorKind::cancelled, QString());
        return writes[step].write();
    }
    QList<UndoneStep> tried(const std::vector<int>& steps) const
    {
        QList<UndoneStep> left;
        for (const int step : steps)
            if (const auto done = write(step); !done)
                left += UndoneStep{step, done.error()};
        return left;
    }
    /// Only what waited for another row can succeed later.
    void tryAgain(QList<UndoneStep> left, int rounds)
    {
        const auto waits = [](const UndoneStep& one) {
            return one.why.kind == ErrorKind::duplicate || one.why.kind == ErrorKind::notFound
                || one.why.kind == ErrorKind::inUse;
        };
        for (bool progress = true; progress && rounds > 0 && !left.isEmpty(); --rounds) {
            progress = false;
            QList<UndoneStep> still;
            for (const UndoneStep& one : std::as_const(left)) {
                const Result<> done = waits(one) ? write(one.step) : fail(one.why);
                progress = progress || done;
                if (!done)
                    still += UndoneStep{one.step, done.error()};
            }
            left = std::move(still);
        }
        undone += left;
    }
    /// Names or codes that go round in a circle.
    bool together(const std::vector<int>& group)
    {
        QList<Record> records;
        for (const int step : group) {
            if (!writes[step].before || !writes[step].after)
                return false;
            records += withCurrentLists(work.workspace(), *writes[step].after);
        }
        return !(stopped && stopped()) && work.changeTogether(records).has_value();
    }

    UnitOfWork& work;
    const QList<PlannedWrite>& writes;
    const std::function<bool()>& stopped;
    QList<UndoneStep> undone;
};
} // namespace

QList<UndoneStep> writeInOrder(
    UnitOfWork& work, const QList<PlannedWrite>& writes, const std::function<bool()>& stopped)
{
    return Writing(work, writes, stopped).run();
}

} // namespace coop
