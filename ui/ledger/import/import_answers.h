#pragma once
#include <QHBoxLayout>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace coop
{

/// A line with what is asked before an import: whether what is wrong stays out, and the reason for what is
/// unusual. What there is none of is not asked.
class ImportAnswers : public QHBoxLayout
{
    Q_OBJECT
public:
    /// The names of its check box and its input, for tests.
    ImportAnswers(const char* leaveOutName, const char* reasonName);

    void begin(bool leavesOut);
    /// `leaveOutText`: what the check box says of the `wrong` ones; `warned`: unusual rows that want a
    /// reason.
    void ask(const QString& leaveOutText, int wrong, int warned);
    bool leavesOut() const;
    QString reason() const;
    QLineEdit* reasonInput() const { return reasonField; }
    /// A sentence while the reason is wanted and not written.
    QString missingReason() const;

Q_SIGNALS:
    void changed();
    void confirmed(); ///< Enter behind the reason

private:
    QCheckBox* leaveOut;
    QLabel* warningText;
    QLineEdit* reasonField;
    int unusual = 0;
};

} // namespace coop
