#include "ui/widgets/notice_bar.h"

#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace coop
{

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , text(new QLabel)
    , row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    setAccessibleName(QStringLiteral("提示"));
    setAttribute(Qt::WA_StyledBackground);
    text->setObjectName(QStringLiteral("noticeText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    row->setContentsMargins(theme::cardPadding, 4, theme::cardPadding, 4);
    row->setSpacing(theme::grid);
    row->addWidget(text, 1);
    hide();
}

void NoticeBar::say(const QString& sentence)
{
    for (QPushButton* step : std::as_const(steps)) {
        step->hide();
        step->deleteLater();
    }
    steps.clear();
    text->setText(sentence);
    setVisible(!sentence.isEmpty());
}

QPushButton* NoticeBar::addStep(const QString& name, const QString& title)
{
    auto* step = new QPushButton(title, this);
    step->setObjectName(name);
    row->addWidget(step);
    steps += step;
    return step;
}

} // namespace coop
