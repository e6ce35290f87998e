#pragma once
#include "ui/exchange/merge/merge_item.h"
#include "ui/exchange/work_dialog.h"

namespace coop
{

class EmptyNote;
class MergeFileList;
class MergePreviewPane;
class PassphraseFields;
class Session;

/// 合并: files, what each would do row by row, then each merged as a step of its own. A file that is refused
/// does not stop the others.
class MergeDialog : public WorkDialog
{
    Q_OBJECT
public:
    explicit MergeDialog(Session& session, QWidget* parent = nullptr);
    ~MergeDialog() override;

    void addFiles(const QStringList& files);
    /// What the user wants to do after it.
    enum class Next { nothing, conflicts, receipts };
    Next next() const { return wanted; }
    /// The offices of what was merged.
    QList<int> mergedDevices() const;

protected:
    void act() override;
    QList<QWidget*> inputs() const override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void chooseFiles();
    void removeCurrent();
    void trustCurrent();
    void preview();
    void merge();
    void mergeNext();
    void showItems();
    void showCurrent();
    void showResult();
    qsizetype ready() const;
    bool allPreviewed() const;

    Session& session;
    QList<MergeItem> items;
    MergeFileList* list;
    EmptyNote* empty;
    QWidget* keyStrip;
    QLabel* keyText;
    QLabel* detail;
    MergePreviewPane* previewPane;
    QWidget* room; ///< in its place while there is no preview
    std::unique_ptr<PassphraseFields> passphrase;
    QWidget* questions;
    QPushButton* add;
    QPushButton* remove;
    QPushButton* toConflicts;
    QPushButton* toReceipts;
    QList<qsizetype> queue; ///< indexes of items that are still to be merged
    Next wanted = Next::nothing;
    bool merging = false, done = false;
};

} // namespace coop
