#pragma once
#include "core/store/kept/layer_table.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace coop
{

class ColourButton;

/// How a layer looks: name, colours, width, opacity, label field and the scales between which it shows. For
/// the boundary layer only the opacity of the townships' colours.
class LayerStyleDialog : public QDialog
{
    Q_OBJECT
public:
    explicit LayerStyleDialog(const MapLayer& layer, QWidget* parent = nullptr);
    MapLayer layer() const; ///< as it was, with what was changed

private:
    void addLook(QFormLayout& form);
    void addScales(QFormLayout& form);

    MapLayer before;
    QLineEdit* name = nullptr;
    ColourButton* line = nullptr;
    QDoubleSpinBox* width = nullptr;
    QCheckBox* dashed = nullptr;
    QCheckBox* filled = nullptr;
    ColourButton* fill = nullptr;
    QComboBox* symbol = nullptr;
    QDoubleSpinBox* size = nullptr;
    QSlider* opacity = nullptr;
    QComboBox* label = nullptr;
    QSpinBox* largest = nullptr;
    QSpinBox* smallest = nullptr;
};

} // namespace coop
