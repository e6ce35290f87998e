#pragma once
#include <QPushButton>

namespace coop
{

/// A link whose text is cut with … where it does not fit; the whole of it is the tool tip.
class ElidedLink : public QPushButton
{
    Q_OBJECT
public:
    explicit ElidedLink(const QString& text, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void cut();

    QString whole;
};

} // namespace coop
