#pragma once
#include <QDialog>

namespace coop
{

class Workspace;

/// 关于: version, licences and whose data are shown, to be copied.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    /// `workspace`: what is open; null for nothing.
    AboutDialog(const Workspace* workspace, QWidget* parent);
};

} // namespace coop
