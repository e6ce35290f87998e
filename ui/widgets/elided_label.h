#pragma once
#include <QLabel>

namespace coop
{

/// A label of one line that ends in … when its place is too narrow, instead of making the place wider.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace coop
