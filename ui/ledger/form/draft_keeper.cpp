#include "ui/ledger/form/draft_keeper.h"

#include "core/store/workspace.h"
#include "ui/ledger/form/record_form.h"
#include "ui/session/session.h"

#include <QUuid>

namespace coop
{

namespace
{
constexpr int delay = 500; // ms from the first key on: at most a second is lost
} // namespace

DraftKeeper::DraftKeeper(Session& shared, RecordForm& shown)
    : QObject(&shown)
    , session(shared)
    , form(shown)
    , store(shared.workspace().path())
{
    timer.setSingleShot(true);
    timer.setInterval(delay);
    connect(&timer, &QTimer::timeout, this, &DraftKeeper::write);
    connect(&form, &RecordForm::edited, this, &DraftKeeper::follow);
    connect(&form, &RecordForm::rowShown, this, &DraftKeeper::follow);
}

QList<DraftStore::Entry> DraftKeeper::leftBehind() const
{
    QList<DraftStore::Entry> found = store.all();
    found.removeIf([this](const DraftStore::Entry& each) { return each.key == key; });
    return found;
}

void DraftKeeper::adopt(const QString& wanted)
{
    if (!key.isEmpty() && key != wanted)
        store.remove(key);
    key = wanted;
    follow();
}

void DraftKeeper::follow()
{
    if (form.isModified()) {
        if (!timer.isActive())
            timer.start();
        return;
    }
    timer.stop();
    if (!key.isEmpty())
        store.remove(key);
    key.clear();
}

void DraftKeeper::write()
{
    if (!form.isModified())
        return;
    if (key.isEmpty())
        key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto written = store.write(key, form.draft());
    if (!written && !refused)
        Q_EMIT session.message(written.error().text);
    refused = !written;
}

} // namespace coop
