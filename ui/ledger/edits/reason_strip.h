#pragma once
#include <QFrame>
#include <QStringList>

class QLabel;
class QLineEdit;

namespace coop
{

/// Asks why a row with warnings is to be saved all the same.
class ReasonStrip : public QFrame
{
    Q_OBJECT
public:
    explicit ReasonStrip(QWidget* parent = nullptr);

    /// Whether there is a reason for these warnings, or none is needed; asks for it otherwise. A reason that
    /// was given for other warnings has to be confirmed.
    bool answers(const QStringList& warnings);
    QString reason() const; ///< empty when none was asked for
    void forget();

Q_SIGNALS:
    void given(); ///< Enter: saving may go on

private:
    QStringList asked;
    QLabel* question;
    QLineEdit* line;
};

} // namespace coop
