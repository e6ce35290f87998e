#pragma once
#include <QStringList>

class QWidget;

namespace coop
{

/// Asks a question whose buttons name what happens (保存修改, 放弃修改, 继续编辑); gives the index of the
/// chosen one. Enter presses `preferred`, where the first could not be taken back: the last; the last is what
/// Esc does and has to be the harmless one. The box is called `name` and its buttons `name`.0, `name`.1 …
int askChoice(QWidget* parent, const QString& name, const QString& question, const QString& detail,
    const QStringList& buttons, int preferred = 0);

} // namespace coop
