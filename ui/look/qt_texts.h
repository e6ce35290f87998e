#pragma once

class QApplication;

namespace coop
{

/// Loads what Qt itself says (buttons of its dialogs, menus of its fields) in Chinese, and adds what its
/// translation leaves in English.
void loadQtTexts(QApplication& application);

} // namespace coop
