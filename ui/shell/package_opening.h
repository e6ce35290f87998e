#pragma once
#include <QString>

class QWidget;

namespace coop
{

class Workbench;

/// Whether a file that was opened with the program is a package of the exchange and no workspace; by its
/// ending or, under another name, by its first bytes.
bool isPackage(const QString& path);

/// Takes up a package: a 下发 asks for its opening code and makes the office's workspace, whose path comes
/// back; a 上报 or 回执 goes to the page 数据交换 of the workspace that is open, or it is said where it
/// belongs. `path` may be empty: then the dialog asks for a 下发. Empty: no other workspace is to be opened.
QString takeUpPackage(const QString& path, Workbench* bench, QWidget* window);

} // namespace coop
