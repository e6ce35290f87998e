#include "ui/session/work_dialog.h"

namespace coop
{

void WorkDialog::begin(Job* started, Leaving leaving)
{
    job = started;
    whileWorking = leaving;
    connect(started, &Job::finished, this, [this, started] {
        if (job == started)
            end();
    });
    QWidget* before = focusWidget();
    showWork(true);
    for (QWidget* input : inputs())
        input->setEnabled(false);
    focused = focusWidget() == before ? nullptr : before;
}

void WorkDialog::end()
{
    job = nullptr;
    showWork(false);
    for (QWidget* input : inputs())
        input->setEnabled(true);
    if (focused && focused->isVisible())
        focused->setFocus();
}

void WorkDialog::cancel()
{
    if (job)
        job->cancel();
}

void WorkDialog::reject()
{
    if (working() && whileWorking != Leaving::impossible)
        cancel();
    if (!working() || whileWorking == Leaving::goes)
        QDialog::reject();
}

} // namespace coop
