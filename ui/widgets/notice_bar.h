#pragma once
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace coop
{

/// A line above the page that stays as long as it is true (只读 …), with what one can do about it.
class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// Hides without a sentence. Takes away the buttons of the sentence before.
    void say(const QString& sentence);
    QPushButton* addStep(const QString& name, const QString& text);

private:
    QLabel* text;
    QHBoxLayout* row;
    QList<QPushButton*> steps;
};

} // namespace coop
