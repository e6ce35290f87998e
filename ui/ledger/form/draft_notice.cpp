#include "ui/ledger/form/draft_notice.h"

#include "core/store/workspace.h"
#include "ui/ledger/form/draft_keeper.h"
#include "ui/ledger/form/record_form.h"
#include "ui/session/session.h"

#include <QPushButton>

namespace coop
{

DraftNotice::DraftNotice(Session& shared, RecordForm& shown, QWidget* parent)
    : NoticeBar(parent)
    , session(shared)
    , form(shown)
    , keeper(new DraftKeeper(shared, shown))
{
    connect(&session, &Session::personChanged, this, &DraftNotice::look);
}

void DraftNotice::look()
{
    say({});
    if (!session.mayWrite())
        return; // somebody else may be typing them
    QList<DraftStore::Entry> left = keeper->leftBehind();
    left.removeIf([this](const DraftStore::Entry& each) {
        return !session.workspace().registries().find(each.draft.registry);
    });
    if (!left.isEmpty())
        offer(left.first(), left.size() - 1);
}

void DraftNotice::offer(const DraftStore::Entry& entry, qsizetype more)
{
    offered = entry;
    const QString when = entry.draft.time.toLocalTime().toString(QStringLiteral("M月d日 HH:mm"));
    QString sentence = QStringLiteral("有没保存的内容（%1，%2）").arg(entry.draft.title, when);
    if (more > 0)
        sentence += QStringLiteral("，另外还有 %1 份").arg(more);
    say(sentence);
    connect(addStep(QStringLiteral("draft.restore"), QStringLiteral("恢复未保存的内容")),
        &QPushButton::clicked, this,
        [this] { Q_EMIT restoreRequested(offered.draft.registry, offered.draft.row); });
    connect(addStep(QStringLiteral("draft.discard"), QStringLiteral("丢弃")), &QPushButton::clicked, this,
        [this, dropped = entry.key] {
            keeper->remove(dropped);
            look();
        });
}

void DraftNotice::restore()
{
    const DraftStore::Entry entry = offered;
    const Workspace& workspace = session.workspace();
    const RegistrySpec* spec = workspace.registries().find(entry.draft.registry);
    if (!spec || form.ledger() != spec || form.isModified())
        return;
    const auto stored = workspace.row(spec->id, entry.draft.row);
    QString changed;
    if (entry.draft.row != 0 && stored) {
        form.showRecord(*stored);
        if (digestOf(*stored) != entry.draft.base)
            changed = QStringLiteral("这一行在此期间改过，请核对后再保存");
    } else {
        form.startNew(presetOf(entry.draft, *spec, workspace.lookup()));
        if (entry.draft.row != 0)
            changed = QStringLiteral("这一行在此期间已删除，恢复为新增的一行，请核对后再保存");
    }
    form.restore(entry.draft);
    keeper->adopt(entry.key);
    look();
    if (!changed.isEmpty())
        form.showRefusal(changed);
}

} // namespace coop
