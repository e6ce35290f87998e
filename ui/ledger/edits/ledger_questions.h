#pragma once
#include "core/base/result.h"
#include "core/domain/record.h"

#include <QList>

class QWidget;

namespace coop
{

enum class UnsavedAnswer { save, discard, goOn };

/// What to do with a form that was not saved: 保存 / 放弃 / 继续编辑, in the words of a new or an old row.
UnsavedAnswer askUnsaved(QWidget* parent, const RegistrySpec& spec, bool adding);

/// Whether what is typed into the grid and cannot be saved is given up, so that the window can be closed.
bool askGiveUp(QWidget* parent);
/// Whether these rows are really to be removed.
bool askRemove(QWidget* parent, const RegistrySpec& spec, const QList<Record>& rows);

/// Says why nothing was removed.
void showRemoveRefused(QWidget* parent, const Error& error);

} // namespace coop
