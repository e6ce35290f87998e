#include "ui/widgets/ask_choice.h"

#include <QMessageBox>
#include <QPushButton>

namespace coop
{

int askChoice(QWidget* parent, const QString& name, const QString& question, const QString& detail,
    const QStringList& buttons, int preferred)
{
    QMessageBox box(QMessageBox::NoIcon, QStringLiteral("农服图"), question, QMessageBox::NoButton, parent);
    box.setObjectName(name);
    box.setInformativeText(detail);
    QList<QPushButton*> shown;
    for (int i = 0; i < buttons.size(); ++i) {
        const auto role = i == buttons.size() - 1 ? QMessageBox::RejectRole
            : i == 0                              ? QMessageBox::AcceptRole
                                                  : QMessageBox::DestructiveRole;
        shown += box.addButton(buttons[i], role);
        shown.last()->setObjectName(QStringLiteral("%1.%2").arg(name).arg(i));
    }
    box.setDefaultButton(shown[preferred]);
    box.setEscapeButton(shown.last());
    box.exec();
    for (int i = 0; i < shown.size(); ++i)
        if (box.clickedButton() == shown[i])
            return i;
    return int(shown.size()) - 1;
}

} // namespace coop
