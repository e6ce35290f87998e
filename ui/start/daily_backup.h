#pragma once

namespace coop
{

class Session;

/// The day's backup on first opening, on a worker thread; warnings and a failure stand in the status bar.
void startDailyBackup(Session& session);

} // namespace coop
