#pragma once
#include "core/domain/plan/reading.h"
#include "ui/widgets/elided/elided_button.h"

#include <QList>

class QTreeWidget;

namespace coop
{

class Session;

/// Whose figures all pages show: the whole district, a federation or a township. A button with a tree of the
/// federations and their townships under it, and a box that finds one by a part of its name.
class ScopeChooser : public ElidedButton
{
    Q_OBJECT
public:
    explicit ScopeChooser(Session& session, QWidget* parent = nullptr);

private:
    void openPopup();
    void showScope();
    void fill(QTreeWidget* tree) const;

    Session& session;
};

} // namespace coop
