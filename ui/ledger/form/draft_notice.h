#pragma once
#include "ui/ledger/form/draft_store.h"
#include "ui/widgets/notice_bar.h"

namespace coop
{

class DraftKeeper;
class RecordForm;
class Session;

/// Offers what an earlier window left behind unsaved: 恢复未保存的内容（服务网点 云岭供销社，11月23日
/// 21:05）.
class DraftNotice : public NoticeBar
{
    Q_OBJECT
public:
    DraftNotice(Session& session, RecordForm& form, QWidget* parent = nullptr);

    /// To be called when the page is shown.
    void look();

Q_SIGNALS:
    /// The row has to be shown in the form before anything is typed into it; the page says with `restore`
    /// when it is.
    void restoreRequested(const QString& registry, coop::RowId row);

public:
    /// Types the draft into the form, which shows its row, or nothing that is left of it.
    void restore();

private:
    void offer(const DraftStore::Entry& entry, qsizetype more);

    Session& session;
    RecordForm& form;
    DraftKeeper* keeper;
    DraftStore::Entry offered;
};

} // namespace coop
