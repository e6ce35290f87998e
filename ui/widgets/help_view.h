#pragma once
#include <QDialog>

namespace coop
{

/// One page of the help (resources/help/*.md), beside the work: it does not keep the window from being used.
class HelpView : public QDialog
{
    Q_OBJECT
public:
    /// `topic`: the file's name without .md, which is also the title: 数据交换.
    HelpView(const QString& topic, QWidget* parent);
};

} // namespace coop
