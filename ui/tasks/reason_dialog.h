#pragma once
#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace coop
{

/// Asks for a few words that have to be given: why a task is done, or why it is not.
class ReasonDialog : public QDialog
{
    Q_OBJECT
public:
    struct Words {
        QString title; ///< 申请销号
        QString question; ///< what stands above the field
        QString accept, leave; ///< the buttons
    };
    explicit ReasonDialog(const Words& words, QWidget* parent = nullptr);
    QString reason() const;

private:
    QPlainTextEdit* text;
    QPushButton* accepting;
};

} // namespace coop
