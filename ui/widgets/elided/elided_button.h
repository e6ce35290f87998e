#pragma once
#include <QToolButton>

namespace coop
{

/// A flat button of the top bar with a text, cut in the middle when it is too long, and ▾ behind it.
class ElidedButton : public QToolButton
{
    Q_OBJECT
public:
    explicit ElidedButton(int maximumTextWidth, QWidget* parent = nullptr);
    /// The whole text is also the tool tip and what screen readers say, after the button's `label`.
    void setFullText(const QString& label, const QString& text);

private:
    int maximumWidth;
};

} // namespace coop
