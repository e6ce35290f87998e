#pragma once
#include "ui/exchange/merge/merge_item.h"

#include <QTreeWidget>

namespace coop
{

class Registries;

/// The files of a merge, a line each: from whom, which number, when, by whom, what is in it, how it stands.
class MergeFileList : public QTreeWidget
{
    Q_OBJECT
public:
    explicit MergeFileList(const Registries& registries, QWidget* parent = nullptr);
    void setItems(const QList<MergeItem>& items);
    int current() const; ///< index of the chosen item; -1: none

private:
    const Registries& registries;
};

} // namespace coop
