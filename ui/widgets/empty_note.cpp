#include "ui/widgets/empty_note.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace coop
{

EmptyNote::EmptyNote(QWidget* parent)
    : QWidget(parent)
    , heading(new QLabel(this))
    , text(new QLabel(this))
    , button(new QPushButton(this))
{
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setObjectName(QStringLiteral("empty.heading"));
    heading->setAlignment(Qt::AlignCenter);
    text->setProperty("role", QStringLiteral("second"));
    text->setObjectName(QStringLiteral("empty.text"));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    button->setObjectName(QStringLiteral("empty.step"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addSpacing(8);
    layout->addWidget(button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(button, &QPushButton::clicked, this, &EmptyNote::stepRequested);
}

void EmptyNote::say(const QString& what, const QString& hint, const QString& step)
{
    heading->setText(what);
    text->setText(hint);
    text->setVisible(!hint.isEmpty());
    button->setText(step);
    button->setVisible(!step.isEmpty());
}

} // namespace coop
