#include "ui/exchange/parts/door_button.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr int doorIcon = 32;
} // namespace

DoorButton::DoorButton(
    const QString& id, const QString& iconName, const QString& title, const QString& line, QWidget* parent)
    : QPushButton(parent)
    , open(line)
    , text(new QLabel(line))
{
    setObjectName(id);
    setAccessibleName(title);
    setAccessibleDescription(line);
    setProperty("role", QStringLiteral("door"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* picture = new QLabel;
    picture->setPixmap(coop::icon(iconName, theme::accent).pixmap(doorIcon, doorIcon));
    auto* name = new QLabel(title);
    name->setProperty("role", QStringLiteral("heading"));
    text->setProperty("role", QStringLiteral("second"));
    text->setWordWrap(true);
    text->setObjectName(id + QStringLiteral(".line"));
    for (QLabel* label : {picture, name, text})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addStretch();
    column->addWidget(name);
    column->addWidget(text);
    column->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::cardPadding, theme::grid, theme::cardPadding, theme::grid);
    row->setSpacing(theme::cardPadding);
    row->addWidget(picture);
    row->addLayout(column, 1);
}

void DoorButton::setClosed(const QString& why)
{
    setEnabled(why.isEmpty());
    text->setText(why.isEmpty() ? open : why);
    setAccessibleDescription(text->text());
    setToolTip(why.isEmpty() ? keysTip : why);
}

void DoorButton::setKeys(const QKeySequence& keys)
{
    setShortcut(keys);
    keysTip = QStringLiteral("%1（%2）").arg(accessibleName(), keys.toString(QKeySequence::NativeText));
    setToolTip(keysTip);
}

} // namespace coop
