#pragma once
#include "ui/exchange/parts/package_dialog.h"

namespace coop
{

class EmptyNote;
class MergeQueue;
class MergeFileList;
class MergePreviewPane;
class PassphraseFields;
class Session;

/// 合并: files, what each would do row by row, then each merged as a step of its own.
class MergeDialog : public PackageDialog
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
    void mergeNext();
    void showItems();
    void showCurrent();
    void showResult();

    Session& session;
    MergeQueue* queue;
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
    Next wanted = Next::nothing;
    bool done = false;
};

} // namespace coop
