#include "ui/map/layers/colour_button.h"

#include <QColorDialog>
#include <QPixmap>

namespace coop
{

ColourButton::ColourButton(const QString& name, const QString& text, const QColor& colour, QWidget* parent)
    : QPushButton(parent)
    , title(text)
{
    setObjectName(name);
    setAccessibleName(text);
    show(colour);
    connect(this, &QPushButton::clicked, this, [this] {
        QColorDialog dialog(chosen, this);
        dialog.setWindowTitle(title);
        dialog.setOption(QColorDialog::DontUseNativeDialog, false);
        if (dialog.exec() == QDialog::Accepted)
            show(dialog.currentColor());
    });
}

void ColourButton::show(const QColor& colour)
{
    chosen = colour;
    QPixmap swatch(48, 14);
    swatch.fill(colour);
    setIcon(QIcon(swatch));
    setIconSize(swatch.size());
    setToolTip(colour.name());
}

} // namespace coop
