#pragma once
#include "core/workflow/mapping/theme_choice.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace coop
{

/// 专题设置: how an indicator is classed and coloured, and how the outlets are shown. Every choice shows on
/// the map behind at once; 不修改 brings back what was.
class ThemeSettings : public QDialog
{
    Q_OBJECT
public:
    ThemeSettings(const ThemeChoice& choice, const QString& unit, bool indicator, QWidget* parent = nullptr);
    ThemeChoice choice() const;

Q_SIGNALS:
    void changed();

private:
    void look();

    QComboBox* method;
    QSpinBox* classes;
    QLineEdit* limits;
    QComboBox* ramp;
    QCheckBox* symbols;
    QComboBox* outlets;
    QCheckBox* clusters;
    QLabel* problem;
    QPushButton* save = nullptr;
};

} // namespace coop
