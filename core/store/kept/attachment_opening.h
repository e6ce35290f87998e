#pragma once
#include <QByteArray>
#include <QString>

namespace coop
{

// Attachments come from other people. What a computer would run is never opened by a click, whatever it is
// called; it can only be saved.

/// Why the file is not opened, as a sentence; empty when other programs may show it. Looks at the name, and
/// at `bytes` for what the name does not say; without them the name alone decides.
QString whyOnlySaved(const QString& name, const QByteArray& bytes = {});

/// The name under which it can be written on every system: no folders, no control or direction-changing
/// characters, none that Windows does not take, the ending kept.
QString safeFileName(const QString& name);

} // namespace coop
