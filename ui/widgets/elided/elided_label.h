#pragma once
#include <QLabel>

namespace coop
{

/// A label of one line that ends in … when its place is too narrow, instead of making the place wider; the
/// whole of it is the tool tip then.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString shown() const;
};

} // namespace coop
