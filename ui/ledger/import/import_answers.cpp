#include "ui/ledger/import/import_answers.h"

#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

namespace coop
{

ImportAnswers::ImportAnswers(const char* leaveOutName, const char* reasonName)
    : leaveOut(new QCheckBox)
    , warningText(new QLabel)
    , reasonField(named(new QLineEdit, reasonName, QStringLiteral("原因")))
{
    leaveOut->setObjectName(QString::fromLatin1(leaveOutName));
    warningText->setObjectName(QStringLiteral("import.warned"));
    reasonField->setPlaceholderText(QStringLiteral("写明原因，记入历史"));
    setSpacing(theme::grid);
    addWidget(leaveOut);
    addWidget(warningText);
    addWidget(reasonField, 1);
    addStretch();
    connect(leaveOut, &QCheckBox::toggled, this, &ImportAnswers::changed);
    connect(reasonField, &QLineEdit::returnPressed, this, &ImportAnswers::confirmed);
    connect(reasonField, &QLineEdit::textChanged, this, &ImportAnswers::changed);
}

void ImportAnswers::begin(bool leavesOut)
{
    leaveOut->setChecked(leavesOut);
    reasonField->clear();
}

void ImportAnswers::ask(const QString& leaveOutText, int wrong, int warned)
{
    unusual = warned;
    leaveOut->setText(leaveOutText);
    leaveOut->setVisible(wrong > 0);
    if (wrong == 0)
        leaveOut->setChecked(false);
    warningText->setText(QStringLiteral("◆ %1 行要留意，请说明：").arg(warned));
    warningText->setVisible(warned > 0);
    reasonField->setVisible(warned > 0);
}

bool ImportAnswers::leavesOut() const
{
    return leaveOut->isChecked();
}

QString ImportAnswers::reason() const
{
    return reasonField->text().trimmed();
}

QString ImportAnswers::missingReason() const
{
    return unusual > 0 && reason().isEmpty()
        ? QStringLiteral("有 %1 行要留意（标 ◆），请写明原因，或改正").arg(unusual)
        : QString();
}

} // namespace coop
